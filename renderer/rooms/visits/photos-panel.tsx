import { Button, Input, Text } from '@mantine/core';
import { IconCamera, IconPhotoPlus } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { api, saveOffered } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { CameraDialog } from '#renderer/parts/files/camera-dialog.tsx';
import { IntakeNotes } from '#renderer/parts/files/intake-notes.tsx';
import { useFileZone, usePastedFiles } from '#renderer/parts/files/use-file-zone.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import type { VisitPhoto } from '#shared/visits.ts';
import type { PhotoIntake } from './photo-intake.ts';
import {
  withCaption,
  withMoved,
  without,
  withRestored,
  withStepped,
  withTurned,
} from './photo-order.ts';
import { type PhotoActions, PhotoTile } from './photo-tile.tsx';
import { PhotoViewer } from './photo-viewer.tsx';
import classes from './photos-panel.module.css';
import type { PhotoForm, VisitForm } from './visit-form.ts';

type PhotosPanelProps = {
  readonly kept: KeptForm<VisitForm>;
  readonly intake: PhotoIntake;
  /** The photos as saved: what is known of where they are. */
  readonly saved: readonly VisitPhoto[];
};

/** What a chooser offers; what is dropped is tried, and told of where it is no picture. */
const accept = 'image/*,.heic,.heif,application/pdf';

/** So many are shown as they are stored. */
const fewPhotos = 24;

const useActions = (
  change: KeptForm<VisitForm>['change'],
  open: (id: string) => void,
  saveCopy: (id: string) => void,
): PhotoActions =>
  useMemo(
    () => ({
      open,
      saveCopy,
      caption: (id, caption) => change((form) => withCaption(form, id, caption), `${id}-caption`),
      step: (id, step) => change((form) => withStepped(form, id, step)),
      moveTo: (id, place) => change((form) => withMoved(form, id, place)),
      remove: (photo, place) => {
        change((form) => without(form, photo.id));
        showUndo('已移除一张照片，保存后生效', () =>
          change((form) => withRestored(form, photo, place)),
        );
      },
    }),
    [change, open, saveCopy],
  );

/** Pictures and scans by camera, by button, by dropping, or by pasting; made small before they are kept. */
export const PhotosPanel = ({ kept, intake, saved }: PhotosPanelProps) => {
  const { form, change } = kept;
  const { photos } = form;
  const [large, setLarge] = useState<string | null>(null);
  const [camera, setCamera] = useState(false);
  const { mutate: offer } = useTell(api.attachments.offer.mutate, {
    onDone: ({ ticket }) => void saveOffered(ticket),
  });
  const saveCopy = useCallback((id: string) => offer({ id }), [offer]);
  const actions = useActions(change, setLarge, saveCopy);
  const states = useMemo(() => new Map(saved.map(({ id, state }) => [id, state])), [saved]);
  const { zone, open, input } = useFileZone({
    ...{ label: '添加照片', accept, multiple: true },
    onFiles: intake.add,
  });
  usePastedFiles((files) => {
    intake.add(files);
    return true;
  });

  const turn = async (photo: PhotoForm, turns: 1 | 3): Promise<void> => {
    const stored = await intake.turned(photo.sha256, turns);
    const fresh = crypto.randomUUID();
    change((f) => withTurned(f, photo.id, fresh, stored));
    setLarge((id) => (id === photo.id ? fresh : id));
  };

  return (
    <div className={classes.panel} {...zone}>
      <Input.Label labelElement="div" display="block" mb={6}>
        照片{photos.length > 0 && `（${photos.length} 张）`}
      </Input.Label>
      <div className={classes.drop}>
        <Button
          variant="default"
          leftSection={<IconPhotoPlus size="1.1rem" aria-hidden />}
          onClick={open}
        >
          添加照片
        </Button>
        <Button
          variant="default"
          leftSection={<IconCamera size="1.1rem" aria-hidden />}
          onClick={() => setCamera(true)}
        >
          拍照
        </Button>
        <Text size="xs" c="dimmed">
          也可拖到这里，或按 Ctrl+V 粘贴；扫描件可用 PDF
        </Text>
        {input}
      </div>
      <IntakeNotes intake={intake} what="张照片" />
      {photos.length > 0 && (
        <ul className={classes.grid} aria-label="照片">
          {photos.map((photo, place) => (
            <PhotoTile
              key={photo.id}
              photo={photo}
              state={states.get(photo.id) ?? null}
              place={place}
              isLast={place === photos.length - 1}
              actions={actions}
              thumb={photos.length > fewPhotos ? intake.thumb : null}
            />
          ))}
        </ul>
      )}
      <PhotoViewer photos={photos} id={large} onOpen={setLarge} onTurn={turn} />
      <CameraDialog
        opened={camera}
        onClose={() => setCamera(false)}
        onShot={(shot) => intake.add([shot])}
      />
    </div>
  );
};
