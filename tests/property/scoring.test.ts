import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  choicePoints,
  countPoints,
  linearPoints,
  meanScore,
  type Raw,
  rankPoints,
  stepPoints,
} from '#shared/scoring/item-points.ts';
import type { Rule } from '#shared/scoring/rules.ts';
import type { Scheme, SchemeItem } from '#shared/scoring/scheme.ts';
import { type Adjustment, readyScheme, scoreFirm } from '#shared/scoring/score.ts';

/** What must hold of any scheme, whatever offices write into theirs. */

const figure = fc.oneof(
  fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }),
  fc.maxSafeInteger(),
);
const positive = fc.integer({ min: 0, max: 1_000_000 });
const points = fc.integer({ min: -100_000, max: 100_000 });
const bound = fc.option(points, { nil: null });
const place = fc.option(
  fc.integer({ min: 1, max: 40 }).map((n) => n * 10_000),
  { nil: null },
);

const rules: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({
    kind: fc.constant('分档' as const),
    steps: fc.array(fc.record({ from: figure, points }), { minLength: 1, maxLength: 6 }),
    below: points,
  }),
  fc.record({
    kind: fc.constant('按比例' as const),
    per: fc.integer({ min: 1, max: 100_000_000 }),
    points,
    start: figure,
    wholeUnits: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('名次' as const),
    lists: fc.array(
      fc.record({
        indicator: fc.constant('rankNation'),
        places: fc.array(fc.record({ upTo: fc.integer({ min: 1, max: 40 }), points }), {
          minLength: 1,
          maxLength: 4,
        }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({
    kind: fc.constant('计数' as const),
    parts: fc.array(fc.record({ indicator: fc.constant('patents'), each: points }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  fc.record({
    kind: fc.constant('选项' as const),
    options: fc.array(fc.record({ word: fc.constantFrom('甲', '乙', '丙'), points }), {
      minLength: 1,
      maxLength: 3,
    }),
    several: fc.constantFrom('best' as const, 'sum' as const),
  }),
  fc.constant({ kind: '专家评分' as const }),
  fc.record({
    kind: fc.constant('否决' as const),
    comparison: fc.constantFrom('≥' as const, '≤' as const, '是' as const),
    value: figure,
    unknown: fc.constantFrom('open' as const, 'fails' as const),
  }),
);

const raws: fc.Arbitrary<Raw> = fc.record(
  {
    figures: fc.array(fc.option(figure, { nil: null }), { maxLength: 3 }),
    words: fc.array(fc.constantFrom('甲', '乙', '丙', '丁'), { maxLength: 3 }),
    scores: fc.array(points, { maxLength: 5 }),
  },
  { requiredKeys: [] },
);

const ordered = (cap: number | null, floor: number | null) =>
  cap !== null && floor !== null && floor > cap ? { cap: floor, floor: cap } : { cap, floor };

/** Up to three groups, the second within the first, and items in any of them. */
const schemes: fc.Arbitrary<Scheme> = fc
  .record({
    groups: fc.array(fc.record({ cap: bound, floor: bound }), { maxLength: 3 }),
    items: fc.array(
      fc.record({ rule: rules, cap: bound, floor: bound, group: fc.nat(3), position: fc.nat(5) }),
      { minLength: 1, maxLength: 12 },
    ),
    how: fc.constantFrom('mean' as const, 'trimmed' as const),
  })
  .map(({ groups, items, how }) => {
    const base = { indicator: 'output', explain: null, evidence: null };
    const all: SchemeItem[] = [
      ...groups.map(({ cap, floor }, i) => ({
        ...base,
        ...ordered(cap, floor),
        code: `g${i}`,
        title: `组${i}`,
        kind: '分组' as const,
        group: i === 1 ? 'g0' : null,
        position: i,
        indicator: null,
        rule: { kind: '分组' as const },
      })),
      ...items.map(({ rule, cap, floor, group, position }, i) => ({
        ...base,
        ...ordered(cap, floor),
        code: `i${i}`,
        title: `项${i}`,
        kind: rule.kind,
        group: group < groups.length ? `g${group}` : null,
        position,
        rule,
      })),
    ];
    return { title: '方案', full: null, tieBreaks: [], expertMean: { how, trim: 1 }, items: all };
  });

const scored = fc.record({
  scheme: schemes,
  raws: fc.array(raws, { minLength: 12, maxLength: 12 }),
  adjustments: fc.array(
    fc.record({
      code: fc.constantFrom('i0', 'i1', 'g0', 'g1', 'nowhere'),
      points,
      reason: fc.constant('核实'),
      by: fc.constant('王五'),
    }),
    { maxLength: 4 },
  ),
});

const rawsOf = (scheme: Scheme, list: readonly Raw[]): Map<string, Raw> =>
  new Map(
    scheme.items
      .filter(({ kind }) => kind !== '分组')
      .map(({ code }, i) => [code, list[i % list.length] ?? {}]),
  );

test('every total equals the sum it explains, and every group the sum of its rows within its bounds', () => {
  fc.assert(
    fc.property(scored, ({ scheme, raws: list, adjustments }) => {
      const score = scoreFirm(readyScheme(scheme), rawsOf(scheme, list), adjustments);
      const sumIn = (group: string | null): number =>
        score.lines.filter((l) => l.group === group).reduce((sum, l) => sum + l.points, 0);
      expect(score.total).toBe(sumIn(null));
      for (const line of score.lines) {
        const item = scheme.items.find(({ code }) => code === line.code);
        if (item?.kind === '分组') expect(line.ruled).toBe(sumIn(line.code));
        if (line.verdict !== null) expect(line.points).toBe(0);
        expect(Number.isSafeInteger(line.points)).toBe(true);
      }
    }),
  );
});

test('caps and floors hold for every row and group, whatever is added by hand', () => {
  fc.assert(
    fc.property(scored, ({ scheme, raws: list, adjustments }) => {
      const { lines } = scoreFirm(readyScheme(scheme), rawsOf(scheme, list), adjustments);
      for (const { code, points: got, verdict } of lines) {
        const item = scheme.items.find((i) => i.code === code);
        if (verdict !== null) continue;
        if (item?.cap != null) expect(got).toBeLessThanOrEqual(item.cap);
        if (item?.floor != null) expect(got).toBeGreaterThanOrEqual(item.floor);
      }
    }),
  );
});

test('the order of rows, of adjustments and of options does not matter', () => {
  const shuffled = fc.tuple(scored, fc.infiniteStream(fc.nat()));
  fc.assert(
    fc.property(shuffled, ([{ scheme, raws: list, adjustments }, stream]) => {
      const mix = <T>(all: readonly T[]): T[] =>
        all
          .map((one) => ({ one, at: stream.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
      const byCode = rawsOf(scheme, list);
      const mixed: Scheme = { ...scheme, items: mix(scheme.items) };
      const again: readonly Adjustment[] = mix(adjustments);
      const raw = new Map(mix([...byCode]));
      expect(scoreFirm(readyScheme(mixed), raw, again)).toEqual(
        scoreFirm(readyScheme(scheme), byCode, adjustments),
      );
    }),
  );
});

test('more is never worth less where the rule rises, and caps keep it so', () => {
  const steps = fc
    .array(fc.tuple(figure, positive), { minLength: 1, maxLength: 6 })
    .map((pairs) => {
      const froms = pairs.map(([from]) => from).sort((a, b) => a - b);
      const gains = pairs.map(([, gain]) => gain).sort((a, b) => a - b);
      return { steps: froms.map((from, i) => ({ from, points: gains[i] ?? 0 })), below: 0 };
    });
  const linear = fc.record({
    per: fc.integer({ min: 1, max: 10_000_000 }),
    points: positive,
    start: figure,
    wholeUnits: fc.boolean(),
  });
  fc.assert(
    fc.property(figure, figure, steps, linear, positive, (a, b, stepTable, line, each) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(stepPoints(stepTable, low)).toBeLessThanOrEqual(stepPoints(stepTable, high));
      expect(linearPoints(line, low)).toBeLessThanOrEqual(linearPoints(line, high));
      const count = { parts: [{ indicator: 'patents', each }] };
      expect(countPoints(count, [low])).toBeLessThanOrEqual(countPoints(count, [high]));
    }),
  );
});

test('a better place is never worth less where lists fall, and one list more never takes away', () => {
  const lists = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 40 }), positive), { minLength: 1, maxLength: 5 })
    .map((pairs) => {
      const upTo = pairs.map(([to]) => to).sort((a, b) => a - b);
      const gains = pairs.map(([, gain]) => gain).sort((a, b) => b - a);
      return {
        indicator: 'rankNation',
        places: upTo.map((to, i) => ({ upTo: to, points: gains[i] ?? 0 })),
      };
    });
  fc.assert(
    fc.property(lists, lists, place, place, (one, other, a, b) => {
      const alone = (p: number | null): number => rankPoints({ lists: [one] }, [p]);
      if (a !== null && b !== null)
        expect(alone(Math.min(a, b))).toBeGreaterThanOrEqual(alone(Math.max(a, b)));
      expect(rankPoints({ lists: [one, other] }, [a, b])).toBeGreaterThanOrEqual(alone(a));
    }),
  );
});

test('the mean of scores lies between the lowest and the highest, in any order', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(scores, fc.constantFrom('mean' as const, 'trimmed' as const), (all, how) => {
      const mean = meanScore({ how, trim: 1 }, all) ?? Number.NaN;
      expect(mean).toBeGreaterThanOrEqual(Math.min(...all));
      expect(mean).toBeLessThanOrEqual(Math.max(...all));
      expect(meanScore({ how, trim: 1 }, all.toReversed())).toBe(mean);
    }),
  );
});

test('a word the scheme does not know changes nothing', () => {
  const options = fc.array(fc.record({ word: fc.constantFrom('甲', '乙'), points }), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(options, fc.subarray(['甲', '乙']), (some, said) => {
      for (const several of ['best', 'sum'] as const)
        expect(choicePoints({ options: some, several }, [...said, '别的'])).toBe(
          choicePoints({ options: some, several }, said),
        );
    }),
  );
});
