import { Button, Loader, Text } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useCallback, useRef } from 'react';
import { api, putFile, sentenceOf } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import type { PictureWorkshop } from '#renderer/parts/files/picture-workshop.ts';
import { type PendingFile, useFileIntake } from '#renderer/parts/files/use-file-intake.ts';
import { useFileZone, usePastedFiles } from '#renderer/parts/files/use-file-zone.tsx';
import { usePictureWorkshop } from '#renderer/parts/files/use-picture-workshop.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import type { AttachmentOwner } from '#shared/attachments.ts';
import { AttachmentLine } from './attachment-line.tsx';
import classes from './attachments.module.css';

/** Pictures are made small; anything else is looked at where it is stored. */
const keepFile = async (workshop: PictureWorkshop, given: File) => {
  const isPicture = given.type.startsWith('image/');
  const { file, takenAt } = isPicture
    ? await workshop.small(given, given.name)
    : { file: given, takenAt: null };
  const { sha256 } = await api.attachments.keep.mutate({ ticket: await putFile(file) });
  return { sha256, name: file.name, takenAt };
};

/** The list is asked for again by the event. */
const onHung = (): void => undefined;

const leftWords = (n: number): string => `离开得早，有 ${n} 个附件还没有加进去，请打开后再加一次。`;

type PendingProps = {
  readonly file: PendingFile;
  readonly onRetry: () => void;
  readonly onGiveUp: () => void;
};

const PendingLine = ({ file, onRetry, onGiveUp }: PendingProps) => (
  <li className={classes.line} role="status">
    <span className={classes.thumb}>{file.error === null && <Loader size="xs" aria-hidden />}</span>
    <span className={classes.words}>
      {file.file.name}　{file.error === null ? '正在处理…' : sentenceOf(file.error)}
    </span>
    {file.error !== null && (
      <>
        <Button variant="default" size="compact-xs" onClick={onRetry}>
          重试
        </Button>
        <Button variant="subtle" size="compact-xs" onClick={onGiveUp}>
          不加了
        </Button>
      </>
    )}
  </li>
);

/** Several panels may be in sight: what is pasted is for the one in front, or under the hand. */
const isMeant = (panel: HTMLElement | null): boolean =>
  panel !== null &&
  (panel.closest('[role="dialog"]') !== null ||
    (document.querySelector('[role="dialog"]') === null &&
      (panel.matches(':hover') || panel.contains(document.activeElement))));

type PanelProps = {
  readonly owner: AttachmentOwner;
  /** Told while a picture stands large in front of the list. */
  readonly onInFront?: (large: boolean) => void;
};

/** What hangs on a record: scans, pictures, documents; more by button, by dropping, or by pasting. */
export const AttachmentsPanel = ({ owner, onInFront }: PanelProps) => {
  const { table, id } = owner;
  const list = useAsk('ledgers', 'attachments', { table, id }, api.attachments.list.query);
  const panel = useRef<HTMLDivElement>(null);
  const workshop = usePictureWorkshop();
  // Hung within the same step: what fails there, too, stands in the list and can be tried again.
  const hang = useCallback(
    async (given: File): Promise<void> => {
      await api.attachments.add.mutate({ table, id, files: [await keepFile(workshop, given)] });
    },
    [table, id, workshop],
  );
  const intake = useFileIntake(hang, onHung, leftWords);
  const { zone, open, input } = useFileZone({
    ...{ label: '添加附件', accept: 'image/*,application/pdf', multiple: true },
    onFiles: intake.add,
  });
  usePastedFiles((files) => {
    if (!isMeant(panel.current)) return false;
    intake.add(files);
    return true;
  });
  if (list.isError) return <FailureNote error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  return (
    <div ref={panel} className={classes.panel} {...zone}>
      <div className={classes.drop} data-screen-only>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPaperclip size="1rem" aria-hidden />}
          onClick={open}
        >
          添加附件
        </Button>
        <Text size="xs" c="dimmed">
          图片、扫描件或 PDF；也可拖到这里，或指在这里按 Ctrl+V 粘贴
        </Text>
        {input}
      </div>
      <ul className={classes.list} aria-label="附件">
        {list.data.map((file) => (
          <AttachmentLine key={file.id} file={file} onLarge={onInFront} />
        ))}
        {intake.pending.map((file) => (
          <PendingLine
            key={file.id}
            file={file}
            onRetry={() => intake.retry(file)}
            onGiveUp={() => intake.giveUp(file.id)}
          />
        ))}
      </ul>
    </div>
  );
};
