import { expect, test } from 'vitest';
import { covers, join, missing, seqOf, VECTOR_MAX_ORIGINS, vectorSchema } from './vector.ts';

const a = '00000000-0000-4000-8000-00000000000a';
const b = '00000000-0000-4000-8000-00000000000b';
const c = '00000000-0000-4000-8000-00000000000c';

test('covers everything up to the number, nothing of an unknown origin', () => {
  expect([covers({ [a]: 5 }, a, 5), covers({ [a]: 5 }, a, 6), covers({}, a, 1)]).toEqual([
    true,
    false,
    false,
  ]);
});

test('an origin named like a property of every object is unknown', () => {
  expect(seqOf({}, 'toString')).toBe(0);
  expect(covers({}, '__proto__', 1)).toBe(false);
});

test('join is the least vector above both, in order of origin', () => {
  expect(Object.entries(join({ [b]: 3, [a]: 7 }, { [b]: 9, [c]: 1 }))).toEqual([
    [a, 7],
    [b, 9],
    [c, 1],
  ]);
});

test('missing names closed ranges', () => {
  expect(missing({ [a]: 4, [b]: 9 }, { [c]: 2, [a]: 6, [b]: 9 })).toEqual([
    { origin: a, from: 5, to: 6 },
    { origin: c, from: 1, to: 2 },
  ]);
  expect(missing({ [a]: 4 }, {})).toEqual([]);
});

test('V1: a vector names UUIDs in lower case, safe whole numbers, at most 4,096 origins', () => {
  const many = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [a.slice(0, -4) + String(i).padStart(4, '0'), i]),
    );
  expect(vectorSchema.parse({ [a]: 0, [b]: Number.MAX_SAFE_INTEGER })).toBeDefined();
  expect(vectorSchema.safeParse(many(VECTOR_MAX_ORIGINS)).success).toBe(true);
  const refused = [
    many(VECTOR_MAX_ORIGINS + 1),
    { [a.toUpperCase()]: 1 },
    { laptop: 1 },
    { [a]: -1 },
    { [a]: 1.5 },
    { [a]: 2 ** 53 },
    { [a]: '1' },
    [],
    null,
  ];
  for (const vector of refused) expect(vectorSchema.safeParse(vector).success).toBe(false);
});
