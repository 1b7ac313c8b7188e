import { expect, test } from 'vitest';
import { applyWrites, type CellWrites, emptyRow, type Known, type RowState } from './register.ts';
import type { SqlValue } from './segment.ts';
import type { VersionVector } from './vector.ts';

const writes = (
  origin: string,
  seq: number,
  seen: VersionVector,
  cells: Record<number, SqlValue>,
  hlc = seq,
): CellWrites => ({
  origin,
  seq,
  hlc,
  seen,
  cells: new Map(Object.entries(cells).map(([c, v]) => [Number(c), v])),
});

/** A row with its shown values, as the store keeps them. */
const replay = (steps: readonly CellWrites[]): { row: RowState; shown: Map<number, SqlValue> } => {
  const shown = new Map<number, SqlValue>();
  const clocks = new Map(steps.map((s) => [`${s.origin} ${s.seq}`, s.hlc]));
  const known: Known = {
    valueOf: (column) => shown.get(column) ?? null,
    hlcOf: (origin, seq) => clocks.get(`${origin} ${seq}`) ?? 0,
  };
  let row = emptyRow;
  for (const step of steps) {
    const outcome = applyWrites(row, step, known);
    row = outcome.row;
    for (const [column, value] of outcome.shown) shown.set(column, value);
  }
  return { row, shown };
};

test('what the author had seen is replaced', () => {
  const { row, shown } = replay([
    writes('a', 1, {}, { 0: 'old', 1: 'kept' }),
    writes('b', 1, { a: 1 }, { 0: 'new' }),
  ]);
  expect(shown).toEqual(
    new Map([
      [0, 'new'],
      [1, 'kept'],
    ]),
  );
  expect(row.siblings).toEqual([]);
  expect(row.dots).toEqual([
    { mask: 2, origin: 'a', seq: 1 },
    { mask: 1, origin: 'b', seq: 1 },
  ]);
});

test('what the author had not seen stays beside it, and the same value is shown in any order', () => {
  const ours = writes('a', 1, {}, { 0: 'ours' }, 100);
  const theirs = writes('b', 1, {}, { 0: 'theirs' }, 200);
  const one = replay([ours, theirs]);
  const other = replay([theirs, ours]);
  expect(one.shown.get(0)).toBe('theirs');
  expect(other.shown.get(0)).toBe('theirs');
  expect(one.row.siblings.map((s) => s.value).sort()).toEqual(['ours', 'theirs']);
  expect(other.row.siblings.map((s) => s.value).sort()).toEqual(['ours', 'theirs']);
});

test('equal values are no conflict, and become one when a third differs', () => {
  const a = writes('a', 1, {}, { 0: 'same' });
  const b = writes('b', 1, {}, { 0: 'same' });
  expect(replay([a, b]).row.siblings).toEqual([]);
  const three = replay([a, b, writes('c', 1, {}, { 0: 'other' })]);
  expect(three.row.siblings.map((s) => [s.origin, s.value])).toEqual([
    ['a', 'same'],
    ['b', 'same'],
    ['c', 'other'],
  ]);
});

test('a decision that has seen every value closes the conflict, whatever its clock says', () => {
  const { row, shown } = replay([
    writes('a', 1, {}, { 0: 'ours' }, 500),
    writes('b', 1, {}, { 0: 'theirs' }, 900),
    writes('c', 1, { a: 1, b: 1 }, { 0: 'decided' }, 1),
  ]);
  expect(shown.get(0)).toBe('decided');
  expect(row).toEqual({ dots: [{ mask: 1, origin: 'c', seq: 1 }], siblings: [] });
});

test('a device never conflicts with itself', () => {
  const { row } = replay([writes('a', 1, {}, { 0: 'one' }), writes('a', 2, {}, { 0: 'two' })]);
  expect(row).toEqual({ dots: [{ mask: 1, origin: 'a', seq: 2 }], siblings: [] });
});
