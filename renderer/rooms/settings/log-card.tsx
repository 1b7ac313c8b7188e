import { Button, Text } from '@mantine/core';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { FieldList, FieldRow } from '#renderer/parts/form-section.tsx';
import { formatBytes, formatMoment } from '#renderer/parts/formats.ts';
import { JobDialog } from '#renderer/parts/job-dialog.tsx';
import { useJob } from '#renderer/parts/use-job.ts';
import type { LogOverview } from '#shared/settings.ts';
import { Card } from './card.tsx';

const waitingInWords = ({ waitsFor }: LogOverview): string | null => {
  if (!waitsFor.some(({ above }) => above)) return '还没有上级办公室的回执，记录都留在本机';
  const late = waitsFor.filter(({ lacks }) => lacks > 0);
  if (late.length === 0) return null;
  return late.map(({ name, lacks }) => `${name} 还有 ${lacks} 条没有回执`).join('；');
};

const Facts = ({ log }: { readonly log: LogOverview }) => {
  const waiting = log.keepsAll ? null : waitingInWords(log);
  return (
    <FieldList columns={1}>
      <FieldRow label="本机保存">
        {log.changes.toLocaleString('zh-CN')} 条，{formatBytes(log.bytes)}
        {log.baseBytes > 0 && `；底稿 ${formatBytes(log.baseBytes)}`}
      </FieldRow>
      {!log.keepsAll && (
        <FieldRow label="已放下">
          {log.past === 0
            ? '没有'
            : `${log.past.toLocaleString('zh-CN')} 条，办公室和写的人那里都有`}
        </FieldRow>
      )}
      {log.last && (
        <FieldRow label="最近一次">
          {formatMoment(log.last.at)}，放下 {log.last.changes.toLocaleString('zh-CN')} 条，省出{' '}
          {formatBytes(log.last.freed)}
        </FieldRow>
      )}
      {waiting !== null && <FieldRow label="还在等">{waiting}</FieldRow>}
    </FieldList>
  );
};

/** How much room the log of changes takes; on a laptop, letting go of what others hold. */
export const LogCard = () => {
  const log = useAsk('settings', 'log', undefined, () => api.settings.log.query());
  const { job, cancelling, error, run, cancel } = useJob();
  const compact = async (): Promise<void> => {
    const done = await run((id) => api.settings.compact.mutate({ job: id }));
    if (done) showDone(`已精简，省出 ${formatBytes(done.freed)}`);
    if (done === null) showDone('再精简也不会更小，没有改动');
    await log.refetch();
  };
  const ready = log.data?.waitsFor.some(({ above }) => above) ?? false;
  return (
    <Card
      title="变更记录"
      action={
        log.data &&
        !log.data.keepsAll && (
          <Button variant="default" disabled={!ready} onClick={() => void compact()}>
            精简
          </Button>
        )
      }
    >
      <Text size="sm" c="dimmed" mb="xs">
        {log.data?.keepsAll
          ? '每一次改动都记在这里。办公室保存全部记录备查，不精简。'
          : '每一次改动都记在这里。至少两处（其中有上级）已经存好的别人的记录，收到回执后会自动放下；自己写的一直留着。'}
      </Text>
      {log.isError && <FailureNote error={log.error} onRetry={() => void log.refetch()} />}
      {error !== null && <FailureNote error={error} />}
      {log.data && <Facts log={log.data} />}
      <JobDialog job={job} title="正在精简变更记录" onCancel={cancel} cancelling={cancelling} />
    </Card>
  );
};
