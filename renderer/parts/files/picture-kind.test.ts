import { expect, test } from 'vitest';
import { assertPicture } from './picture-kind.ts';

const headOf = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

test.each([
  ['a HEIC of a telephone', headOf('\0\0\0\x18ftypheic'), 2_000_000, /HEIC/],
  ['a burst of HEIF', headOf('\0\0\0\x18ftypmsf1'), 2_000_000, /HEIC/],
  ['a file of nothing', headOf(''), 0, /0 字节/],
  ['a file of 100 MB', headOf('\xff\xd8\xff\xe0'), 100 * 1024 * 1024, /100 MB.*60 MB/],
])('%s is refused in words', (_what, head, size, words) => {
  expect(() => assertPicture(head, size)).toThrow(words);
});

test.each([
  ['a JPEG', '\xff\xd8\xff\xe0\0\x10JFIF\0\x01'],
  ['an AVIF, which Chromium reads', '\0\0\0\x1cftypavif'],
  ['a file that tells nothing', 'x'],
])('%s is tried', (_what, head) => {
  expect(() => assertPicture(headOf(head), 60 * 1024 * 1024)).not.toThrow();
});
