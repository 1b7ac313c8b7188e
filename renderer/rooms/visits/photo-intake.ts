import { api, putFile } from '#renderer/app/api.ts';
import { smallPicture } from '#renderer/parts/files/small-picture.ts';
import { useFileIntake } from '#renderer/parts/files/use-file-intake.ts';
import type { StoredPhoto } from '#shared/visits.ts';

export type TakenPhoto = { readonly stored: StoredPhoto; readonly takenAt: string | null };

/** Makes a picture small and stores its bytes. @throws Refusal `photo.unreadable` */
const takeInPhoto = async (picture: File): Promise<TakenPhoto> => {
  const { file, takenAt } = await smallPicture(picture);
  const ticket = await putFile(file);
  return { stored: await api.visits.addPhoto.mutate({ ticket }), takenAt };
};

const leftWords = (n: number): string =>
  `离开得早，有 ${n} 张照片还没有加进走访记录，请打开后再加一次。`;

/** Photographs on their way into a visit. */
export const usePhotoIntake = (onTaken: (id: string, photo: TakenPhoto) => void) =>
  useFileIntake(takeInPhoto, onTaken, leftWords);
