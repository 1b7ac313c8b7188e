import { ActionIcon, Modal, UnstyledButton } from '@mantine/core';
import { IconDownload, IconFileTypePdf, IconPhotoOff, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { api, mediaUrl, saveOffered } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { formatBytes } from '#renderer/parts/formats.ts';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { Attachment } from '#shared/attachments.ts';
import classes from './attachments.module.css';

const changes = ['ledgers', 'enterprises'] as const;

type AttachmentLineProps = {
  readonly file: Attachment;
  /** Told when the picture comes to stand large in front, and when it goes. */
  readonly onLarge?: ((large: boolean) => void) | undefined;
};

/** One attachment: what it is, where it is, and what can be done with it. */
export const AttachmentLine = ({ file, onLarge }: AttachmentLineProps) => {
  const [large, setShown] = useState(false);
  const setLarge = (shown: boolean): void => {
    setShown(shown);
    onLarge?.(shown);
  };
  const words = file.caption ?? '';
  /** Null: nothing is typed, and the words are those of the record, whoever changes them. */
  const [typed, setTyped] = useState<string | null>(null);
  if (typed === words) setTyped(null);
  const offer = useTell(api.attachments.offer.mutate, {
    onDone: ({ ticket }) => void saveOffered(ticket),
  });
  const say = useTell(api.attachments.caption.mutate, { changes: [...changes] });
  const restore = useTell(api.attachments.restore.mutate, { changes: [...changes] });
  const remove = useTell(api.attachments.remove.mutate, {
    changes: [...changes],
    onDone: () => showUndo('已移除一个附件', () => restore.mutate({ id: file.id })),
  });
  const isPicture = file.mime.startsWith('image/');
  const name = file.name ?? '照片';
  const open = (): void => {
    if (isPicture) setLarge(true);
    else offer.mutate({ id: file.id });
  };
  const keepCaption = (): void => {
    if (typed === null) return;
    const said = typed.trim();
    setTyped(said);
    const isOnItsWay = say.isPending && said === (say.variables.caption ?? '');
    if (said !== words && !isOnItsWay) say.mutate({ id: file.id, caption: said || null });
  };
  return (
    <li className={classes.line}>
      {file.present ? (
        <UnstyledButton className={classes.thumb} aria-label={`打开${name}`} onClick={open}>
          {isPicture ? (
            <img src={mediaUrl(file.sha256)} alt="" loading="lazy" />
          ) : (
            <IconFileTypePdf size="1.4rem" stroke={1.4} aria-hidden />
          )}
        </UnstyledButton>
      ) : (
        <span className={classes.thumb} title="附件待补">
          <IconPhotoOff size="1.1rem" stroke={1.4} aria-hidden />
        </span>
      )}
      <span className={classes.words}>
        <span title={name}>{name}</span>
        <span className={classes.aside}>
          {file.present ? formatBytes(file.bytes) : '附件待补'}　<StateBadge state={file.state} />
        </span>
      </span>
      <input
        className={classes.caption}
        aria-label={`${name} 说明`}
        placeholder="说明（可不填）"
        maxLength={200}
        value={typed ?? words}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={keepCaption}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) keepCaption();
        }}
      />
      <ActionIcon
        variant="transparent"
        color="gray"
        aria-label={`另存${name}`}
        title="另存到……"
        disabled={!file.present}
        onClick={() => offer.mutate({ id: file.id })}
      >
        <IconDownload size="1rem" aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="transparent"
        color="gray"
        aria-label={`移除${name}`}
        title="移除"
        onClick={() => remove.mutate({ id: file.id })}
      >
        <IconTrash size="1rem" aria-hidden />
      </ActionIcon>
      <Modal
        opened={large}
        onClose={() => setLarge(false)}
        size="auto"
        centered
        title={file.caption ?? name}
        closeButtonProps={{ 'aria-label': '关闭' }}
      >
        <img className={classes.large} src={mediaUrl(file.sha256)} alt={file.caption ?? name} />
      </Modal>
    </li>
  );
};
