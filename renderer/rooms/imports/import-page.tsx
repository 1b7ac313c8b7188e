import { Alert, Button, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { ConfirmDialog } from '#renderer/parts/confirm-dialog.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatMoment } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { ImportLines } from './import-lines.tsx';

const crumbs = [
  { label: '企业', href: '/enterprises' },
  { label: '导入记录', href: '/imports' },
] as const;

/** The report of one import, and the way back. */
export const ImportPage = () => {
  const { id = '' } = useParams();
  const [asking, setAsking] = useState(false);
  const report = useAsk('imports', 'get', { id }, api.imports.get.query);
  const undo = useTell(api.imports.undo.mutate, {
    changes: ['imports', 'enterprises'],
    onDone: (result) => {
      setAsking(false);
      showDone(
        `已撤销：移除 ${result.removed} 家，恢复 ${result.restored} 家，保留后来的修改 ${result.kept} 处`,
      );
    },
  });
  if (!report.data)
    return (
      <Page title="导入结果" breadcrumbs={crumbs}>
        {report.isError ? (
          <FailureNote error={report.error} onRetry={() => void report.refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  const { counts, fileName, at, person, undoneAt, lines } = report.data;
  const written = counts.new + counts.changed;
  return (
    <Page
      title="导入结果"
      subtitle={`${fileName} · ${formatMoment(at)} · ${person}`}
      breadcrumbs={crumbs}
      fill
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size="1.1rem" aria-hidden />}
            disabled={undoneAt !== null || written === 0}
            onClick={() => setAsking(true)}
          >
            撤销这次导入
          </Button>
          <Button component={Link} href="/enterprises">
            查看企业
          </Button>
        </>
      }
    >
      {undoneAt !== null && (
        <Alert variant="default" py="xs">
          这次导入已于 {formatMoment(undoneAt)} 撤销，下面是当时的结果。
        </Alert>
      )}
      <Text size="sm">
        读到 {counts.read} 行：新增 {counts.new} 家，更新 {counts.changed} 家；{counts.same}{' '}
        家无变化，{counts.rejected} 行不能导入，{counts.skipped} 行跳过。
      </Text>
      <ImportLines counts={counts} lines={lines} />
      <ConfirmDialog
        opened={asking}
        title="撤销这次导入？"
        confirm="撤销导入"
        busy={undo.isPending}
        onConfirm={() => undo.mutate({ id })}
        onClose={() => setAsking(false)}
      >
        <Text size="sm">
          {counts.new > 0 && `新增的 ${counts.new} 家企业会从名单中移除。`}
          {counts.changed > 0 && `更新过的 ${counts.changed} 家恢复到导入前的内容。`}
          导入之后有人改过的内容不动，照样保留。撤销会记入操作留痕，文件可以再次导入。
        </Text>
      </ConfirmDialog>
    </Page>
  );
};
