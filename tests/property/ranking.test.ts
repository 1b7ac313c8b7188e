import fc from 'fast-check';
import { expect, test } from 'vitest';
import { movedBetween, type ScoredFirm } from '#shared/scoring/moved.ts';
import { drawPanel, unitConflicts } from '#shared/scoring/panel.ts';
import { outlierPercent, summedItem } from '#shared/scoring/panel-summary.ts';
import { type Contender, placesOf } from '#shared/scoring/rank.ts';

/** Places of a run, who judges it, what they gave, and what moved to the next. */

const contenders = fc
  .array(
    fc.record({
      total: fc.integer({ min: 0, max: 5 }),
      out: fc.boolean(),
      ties: fc.tuple(fc.option(fc.nat(2), { nil: null }), fc.option(fc.nat(2), { nil: null })),
    }),
    { maxLength: 20 },
  )
  .map((list) => list.map((c, i): Contender => ({ id: `f${i}`, ...c })));

test('a place is one more than the number of firms before it, and equals share it', () => {
  fc.assert(
    fc.property(contenders, (all) => {
      const places = placesOf(all, ['a', '-b']);
      const ranked = all.filter(({ out }) => !out);
      expect(places.size).toBe(ranked.length);
      for (const one of ranked) {
        const place = places.get(one.id) ?? 0;
        const before = ranked.filter((other) => (places.get(other.id) ?? 0) < place);
        expect(place).toBe(before.length + 1);
        for (const other of ranked)
          if (other.total > one.total) expect(places.get(other.id) ?? 0).toBeLessThan(place);
      }
      expect(placesOf(all.toReversed(), ['a', '-b'])).toEqual(places);
    }),
  );
});

/** Units that are one of the firms below, as people write them. */
const inside = ['甲厂', '乙 厂', '（乙）廠', '乙纸业', '乙纸业有限责任公司'];

test('nobody with a conflict is drawn; the seed alone decides, whatever order the pool comes in', () => {
  const pool = fc
    .array(
      fc.record({
        unit: fc.constantFrom(...inside, '质检院', '乙厂研究所', null),
        available: fc.boolean(),
      }),
      {
        maxLength: 15,
      },
    )
    .map((list) => list.map((e, i) => ({ id: `e${i}`, name: `专家${i}`, ...e })));
  fc.assert(
    fc.property(pool, fc.nat(8), fc.nat(), (all, seats, seed) => {
      const conflicts = unitConflicts(all, [
        { id: 'f1', names: ['甲厂'] },
        { id: 'f2', names: ['乙纸业有限公司', '乙厂'] },
      ]);
      const draw = drawPanel(all, conflicts, { seats, seed });
      const taken = [...draw.drawn, ...draw.reserve];
      const free = all.filter((e) => e.available && !inside.includes(e.unit ?? ''));
      expect(taken.toSorted()).toEqual(free.map(({ id }) => id).toSorted());
      expect(draw.drawn.length + draw.short).toBe(seats);
      expect(draw.excluded.length).toBe(all.length - free.length);
      expect(drawPanel(all.toReversed(), conflicts, { seats, seed })).toEqual(draw);
    }),
  );
});

test('of a panel’s scores as many are left out at either end, none that lies inside; the rest make the mean; who sits where changes nothing', () => {
  const scores = fc.array(fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: null }), {
    maxLength: 9,
  });
  const mean = fc.record({
    how: fc.constantFrom('mean', 'trimmed'),
    trim: fc.integer({ min: 0, max: 3 }),
  });
  fc.assert(
    fc.property(scores, mean, (seats, how) => {
      const { scores: held, mean: counts } = summedItem(how, 1_000, seats);
      expect(held.map(({ points }) => points)).toEqual(seats);
      const given = held.flatMap(({ points, ...one }) =>
        points === null ? [] : [{ points, ...one }],
      );
      const kept = given.filter(({ cut }) => !cut).map(({ points }) => points);
      const left = given.filter(({ cut }) => cut).map(({ points }) => points);
      const trims = how.how === 'trimmed' && given.length > 2 * how.trim ? how.trim : 0;
      expect(left.length).toBe(2 * trims);
      const [low, high] = [Math.min(...kept), Math.max(...kept)];
      expect(left.filter((points) => points <= low).length).toBeGreaterThanOrEqual(trims);
      expect(left.filter((points) => points >= high).length).toBeGreaterThanOrEqual(trims);
      if (given.length === 0) expect(counts).toBeNull();
      else {
        const exact = kept.reduce((a, b) => a + b, 0) / kept.length;
        expect(Math.abs((counts ?? 0) - exact)).toBeLessThanOrEqual(0.5);
      }
      // An outlier lies further than its share of the full marks from half of them at least.
      for (const one of given.filter(({ outlier }) => outlier)) {
        const far = given.filter(
          ({ points }) => Math.abs(points - one.points) * 100 > 1_000 * outlierPercent,
        );
        expect(far.length * 2).toBeGreaterThanOrEqual(given.length);
      }
      const turned = summedItem(how, 1_000, seats.toReversed());
      expect(turned.mean).toBe(counts);
      expect(turned.scores.map(({ outlier }) => outlier).toReversed()).toEqual(
        held.map(({ outlier }) => outlier),
      );
    }),
  );
});

test('what moved is all that moved: nothing between a run and itself, and taking it over leads there', () => {
  const firm = fc.record({
    total: fc.integer({ min: 0, max: 5 }),
    rank: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
    points: fc.dictionary(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 3 })),
  });
  const run = fc.dictionary(fc.constantFrom('f1', 'f2', 'f3'), firm).map((firms) =>
    Object.entries(firms).map(
      ([firmId, { points: by, ...rest }]): ScoredFirm => ({
        firmId,
        firmName: firmId,
        ...rest,
        points: new Map(Object.entries(by)),
      }),
    ),
  );
  fc.assert(
    fc.property(run, run, (a, b) => {
      expect(movedBetween(a, a)).toEqual([]);
      const moved = new Map(movedBetween(a, b).map((m) => [m.firmId, m]));
      const ends = (id: string): unknown => {
        const move = moved.get(id);
        const same = a.find((f) => f.firmId === id);
        return move ? move.after : same ? { total: same.total, rank: same.rank } : null;
      };
      for (const id of ['f1', 'f2', 'f3']) {
        const now = b.find((f) => f.firmId === id);
        expect(ends(id)).toEqual(now ? { total: now.total, rank: now.rank } : null);
      }
    }),
  );
});
