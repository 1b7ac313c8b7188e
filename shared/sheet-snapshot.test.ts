import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  changesSince,
  readSnapshot,
  type SheetSnapshot,
  snapshotSections,
  yearTable,
} from './sheet-snapshot.ts';

const snapshot = (...facts: SheetSnapshot['sections'][number]['facts']): SheetSnapshot => ({
  filledOn: '2026-03-01',
  filledBy: '王科员',
  sections: [{ key: 'economics', facts }],
});
const fact = fc.record({
  key: fc.constantFrom('output', 'tax', 'row-1', 'row-2'),
  label: fc.constantFrom('产值', '税金'),
  value: fc.constantFrom('', '1', '2', '100 万元'),
  year: fc.constantFrom(null, 2024, 2025),
});
const snapshots = fc
  .uniqueArray(fc.constantFrom(...snapshotSections.map(({ key }) => key)), { maxLength: 4 })
  .chain((keys) =>
    fc.tuple(
      ...keys.map((key) =>
        fc.record({
          key: fc.constant(key),
          facts: fc.uniqueArray(fact, {
            maxLength: 6,
            selector: ({ key: of, year }) => `${of} ${year}`,
          }),
        }),
      ),
    ),
  )
  .map((sections): SheetSnapshot => ({ filledOn: '2026-03-01', filledBy: '王', sections }));

test('a snapshot says nothing new of itself; what came, went and changed is told both ways round', () => {
  fc.assert(
    fc.property(snapshots, snapshots, (a, b) => {
      expect(changesSince(a, a)).toEqual([]);
      const [there, back] = [changesSince(a, b), changesSince(b, a)];
      expect(back).toHaveLength(there.length);
      const turned = back.map(({ was, now, section, year }) =>
        JSON.stringify([section, year, now, was]),
      );
      expect(
        there
          .map(({ was, now, section, year }) => JSON.stringify([section, year, was, now]))
          .toSorted(),
      ).toEqual(turned.toSorted());
    }),
  );
});

test('a snapshot is read back from its cell as it was written; anything else is none', () => {
  fc.assert(
    fc.property(snapshots, (one) => {
      expect(readSnapshot(JSON.stringify(one))).toEqual(one);
    }),
  );
  for (const text of [null, '', 'null', '[]', '{"filledOn":"2026"}', '{'])
    expect(readSnapshot(text)).toBeNull();
});

test('three years stand beside each other, the newest first', () => {
  const figure = (year: number, value: string) => ({ key: 'output', label: '产值', value, year });
  const { years, rows } = yearTable([
    figure(2024, '1'),
    figure(2025, '2'),
    { key: 'tax', label: '税金', value: '9', year: 2025 },
    { key: 'x', label: '别的', value: '1', year: null },
  ]);
  expect(years).toEqual([2025, 2024]);
  expect(rows).toEqual([
    { label: '产值', values: ['2', '1'] },
    { label: '税金', values: ['9', ''] },
  ]);
});

test('a changed figure, a new honour and a label alone', () => {
  const figure = { key: 'output', label: '产值（万元）', value: '1', year: 2025 };
  const rating = { key: 'r', label: '2025 年 AA', value: '', year: null };
  expect(
    changesSince(
      snapshot(figure, rating),
      snapshot({ ...figure, value: '2' }, { ...rating, label: '2025 年 A' }),
    ),
  ).toEqual([
    { section: 'economics', label: '产值（万元）', year: 2025, was: '1', now: '2' },
    { section: 'economics', label: '2025 年 AA', year: null, was: '2025 年 AA', now: '2025 年 A' },
  ]);
});
