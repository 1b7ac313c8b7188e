import { Button, SegmentedControl } from '@mantine/core';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { nothingKnown } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import {
  type AgreementLine,
  type AgreementVisit,
  agreementStandingLabels,
  agreementStandings,
  periodWords,
} from '#shared/services.ts';
import { NewRowButton } from './new-row-button.tsx';
import classes from './services.module.css';
import type { ViewProps } from './use-service-query.ts';

const rule =
  '联系人参加的走访，或服务类型属于约定项目的走访，算履行协议；协议既没有联系人也没有服务项目的，对该企业的走访都算。';

const endWords = ({ daysLeft, renewed }: AgreementLine): string => {
  if (daysLeft < 0) return renewed ? '已续签' : `过期 ${-daysLeft} 天`;
  return renewed ? '已续签' : `还剩 ${daysLeft} 天`;
};

/** Days done of those promised, with the share; a year that is over and fell short says so. */
const Fulfilled = ({ row, on }: { readonly row: AgreementLine; readonly on: string }) => {
  const { promisedDays, doneDays, year } = row;
  if (promisedDays === null) return <>{doneDays}</>;
  const share = promisedDays === 0 ? null : Math.round((100 * doneDays) / promisedDays);
  const short = year.to < on && doneDays < promisedDays;
  return (
    <span className={short ? classes.late : undefined}>
      {doneDays} / {promisedDays}
      {share !== null && `（${share}%）`}
    </span>
  );
};

const columnsOf = (
  on: string,
  renew: (row: AgreementLine) => void,
): readonly Column<AgreementLine>[] => [
  {
    key: 'firm',
    title: '企业',
    width: 'minmax(11rem, 1fr)',
    cell: (row) => <span title={row.firm.name}>{row.firm.name}</span>,
  },
  {
    key: 'section',
    title: '服务科室',
    width: '9.5rem',
    cell: (row) => [row.section, row.contact].filter(Boolean).join(' '),
  },
  {
    key: 'term',
    title: '协议期',
    width: '12.5rem',
    cell: (row) => periodWords({ from: row.validFrom, to: row.validTo }),
  },
  {
    key: 'standing',
    title: '状态',
    width: '7rem',
    cell: (row) => (
      <span
        className={
          row.renewed
            ? undefined
            : row.standing === 'expired'
              ? classes.late
              : row.standing === 'near'
                ? classes.soon
                : undefined
        }
        title={agreementStandingLabels[row.standing]}
      >
        {row.standing === 'running' || row.standing === 'ahead'
          ? agreementStandingLabels[row.standing]
          : endWords(row)}
      </span>
    ),
  },
  {
    key: 'days',
    title: '年度上门（天）',
    width: '8rem',
    cell: (row) => (
      <span title={`协议年度 ${periodWords(row.year)}：有走访的天数 / 承诺的天数`}>
        <Fulfilled row={row} on={on} />
      </span>
    ),
  },
  {
    key: 'visits',
    title: '走访（次）',
    width: '5.5rem',
    align: 'right',
    cell: (row) => row.visits,
  },
  {
    key: 'services',
    title: '服务项目（项）',
    width: 'minmax(9rem, 0.8fr)',
    cell: ({ services, served }) => {
      const rest = services.filter((service) => !served.includes(service));
      if (services.length === 0) return nothingKnown;
      const said = `${served.length} / ${services.length}`;
      return rest.length === 0 ? (
        `${said} 全部服务过`
      ) : (
        <span title={`还没有：${rest.join('、')}`}>
          {said}，缺{rest.join('、')}
        </span>
      );
    },
  },
  {
    key: 'renew',
    title: '',
    width: '4.5rem',
    cell: (row) =>
      (row.standing === 'near' || row.standing === 'expired') && !row.renewed ? (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`续签 ${row.firm.name}`}
          onClick={(event) => {
            event.stopPropagation();
            renew(row);
          }}
        >
          续签
        </Button>
      ) : null,
  },
];

const visitColumns: readonly Column<AgreementVisit>[] = [
  { key: 'day', title: '走访日期', width: '8rem', cell: (row) => row.day },
  { key: 'people', title: '参加人员', width: '16rem', cell: (row) => row.people.join('、') },
  { key: 'types', title: '服务类型', cell: (row) => row.types.join('、') || nothingKnown },
];

type VisitsProps = { readonly row: AgreementLine; readonly onBack: () => void };

/** The visits that an agreement's figures are made of. */
const Visits = ({ row, onBack }: VisitsProps) => {
  const [, navigate] = useLocation();
  const found = useAsk('visits', 'agreement', { id: row.id }, api.services.agreementVisits.query);
  return (
    <>
      <p className={classes.said} role="status">
        {row.firm.name}与{row.section}的协议，
        {periodWords({ from: row.validFrom, to: row.validTo })}
        ：走访 <strong>{row.visits}</strong> 次。{rule}{' '}
        <Button size="compact-xs" variant="default" onClick={onBack}>
          返回协议
        </Button>{' '}
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => navigate(`/enterprises/${row.firm.id}?tab=cultivation`)}
        >
          在企业档案中修改
        </Button>
      </p>
      {found.isError && <FailureNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data?.length === 0 && (
        <EmptyState plain title="还没有履行记录">
          记一次走访，联系人参加或选上约定的服务类型，就会算在这里。
        </EmptyState>
      )}
      {found.data && found.data.length > 0 && (
        <DataTable
          label="协议履行明细"
          columns={visitColumns}
          rows={found.data}
          rowKey={({ id }) => id}
          onOpen={({ id }) => navigate(`/visits/${id}`)}
        />
      )}
    </>
  );
};

/** 跟踪服务协议: what was promised and what came of it; what ends soon can be renewed at once. */
export const AgreementsView = ({ asked, switcher }: ViewProps) => {
  const { said, set } = asked;
  const found = useAsk('visits', 'agreements', { on: null }, api.services.agreements.query);
  const remove = useTell(api.ledgers.delete.mutate);
  const renew = useTell(api.services.renew.mutate, {
    onDone: ({ id, from, to }) =>
      showUndo(`已续签：${periodWords({ from, to })}，编号、签订日期请在企业档案中补上`, () =>
        remove.mutate({ ledger: 'agreement', ids: [id] }),
      ),
  });
  if (found.isError)
    return <FailureNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { rows: all, on } = found.data;
  const opened = all.find(({ id }) => id === said('agreement'));
  if (opened) return <Visits row={opened} onBack={() => set({ agreement: null })} />;
  const shown = agreementStandings.find((standing) => standing === said('standing'));
  const rows = all.filter(({ standing }) => shown === undefined || standing === shown);
  const count = (standing: string): number => all.filter((row) => row.standing === standing).length;
  if (all.length === 0)
    return (
      <>
        <div className={classes.bar}>{switcher}</div>
        <EmptyState title="还没有跟踪服务协议" actions={<NewRowButton label="登记协议" />}>
          与品牌企业签的跟踪服务协议登记在企业档案的「培育申报」里，这里按走访记录统计履行情况，到期前
          60 天提示续签。
        </EmptyState>
      </>
    );
  return (
    <>
      <div className={classes.bar}>
        {switcher}
        <SegmentedControl
          aria-label="哪些协议"
          size="xs"
          value={shown ?? 'all'}
          onChange={(next) => set({ standing: next === 'all' ? null : next })}
          data={[
            { value: 'all', label: `全部 ${all.length} 份` },
            ...agreementStandings.map((value) => ({
              value,
              label: `${agreementStandingLabels[value]} ${count(value)}`,
            })),
          ]}
        />
        <span className={classes.spring} />
        <NewRowButton label="登记协议" />
      </div>
      <p className={classes.said}>{rule}</p>
      {rows.length === 0 ? (
        <EmptyState plain title="没有这样的协议" />
      ) : (
        <DataTable
          label="跟踪服务协议"
          memory="agreements"
          columns={columnsOf(on, ({ id }) => renew.mutate({ id }))}
          rows={rows}
          rowKey={({ id }) => id}
          onOpen={({ id }) => set({ agreement: id })}
        />
      )}
    </>
  );
};
