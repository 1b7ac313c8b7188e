import { expect, test } from 'vitest';
import { fitWithin, takenAtOf } from './picture-size.ts';

test.each([
  [4000, 3000, 1600, 1200],
  [3000, 4000, 1200, 1600],
  [1600, 900, 1600, 900],
  [640, 480, 640, 480],
  [10_000, 1, 1600, 1],
])('%i × %i becomes %i × %i', (width, height, toWidth, toHeight) => {
  expect(fitWithin({ width, height }, 1600)).toEqual({ width: toWidth, height: toHeight });
});

test.each([
  ['2026:05:05 14:03:22', '2026-05-05T14:03:22'],
  ['2026:02:30 14:03:22', null],
  ['0000:00:00 00:00:00', null],
  ['', null],
  [undefined, null],
])('%s was taken at %s', (exif, iso) => {
  expect(takenAtOf(exif)).toBe(iso);
});
