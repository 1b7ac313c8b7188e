import { UnstyledButton } from '@mantine/core';
import {
  IconArrowLeft,
  IconArrowRight,
  IconFileTypePdf,
  IconPhotoOff,
  IconTrash,
} from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import { mediaUrl } from '#renderer/app/api.ts';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import type { RecordState } from '#shared/exchange.ts';
import classes from './photos-panel.module.css';
import type { PhotoForm } from './visit-form.ts';

/** What can be done to one of the photographs; the same functions at every rendering. */
export type PhotoActions = {
  readonly caption: (id: string, caption: string) => void;
  readonly step: (id: string, step: -1 | 1) => void;
  /** To the place where another one is. */
  readonly moveTo: (id: string, place: number) => void;
  readonly remove: (photo: PhotoForm, place: number) => void;
  readonly open: (id: string) => void;
  /** A document, to be opened by the system; of a saved visit. */
  readonly saveCopy: (id: string) => void;
};

/** Makes the small picture of one; null: there are so few that the stored ones are shown. */
export type Thumb = ((sha256: string) => Promise<Blob>) | null;

type PhotoTileProps = {
  readonly thumb: Thumb;
  readonly photo: PhotoForm;
  /** Where the picture is; null while it was not saved. */
  readonly state: RecordState | null;
  /** From 0. */
  readonly place: number;
  readonly isLast: boolean;
  readonly actions: PhotoActions;
};

/** What a tile that is drawn along carries; nothing else on the page takes it. */
const carried = 'application/x-qice-photo';

/** `2026-05-05T14:03:22` to `5月5日 14:03`. */
export const takenText = (takenAt: string): string =>
  `${Number(takenAt.slice(5, 7))}月${Number(takenAt.slice(8, 10))}日 ${takenAt.slice(11, 16)}`;

export const photoName = (photo: PhotoForm, place: number): string =>
  `${photo.mime === 'application/pdf' ? '扫描件' : '照片'} ${place + 1}`;

type PictureProps = { readonly sha256: string; readonly alt: string; readonly thumb: Thumb };

/** The picture, made small where there are many: three hundred whole ones would fill the memory. */
const TilePicture = ({ sha256, alt, thumb }: PictureProps) => {
  const image = useRef<HTMLImageElement>(null);
  const [src, setSrc] = useState(thumb === null ? mediaUrl(sha256) : undefined);
  useEffect(() => {
    if (thumb === null) setSrc(mediaUrl(sha256));
    if (thumb === null || !image.current) return;
    let [left, url] = [false, ''];
    const show = (small: Blob): void => {
      if (left) return;
      url = URL.createObjectURL(small);
      setSrc(url);
    };
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      thumb(sha256).then(show, () => !left && setSrc(mediaUrl(sha256)));
    });
    observer.observe(image.current);
    return () => {
      left = true;
      observer.disconnect();
      if (url !== '') URL.revokeObjectURL(url);
    };
  }, [sha256, thumb]);
  return <img ref={image} src={src} alt={alt} loading="lazy" decoding="async" draggable={false} />;
};

type FaceProps = {
  readonly thumb: Thumb;
  readonly photo: PhotoForm;
  readonly name: string;
  readonly saved: boolean;
  readonly actions: PhotoActions;
};

const Face = ({ photo, name, saved, actions, thumb }: FaceProps) => {
  if (!photo.present)
    return (
      <div className={classes.frame}>
        <IconPhotoOff size="1.5rem" stroke={1.4} aria-hidden />
        附件待补
      </div>
    );
  if (photo.mime === 'application/pdf')
    return (
      <UnstyledButton
        className={classes.frame}
        title={saved ? '另存后打开' : '保存走访后可以另存打开'}
        aria-label={`另存${name} ${photo.name ?? ''}`}
        onClick={() => saved && actions.saveCopy(photo.id)}
      >
        <IconFileTypePdf size="1.75rem" stroke={1.3} aria-hidden />
        <span className={classes.words}>{photo.name}</span>
      </UnstyledButton>
    );
  return (
    <UnstyledButton
      className={classes.frame}
      aria-label={`放大${name}`}
      onClick={() => actions.open(photo.id)}
    >
      <TilePicture sha256={photo.sha256} alt={photo.caption || name} thumb={thumb} />
      {photo.takenAt && (
        <span className={classes.taken} title="拍摄时间">
          {takenText(photo.takenAt)}
        </span>
      )}
    </UnstyledButton>
  );
};

/**
 * One picture with its words; a picture whose bytes are still to come says so. Drawn again only where something of
 * its own has changed: three hundred of them stand beside a field one types in.
 */
export const PhotoTile = memo((props: PhotoTileProps) => {
  const { photo, state, place, isLast, actions, thumb } = props;
  const name = photoName(photo, place);
  const [under, setUnder] = useState(false);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key] as -1 | 1 | undefined;
    if (!event.altKey || step === undefined) return;
    event.preventDefault();
    actions.step(photo.id, step);
  };
  const isTile = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes(carried);
  return (
    <li
      className={classes.tile}
      draggable
      data-under={under || undefined}
      onKeyDown={onKeyDown}
      onDragStart={(event) => {
        event.dataTransfer.setData(carried, photo.id);
        event.dataTransfer.effectAllowed = 'move';
      }}
      onDragOver={(event) => {
        if (!isTile(event)) return;
        event.preventDefault();
        setUnder(true);
      }}
      onDragLeave={() => setUnder(false)}
      onDrop={(event) => {
        setUnder(false);
        if (!isTile(event)) return;
        event.preventDefault();
        actions.moveTo(event.dataTransfer.getData(carried), place);
      }}
    >
      <Face photo={photo} name={name} saved={state !== null} actions={actions} thumb={thumb} />
      <input
        className={classes.caption}
        aria-label={`${name} 说明`}
        placeholder="说明（可不填）"
        maxLength={200}
        value={photo.caption}
        onChange={(event) => actions.caption(photo.id, event.currentTarget.value)}
      />
      {state && (
        <div className={classes.where}>
          <StateBadge state={state} />
        </div>
      )}
      <div className={classes.tools}>
        <button
          type="button"
          aria-label={`${name} 前移`}
          title="前移（Alt+←）"
          disabled={place === 0}
          onClick={() => actions.step(photo.id, -1)}
        >
          <IconArrowLeft size="1rem" aria-hidden />
        </button>
        <button
          type="button"
          aria-label={`${name} 后移`}
          title="后移（Alt+→）"
          disabled={isLast}
          onClick={() => actions.step(photo.id, 1)}
        >
          <IconArrowRight size="1rem" aria-hidden />
        </button>
        <button
          type="button"
          aria-label={`移除${name}`}
          title="移除"
          onClick={() => actions.remove(photo, place)}
        >
          <IconTrash size="1rem" aria-hidden />
        </button>
      </div>
    </li>
  );
});
