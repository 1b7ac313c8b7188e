import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatMoment } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { targetNamed } from '#shared/import-targets.ts';
import { type ImportReport, verdictLabels } from '#shared/imports.ts';
import { verdicts } from './verdict-badge.tsx';

const columns: readonly Column<ImportReport>[] = [
  { key: 'at', title: '导入时间', width: '11rem', cell: (row) => formatMoment(row.at) },
  { key: 'file', title: '文件', width: 'minmax(14rem, 1fr)', cell: (row) => row.fileName },
  {
    key: 'target',
    title: '内容',
    width: '8rem',
    cell: (row) => targetNamed(row.target)?.label ?? row.target,
  },
  { key: 'person', title: '操作人', width: '6rem', cell: (row) => row.person },
  {
    key: 'read',
    title: '读到',
    width: '5.5rem',
    align: 'right',
    cell: (row) => `${row.counts.read} 行`,
  },
  ...verdicts.map(
    (verdict): Column<ImportReport> => ({
      key: verdict,
      title: verdictLabels[verdict],
      width: '5.5rem',
      align: 'right',
      cell: (row) => row.counts[verdict],
    }),
  ),
  {
    key: 'undone',
    title: '备注',
    width: '6rem',
    cell: (row) => (row.undoneAt === null ? '' : '已撤销'),
  },
];

const importButton = (
  <Button
    component={Link}
    href="/imports/new"
    leftSection={<IconFileImport size="1.1rem" aria-hidden />}
  >
    导入表格
  </Button>
);

/** Every import there was. */
export const ImportsRoom = () => {
  const [, navigate] = useLocation();
  const list = useAsk('imports', 'list', undefined, () => api.imports.list.query());
  const isEmpty = list.data?.length === 0;
  return (
    <Page
      title="导入记录"
      breadcrumbs={[{ label: '企业', href: '/enterprises' }]}
      subtitle={list.data && `共 ${list.data.length} 次`}
      actions={!isEmpty && importButton}
      fill
    >
      {list.isPending && <Loading />}
      {list.isError && <FailureNote error={list.error} onRetry={() => void list.refetch()} />}
      {isEmpty && (
        <EmptyState
          icon={<IconFileImport size="2.5rem" stroke={1.2} />}
          title="还没有导入过"
          actions={importButton}
        >
          每次导入的文件、时间和逐行结果都会记在这里，需要时可以整批撤销。
        </EmptyState>
      )}
      {list.data && !isEmpty && (
        <DataTable
          label="导入记录"
          columns={columns}
          rows={list.data}
          rowKey={(row) => row.id}
          onOpen={(row) => navigate(`/imports/${row.id}`)}
        />
      )}
    </Page>
  );
};
