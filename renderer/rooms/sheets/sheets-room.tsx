import { Button, NativeSelect, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertCircle, IconClipboardText, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import { UnfinishedDrafts } from '#renderer/parts/unfinished-drafts.tsx';
import { standingWord } from '#shared/sheet-standing.ts';
import type { SheetRow } from '#shared/sheets.ts';
import classes from './sheets-room.module.css';

/** 「逾期 2」 in red with its icon; a quiet 0 where nothing is late. */
const OverdueCount = ({ count }: { readonly count: number }) =>
  count === 0 ? (
    <span className={classes.none}>0</span>
  ) : (
    <span className={classes.overdue}>
      <IconAlertCircle size="0.9rem" aria-hidden />
      {count}
    </span>
  );

const columns: readonly Column<SheetRow>[] = [
  { key: 'name', title: '企业', width: 'minmax(14rem, 1fr)', cell: (row) => row.enterpriseName },
  {
    key: 'year',
    title: '年度',
    width: '8rem',
    cell: (row) => `${row.year}${row.edition > 1 ? ` 第${row.edition}版` : ''}`,
  },
  {
    key: 'grade',
    title: '类别',
    width: '4.5rem',
    align: 'center',
    cell: (row) => row.grade ?? '—',
  },
  { key: 'measures', title: '措施', width: '4.5rem', align: 'right', cell: (row) => row.measures },
  { key: 'done', title: '完成', width: '4.5rem', align: 'right', cell: (row) => row.done },
  {
    key: 'overdue',
    title: '逾期',
    width: '4.5rem',
    align: 'right',
    cell: (row) => <OverdueCount count={row.overdue} />,
  },
  { key: 'next', title: '最近到期', width: '8.5rem', cell: (row) => formatDay(row.nextDueOn) },
  {
    key: 'status',
    title: '状态',
    width: '15rem',
    cell: (row) => standingWord(row),
  },
  {
    key: 'state',
    title: '数据状态',
    width: '10rem',
    cell: (row) => <StateBadge state={row.state} returned={row.returned} />,
  },
];

const NewSheetButton = () => (
  <Button component={Link} href="/sheets/new" leftSection={<IconPlus size="1rem" aria-hidden />}>
    新建工作表
  </Button>
);

/** 一企一策: every sheet, what is done on it and what is late. */
export const SheetsRoom = () => {
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 120);
  const [year, setYear] = useState<number | null>(null);
  const [, navigate] = useLocation();
  const sheets = useAsk('sheets', 'list', { search, year }, api.sheets.list.query, { keep: true });
  const rows = sheets.data ?? [];
  const thisYear = new Date().getFullYear();
  const filtered = search !== '' || year !== null;
  return (
    <Page
      title="一企一策"
      subtitle={sheets.data && `共 ${rows.length} 张工作表`}
      actions={<NewSheetButton />}
      fill
    >
      <UnfinishedDrafts kind="sheet" room="sheets" noun="工作表" />
      <div className={classes.filters}>
        <TextInput
          className={classes.search}
          aria-label="查找工作表"
          placeholder="按企业名称查找"
          leftSection={<IconSearch size="1rem" aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <NativeSelect
          aria-label="年度"
          value={year ?? ''}
          onChange={(event) => setYear(Number(event.currentTarget.value) || null)}
          data={[
            { value: '', label: '全部年度' },
            ...Array.from({ length: 10 }, (_, back) => ({
              value: String(thisYear + 1 - back),
              label: `${thisYear + 1 - back} 年`,
            })),
          ]}
        />
        <VisuallyHidden role="status">{sheets.data && `共 ${rows.length} 张`}</VisuallyHidden>
      </div>
      {sheets.isError && <FailureNote error={sheets.error} onRetry={() => void sheets.refetch()} />}
      {sheets.isPending && <Loading />}
      {sheets.data && rows.length === 0 && (
        <EmptyState
          icon={<IconClipboardText size="2rem" stroke={1.4} />}
          title={filtered ? '没有符合条件的工作表' : '还没有工作表'}
          actions={filtered ? undefined : <NewSheetButton />}
        >
          {filtered
            ? '换一个年度或少输几个字再看。'
            : '一企一策：一家企业一张表，写清现状、差距、目标，把每条措施定人、定责、定目标、定任务、定完成时间。'}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <DataTable
          label="工作表"
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          onOpen={(row) => navigate(`/sheets/${row.id}`)}
        />
      )}
    </Page>
  );
};
