import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { formatDay, nothingKnown } from '#renderer/parts/formats.ts';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import type { EnterpriseFile, IssueBrief, SheetBrief, VisitBrief } from '#shared/enterprises.ts';
import classes from './firm-records.module.css';

const sheetColumns: readonly Column<SheetBrief>[] = [
  { key: 'year', title: '年度', width: '6rem', cell: (row) => `${row.year} 年` },
  {
    key: 'status',
    title: '状态',
    width: '7rem',
    cell: (row) => (row.status === 'issued' ? '已下发' : '草拟中'),
  },
  {
    key: 'measures',
    title: '措施',
    width: '6rem',
    align: 'right',
    cell: (row) => `${row.measures} 条`,
  },
  { key: 'done', title: '完成', width: '6rem', align: 'right', cell: (row) => `${row.done} 条` },
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
          {row.overdue} 条
        </span>
      ),
  },
  {
    key: 'state',
    title: '数据状态',
    width: '9rem',
    cell: (row) => <StateBadge state={row.state} />,
  },
];

const visitColumns: readonly Column<VisitBrief>[] = [
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
    cell: (row) => <StateBadge state={row.state} />,
  },
];

const issueColumns: readonly Column<IssueBrief>[] = [
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

type RecordsProps = { readonly file: EnterpriseFile };

/** The firm's sheets, newest year first. */
export const FirmSheets = ({ file }: RecordsProps) => {
  const [, navigate] = useLocation();
  if (file.sheets.length === 0)
    return (
      <EmptyState
        title="还没有一企一策"
        actions={
          <Button component={Link} href={`/sheets/new?enterprise=${file.id}`}>
            写一企一策
          </Button>
        }
      />
    );
  return (
    <DataTable
      short
      label="一企一策"
      columns={sheetColumns}
      rows={file.sheets}
      rowKey={(row) => row.id}
      onOpen={(row) => navigate(`/sheets/${row.id}`)}
    />
  );
};

/** The visits paid to the firm. */
export const FirmVisits = ({ file }: RecordsProps) => {
  const [, navigate] = useLocation();
  if (file.visits.length === 0)
    return (
      <EmptyState
        title="还没有走访记录"
        actions={
          <Button component={Link} href={`/visits/new?enterprise=${file.id}`}>
            记录走访
          </Button>
        }
      />
    );
  return (
    <DataTable
      short
      label="走访记录"
      columns={visitColumns}
      rows={file.visits}
      rowKey={(row) => row.id}
      onOpen={(row) => navigate(`/visits/${row.id}`)}
    />
  );
};

/** What the firm raised; an issue opens the visit it was raised in. */
export const FirmIssues = ({ file }: RecordsProps) => {
  const [, navigate] = useLocation();
  if (file.issues.length === 0)
    return <EmptyState title="还没有登记问题">问题在走访记录里登记，登记后列在这里。</EmptyState>;
  return (
    <DataTable
      short
      label="问题"
      columns={issueColumns}
      rows={file.issues}
      rowKey={(row) => row.id}
      onOpen={(row) => row.visitId && navigate(`/visits/${row.visitId}`)}
    />
  );
};
