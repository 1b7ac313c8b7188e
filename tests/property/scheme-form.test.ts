import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  depthOf,
  type Items,
  withGroup,
  withKind,
  withMoved,
  withNew,
  withoutItem,
} from '#renderer/rooms/cultivation/schemes/item-edits.ts';
import { comparisons } from '#shared/registers/award-demands.ts';
import { itemKinds } from '#shared/registers/scheme.ts';
import { indicators } from '#shared/scoring/indicators/index.ts';
import type { Rule } from '#shared/scoring/rules.ts';
import type { SchemeItem } from '#shared/scoring/scheme.ts';
import { formOfItem, type SchemeForm } from '#shared/scoring/scheme-form.ts';
import { readSchemeForm } from '#shared/scoring/scheme-reading.ts';

/** The editor of schemes: nothing is lost between a rule and its form, and rows keep their order. */

const points = fc.integer({ min: -10_000_000, max: 10_000_000 });
const figure = fc.integer({ min: -(2 ** 50), max: 2 ** 50 });
const indicator = fc.constantFrom(...indicators.map(({ key }) => key));
const word = fc
  .string({ minLength: 1, maxLength: 20 })
  .map((text) => text.trim())
  .filter((text) => text !== '');

const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({
    kind: fc.constant('否决' as const),
    comparison: fc.constantFrom(...comparisons),
    value: figure,
    unknown: fc.constantFrom('open' as const, 'fails' as const),
  }),
  fc.record({
    kind: fc.constant('分档' as const),
    steps: fc.array(fc.record({ from: figure, points }), { minLength: 1, maxLength: 8 }),
    below: points,
  }),
  fc.record({
    kind: fc.constant('按比例' as const),
    per: fc.integer({ min: 1, max: 2 ** 50 }),
    points,
    start: figure,
    wholeUnits: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('名次' as const),
    lists: fc.uniqueArray(
      fc.record({
        indicator,
        places: fc.array(fc.record({ upTo: fc.integer({ min: 1, max: 100_000 }), points }), {
          minLength: 1,
          maxLength: 5,
        }),
      }),
      { minLength: 1, maxLength: 4, selector: (list) => list.indicator },
    ),
  }),
  fc.record({
    kind: fc.constant('计数' as const),
    parts: fc.array(fc.record({ indicator, each: points }), { minLength: 1, maxLength: 5 }),
  }),
  fc.record({
    kind: fc.constant('选项' as const),
    options: fc.uniqueArray(fc.record({ word, points }), {
      minLength: 1,
      maxLength: 5,
      selector: (option) => option.word,
    }),
    several: fc.constantFrom('best' as const, 'sum' as const),
  }),
  fc.constant({ kind: '专家评分' as const }),
  fc.constant({ kind: '分组' as const }),
);

const blankForm: Omit<SchemeForm, 'items'> = {
  version: '一版',
  full: '',
  docNo: '',
  validFrom: '',
  validTo: '',
  expertMean: 'mean',
  trim: '1',
  ties: [],
};

test('a rule written as a form and read again is the same rule, to the last digit', () => {
  fc.assert(
    fc.property(
      rule,
      fc.option(points),
      fc.option(points),
      indicator,
      fc.uuid(),
      (one, cap, floor, key, id) => {
        const reads = ['否决', '分档', '按比例', '选项'].includes(one.kind);
        const item: SchemeItem = {
          code: 'a',
          group: null,
          position: 10,
          title: '甲',
          kind: one.kind,
          indicator: reads ? key : null,
          cap,
          floor,
          rule: one,
          explain: null,
          evidence: null,
        };
        const form = { ...blankForm, items: [formOfItem(id, item, null)] };
        const read = readSchemeForm(form, '方案');
        expect(read.problems.filter(({ unreadable }) => unreadable)).toEqual([]);
        expect(read.scheme.items).toEqual([item]);
      },
    ),
  );
});

test('whatever somebody types, it is read or told, and never becomes another figure', () => {
  const typed = fc.oneof(fc.string({ maxLength: 12 }), fc.integer().map(String), word);
  fc.assert(
    fc.property(
      fc.constantFrom(...itemKinds),
      typed,
      typed,
      typed,
      fc.uuid(),
      (kind, a, b, c, id) => {
        const rest = formOfItem(
          id,
          {
            code: 'a',
            group: null,
            position: 10,
            title: '甲',
            kind,
            indicator: null,
            cap: null,
            floor: null,
            rule: { kind: '分组' },
            explain: null,
            evidence: null,
          },
          null,
        );
        const lines = [{ id: 'l', indicator: a, from: b, points: c }];
        const item = { ...rest, cap: a, per: b, points: c, value: a, lines };
        const { problems, scheme } = readSchemeForm({ ...blankForm, items: [item] }, '方案');
        const sound = problems.every(({ unreadable }) => !unreadable);
        if (sound) expect(scheme.items).toHaveLength(1);
        if (scheme.items.length === 0) expect(sound).toBe(false);
      },
    ),
  );
});

/** A group stands right before what is in it, and nothing else comes between. */
const stands = (items: Items): void => {
  const open: string[] = [];
  for (const item of items) {
    while (open.length > 0 && open.at(-1) !== item.groupId) open.pop();
    expect(item.groupId).toBe(open.at(-1) ?? null);
    expect(depthOf(items, item.id)).toBe(open.length);
    open.push(item.id);
  }
};

test('rows keep their order however they are put in, moved, grouped, turned and taken out', () => {
  const step = fc.record({
    does: fc.constantFrom('new', 'out', 'up', 'down', 'group', 'top', 'kind', 'turn'),
    at: fc.nat(30),
    to: fc.nat(30),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let items: Items = [];
      for (const [n, { does, at, to }] of steps.entries()) {
        const id = items[at % Math.max(1, items.length)]?.id ?? '';
        const other = items[to % Math.max(1, items.length)];
        const before = items;
        if (does === 'new') items = withNew(items, id || null, `row-${n}`);
        if (does === 'out') items = withoutItem(items, id);
        if (does === 'up') items = withMoved(items, id, -1);
        if (does === 'down') items = withMoved(items, id, 1);
        if (does === 'group' && other?.kind === '分组') items = withGroup(items, id, other.id);
        if (does === 'top') items = withGroup(items, id, null);
        if (does === 'kind') items = withKind(items, id, '分组');
        if (does === 'turn') items = withKind(items, id, '计数');
        stands(items);
        expect(new Set(items.map(({ code }) => code)).size).toBe(items.length);
        if (['up', 'down', 'group', 'top'].includes(does))
          expect(items.map((item) => item.id).toSorted()).toEqual(
            before.map((item) => item.id).toSorted(),
          );
      }
    }),
  );
});
