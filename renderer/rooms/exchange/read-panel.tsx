import { Button } from '@mantine/core';
import { useState } from 'react';
import { api, putFile } from '#renderer/app/api.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { FilePick } from '#renderer/parts/file-pick.tsx';
import { JobDialog } from '#renderer/parts/job-dialog.tsx';
import { useJob } from '#renderer/parts/use-job.ts';
import type { BundlePreview } from '#shared/exchange.ts';
import { BundleCard } from './bundle-card.tsx';
import { type Merged, MergedCard } from './merged-card.tsx';
import classes from './panel.module.css';

type Opened = {
  readonly ticket: string;
  readonly fileName: string;
  readonly preview: BundlePreview;
};

/** A bundle or a receipt: chosen, checked and shown, and merged only when the person says so. */
export const ReadPanel = () => {
  const [queue, setQueue] = useState<readonly File[]>([]);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [merged, setMerged] = useState<Merged | null>(null);
  const [title, setTitle] = useState('');
  const { job, cancelling, error, run, cancel, forget } = useJob();

  const open = async ([file, ...rest]: readonly File[]): Promise<void> => {
    if (!file) return;
    setQueue(rest);
    setOpened(null);
    setMerged(null);
    setTitle(`正在检查 ${file.name}`);
    const next = await run(async (id): Promise<Opened> => {
      const ticket = await putFile(file);
      const preview = await api.exchange.inspect.mutate({ ticket, job: id });
      return { ticket, fileName: file.name, preview };
    });
    if (next) setOpened(next);
  };
  const merge = async ({ ticket, preview }: Opened): Promise<void> => {
    setTitle('正在并入');
    const result = await run((id) => api.exchange.merge.mutate({ ticket, job: id }));
    if (!result) return;
    setOpened(null);
    setMerged({ result, from: preview.from });
  };
  const close = (): void => {
    forget();
    setOpened(null);
    setMerged(null);
  };

  return (
    <>
      {!opened && !merged && (
        <div className={classes.card}>
          <FilePick
            label="选择数据包文件"
            hint="数据包、快照和回执都是 .qice 文件，都在这里读入。先给您看内容，您点「并入」才写入。"
            accept=".qice"
            multiple
            busy={job !== null}
            onPick={(files) => void open(files)}
          />
        </div>
      )}
      {error !== null && <FailureNote error={error} title="没有并入任何数据" />}
      {opened && (
        <BundleCard
          fileName={opened.fileName}
          preview={opened.preview}
          onMerge={() => void merge(opened)}
          onClose={close}
        />
      )}
      {merged && <MergedCard merged={merged} onClose={close} />}
      {queue.length > 0 && (
        <div className={classes.actions}>
          <Button variant="default" onClick={() => void open(queue)}>
            读下一个：{queue[0]?.name}
          </Button>
          <span>还有 {queue.length} 个文件没有读</span>
        </div>
      )}
      <JobDialog job={job} title={title} onCancel={cancel} cancelling={cancelling} />
    </>
  );
};
