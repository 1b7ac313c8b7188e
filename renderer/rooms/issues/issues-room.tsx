import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconMessageCircleQuestion, IconPlus, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { UnfinishedDrafts } from '#renderer/parts/unfinished-drafts.tsx';
import { usePages } from '#renderer/parts/use-pages.ts';
import { useSearchBox } from '#renderer/parts/use-search-box.ts';
import { issueStates } from '#shared/issue-course.ts';
import { type IssueList, type IssueRow, issueCounterLabels } from '#shared/issues.ts';
import { issueChannels, issueTerms } from '#shared/visits.ts';
import { IssueBoard } from './issue-board.tsx';
import { issueColumns, promiseColumns } from './issue-columns.tsx';
import { IssueExport } from './issue-export.tsx';
import { IssueFigures } from './issue-figures.tsx';
import classes from './issues.module.css';
import { LimitsDialog } from './limits-dialog.tsx';
import { useIssueQuery } from './use-issue-query.ts';

const screens = [
  { value: 'table', label: '台账' },
  { value: 'board', label: '看板' },
  { value: 'figures', label: '统计' },
] as const;

const RegisterButton = () => (
  <Button component={Link} href="/issues/new" leftSection={<IconPlus size="1rem" aria-hidden />}>
    登记问题
  </Button>
);

type Query = ReturnType<typeof useIssueQuery>;
type BarProps = Pick<Query, 'query' | 'set'> & { readonly list: IssueList };

const lists = [
  ['all', '全部'],
  ['overdue', '逾期'],
  ['promised', '承诺未兑现'],
  ['contested', '待核实'],
] as const;

/** What to look at, and by what. */
const Bar = ({ query, set, list }: BarProps) => {
  const box = useSearchBox(query.search, 120);
  // Setting what is asked already would only write the address again.
  useEffect(() => {
    if (box.search !== query.search) set({ q: box.search });
  });
  const pick = (
    key: 'state' | 'type' | 'unit' | 'channel' | 'term',
    label: string,
    data: readonly string[],
  ) => (
    <Select
      label={label}
      size="xs"
      w="7.5rem"
      placeholder="全部"
      clearable
      value={query[key]}
      onChange={(next) => set({ [key]: next })}
      data={[...data]}
    />
  );
  return (
    <div className={classes.bar}>
      <SegmentedControl
        aria-label="哪些问题"
        size="xs"
        value={query.view}
        onChange={(next) => set({ list: next === 'all' ? null : next })}
        data={lists.map(([value, label]) => ({
          value,
          label: `${label} ${list.views[value]}`,
        }))}
      />
      {pick('state', '办理状态', issueStates)}
      {pick('type', '问题类型', list.choices.types)}
      {pick('unit', '承办单位', list.choices.units)}
      {pick('channel', '来源', issueChannels)}
      {pick('term', '期限类别', issueTerms)}
      <TextInput
        label="查找"
        size="xs"
        w="11rem"
        placeholder="企业、内容、编号、承办人"
        leftSection={<IconSearch size="0.9rem" aria-hidden />}
        {...box.input}
      />
      <p className={classes.said}>{list.total} 件</p>
    </div>
  );
};

/** Which figure the rows stand behind, and the way back to all. */
const Behind = ({ query, set }: Pick<Query, 'query' | 'set'>) => {
  if (!query.counted) return null;
  const { counter, from, to } = query.counted;
  return (
    <p className={classes.said} role="status">
      统计「{issueCounterLabels[counter]}」{from} 至 {to} 的问题。{' '}
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => set({ counter: null, from: null, to: null, type: null })}
      >
        看全部
      </Button>
    </p>
  );
};

type RowsProps = {
  readonly query: Query;
  readonly list: IssueList;
  /** As far as they have been fetched. */
  readonly rows: readonly IssueRow[];
  readonly onEnd: () => void;
};

const Rows = ({ query, list, rows, onEnd }: RowsProps) => {
  const [, navigate] = useLocation();
  const open = ({ id }: IssueRow): void => navigate(`/issues/${id}`);
  if (list.views.all === 0)
    return (
      <EmptyState
        icon={<IconMessageCircleQuestion size="2rem" stroke={1.4} />}
        title="还没有登记问题"
        actions={<RegisterButton />}
      >
        走访里记下的问题会自动列在这里；热线来电、企业自报的，点「登记问题」。每件问题从登记走到销号，
        企业认可了才算解决。
      </EmptyState>
    );
  if (rows.length === 0)
    return <EmptyState title="没有符合条件的问题">换一个条件或查找的词。</EmptyState>;
  if (query.view === 'board') return <IssueBoard rows={rows} states={list.states} onOpen={open} />;
  return (
    <DataTable
      label="问题台账"
      memory="issues"
      columns={list.view === 'promised' ? promiseColumns : issueColumns}
      rows={rows}
      rowKey={({ id }) => id}
      onOpen={open}
      onEnd={onEnd}
    />
  );
};

/** Everything firms asked for: the ledger, the board by state, the figures. */
export const IssuesRoom = () => {
  const asked = useIssueQuery();
  const { query, view, set } = asked;
  const [limits, setLimits] = useState(false);
  const found = usePages<IssueRow, IssueList>(
    'issues',
    JSON.stringify(query),
    ({ limit, offset }) => api.issues.list.query({ ...query, limit, offset }),
  );
  const list = found.latest;
  return (
    <Page
      title="问题"
      subtitle={
        <SegmentedControl
          aria-label="看什么"
          size="xs"
          value={view}
          onChange={(next) => set({ view: next === 'table' ? null : next })}
          data={[...screens]}
        />
      }
      actions={
        <>
          <Button variant="default" onClick={() => setLimits(true)}>
            时限设置
          </Button>
          {view !== 'figures' && <IssueExport query={query} />}
          <RegisterButton />
        </>
      }
      fill
    >
      <UnfinishedDrafts kind="issue" room="issues" noun="问题登记" />
      <UnfinishedDrafts kind="issue-step" room="issues" noun="问题办理" />
      {limits && <LimitsDialog onClose={() => setLimits(false)} />}
      {view === 'figures' ? (
        <IssueFigures asked={asked} />
      ) : (
        <>
          {found.isError && (
            <FailureNote error={found.error} onRetry={() => void found.refetch()} />
          )}
          {found.isPending && <Loading />}
          {list && (
            <>
              {list.views.all > 0 && <Bar query={query} set={set} list={list} />}
              <Behind query={query} set={set} />
              <Rows query={asked} list={list} rows={found.rows} onEnd={found.more} />
            </>
          )}
        </>
      )}
    </Page>
  );
};
