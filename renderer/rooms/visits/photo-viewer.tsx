import { Button, Group, Modal, Text } from '@mantine/core';
import {
  IconArrowLeft,
  IconArrowRight,
  IconRotate2,
  IconRotateClockwise2,
} from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { mediaUrl } from '#renderer/app/api.ts';
import { showFailure } from '#renderer/app/query.ts';
import { photoName, takenText } from './photo-tile.tsx';
import classes from './photos-panel.module.css';
import type { PhotoForm } from './visit-form.ts';

type PhotoViewerProps = {
  readonly photos: readonly PhotoForm[];
  /** The one that is looked at; null: closed. */
  readonly id: string | null;
  readonly onOpen: (id: string | null) => void;
  readonly onTurn: (photo: PhotoForm, turns: 1 | 3) => Promise<void>;
};

const canBeSeen = ({ present, mime }: PhotoForm): boolean => present && mime === 'image/jpeg';

/** One picture large, the others by ← and →, and turned where the camera did not know how it was held. */
export const PhotoViewer = ({ photos, id, onOpen, onTurn }: PhotoViewerProps) => {
  const [turning, setTurning] = useState(false);
  const place = photos.findIndex((p) => p.id === id);
  const photo = photos[place];
  const previous = photos.slice(0, Math.max(place, 0)).findLast(canBeSeen);
  const next = photos.slice(place + 1).find(canBeSeen);
  const turn = async (turns: 1 | 3): Promise<void> => {
    if (!photo || turning) return;
    setTurning(true);
    try {
      await onTurn(photo, turns);
    } catch (error) {
      showFailure(error);
    } finally {
      setTurning(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const other = { ArrowLeft: previous, ArrowRight: next }[event.key];
    if (!other) return;
    event.preventDefault();
    onOpen(other.id);
  };
  return (
    <Modal
      opened={photo !== undefined}
      onClose={() => onOpen(null)}
      onKeyDown={onKeyDown}
      size="auto"
      centered
      title={photo && (photo.caption || photoName(photo, place))}
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      {photo && (
        <>
          <img
            className={classes.large}
            src={mediaUrl(photo.sha256)}
            alt={photo.caption || photoName(photo, place)}
          />
          <Group justify="space-between" mt="xs" gap="xs">
            <Group gap="xs">
              <Button
                variant="default"
                size="compact-sm"
                leftSection={<IconRotate2 size="1rem" aria-hidden />}
                aria-disabled={turning}
                onClick={() => void turn(3)}
              >
                向左转
              </Button>
              <Button
                variant="default"
                size="compact-sm"
                leftSection={<IconRotateClockwise2 size="1rem" aria-hidden />}
                aria-disabled={turning}
                onClick={() => void turn(1)}
              >
                向右转
              </Button>
            </Group>
            <Text size="xs" c="dimmed">
              {photo.takenAt && `${takenText(photo.takenAt)}　`}第 {place + 1} 张，共{' '}
              {photos.length} 张
            </Text>
            <Group gap="xs">
              <Button
                variant="default"
                size="compact-sm"
                aria-label="上一张"
                disabled={!previous}
                onClick={() => previous && onOpen(previous.id)}
              >
                <IconArrowLeft size="1rem" aria-hidden />
              </Button>
              <Button
                variant="default"
                size="compact-sm"
                aria-label="下一张"
                disabled={!next}
                onClick={() => next && onOpen(next.id)}
              >
                <IconArrowRight size="1rem" aria-hidden />
              </Button>
            </Group>
          </Group>
        </>
      )}
    </Modal>
  );
};
