import { Button, Input, Text } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useFileZone, usePastedFiles } from '#renderer/parts/files/use-file-zone.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import type { VisitPhoto } from '#shared/visits.ts';
import type { usePhotoIntake } from './photo-intake.ts';
import { PendingPhotoTile, PhotoTile } from './photo-tile.tsx';
import classes from './photos-panel.module.css';
import type { PhotoForm, VisitForm } from './visit-form.ts';

type PhotosPanelProps = {
  readonly kept: KeptForm<VisitForm>;
  readonly intake: ReturnType<typeof usePhotoIntake>;
  /** The photos as saved: what is known of where they are. */
  readonly saved: readonly VisitPhoto[];
};

const isImage = ({ type }: File): boolean => type.startsWith('image/');

/** Pictures by button, by dropping, or by pasting; made small before they are kept. */
export const PhotosPanel = ({ kept, intake, saved }: PhotosPanelProps) => {
  const { form, change } = kept;
  const { zone, open, input } = useFileZone({
    ...{ label: '添加照片', accept: 'image/*', multiple: true },
    onFiles: intake.add,
    isMeant: isImage,
  });
  usePastedFiles((files) => {
    const images = files.filter(isImage);
    if (images.length > 0) intake.add(images);
    return images.length > 0;
  });

  const put = (id: string, caption: string): void =>
    change(
      (f) => ({ ...f, photos: f.photos.map((p) => (p.id === id ? { ...p, caption } : p)) }),
      `${id}-caption`,
    );
  const move = (place: number, step: -1 | 1): void =>
    change((f) => {
      const photo = f.photos[place];
      const to = place + step;
      if (!photo || to < 0 || to >= f.photos.length) return f;
      return { ...f, photos: f.photos.toSpliced(place, 1).toSpliced(to, 0, photo) };
    });
  const remove = (photo: PhotoForm, place: number): void => {
    change((f) => ({ ...f, photos: f.photos.filter(({ id }) => id !== photo.id) }));
    showUndo('已移除一张照片，保存后生效', () =>
      change((f) =>
        f.photos.some(({ id }) => id === photo.id)
          ? f
          : { ...f, photos: f.photos.toSpliced(place, 0, photo) },
      ),
    );
  };

  return (
    <div className={classes.panel} {...zone}>
      <Input.Label labelElement="div" display="block" mb={6}>
        照片{form.photos.length > 0 && `（${form.photos.length} 张）`}
      </Input.Label>
      <div className={classes.drop}>
        <Button
          variant="default"
          leftSection={<IconCamera size="1.1rem" aria-hidden />}
          onClick={open}
        >
          添加照片
        </Button>
        <Text size="xs" c="dimmed">
          也可拖到这里，或按 Ctrl+V 粘贴
        </Text>
        {input}
      </div>
      {(form.photos.length > 0 || intake.pending.length > 0) && (
        <ul className={classes.grid} aria-label="照片">
          {form.photos.map((photo, place) => (
            <PhotoTile
              key={photo.id}
              photo={photo}
              state={saved.find(({ id }) => id === photo.id)?.state ?? null}
              place={place}
              count={form.photos.length}
              onCaption={(caption) => put(photo.id, caption)}
              onMove={(step) => move(place, step)}
              onRemove={() => remove(photo, place)}
            />
          ))}
          {intake.pending.map((photo) => (
            <PendingPhotoTile
              key={photo.id}
              photo={photo}
              onRetry={() => intake.retry(photo)}
              onGiveUp={() => intake.giveUp(photo.id)}
            />
          ))}
        </ul>
      )}
    </div>
  );
};
