import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  withCaption,
  withMoved,
  without,
  withRestored,
  withStepped,
  withTurned,
} from './photo-order.ts';
import { blankVisit, photoOf, type VisitForm } from './visit-form.ts';

const stored = (tone: string) => ({
  ...{ sha256: tone.repeat(64), mime: 'image/jpeg', width: 1600, height: 1200, bytes: 9 },
});
const formOf = (ids: readonly string[]): VisitForm => ({
  ...blankVisit('2026-03-02', '王科员'),
  photos: ids.map((id) => photoOf(id, stored('a'), '2026-03-02T09:41:00')),
});
const idsOf = (form: VisitForm): string => form.photos.map(({ id }) => id).join('');

test.each([
  ['a', 2, 'bcad'],
  ['d', 0, 'dabc'],
  ['b', 9, 'acdb'],
  ['c', -5, 'cabd'],
  ['b', 1, 'abcd'],
  ['x', 1, 'abcd'],
])('%s moved to %i: %s', (id, place, order) => {
  expect(idsOf(withMoved(formOf(['a', 'b', 'c', 'd']), id, place))).toBe(order);
});

test('steps stop at the ends', () => {
  const form = formOf(['a', 'b']);
  expect(withStepped(form, 'a', -1)).toBe(form);
  expect(withStepped(form, 'b', 1)).toBe(form);
  expect(idsOf(withStepped(form, 'a', 1))).toBe('ba');
});

test('moving keeps every photograph, once', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const moves = fc.array(fc.tuple(fc.constantFrom(...ids), fc.integer({ min: -2, max: 7 })));
  fc.assert(
    fc.property(moves, (all) => {
      const end = all.reduce((form, [id, place]) => withMoved(form, id, place), formOf(ids));
      expect([...idsOf(end)].toSorted()).toEqual(ids);
    }),
  );
});

test('one taken out comes back to its place, and not twice', () => {
  const form = formOf(['a', 'b', 'c']);
  const [, b] = form.photos;
  if (!b) throw new Error('b is there');
  const back = withRestored(without(form, 'b'), b, 1);
  expect(back).toEqual(form);
  expect(withRestored(back, b, 0)).toBe(back);
});

test('a turned picture is another one with the words and the time of the first', () => {
  const form = withCaption(formOf(['a', 'b']), 'a', '天平');
  const turned = withTurned(form, 'a', 'n', { ...stored('f'), width: 1200, height: 1600 });
  expect(idsOf(turned)).toBe('nb');
  expect(turned.photos[0]).toMatchObject({
    ...{ sha256: 'f'.repeat(64), width: 1200, caption: '天平', takenAt: '2026-03-02T09:41:00' },
  });
});
