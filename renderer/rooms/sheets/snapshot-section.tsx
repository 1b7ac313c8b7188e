import { Button, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showFailure, useAsk } from '#renderer/app/query.ts';
import { formatDay } from '#renderer/parts/formats.ts';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import {
  changesSince,
  type SheetSnapshot,
  snapshotSections,
  yearTable,
} from '#shared/sheet-snapshot.ts';
import type { SheetForm } from './sheet-form.ts';
import paper from './sheet-paper.module.css';
import classes from './snapshot-section.module.css';

const labelOf = (key: string): string =>
  snapshotSections.find((section) => section.key === key)?.label ?? key;

type Facts = SheetSnapshot['sections'][number]['facts'];

const Years = ({ facts }: { readonly facts: Facts }) => {
  const { years, rows } = yearTable(facts);
  return (
    <table className={classes.years}>
      <thead>
        <tr>
          <th scope="col">指标</th>
          {years.map((year) => (
            <th key={year} scope="col">
              {year} 年
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, values }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {values.map((value, at) => (
              <td key={years[at]}>{value || '—'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Lines = ({ facts }: { readonly facts: Facts }) => (
  <dl className={classes.facts}>
    {facts.map(({ key, label, value }) => (
      <div key={key}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

/** What the file says differently now. */
const Since = ({
  before,
  after,
}: {
  readonly before: SheetSnapshot;
  readonly after: SheetSnapshot;
}) => {
  const changes = changesSince(before, after);
  const [open, setOpen] = useState(false);
  if (changes.length === 0)
    return (
      <Text size="xs" c="dimmed">
        档案此后没有变化
      </Text>
    );
  return (
    <>
      <Button
        variant="subtle"
        size="compact-xs"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        档案此后有 {changes.length} 处变化
      </Button>
      {open && (
        <ul className={classes.changes} aria-label="现状之后的变化">
          {changes.map(({ section, label, year, was, now }) => (
            <li key={`${section} ${label} ${year} ${was} ${now}`}>
              <b>
                {labelOf(section)} · {year === null ? '' : `${year} 年 `}
                {label}
              </b>
              ：{was ?? '当时没有'} → {now ?? '现已没有'}
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

type SnapshotSectionProps = {
  readonly firmId: string;
  readonly snapshot: SheetForm['snapshot'];
  readonly change: KeptForm<SheetForm>['change'];
  readonly readOnly: boolean;
};

/** 现状 as the file told it on a day, frozen; filled anew by a press, which can be undone. */
export const SnapshotSection = memo((props: SnapshotSectionProps) => {
  const { firmId, snapshot, change, readOnly } = props;
  const [filling, setFilling] = useState(false);
  const now = useAsk('sheets', 'snapshot', { enterpriseId: firmId }, api.sheets.snapshot.query, {
    enabled: snapshot !== null,
  });
  const fill = async (): Promise<void> => {
    setFilling(true);
    try {
      const fresh = await api.sheets.snapshot.query({ enterpriseId: firmId });
      change((form) => ({ ...form, snapshot: fresh }));
    } catch (error) {
      showFailure(error);
    } finally {
      setFilling(false);
    }
  };
  return (
    <>
      {snapshot !== null && (
        <table className={`${paper.ruled} ${classes.snapshot}`} aria-label="现状快照">
          <colgroup>
            <col style={{ width: '5.5rem' }} />
            <col />
          </colgroup>
          <tbody>
            {snapshot.sections.map(({ key, facts }) => (
              <tr key={key}>
                <th scope="row">{labelOf(key)}</th>
                <td>{key === 'economics' ? <Years facts={facts} /> : <Lines facts={facts} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={classes.foot}>
        {snapshot === null && readOnly ? (
          <Text size="xs" c="dimmed">
            签发时没有从档案填入
          </Text>
        ) : snapshot === null ? (
          <Text size="xs" c="dimmed" data-screen-only>
            经济、荣誉、标准、证书、计量、检验、信用可从档案一次填入；填入后不随档案变动。
          </Text>
        ) : (
          <Text size="xs" c="dimmed">
            {formatDay(snapshot.filledOn)} 由 {snapshot.filledBy || '本机'} 从档案填入
          </Text>
        )}
        <span className={classes.tools} data-screen-only>
          {snapshot !== null && now.data && <Since before={snapshot} after={now.data} />}
          {!readOnly && (
            <Button
              variant="default"
              size="compact-sm"
              loading={filling}
              leftSection={<IconRefresh size="0.9rem" aria-hidden />}
              onClick={() => void fill()}
            >
              {snapshot === null ? '从档案填入现状' : '按现在的档案重新填入'}
            </Button>
          )}
        </span>
      </div>
    </>
  );
});
SnapshotSection.displayName = 'SnapshotSection';
