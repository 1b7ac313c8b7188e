import { load } from 'exifreader';
import { Refusal } from '#shared/errors.ts';
import { jpegWithoutMetadata } from '#shared/jpeg.ts';
import { assertPicture, headBytes } from './picture-kind.ts';
import type { PictureAnswer, PictureOrder } from './picture-order.ts';
import { fitWithin, takenAtOf } from './picture-size.ts';

/**
 * A thread that makes pictures small, so that the form goes on taking letters while twelve million pixels
 * are decoded. Drawn anew, upright; that also leaves place, owner and camera behind.
 */

const quality = 0.85;

/** When the picture was taken, by its own word. */
const readTakenAt = async (file: Blob): Promise<string | null> => {
  try {
    return takenAtOf(load(await file.arrayBuffer()).DateTimeOriginal?.description);
  } catch {
    // No EXIF, or none that can be read: a picture without a time is still a picture.
    return null;
  }
};

const openPicture = async (file: Blob): Promise<ImageBitmap> => {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw Refusal.of('photo.unreadable');
  }
};

/** Chromium writes a colour profile into some; what is handed over is what is kept, to the byte. */
const clean = async (drawn: Blob): Promise<Blob> => {
  const jpeg = jpegWithoutMetadata(new Uint8Array(await drawn.arrayBuffer()));
  if (!jpeg) throw Refusal.of('photo.unreadable');
  return new Blob([jpeg.bytes as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' });
};

const redraw = async ({ file, longest, turns }: PictureOrder): Promise<Blob> => {
  const picture = await openPicture(file);
  try {
    const { width, height } = fitWithin(picture, longest);
    const lying = turns % 2 === 1;
    const canvas = new OffscreenCanvas(lying ? height : width, lying ? width : height);
    const brush = canvas.getContext('2d');
    if (!brush) throw Refusal.of('photo.unreadable');
    // A transparent PNG would turn black.
    brush.fillStyle = '#fff';
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.imageSmoothingQuality = 'high';
    brush.translate(canvas.width / 2, canvas.height / 2);
    brush.rotate((turns * Math.PI) / 2);
    brush.drawImage(picture, -width / 2, -height / 2, width, height);
    return await clean(await canvas.convertToBlob({ type: 'image/jpeg', quality }));
  } finally {
    picture.close();
  }
};

const make = async (order: PictureOrder): Promise<PictureAnswer> => {
  const { id, file } = order;
  try {
    const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
    assertPicture(head, file.size);
    return { id, type: 'made', blob: await redraw(order), takenAt: await readTakenAt(file) };
  } catch (error) {
    // What else happens here is a file that went away or a picture too large for the memory.
    const refusal = error instanceof Refusal ? error : Refusal.of('photo.unreadable');
    return { id, type: 'refused', refusal: refusal.toData() };
  }
};

self.addEventListener('message', ({ data }: MessageEvent<PictureOrder>) => {
  void make(data).then((answer) => self.postMessage(answer));
});
