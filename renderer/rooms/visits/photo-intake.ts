import { useCallback } from 'react';
import { api, mediaUrl, putFile } from '#renderer/app/api.ts';
import { CameraShot } from '#renderer/parts/files/camera-shot.ts';
import type { PictureWorkshop } from '#renderer/parts/files/picture-workshop.ts';
import { useFileIntake } from '#renderer/parts/files/use-file-intake.ts';
import { usePictureWorkshop } from '#renderer/parts/files/use-picture-workshop.ts';
import type { StoredPhoto } from '#shared/visits.ts';

export type TakenPhoto = {
  readonly stored: StoredPhoto;
  readonly takenAt: string | null;
  /** Of a document. */
  readonly name: string | null;
};

const store = async (file: File): Promise<StoredPhoto> =>
  api.visits.addPhoto.mutate({ ticket: await putFile(file) });

const stored = async (sha256: string): Promise<Blob> => (await fetch(mediaUrl(sha256))).blob();

/** Pixels: twice a tile's width on a fine screen. */
const thumbSide = 400;

/** A scan of paper that is no picture is kept as it is. */
const isDocument = ({ type, name }: File): boolean =>
  type === 'application/pdf' || name.toLowerCase().endsWith('.pdf');

/** Makes a picture small and stores its bytes. @throws Refusal `photo.*`, `attachment.large` */
const takeIn = async (workshop: PictureWorkshop, given: File): Promise<TakenPhoto> => {
  if (isDocument(given))
    return { stored: await store(given), takenAt: null, name: given.name.slice(0, 200) };
  const { file, takenAt } = await workshop.small(given, given.name);
  const at = given instanceof CameraShot ? given.takenAt : takenAt;
  return { stored: await store(file), takenAt: at, name: null };
};

const leftWords = (n: number): string =>
  `离开得早，有 ${n} 张照片还没有加进走访记录，请打开后再加一次。`;

/** Photographs and scans on their way into a visit, and turning one that stands the wrong way. */
export const usePhotoIntake = (onTaken: (id: string, photo: TakenPhoto) => void) => {
  const workshop = usePictureWorkshop();
  const intake = useFileIntake(
    useCallback((file: File) => takeIn(workshop, file), [workshop]),
    onTaken,
    leftWords,
  );
  return {
    ...intake,
    /** The same picture a quarter further, stored; its time stays with the one it was. @throws Refusal */
    turned: useCallback(
      async (sha256: string, turns: 1 | 3): Promise<StoredPhoto> => {
        return store((await workshop.small(await stored(sha256), 'photo', { turns })).file);
      },
      [workshop],
    ),
    /** The picture as a tile shows it. @throws Refusal */
    thumb: useCallback(
      async (sha256: string): Promise<Blob> =>
        (await workshop.small(() => stored(sha256), 'photo', { longest: thumbSide })).file,
      [workshop],
    ),
  };
};

export type PhotoIntake = ReturnType<typeof usePhotoIntake>;
