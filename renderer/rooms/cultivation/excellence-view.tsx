import { Badge, Button, Group, NumberInput, Select, Text, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import type { Assessed, AssessedItem } from '#shared/gaps.ts';
import { showPoints } from '#shared/scoring/points.ts';
import tables from './cultivation-tables.module.css';
import radar from './radar.module.css';
import { useVersions } from './use-versions.ts';
import { YearInput } from './year-input.tsx';

type ClauseProps = {
  readonly sheet: Assessed;
  readonly item: AssessedItem;
  readonly onSave: (values: Values) => void;
};

type Values = Readonly<Record<string, string | number | null>>;

/** A clause: its percentage, what proves it, what is to be improved. Saved as each field is left. */
const Clause = ({ sheet, item, onSave }: ClauseProps) => {
  const closed = sheet.state === '定稿';
  const text = (key: 'evidence' | 'improvement', label: string) => (
    <Textarea
      aria-label={`${item.code} ${label}`}
      autosize
      minRows={1}
      size="xs"
      placeholder={label}
      readOnly={closed}
      defaultValue={item[key] ?? ''}
      onBlur={(event) => {
        const said = event.currentTarget.value.trim();
        if (said !== (item[key] ?? '')) onSave({ [key]: said === '' ? null : said });
      }}
    />
  );
  return (
    <tr>
      <td>
        {item.code} {item.title}
        <Text size="xs" c="dimmed">
          {item.band ?? '未评'}
        </Text>
      </td>
      <td>
        <NumberInput
          // Only this field begins anew with its figure: who already writes the evidence writes on.
          key={item.percent}
          aria-label={`${item.code} 得分率`}
          size="xs"
          w="5rem"
          min={0}
          max={100}
          step={5}
          allowDecimal={false}
          suffix="%"
          readOnly={closed}
          defaultValue={item.percent ?? ''}
          onBlur={(event) => {
            const typed = event.currentTarget.value.replace('%', '');
            const percent = typed === '' ? null : Number(typed);
            if (percent !== item.percent) onSave({ percent });
          }}
        />
      </td>
      <td data-right>
        {showPoints(item.points)}
        <small> / {showPoints(item.cap)}</small>
      </td>
      <td>
        {text('evidence', '证据')}
        {text('improvement', '改进机会')}
      </td>
    </tr>
  );
};

const Sheet = ({ sheet }: { readonly sheet: Assessed }) => {
  const save = useTell(api.ledgers.save.mutate, { changes: ['cultivation', 'ledgers'] });
  /** The row of each clause written here: what is left before the first answer goes into the same row. */
  const written = useRef(new Map<string, Promise<string | null>>());
  const keep = ({ code, rowId }: AssessedItem, values: Values): void => {
    const earlier = written.current.get(code) ?? Promise.resolve(rowId);
    const told = earlier.then(async (id) => {
      const row = { id, values: id === null ? { itemCode: code, ...values } : values };
      const rows = { ledger: 'self_assessment_item', parent: sheet.id, rows: [row] };
      // Why it was refused is shown; the next is written all the same.
      const saved = await save.mutateAsync(rows).catch(() => null);
      return saved?.ids[0] ?? id;
    });
    written.current.set(code, told);
  };
  const finish = useTell(
    async (asked: { id: string }) => {
      // The field that 定稿 was pressed from is part of what is final.
      await Promise.all(written.current.values());
      return api.assessments.finish.mutate(asked);
    },
    { changes: ['cultivation'], onDone: () => showDone('已定稿，不再改动') },
  );
  return (
    <section className={tables.sheet} aria-label={sheet.title}>
      <Group justify="space-between" mb="xs">
        <Group gap="xs">
          <Text fw={600}>
            {sheet.title} · {sheet.year} 年
          </Text>
          <Badge variant="light" color={sheet.state === '定稿' ? 'ink' : 'amber'}>
            {sheet.state}
          </Badge>
        </Group>
        <Group gap="xs">
          <Text>
            <b>{showPoints(sheet.total)}</b> / {showPoints(sheet.full ?? 0)} 分
          </Text>
          <Text size="sm" c="dimmed">
            已评 {sheet.filled} / {sheet.clauses} 条
          </Text>
          {sheet.state !== '定稿' && (
            <Button
              size="compact-sm"
              variant="default"
              loading={finish.isPending}
              onClick={() => finish.mutate({ id: sheet.id })}
            >
              定稿
            </Button>
          )}
        </Group>
      </Group>
      <table className={tables.table}>
        <tbody>
          {sheet.items.map((item) =>
            item.isGroup ? (
              <tr key={item.code} data-group>
                <td colSpan={2}>
                  {item.code} {item.title}
                </td>
                <td data-right>
                  {showPoints(item.points)}
                  <small> / {showPoints(item.cap)}</small>
                </td>
                <td />
              </tr>
            ) : (
              <Clause
                key={item.code}
                sheet={sheet}
                item={item}
                onSave={(values) => keep(item, values)}
              />
            ),
          )}
        </tbody>
      </table>
    </section>
  );
};

/** 卓越绩效自评: sheets of a year, two editions beside each other. */
export const ExcellenceView = ({ firmId }: { readonly firmId: string }) => {
  const [version, setVersion] = useState<string | null>(null);
  const [year, setYear] = useState(Number(today().slice(0, 4)));
  const versions = useVersions();
  const sheets = useAsk('cultivation', 'excellence', { firmId }, api.assessments.excellence.query);
  const add = useTell(api.ledgers.save.mutate, { changes: ['cultivation', 'ledgers'] });
  if (sheets.isError)
    return <FailureNote error={sheets.error} onRetry={() => void sheets.refetch()} />;
  if (versions.failure)
    return <FailureNote error={versions.failure.error} onRetry={versions.failure.retry} />;
  if (!sheets.data || !versions.list) return <Loading />;
  // The edition in force first.
  const usable = versions.list
    .filter(({ state, purpose }) => state === '启用' && purpose === '卓越绩效自评')
    .toReversed();
  const schemeVersionId = version ?? usable[0]?.id ?? null;
  return (
    <>
      <Group gap="sm" align="end">
        <Select
          label="评分表"
          w="18rem"
          data={usable.map(({ id, title }) => ({ value: id, label: title }))}
          value={schemeVersionId}
          onChange={setVersion}
          allowDeselect={false}
        />
        <YearInput label="自评年度" w="8rem" year={year} onChange={setYear} />
        <Button
          disabled={schemeVersionId === null}
          loading={add.isPending}
          onClick={() =>
            add.mutate({
              ledger: 'self_assessment',
              parent: firmId,
              rows: [{ id: null, values: { year, schemeVersionId, state: '草稿' } }],
            })
          }
        >
          新建自评
        </Button>
      </Group>
      {sheets.data.length === 0 ? (
        <EmptyState title="还没有自评">
          选评分表和年度，点「新建自评」。2004 版和 2012 版可以各建一份，并排对照。
        </EmptyState>
      ) : (
        <div className={sheets.data.length > 1 ? radar.two : undefined}>
          {sheets.data.map((sheet) => (
            <Sheet key={sheet.id} sheet={sheet} />
          ))}
        </div>
      )}
    </>
  );
};
