import fc from 'fast-check';
import { expect, test } from 'vitest';
import { structureOf } from '#shared/brand-structure.ts';
import { catalogueMatcher } from '#shared/catalogue-match.ts';
import { tiers } from '#shared/enterprises.ts';
import { funnelOf } from '#shared/funnel.ts';
import { exits, failReasons, stages } from '#shared/pipeline.ts';
import { layerOf, layers, upgradeReasons } from '#shared/pyramid.ts';
import { movesOf, tierMonth } from '#shared/tier-movement.ts';

/** What the cultivation room counts, over any records. */

const standing = fc.record({
  id: fc.uuid(),
  brandLevel: fc.constantFrom(null, '国家', '省', '市', '县', '行业'),
  grade: fc.constantFrom(null, 'AAA', 'AA', 'A', 'B', 'C', 'D', '五星'),
  certified: fc.boolean(),
  applying: fc.nat(2),
  lapsed: fc.boolean(),
  aboveScale: fc.boolean(),
});

test('a firm that gains something never sinks in the pyramid, and only the top has nobody to raise', () => {
  fc.assert(
    fc.property(standing, (firm) => {
      const rank = layers.indexOf(layerOf(firm));
      for (const gain of [{ brandLevel: '国家' }, { grade: 'AAA' }, { certified: true }])
        expect(layers.indexOf(layerOf({ ...firm, ...gain }))).toBeLessThanOrEqual(rank);
      expect(layerOf({ ...firm, brandLevel: '省' })).toBe('brand');
      expect(upgradeReasons({ ...firm, brandLevel: '省' })).toEqual([]);
      if (rank > 0 && firm.applying > 0) expect(upgradeReasons(firm)).not.toEqual([]);
    }),
  );
});

const runner = fc.record({
  id: fc.uuid(),
  firm: fc.constantFrom('甲', '乙', '丙'),
  product: fc.constantFrom(null, '纸', '布'),
  path: fc.array(
    fc.record({
      stage: fc.constantFrom(...stages, ...exits),
      reason: fc.constantFrom(null, ...failReasons),
    }),
    { maxLength: 6 },
  ),
});

test('a funnel only narrows, counts a firm once however many products it has, and loses nobody', () => {
  fc.assert(
    fc.property(fc.uniqueArray(runner, { selector: ({ id }) => id }), (runners) => {
      const { stages: counted, exits: left, idle } = funnelOf(runners);
      for (const [at, { firms, products, ids }] of counted.entries()) {
        const before = counted[at - 1];
        if (before) {
          expect(firms).toBeLessThanOrEqual(before.firms);
          expect(products).toBeLessThanOrEqual(before.products);
          expect(before.ids).toEqual(expect.arrayContaining([...ids]));
        }
        expect(firms).toBeLessThanOrEqual(3);
        expect(products).toBeLessThanOrEqual(6);
        expect(firms).toBeLessThanOrEqual(ids.length);
      }
      const ended = runners.filter(({ path }) =>
        exits.some((exit) => exit === path.at(-1)?.stage),
      ).length;
      expect(left.reduce((sum, { ids }) => sum + ids.length, 0)).toBe(ended);
      expect(idle.ids.length).toBe(runners.filter(({ path }) => path.length === 0).length);
    }),
  );
});

const change = fc.record({
  id: fc.uuid(),
  firm: fc.constantFrom('甲', '乙', '丙', '丁'),
  changedOn: fc.constantFrom('2026-01-05', '2026-01-20', '2026-02', '2026-02-11', '2026-03-01'),
  tier: fc.constantFrom(...tiers, '退出'),
  before: fc.constantFrom(null, ...tiers, '退出'),
  reason: fc.constant(null),
});

test('months of the movement table join, and at any end every firm in the library is in one tier', () => {
  fc.assert(
    fc.property(fc.uniqueArray(change, { selector: ({ id }) => id, maxLength: 14 }), (changes) => {
      const moves = movesOf(changes);
      expect(movesOf(changes.toReversed())).toEqual(moves);
      const months = ['2026-01', '2026-02', '2026-03'].map((month) => tierMonth(moves, month));
      for (const [at, lines] of months.entries())
        for (const [row, line] of lines.entries()) {
          expect(line.start).toBe(at === 0 ? 0 : months[at - 1]?.[row]?.end);
          expect(line.start).toBeGreaterThanOrEqual(0);
          expect(line.end).toBeGreaterThanOrEqual(0);
        }
      const last = new Map<string, string | null>();
      for (const { firm, from, to } of moves) {
        expect(from).toBe(last.get(firm) ?? null);
        last.set(firm, to);
      }
      const inside = [...last.values()].filter((tier) => tier !== null).length;
      expect(months.at(-1)?.reduce((sum, { end }) => sum + end, 0)).toBe(inside);
    }),
  );
});

test('however many moves a day has, and whatever their ids, the last one written is where the firm stands', () => {
  const way = fc.uniqueArray(fc.constantFrom(...tiers), { minLength: 1 });
  fc.assert(
    fc.property(way, fc.boolean(), fc.uniqueArray(fc.uuid(), { minLength: 5 }), (up, out, ids) => {
      const words = [...up, ...(out ? ['退出'] : [])];
      const changes = words.map((tier, at) => ({
        id: ids[at] ?? '',
        firm: '甲',
        changedOn: '2026-01-05',
        tier,
        before: words[at - 1] ?? null,
        reason: null,
      }));
      expect(movesOf(changes).map(({ to }) => to ?? '退出')).toEqual(words);
    }),
  );
});

const brand = fc.record({
  id: fc.uuid(),
  level: fc.constantFrom('国家', '省', '市', '县'),
  advanced: fc.boolean(),
  adopted: fc.boolean(),
  inBlock: fc.boolean(),
});

test('raising as many products as the gap says reaches the goal, and one fewer does not', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(brand, { selector: ({ id }) => id, maxLength: 40 }),
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 40, max: 80 }),
      (products, rate, count) => {
        const goals = [
          { indicator: '名牌产品数', rate: null, count },
          { indicator: '采标率', rate, count: null },
        ];
        const line = structureOf(products, goals).find(({ indicator }) => indicator === '采标率');
        const reached = (n: number): boolean => ((line?.numerator ?? 0) + n) * 1000 >= rate * count;
        expect(reached(line?.gap ?? 0)).toBe(true);
        if ((line?.gap ?? 0) > 0) expect(reached((line?.gap ?? 0) - 1)).toBe(false);
      },
    ),
  );
});

const word = fc.constantFrom(
  '复合肥',
  '尿素',
  '玉米淀粉',
  '特种纸',
  '纸',
  '棉纱',
  'ＰＥ管材',
  '軸承',
);
const entry = fc.record({
  id: fc.uuid(),
  name: word,
  synonyms: fc.option(
    fc.array(word, { maxLength: 3 }).map((all) => all.join('、')),
    { nil: null },
  ),
  classCode: fc.constantFrom(null, 'C26', '2624', 'C2624', 'C17'),
});
const listed = fc.record({
  name: fc
    .tuple(fc.constantFrom('', '高浓度', '精制 '), word, fc.constantFrom('', '（硫基）', '包装袋'))
    .map((parts) => parts.join('')),
  catalogueName: fc.option(word, { nil: null }),
  category: fc.constantFrom(null, '26240', 'C2624', '1711'),
  industry: fc.constantFrom(null, 'C2221', 'C2624'),
});

test('the order of a catalogue does not matter, more entries or names never lose a match, and a name finds itself', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { selector: ({ id }) => id, maxLength: 8 }),
      listed,
      entry,
      (entries, product, more) => {
        const found = catalogueMatcher(entries)(product);
        expect(catalogueMatcher(entries.toReversed())(product)).toEqual(found);
        if (found) expect(catalogueMatcher([...entries, more])(product)).not.toBeNull();
        const own = { ...more, id: 'own', name: product.name };
        expect(catalogueMatcher([own])(product)).toEqual({ entryId: 'own', way: '名称' });
        const wide = entries.map((e) => ({
          ...e,
          synonyms: `${e.synonyms ?? ''}；${product.name}`,
        }));
        if (wide.length > 0) expect(catalogueMatcher(wide)(product)).not.toBeNull();
      },
    ),
  );
});
