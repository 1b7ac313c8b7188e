import { ActionIcon, Button, Group, Loader, Modal, UnstyledButton } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconPhotoOff, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { mediaUrl, sentenceOf } from '#renderer/app/api.ts';
import type { PendingFile } from '#renderer/parts/files/use-file-intake.ts';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import type { RecordState } from '#shared/exchange.ts';
import classes from './photos-panel.module.css';
import type { PhotoForm } from './visit-form.ts';

type PhotoTileProps = {
  readonly photo: PhotoForm;
  /** Where the picture is; null while it was not saved. */
  readonly state: RecordState | null;
  /** From 0. */
  readonly place: number;
  readonly count: number;
  readonly onCaption: (caption: string) => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
};

/** `2026-05-05T14:03:22` to `5月5日 14:03`. */
const takenText = (takenAt: string): string =>
  `${Number(takenAt.slice(5, 7))}月${Number(takenAt.slice(8, 10))}日 ${takenAt.slice(11, 16)}`;

/** One picture with its words; a picture whose bytes are still to come says so. */
export const PhotoTile = (props: PhotoTileProps) => {
  const { photo, place } = props;
  const [large, setLarge] = useState(false);
  const name = `照片 ${place + 1}`;
  return (
    <li className={classes.tile}>
      {photo.present ? (
        <UnstyledButton
          className={classes.frame}
          aria-label={`放大${name}`}
          onClick={() => setLarge(true)}
        >
          <img src={mediaUrl(photo.sha256)} alt={photo.caption || name} loading="lazy" />
          {photo.takenAt && (
            <span className={classes.taken} title="拍摄时间">
              {takenText(photo.takenAt)}
            </span>
          )}
        </UnstyledButton>
      ) : (
        <div className={classes.frame}>
          <IconPhotoOff size="1.5rem" stroke={1.4} aria-hidden />
          附件待补
        </div>
      )}
      <input
        className={classes.caption}
        aria-label={`${name} 说明`}
        placeholder="说明（可不填）"
        maxLength={200}
        value={photo.caption}
        onChange={(event) => props.onCaption(event.currentTarget.value)}
      />
      {props.state && (
        <div className={classes.where}>
          <StateBadge state={props.state} />
        </div>
      )}
      <Group gap={0} justify="space-around" wrap="nowrap" pb={2}>
        <ActionIcon
          variant="transparent"
          color="gray"
          size="md"
          aria-label={`${name} 前移`}
          disabled={place === 0}
          onClick={() => props.onMove(-1)}
        >
          <IconArrowLeft size="1rem" aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="transparent"
          color="gray"
          size="md"
          aria-label={`${name} 后移`}
          disabled={place === props.count - 1}
          onClick={() => props.onMove(1)}
        >
          <IconArrowRight size="1rem" aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="transparent"
          color="gray"
          size="md"
          aria-label={`移除${name}`}
          onClick={props.onRemove}
        >
          <IconTrash size="1rem" aria-hidden />
        </ActionIcon>
      </Group>
      <Modal
        opened={large}
        onClose={() => setLarge(false)}
        size="auto"
        centered
        title={photo.caption || name}
        closeButtonProps={{ 'aria-label': '关闭' }}
      >
        <img className={classes.large} src={mediaUrl(photo.sha256)} alt={photo.caption || name} />
      </Modal>
    </li>
  );
};

type PendingPhotoTileProps = {
  readonly photo: PendingFile;
  readonly onRetry: () => void;
  readonly onGiveUp: () => void;
};

/** A picture on its way, or the sentence why it did not arrive. */
export const PendingPhotoTile = ({ photo, onRetry, onGiveUp }: PendingPhotoTileProps) => (
  <li className={classes.tile}>
    <div className={classes.frame} role="status">
      {photo.error === null ? (
        <>
          <Loader size="sm" aria-hidden />
          正在处理…
        </>
      ) : (
        <span className={classes.words}>{sentenceOf(photo.error)}</span>
      )}
    </div>
    {photo.error !== null && (
      <Group gap="xs" p={6} justify="space-between" wrap="nowrap">
        <Button variant="default" size="compact-xs" onClick={onRetry}>
          重试
        </Button>
        <Button variant="subtle" size="compact-xs" onClick={onGiveUp}>
          不加了
        </Button>
      </Group>
    )}
  </li>
);
