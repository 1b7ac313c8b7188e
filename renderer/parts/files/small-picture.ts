import { Refusal } from '#shared/errors.ts';
import { photoMaxSide } from '#shared/visits.ts';
import { fitWithin, takenAtOf } from './picture-size.ts';

const quality = 0.85;

/** When the picture was taken, by its own word. The reader is fetched with the first photo. */
const readTakenAt = async (file: File): Promise<string | null> => {
  try {
    const { load } = await import('exifreader');
    const tags = load(await file.arrayBuffer());
    return takenAtOf(tags.DateTimeOriginal?.description);
  } catch {
    // No EXIF, or none that can be read: a picture without a time is still a picture.
    return null;
  }
};

const openPicture = async (file: File): Promise<ImageBitmap> => {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw Refusal.of('photo.unreadable');
  }
};

/** Drawn anew, upright and small; that also leaves place and camera behind. */
const redraw = async (file: File): Promise<File> => {
  const picture = await openPicture(file);
  const { width, height } = fitWithin(picture, photoMaxSide);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const brush = canvas.getContext('2d');
  if (!brush) throw Refusal.of('photo.unreadable');
  // A transparent PNG would turn black.
  brush.fillStyle = '#fff';
  brush.fillRect(0, 0, width, height);
  brush.imageSmoothingQuality = 'high';
  brush.drawImage(picture, 0, 0, width, height);
  picture.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
  if (!blob) throw Refusal.of('photo.unreadable');
  return new File([blob], `${file.name.replace(/\.\w+$/, '') || 'photo'}.jpg`, {
    type: 'image/jpeg',
  });
};

/** A picture made small, and when it was taken. @throws Refusal `photo.unreadable` */
export const smallPicture = async (
  file: File,
): Promise<{ readonly file: File; readonly takenAt: string | null }> => {
  const takenAt = await readTakenAt(file);
  return { file: await redraw(file), takenAt };
};
