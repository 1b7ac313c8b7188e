import { Text } from '@mantine/core';
import { IconMessageReport } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatMoment } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { recordAddress } from '#renderer/parts/returns/record-address.ts';
import { UnsentWords } from '#renderer/parts/returns/unsent-words.tsx';
import { type RemarkThread, threadStateLabels } from '#shared/remarks.ts';

const columns: readonly Column<RemarkThread>[] = [
  {
    key: 'state',
    title: '状态',
    width: '9rem',
    cell: (t) =>
      t.todo ? <strong>{threadStateLabels[t.state]}</strong> : threadStateLabels[t.state],
  },
  { key: 'record', title: '记录', width: '12rem', cell: (t) => t.title },
  { key: 'firm', title: '企业', width: 'minmax(12rem, 1fr)', cell: (t) => t.enterpriseName },
  {
    key: 'body',
    title: '退回意见',
    width: 'minmax(14rem, 1.6fr)',
    cell: (t) => <span title={t.asked.body}>{t.asked.body}</span>,
  },
  {
    key: 'who',
    title: '退回人',
    width: '14rem',
    cell: (t) => [t.asked.officeName, t.asked.person].filter(Boolean).join(' '),
  },
  { key: 'at', title: '退回时间', width: '12rem', cell: (t) => formatMoment(t.asked.saidAt) },
];

/** Every returned record, what waits first; a row leads to its record. */
export const ReturnsPanel = () => {
  const [, navigate] = useLocation();
  const returns = useAsk('remarks', 'list', undefined, () => api.remarks.list.query());
  if (returns.isError)
    return <FailureNote error={returns.error} onRetry={() => void returns.refetch()} />;
  if (!returns.data) return <Loading />;
  if (returns.data.length === 0)
    return (
      <>
        <UnsentWords threads={[]} />
        <EmptyState
          icon={<IconMessageReport size="2rem" stroke={1.4} />}
          title="没有被退回的记录"
          plain
        >
          上级办公室看了走访、工作表或企业档案，觉得要改，会写明原因退回来；退回的记录列在这里，
          改正后写一句答复，由对方确认办结。
        </EmptyState>
      </>
    );
  return (
    <>
      <UnsentWords threads={returns.data} />
      <Text size="sm" c="dimmed">
        点一行打开记录：改正、答复或确认都在记录的页面上。
      </Text>
      <DataTable
        label="退回的记录"
        columns={columns}
        rows={returns.data}
        rowKey={(thread) => thread.id}
        onOpen={(thread) => navigate(recordAddress(thread))}
      />
    </>
  );
};
