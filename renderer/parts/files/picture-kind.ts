import { Refusal } from '#shared/errors.ts';

/** Largest file taken for a picture, in MB: a photograph of 100 million pixels stays below. */
export const mostMegabytes = 60;

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** Brands of ISO/IEC 23008-12 (HEIF) whose pictures are coded in HEVC, which Chromium does not read. */
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

const isHeic = (head: Uint8Array): boolean =>
  ascii(head, 4, 8) === 'ftyp' && heicBrands.includes(ascii(head, 8, 12));

/** How many first bytes `assertPicture` wants to see. */
export const headBytes = 12;

/**
 * Refuses in plain words what is known to be no readable picture before anybody tries to decode it.
 *
 * @param size of the whole file, in bytes
 * @throws Refusal `photo.empty`, `photo.large`, `photo.heic`
 */
export const assertPicture = (head: Uint8Array, size: number): void => {
  if (size === 0) throw Refusal.of('photo.empty');
  const megabytes = Math.ceil(size / 1024 / 1024);
  if (megabytes > mostMegabytes)
    throw Refusal.of('photo.large', { megabytes, most: mostMegabytes });
  if (isHeic(head)) throw Refusal.of('photo.heic');
};
