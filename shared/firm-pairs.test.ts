import fc from 'fast-check';
import { expect, test } from 'vitest';
import { homesOf, type SamePair } from './firm-pairs.ts';

const pair = (firstId: string, secondId: string, keeperId: string | null): SamePair => ({
  firstId,
  secondId,
  keeperId,
});
const live = (_: string): boolean => true;
const homes = (pairs: readonly SamePair[], isLive = live) =>
  Object.fromEntries(homesOf(pairs, isLive));

test('the kept file is home; a chain leads to its end', () => {
  expect(homes([])).toEqual({});
  expect(homes([pair('a', 'b', 'b')])).toEqual({ a: 'b' });
  expect(homes([pair('a', 'b', 'b'), pair('b', 'c', 'c')])).toEqual({ a: 'c', b: 'c' });
});

test('two offices that chose crosswise, or in a ring, name one home', () => {
  expect(homes([pair('a', 'b', 'a'), pair('b', 'c', 'c')])).toEqual({ b: 'a', c: 'a' });
  expect(homes([pair('a', 'b', 'a'), pair('b', 'c', 'b'), pair('a', 'c', 'c')])).toEqual({
    b: 'a',
    c: 'a',
  });
});

test('a deleted file is home only where no live one is left', () => {
  expect(homes([pair('a', 'b', 'a')], (id) => id !== 'a')).toEqual({ a: 'b' });
  expect(homes([pair('a', 'b', 'a')], () => false)).toEqual({ b: 'a' });
});

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const anyPair = fc
  .tuple(fc.constantFrom(...ids), fc.constantFrom(...ids), fc.boolean())
  .filter(([x, y]) => x !== y)
  .map(([x, y, first]) => {
    const [low = '', high = ''] = [x, y].toSorted();
    return pair(low, high, first ? low : high);
  });

test('homes depend on the set of pairs only, join exactly what is connected, and are homes of themselves', () => {
  fc.assert(
    fc.property(
      fc
        .array(anyPair, { maxLength: 8 })
        .chain((pairs) =>
          fc.tuple(
            fc.constant(pairs),
            fc.shuffledSubarray(pairs, { minLength: pairs.length }),
            fc.subarray(ids),
          ),
        ),
      ([pairs, shuffled, alive]) => {
        const isLive = (id: string): boolean => alive.includes(id);
        const found = homesOf(pairs, isLive);
        expect(new Map([...homesOf(shuffled, isLive)].toSorted())).toEqual(
          new Map([...found].toSorted()),
        );
        const home = (id: string): string => found.get(id) ?? id;
        for (const { firstId, secondId } of pairs) expect(home(firstId)).toBe(home(secondId));
        for (const id of ids) expect(home(home(id))).toBe(home(id));
        // Nothing is joined that no chain of pairs joins.
        const reach = (from: string): Set<string> => {
          const seen = new Set([from]);
          for (let grown = true; grown; ) {
            grown = false;
            for (const { firstId, secondId } of pairs)
              if (seen.has(firstId) !== seen.has(secondId)) {
                seen.add(firstId).add(secondId);
                grown = true;
              }
          }
          return seen;
        };
        for (const [id, at] of found) expect(reach(id)).toContain(at);
        // A live file is never kept under a deleted one.
        for (const [id, at] of found) if (isLive(id)) expect(isLive(at)).toBe(true);
      },
    ),
  );
});
