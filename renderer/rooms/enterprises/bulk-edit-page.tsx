import { Alert, Button, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { ConfirmDialog } from '#renderer/parts/confirm-dialog.tsx';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatMoment } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import type { BulkRun, BulkRunLine } from '#shared/firm-list.ts';
import { editWords, undoneWords } from './bulk-words.ts';

const crumbs = [
  { label: '企业', href: '/enterprises' },
  { label: '批量修改记录', href: '/bulk-edits' },
] as const;

const emptyWord = '未填';

const columnsOf = ({ value, undoneAt }: BulkRun): readonly Column<BulkRunLine>[] => [
  { key: 'name', title: '企业名称', width: 'minmax(16rem, 1fr)', cell: (line) => line.name },
  { key: 'before', title: '原来', width: '9rem', cell: (line) => line.before ?? emptyWord },
  { key: 'after', title: '改为', width: '9rem', cell: () => value ?? emptyWord },
  { key: 'now', title: '现在', width: '9rem', cell: (line) => line.now ?? emptyWord },
  {
    key: 'since',
    title: '备注',
    width: '10rem',
    cell: (line) => (undoneAt === null && line.now !== value ? '后来改过' : ''),
  },
];

/** One bulk edit, firm by firm, and the way back. */
export const BulkEditPage = () => {
  const { id = '' } = useParams();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const asked = useAsk('enterprises', 'bulkRun', { id }, api.firmList.bulkRun.query);
  const undo = useTell(api.firmList.undoBulk.mutate, {
    changes: ['enterprises'],
    onDone: (done) => {
      setAsking(false);
      showDone(undoneWords(done));
    },
  });
  if (!asked.data)
    return (
      <Page title="批量修改" breadcrumbs={crumbs}>
        {asked.isError ? (
          <FailureNote error={asked.error} onRetry={() => void asked.refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  const { run, lines } = asked.data;
  const since = lines.filter(({ now }) => now !== run.value).length;
  return (
    <Page
      title={editWords(run)}
      subtitle={`${run.firms} 家 · ${formatMoment(run.at)} · ${run.person}`}
      breadcrumbs={crumbs}
      fill
      actions={
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size="1.1rem" aria-hidden />}
          disabled={run.undoneAt !== null || since === lines.length}
          onClick={() => setAsking(true)}
        >
          撤销这次修改
        </Button>
      }
    >
      {run.undoneAt !== null && (
        <Alert variant="default" py="xs">
          这次修改已于 {formatMoment(run.undoneAt)} 撤销。
        </Alert>
      )}
      <DataTable
        label="批量修改的企业"
        columns={columnsOf(run)}
        rows={lines}
        rowKey={(line) => line.id}
        onOpen={(line) => navigate(`/enterprises/${line.id}`)}
      />
      <ConfirmDialog
        opened={asking}
        title="撤销这次修改？"
        confirm="撤销修改"
        busy={undo.isPending}
        onConfirm={() => undo.mutate({ id })}
        onClose={() => setAsking(false)}
      >
        <Text size="sm">
          {lines.length - since} 家恢复原来的值。
          {since > 0 && `后来又改过的 ${since} 家不动。`}
          撤销会记入操作留痕。
        </Text>
      </ConfirmDialog>
    </Page>
  );
};
