import { readFileSync, statSync } from 'node:fs';
import { translated } from '#db/failures.ts';
import type { Store } from '#db/open.ts';
import { maxDocumentBytes, type StoredFile } from '#shared/attachments.ts';
import { Refusal, type RefusalCode } from '#shared/errors.ts';
import { attachableOf } from '#shared/media-kind.ts';
import { photoMaxSide } from '#shared/visits.ts';
import { sha256 } from '#sync/seal.ts';

/**
 * Pictures and documents into the store. The screen makes a picture small; what arrives here is checked again,
 * freed of metadata, and kept under its hash before any row names it. Runs in the thread of pictures
 * (electron/jobs/picture-thread.ts) for a screen: how long the disk takes is the disk's to say.
 */

/** On a visit, where pictures are meant, or beside any record. */
export type FileUse = 'photo' | 'attachment';

/** What is kept of a file under its hash; undefined where its bytes are not here or are no picture or PDF. */
export const keptFile = ({ media }: Pick<Store, 'media'>, hash: string): StoredFile | undefined => {
  const stored = media.get(hash);
  const file = stored && attachableOf(stored.bytes);
  if (!file) return undefined;
  const { mime, width, height, bytes } = file;
  return { sha256: hash, mime, width, height, bytes: bytes.length };
};

const unreadable: Readonly<Record<FileUse, RefusalCode>> = {
  photo: 'photo.unreadable',
  attachment: 'attachment.unreadable',
};

/**
 * Keeps the bytes of the file at `path`.
 *
 * @throws Refusal `photo.unreadable` or `attachment.unreadable` for anything but a JPEG of at most `photoMaxSide`
 *   pixels a side or a whole PDF, `attachment.large`, `disk.full`
 */
export const keepFile = (
  { media, dir }: Pick<Store, 'media' | 'dir'>,
  path: string,
  use: FileUse,
): StoredFile => {
  if (statSync(path).size > maxDocumentBytes)
    throw Refusal.of('attachment.large', { megabytes: maxDocumentBytes / 1024 / 1024 });
  const file = attachableOf(readFileSync(path));
  if (!file || Math.max(file.width, file.height) > photoMaxSide)
    throw Refusal.of(unreadable[use] as 'photo.unreadable');
  const { mime, width, height, bytes } = file;
  const hash = sha256(bytes);
  translated(dir, () => media.put(hash, mime, bytes));
  return { sha256: hash, mime, width, height, bytes: bytes.length };
};
