import { SegmentedControl } from '@mantine/core';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { nothingKnown } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { greenStates } from '#shared/green-tickets.ts';
import type { GreenLine } from '#shared/services.ts';
import { NewRowButton } from './new-row-button.tsx';
import classes from './services.module.css';
import type { ViewProps } from './use-service-query.ts';

/** What came of the statutory limit: saved, late, or still running. */
const Outcome = ({ row, on }: { readonly row: GreenLine; readonly on: string }) => {
  if (row.late > 0) return <span className={classes.late}>超时 {row.late} 个工作日</span>;
  if (row.saved !== null) return <>节约 {row.saved} 个工作日</>;
  if (row.state === '办理中' && row.dueOn !== null)
    return (
      <span className={row.dueOn < on ? classes.late : undefined}>
        应于 {row.dueOn} 前{row.dueOn < on && '，超过承诺'}
      </span>
    );
  return <>{nothingKnown}</>;
};

const days = (value: number | null): string => (value === null ? nothingKnown : String(value));

const columnsOf = (on: string): readonly Column<GreenLine>[] => [
  {
    key: 'firm',
    title: '企业',
    width: 'minmax(11rem, 1fr)',
    cell: (row) => <span title={row.firm.name}>{row.firm.name}</span>,
  },
  {
    key: 'matter',
    title: '办件事项',
    width: 'minmax(9rem, 0.7fr)',
    cell: (row) => [row.matter, row.ticketNo].filter(Boolean).join(' '),
  },
  {
    key: 'unit',
    title: '办理单位',
    width: '10rem',
    cell: (row) => [row.unit, row.person].filter(Boolean).join(' '),
  },
  { key: 'state', title: '状态', width: '5.5rem', cell: (row) => row.result ?? row.state },
  {
    key: 'accepted',
    title: '受理',
    width: '6.5rem',
    cell: (row) => row.acceptedOn ?? nothingKnown,
  },
  {
    key: 'finished',
    title: '办结',
    width: '6.5rem',
    cell: (row) => row.finishedOn ?? nothingKnown,
  },
  {
    key: 'limit',
    title: '法定',
    width: '4rem',
    align: 'right',
    cell: (row) => days(row.statutoryDays),
  },
  {
    key: 'promised',
    title: '承诺',
    width: '4rem',
    align: 'right',
    cell: (row) => days(row.promisedDays),
  },
  { key: 'used', title: '已用', width: '4rem', align: 'right', cell: (row) => days(row.used) },
  {
    key: 'saved',
    title: '结果',
    width: '11rem',
    cell: (row) => <Outcome row={row} on={on} />,
  },
];

/** 绿色通道: matters dealt with ahead of the queue, and the working days that saved. */
export const TicketsView = ({ asked, switcher }: ViewProps) => {
  const { said, set } = asked;
  const [, navigate] = useLocation();
  const found = useAsk('visits', 'tickets', undefined, () => api.services.tickets.query());
  if (found.isError)
    return <FailureNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { rows: all, on } = found.data;
  if (all.length === 0)
    return (
      <>
        <div className={classes.bar}>{switcher}</div>
        <EmptyState title="还没有绿色通道办件" actions={<NewRowButton label="登记办件" />}>
          品牌企业优先办理的事项登记在企业档案的「培育申报」里。填上受理日期、法定时限和办结日期，这里按工作日算出节约了几天。
        </EmptyState>
      </>
    );
  const only = said('ticket');
  const shown = [...greenStates, '超时'].find((state) => state === said('state'));
  const rows = all.filter(
    (row) =>
      (only === null || row.id === only) &&
      (shown === undefined || (shown === '超时' ? row.late > 0 : row.state === shown)),
  );
  const done = rows.filter(({ saved }) => saved !== null);
  const late = rows.filter((row) => row.late > 0);
  return (
    <>
      <div className={classes.bar}>
        {switcher}
        <SegmentedControl
          aria-label="哪些办件"
          size="xs"
          value={only === null ? (shown ?? 'all') : 'one'}
          onChange={(next) => set({ state: next === 'all' ? null : next, ticket: null })}
          data={[
            ...(only === null ? [] : [{ value: 'one', label: '这一件' }]),
            { value: 'all', label: `全部 ${all.length} 件` },
            ...greenStates.map((value) => ({
              value,
              label: `${value} ${all.filter(({ state }) => state === value).length}`,
            })),
            { value: '超时', label: `超时 ${all.filter((row) => row.late > 0).length}` },
          ]}
        />
        <span className={classes.spring} />
        <NewRowButton label="登记办件" />
      </div>
      <p className={classes.said}>
        {rows.length} 件，其中可算时限的已办结 {done.length} 件，共节约{' '}
        <strong>{done.reduce((sum, { saved }) => sum + (saved ?? 0), 0)}</strong> 个工作日
        {late.length > 0 && `；超过法定时限 ${late.length} 件，不计节约`}。节约 = 法定时限 −
        从受理次日到办结所用的工作日，节假日不算。
      </p>
      {rows.length === 0 ? (
        <EmptyState plain title="没有这样的办件" />
      ) : (
        <DataTable
          label="绿色通道台账"
          memory="green-tickets"
          columns={columnsOf(on)}
          rows={rows}
          rowKey={({ id }) => id}
          onOpen={({ firm }) => navigate(`/enterprises/${firm.id}?tab=cultivation`)}
        />
      )}
    </>
  );
};
