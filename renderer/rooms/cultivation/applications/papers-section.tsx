import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay, today } from '#renderer/parts/formats.ts';
import panel from '#renderer/rooms/cultivation/panel.module.css';
import { useRows } from '#renderer/rooms/cultivation/use-rows.ts';
import type { LedgerRow } from '#shared/ledgers.ts';
import { daysUntil } from '#shared/registers/validity.ts';
import classes from './applications-panel.module.css';
import { LineText } from './line-text.tsx';

const ledger = 'application_item';

/** When a paper is due, or that it is late, in words. */
const dueWords = ({ values }: LedgerRow): { readonly text: string; readonly late: boolean } => {
  if (typeof values.doneOn === 'string')
    return { text: `${formatDay(values.doneOn)} 备齐`, late: false };
  if (typeof values.dueOn !== 'string') return { text: '未定日期', late: false };
  const late = daysUntil(values.dueOn, today()) < 0;
  return { text: `${formatDay(values.dueOn)} 前${late ? '，已逾期' : ''}`, late };
};

/** 材料清单: what the dossier must hold, a tick for what is there, red for what is late. */
export const PapersSection = ({ application }: { readonly application: string }) => {
  const [name, setName] = useState('');
  const [dueOn, setDueOn] = useState('');
  const items = useRows(ledger, application);
  const save = useTell(api.ledgers.save.mutate);
  const fill = useTell(api.applications.fillPapers.mutate, {
    onDone: ({ added }) =>
      showDone(
        added > 0 ? `已加入 ${added} 件材料` : '奖项目录里没有这个奖项的材料清单，或都已在列',
      ),
  });
  const put = (id: string | null, values: Record<string, string | number | null>): void =>
    save.mutate({ ledger, parent: application, rows: [{ id, values }] });
  const rows = items.data?.rows ?? [];
  const done = rows.filter(({ values }) => typeof values.doneOn === 'string').length;
  return (
    <section className={classes.section} aria-label="材料清单">
      <h3>材料清单{rows.length > 0 && `：已备齐 ${done} 件，共 ${rows.length} 件`}</h3>
      {items.isError && <FailureNote error={items.error} onRetry={() => void items.refetch()} />}
      {rows.length === 0 && <p className={panel.said}>还没有材料清单。</p>}
      {rows.map((row) => {
        const due = dueWords(row);
        return (
          <div key={row.id} className={classes.stepLine}>
            <Checkbox
              label={`${row.values.name}${row.values.must === 1 ? '（必备）' : ''}`}
              checked={typeof row.values.doneOn === 'string'}
              onChange={(event) =>
                put(row.id, { doneOn: event.currentTarget.checked ? today() : null })
              }
            />
            <span className={due.late ? panel.late : panel.quiet}>{due.text}</span>
          </div>
        );
      })}
      <form
        className={classes.line}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '') return;
          put(null, { name, dueOn: dueOn || null, position: rows.length });
          setName('');
        }}
      >
        <LineText label="新材料" w="11rem" value={name} onChange={setName} />
        <DayInput label="应备齐日期" size="xs" w="9rem" value={dueOn} onChange={setDueOn} />
        <Button type="submit" size="xs" variant="default">
          加入清单
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={fill.isPending}
          onClick={() => fill.mutate({ id: application })}
        >
          按奖项要求补齐
        </Button>
      </form>
    </section>
  );
};
