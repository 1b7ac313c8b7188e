import { Button, Input, Text } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { type DragEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
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

const imagesOf = (data: DataTransfer | null): File[] =>
  [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));

/** Pictures by button, by dropping, or by pasting; made small before they are kept. */
export const PhotosPanel = ({ kept, intake, saved }: PhotosPanelProps) => {
  const { form, change } = kept;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  const onPaste = useEffectEvent((event: ClipboardEvent): void => {
    const images = imagesOf(event.clipboardData);
    // A piece of a spreadsheet brings its picture along; there the text is meant.
    if (images.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
    event.preventDefault();
    intake.add(images);
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent): void => onPaste(event);
    document.addEventListener('paste', listen);
    return () => document.removeEventListener('paste', listen);
  }, []);

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
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside is the keyboard's way.
    <div
      className={classes.panel}
      data-over={over || undefined}
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        intake.add(imagesOf(event.dataTransfer));
      }}
    >
      <Input.Label labelElement="div" display="block" mb={6}>
        照片{form.photos.length > 0 && `（${form.photos.length} 张）`}
      </Input.Label>
      <div className={classes.drop}>
        <Button
          variant="default"
          leftSection={<IconCamera size="1.1rem" aria-hidden />}
          onClick={() => input.current?.click()}
        >
          添加照片
        </Button>
        <Text size="xs" c="dimmed">
          也可拖到这里，或按 Ctrl+V 粘贴
        </Text>
        <input
          ref={input}
          type="file"
          hidden
          tabIndex={-1}
          aria-label="添加照片"
          accept="image/*"
          multiple
          onChange={(event) => {
            intake.add([...(event.currentTarget.files ?? [])]);
            // The same picture chosen again must count as a new choice.
            event.currentTarget.value = '';
          }}
        />
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
