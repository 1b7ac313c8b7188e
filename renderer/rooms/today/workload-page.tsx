import { IconAlertCircle, IconUsers } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import type { WorkloadRow } from '#shared/today.ts';
import classes from './today.module.css';
import { TodayPage } from './today-page.tsx';

/** What a person has in hand, one kind of it. */
const inHand = (person: string, kind: string): string =>
  `/today/hand-over?from=${encodeURIComponent(person)}&kind=${kind}`;
const dayOf = (person: string): string => `/today?person=${encodeURIComponent(person)}`;

/** A figure that leads to what it counts; a quiet 0 where there is nothing. */
const Figure = ({
  n,
  href,
  late,
}: {
  readonly n: number;
  readonly href: string;
  readonly late?: boolean;
}) =>
  n === 0 ? (
    <span className={classes.quiet}>0</span>
  ) : (
    <Link
      href={href}
      className={late ? classes.lateFigure : classes.figure}
      onClick={(event) => event.stopPropagation()}
    >
      {late && <IconAlertCircle size="0.9rem" aria-hidden />}
      {n}
    </Link>
  );

const columns: readonly Column<WorkloadRow>[] = [
  { key: 'person', title: '人员', width: 'minmax(10rem, 1fr)', cell: ({ person }) => person },
  {
    key: 'firms',
    title: '联系企业（家）',
    width: '9rem',
    align: 'right',
    cell: ({ person, firms }) => <Figure n={firms} href={inHand(person, 'firm')} />,
  },
  {
    key: 'measures',
    title: '未完成措施（条）',
    width: '9rem',
    align: 'right',
    cell: ({ person, measures }) => <Figure n={measures} href={inHand(person, 'measure')} />,
  },
  {
    key: 'overdue',
    title: '其中逾期（条）',
    width: '9rem',
    align: 'right',
    cell: ({ person, overdue }) => <Figure n={overdue} href={dayOf(person)} late />,
  },
  {
    key: 'issues',
    title: '在办问题（件）',
    width: '9rem',
    align: 'right',
    cell: ({ person, issues }) => <Figure n={issues} href={inHand(person, 'issue')} />,
  },
  {
    key: 'visits',
    title: '本季走访（次）',
    width: '9rem',
    align: 'right',
    cell: ({ visits }) => (
      <span className={visits === 0 ? classes.quiet : undefined}>{visits}</span>
    ),
  },
];

/** 按人员: how the work lies among our people. A row opens that person's day. */
export const WorkloadPage = () => {
  const [, navigate] = useLocation();
  const found = useAsk('today', 'workload', undefined, () => api.today.workload.query(), {
    keep: true,
  });
  const { data } = found;
  return (
    <TodayPage
      tab="workload"
      subtitle={data && `${data.rows.length} 人 · 截至 ${formatDay(data.on)}`}
    >
      {found.isError && <FailureNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {data && data.rows.length === 0 && (
        <EmptyState icon={<IconUsers size="2.25rem" stroke={1.3} />} title="还没有落实到人的工作">
          指定联系企业人员、签发一企一策、记录走访以后，每个人的工作量在这里汇总。
        </EmptyState>
      )}
      {data && data.rows.length > 0 && (
        <>
          <p className={classes.said}>
            措施只计已签发、未完成的；一条措施写了几个人，每人各计一条。走访自{' '}
            {formatDay(data.since)}
            起计，每人参加一次计一次。点数字看明细，点一行看这个人的今日。
          </p>
          <DataTable
            label="人员工作量"
            columns={columns}
            rows={data.rows}
            rowKey={({ person }) => person}
            onOpen={({ person }) => navigate(dayOf(person))}
            memory="workload"
          />
        </>
      )}
    </TodayPage>
  );
};
