import { expect, test } from 'vitest';
import { notAPicture, tinyJpeg } from '#tests/support/picture.ts';
import { attachableOf, isPdf, mediaKindOf } from './media-kind.ts';

const pdf = (body: string, end = '%%EOF\n'): Uint8Array => Buffer.from(`%PDF-1.4\n${body}\n${end}`);

test('bytes tell what they are; a name or a beginning alone does not', () => {
  expect(mediaKindOf(tinyJpeg())).toBe('image/jpeg');
  expect(mediaKindOf(pdf('x'))).toBe('application/pdf');
  expect(mediaKindOf(notAPicture())).toBe('application/octet-stream');
  expect(mediaKindOf(new Uint8Array())).toBe('application/octet-stream');
  expect(isPdf(pdf('x', ''))).toBe(false);
  expect(isPdf(pdf('x', `%%EOF${' '.repeat(1_100)}`))).toBe(false);
});

test('a picture is kept without what a camera wrote, a document as it is', () => {
  const kept = attachableOf(tinyJpeg({ width: 30, height: 20, exif: 'GPS' }));
  expect(kept).toMatchObject({ mime: 'image/jpeg', width: 30, height: 20 });
  expect(Buffer.from(kept?.bytes ?? []).includes('GPS')).toBe(false);
  const document = pdf('证书');
  expect(attachableOf(document)).toEqual({
    ...{ mime: 'application/pdf', width: 0, height: 0 },
    bytes: document,
  });
  expect(attachableOf(notAPicture())).toBeUndefined();
  expect(attachableOf(tinyJpeg().subarray(0, 40))).toBeUndefined();
});
