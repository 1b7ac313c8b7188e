import { IconAlertTriangle } from '@tabler/icons-react';
import type { Column } from '#renderer/parts/data-table.tsx';
import { formatDay, nothingKnown } from '#renderer/parts/formats.ts';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import type { IssueBrief, SheetBrief, VisitBrief } from '#shared/enterprises.ts';
import { standingWord } from '#shared/sheet-standing.ts';
import classes from './firm-record-columns.module.css';

/** The firm’s sheets. */
export const sheetColumns: readonly Column<SheetBrief>[] = [
  {
    key: 'year',
    title: '年度',
    width: '8rem',
    cell: (row) => `${row.year} 年${row.edition > 1 ? ` 第${row.edition}版` : ''}`,
  },
  {
    key: 'status',
    title: '状态',
    width: '7rem',
    cell: (row) => standingWord(row),
  },
  {
    key: 'measures',
    title: '措施',
    width: '6rem',
    align: 'right',
    cell: (row) => `${row.measures} 项`,
  },
  { key: 'done', title: '完成', width: '6rem', align: 'right', cell: (row) => `${row.done} 项` },
  {
    key: 'overdue',
    title: '逾期',
    width: 'minmax(7rem, 1fr)',
    cell: (row) =>
      row.overdue === 0 ? (
        nothingKnown
      ) : (
        <span className={classes.overdue}>
          <IconAlertTriangle size="0.9rem" aria-hidden />
          {row.overdue} 项
        </span>
      ),
  },
  {
    key: 'state',
    title: '数据状态',
    width: '9rem',
    cell: (row) => <StateBadge state={row.state} returned={row.returned} />,
  },
];

/** Its visits. */
export const visitColumns: readonly Column<VisitBrief>[] = [
  { key: 'day', title: '走访日期', width: '8rem', cell: (row) => formatDay(row.visitedOn) },
  {
    key: 'types',
    title: '服务类型',
    width: '11rem',
    cell: (row) => row.serviceTypes.join('、') || nothingKnown,
  },
  { key: 'people', title: '参加人员', width: '9rem', cell: (row) => row.participants.join('、') },
  {
    key: 'content',
    title: '走访内容',
    width: 'minmax(12rem, 1fr)',
    cell: (row) => row.content ?? nothingKnown,
  },
  {
    key: 'photos',
    title: '照片',
    width: '4.5rem',
    align: 'right',
    cell: (row) => `${row.photos} 张`,
  },
  {
    key: 'issues',
    title: '问题',
    width: '4.5rem',
    align: 'right',
    cell: (row) => `${row.issues} 件`,
  },
  {
    key: 'state',
    title: '数据状态',
    width: '9rem',
    cell: (row) => <StateBadge state={row.state} returned={row.returned} />,
  },
];

/** What it raised. */
export const issueColumns: readonly Column<IssueBrief>[] = [
  { key: 'day', title: '提出日期', width: '8rem', cell: (row) => formatDay(row.raisedOn) },
  { key: 'type', title: '问题类型', width: '8rem', cell: (row) => row.type },
  { key: 'content', title: '问题内容', width: 'minmax(14rem, 1fr)', cell: (row) => row.content },
  { key: 'progress', title: '办理状态', width: '6rem', cell: (row) => row.issueState },
  {
    key: 'state',
    title: '数据状态',
    width: '9rem',
    cell: (row) => <StateBadge state={row.state} />,
  },
];
