import { Alert, Button, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { ConfirmDialog } from '#renderer/parts/confirm-dialog.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatMoment } from '#renderer/parts/formats.ts';
import { JobDialog } from '#renderer/parts/job-dialog.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { enterpriseTarget, isOfFirms, targetNamed } from '#shared/import-targets.ts';
import { countWords, recordWords } from './change-words.ts';
import { ImportLines } from './import-lines.tsx';
import classes from './import-page.module.css';

const crumbs = [
  { label: '企业', href: '/enterprises' },
  { label: '导入记录', href: '/imports' },
] as const;

/** The report of one import, and the way back. */
export const ImportPage = () => {
  const { id = '' } = useParams();
  const [asking, setAsking] = useState(false);
  const report = useAsk('imports', 'get', { id }, api.imports.get.query);
  const [job, setJob] = useState<string | null>(null);
  const undo = useTell(
    async () => {
      const name = crypto.randomUUID();
      setAsking(false);
      setJob(name);
      try {
        return await api.imports.undo.mutate({ id, job: name });
      } finally {
        setJob(null);
      }
    },
    {
      changes: ['imports', 'enterprises', 'ledgers'],
      onDone: ({ removed, restored, kept }) =>
        showDone(
          `已撤销：移除 ${removed} 条，恢复 ${restored} 格，后来改过的 ${kept.length} 处保留`,
        ),
    },
  );
  const cancel = useTell(api.exchange.cancel.mutate);
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
  const {
    target,
    counts,
    records,
    fileName,
    sheet,
    at,
    person,
    undoneAt,
    undo: undone,
  } = report.data;
  const written = counts.new + counts.changed;
  return (
    <Page
      title="导入结果"
      subtitle={`${fileName} · ${sheet} · ${formatMoment(at)} · ${person}`}
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
          {isOfFirms(targetNamed(target) ?? enterpriseTarget) ? (
            <Button component={Link} href="/enterprises">
              查看企业
            </Button>
          ) : (
            <Button component={Link} href="/surveys">
              查看统计
            </Button>
          )}
        </>
      }
    >
      {undoneAt !== null && (
        <Alert variant="default" py="xs">
          这次导入已于 {formatMoment(undoneAt)} 撤销，下面是当时的结果。
        </Alert>
      )}
      <Text size="sm">
        {countWords(counts)}。{recordWords(records)}
      </Text>
      {undone && undone.kept.length > 0 && (
        <details className={classes.kept}>
          <summary>撤销时保留的 {undone.kept.length} 处</summary>
          <ul>
            {undone.kept.map(({ row, table, title, why }) => (
              <li key={`${row} ${table} ${title} ${why}`}>
                第 {row} 行 {title}：{why}
              </li>
            ))}
          </ul>
        </details>
      )}
      <ImportLines id={id} counts={counts} target={target} />
      <ConfirmDialog
        opened={asking}
        title="撤销这次导入？"
        confirm="撤销导入"
        busy={undo.isPending}
        onConfirm={() => undo.mutate(undefined)}
        onClose={() => setAsking(false)}
      >
        <Text size="sm">
          这次新增的会移除，更新过的恢复到导入前的内容。
          导入之后有人改过的内容不动，照样保留。撤销会记入操作留痕，文件可以再次导入。
        </Text>
      </ConfirmDialog>
      <JobDialog
        job={job}
        title="正在撤销"
        onCancel={() => job && cancel.mutate({ job })}
        cancelling={cancel.isPending}
      />
    </Page>
  );
};
