import { Button, Group, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconMapPinCheck, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import { UnfinishedDrafts } from '#renderer/parts/unfinished-drafts.tsx';
import type { VisitRow } from '#shared/visits.ts';
import { useVisitList } from './use-visit-list.ts';
import classes from './visit-list-panel.module.css';

const Count = ({ count, unit }: { readonly count: number; readonly unit: string }) =>
  count === 0 ? <span className={classes.none}>—</span> : `${count} ${unit}`;

/** A text in one line; the whole of it when pointed at. */
const Whole = ({ text }: { readonly text: string }) => (
  <span title={text}>{text.replace(/\s+/g, ' ') || '—'}</span>
);

const columns: readonly Column<VisitRow>[] = [
  { key: 'day', title: '走访日期', width: '8rem', cell: (row) => formatDay(row.visitedOn) },
  {
    key: 'firm',
    title: '企业',
    width: 'minmax(13rem, 1fr)',
    cell: (row) => <Whole text={row.enterpriseName} />,
  },
  {
    key: 'types',
    title: '服务类型',
    width: 'minmax(10rem, 0.8fr)',
    cell: (row) => <Whole text={row.serviceTypes.join('、')} />,
  },
  {
    key: 'content',
    title: '走访内容',
    width: 'minmax(13rem, 1.5fr)',
    cell: (row) => <Whole text={row.content ?? ''} />,
  },
  {
    key: 'people',
    title: '我方参加人员',
    width: 'minmax(9.5rem, 0.7fr)',
    cell: (row) => <Whole text={row.participants.join('、')} />,
  },
  {
    key: 'photos',
    title: '照片',
    width: '4.5rem',
    align: 'right',
    cell: (row) => <Count count={row.photos} unit="张" />,
  },
  {
    key: 'issues',
    title: '问题',
    width: '4.5rem',
    align: 'right',
    cell: (row) => <Count count={row.issues} unit="件" />,
  },
  {
    key: 'state',
    title: '数据状态',
    width: '10rem',
    cell: (row) => <StateBadge state={row.state} returned={row.returned} />,
  },
];

/** Where every visit begins. */
export const NewVisitButton = () => (
  <Button component={Link} href="/visits/new" leftSection={<IconPlus size="1rem" aria-hidden />}>
    记录走访
  </Button>
);

/** Every visit, the latest first. */
export const VisitListPanel = () => {
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 120);
  const [, navigate] = useLocation();
  const visits = useVisitList(search);
  return (
    <>
      <UnfinishedDrafts kind="visit" room="visits" noun="走访记录" />
      <Group gap="md">
        <TextInput
          className={classes.search}
          aria-label="查找走访"
          placeholder="按企业、内容或人员查找"
          leftSection={<IconSearch size="1rem" aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {visits.data && (
          <Text size="sm" c="dimmed">
            共 {visits.total} 次走访
          </Text>
        )}
      </Group>
      {visits.isError && <FailureNote error={visits.error} onRetry={() => void visits.refetch()} />}
      {visits.isPending && <Loading />}
      {visits.data && visits.rows.length === 0 && (
        <EmptyState
          icon={<IconMapPinCheck size="2rem" stroke={1.4} />}
          title={search === '' ? '还没有走访记录' : `没有找到「${search}」`}
          actions={search === '' ? <NewVisitButton /> : undefined}
        >
          {search === ''
            ? '到企业走一次记一条：写几句内容、点几下类型、拍几张照片，两分钟记完。没有网络也能记。'
            : '少输几个字再试。'}
        </EmptyState>
      )}
      {visits.rows.length > 0 && (
        <DataTable
          label="走访记录"
          columns={columns}
          rows={visits.rows}
          rowKey={(row) => row.id}
          onOpen={(row) => navigate(`/visits/${row.id}`)}
          onEnd={visits.more}
        />
      )}
    </>
  );
};
