import { expect, test } from 'vitest';
import { notAPicture, tinyJpeg } from '#tests/support/picture.ts';
import { jpegWithoutMetadata } from './jpeg.ts';

test('the size is read and the place where it was taken is gone', () => {
  const clean = jpegWithoutMetadata(
    tinyJpeg({ width: 1600, height: 1200, exif: 'GPS 29.03,119.17' }),
  );
  expect(clean).toMatchObject({ width: 1600, height: 1200 });
  const text = Buffer.from(clean?.bytes ?? []).toString('latin1');
  expect(text).not.toContain('GPS');
  expect(text).not.toContain('a comment');
  expect(text).toContain('JFIF');
});

test('two pictures that differ only in metadata become the same bytes', () => {
  const a = jpegWithoutMetadata(tinyJpeg({ exif: 'taken by A' }));
  const b = jpegWithoutMetadata(tinyJpeg({ exif: 'taken by B' }));
  expect(a?.bytes).toEqual(b?.bytes);
});

test('cutting a picture anywhere, or giving something else, is noticed', () => {
  const whole = tinyJpeg();
  expect(jpegWithoutMetadata(whole)).toBeDefined();
  for (let end = 0; end < whole.length; end++)
    expect(jpegWithoutMetadata(whole.subarray(0, end))).toBeUndefined();
  expect(jpegWithoutMetadata(notAPicture())).toBeUndefined();
});
