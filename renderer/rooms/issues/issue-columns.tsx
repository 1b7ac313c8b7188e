import type { Column } from '#renderer/parts/data-table.tsx';
import { nothingKnown } from '#renderer/parts/formats.ts';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import type { IssueLine, IssueRow } from '#shared/issues.ts';
import { stateWords, turnWords } from './issue-words.ts';
import classes from './issues.module.css';

/** A day to be kept, red and with the word where it is not. */
export const DueDay = ({ line }: { readonly line: IssueLine }) => {
  if (line.overdue.length > 0)
    return (
      <span className={classes.late} title={`逾期：${line.overdue.join('、')}`}>
        {line.dueOn ?? ''} 逾期
      </span>
    );
  return <>{line.dueOn ?? nothingKnown}</>;
};

/** The ledger: what, whose, where it stands, by when. */
export const issueColumns: readonly Column<IssueRow>[] = [
  { key: 'number', title: '编号', width: '7.75rem', cell: (row) => row.number ?? nothingKnown },
  {
    key: 'firm',
    title: '企业',
    width: 'minmax(10rem, 1fr)',
    cell: (row) => <span title={row.firm.name}>{row.firm.name}</span>,
  },
  { key: 'type', title: '类型', width: '5rem', cell: (row) => row.type },
  {
    key: 'content',
    title: '问题内容',
    width: 'minmax(10rem, 1.6fr)',
    cell: (row) => <span title={row.content}>{row.content.replace(/\s+/g, ' ')}</span>,
  },
  {
    key: 'state',
    title: '办理状态',
    width: '6.5rem',
    cell: (row) => (
      <span className={row.contested.length > 0 ? classes.doubt : undefined}>
        {stateWords(row)}
        {row.contested.length > 0 && '（待核实）'}
      </span>
    ),
  },
  { key: 'turn', title: '在谁手上', width: 'minmax(7rem, 0.7fr)', cell: (row) => turnWords(row) },
  { key: 'due', title: '办结期限', width: '8.5rem', cell: (row) => <DueDay line={row} /> },
  {
    key: 'raised',
    title: '提出',
    width: '9.75rem',
    cell: (row) => `${row.raisedOn} ${row.channel}`,
  },
  {
    key: 'data',
    title: '数据状态',
    width: '8rem',
    cell: (row) => <StateBadge state={row.state} />,
  },
];

/** Of promises: what was told the firm, and for which day. */
export const promiseColumns: readonly Column<IssueRow>[] = [
  ...issueColumns.filter(({ key }) => ['number', 'firm', 'content', 'state'].includes(key)),
  {
    key: 'promise',
    title: '承诺内容',
    width: 'minmax(12rem, 1.2fr)',
    cell: (row) => <span title={row.promise?.text ?? ''}>{row.promise?.text ?? nothingKnown}</span>,
  },
  {
    key: 'promised',
    title: '承诺日期',
    width: '6.5rem',
    cell: (row) => row.promise?.dueOn ?? nothingKnown,
  },
  { key: 'handler', title: '承办人', width: '6rem', cell: (row) => row.handler ?? nothingKnown },
];
