import { Button } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatMoment } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import type { BulkRun } from '#shared/firm-list.ts';
import { editWords } from './bulk-words.ts';

const columns: readonly Column<BulkRun>[] = [
  { key: 'at', title: '修改时间', width: '11rem', cell: (run) => formatMoment(run.at) },
  { key: 'what', title: '内容', width: 'minmax(14rem, 1fr)', cell: editWords },
  { key: 'firms', title: '企业', width: '7rem', align: 'right', cell: (run) => `${run.firms} 家` },
  { key: 'person', title: '操作人', width: '8rem', cell: (run) => run.person },
  {
    key: 'undone',
    title: '备注',
    width: '14rem',
    cell: (run) => (run.undoneAt === null ? '' : `已于 ${formatMoment(run.undoneAt)} 撤销`),
  },
];

/** Every bulk edit made on this machine, the newest first. */
export const BulkEditsRoom = () => {
  const [, navigate] = useLocation();
  const list = useAsk('enterprises', 'bulkRuns', undefined, () => api.firmList.bulkRuns.query());
  return (
    <Page
      title="批量修改记录"
      breadcrumbs={[{ label: '企业', href: '/enterprises' }]}
      subtitle={list.data && `共 ${list.data.length} 次，只含本机做的`}
      fill
    >
      {list.isPending && <Loading />}
      {list.isError && <FailureNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.length === 0 && (
        <EmptyState
          icon={<IconListCheck size="2.5rem" stroke={1.2} />}
          title="还没有批量修改过"
          actions={
            <Button component={Link} href="/enterprises">
              去企业名单
            </Button>
          }
        >
          在名单里勾选企业后按“批量修改”，每次的时间、内容和逐家的原值都会记在这里，以后也能撤销。
        </EmptyState>
      )}
      {list.data && list.data.length > 0 && (
        <DataTable
          label="批量修改记录"
          columns={columns}
          rows={list.data}
          rowKey={(run) => run.id}
          onOpen={(run) => navigate(`/bulk-edits/${run.id}`)}
        />
      )}
    </Page>
  );
};
