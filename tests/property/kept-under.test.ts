import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptUnder } from '#shared/kept-under.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const rows = fc.uniqueArray(fc.record({ id, sameAsId: fc.option(id) }), {
  selector: (row) => row.id,
});

test('every row is kept under one that is kept under itself, the same in every order', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const homes = keptUnder(all);
      expect(homes.size).toBe(all.length);
      for (const { id: row, sameAsId } of all) {
        const home = homes.get(row) ?? '';
        expect(homes.get(home)).toBe(home);
        // What is put under a row that is there is kept with it.
        if (sameAsId !== null && homes.has(sameAsId)) expect(homes.get(sameAsId)).toBe(home);
        else expect(home).toBe(row);
      }
      expect([...keptUnder(all.toReversed())].toSorted()).toEqual([...homes].toSorted());
    }),
  );
});
