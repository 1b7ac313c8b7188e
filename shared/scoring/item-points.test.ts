import { describe, expect, test } from 'vitest';
import {
  choicePoints,
  compares,
  countPoints,
  linearPoints,
  meanScore,
  mostPoints,
  rankPoints,
  stepPoints,
  verdictOf,
} from './item-points.ts';
import { readRule, writeRule } from './rules.ts';

/** Figures in ten-thousandths, points in hundredths. */
const wan = (n: number): number => n * 10_000;

test('a step table gives the points of the highest step reached', () => {
  const rule = {
    steps: [
      { from: wan(20), points: 3000 },
      { from: wan(5), points: 1000 },
    ],
    below: 50,
  };
  expect([4.9999, 5, 19.9999, 20, 900].map((n) => stepPoints(rule, Math.round(wan(n))))).toEqual([
    50, 1000, 1000, 3000, 3000,
  ]);
});

describe('so many points for every so much', () => {
  // One point per 10 million yuan of sales, as Qingdao scored in 2018: 1,000 万元 → 1 分.
  const rule = { per: wan(1000), points: 100, start: 0, wholeUnits: false };
  test('exact to a hundredth, halves away from zero', () => {
    expect(linearPoints(rule, wan(12_300))).toBe(1230);
    expect(linearPoints(rule, wan(15))).toBe(2);
    expect(linearPoints(rule, wan(4))).toBe(0);
    expect(linearPoints(rule, wan(-500))).toBe(0);
  });
  test('only whole units where said, and only above the start', () => {
    expect(linearPoints({ ...rule, wholeUnits: true }, wan(12_999))).toBe(1200);
    expect(linearPoints({ ...rule, start: wan(2000) }, wan(3500))).toBe(150);
  });
  test('takes points away where the rule says so', () => {
    expect(linearPoints({ ...rule, per: wan(1), points: -200 }, wan(3))).toBe(-600);
  });
  test('a figure beyond all bounds gives the most there is, not a wrong number', () => {
    const huge = { ...rule, per: 1, points: 10_000_000 };
    expect(linearPoints(huge, Number.MAX_SAFE_INTEGER)).toBe(mostPoints);
  });
});

test('places: the best list counts; nobody is in place 0', () => {
  // national top 10 → 50, province top 5 → 40 (the rank table of a real scheme)
  const rule = {
    lists: [
      { indicator: 'rankNation', places: [{ upTo: 10, points: 5000 }] },
      { indicator: 'rankProvince', places: [{ upTo: 5, points: 4000 }] },
    ],
  };
  expect(rankPoints(rule, [wan(10), wan(1)])).toBe(5000);
  expect(rankPoints(rule, [wan(11), wan(5)])).toBe(4000);
  expect(rankPoints(rule, [null, wan(6)])).toBe(0);
  expect(rankPoints(rule, [0, null])).toBe(0);
});

test('things counted, each kind with its points', () => {
  const rule = {
    parts: [
      { indicator: 'inventions', each: 500 },
      { indicator: 'utilityModels', each: 100 },
    ],
  };
  expect(countPoints(rule, [wan(2), wan(3)])).toBe(1300);
  expect(countPoints(rule, [null, wan(3)])).toBe(300);
});

test('of several words the best, or their sum; the unknown word gives nothing', () => {
  const options = [
    { word: '国际先进', points: 5000 },
    { word: '国内先进', points: 3000 },
  ];
  expect(choicePoints({ options, several: 'best' }, ['国内先进', '国际先进'])).toBe(5000);
  expect(choicePoints({ options, several: 'sum' }, ['国内先进', '国际先进'])).toBe(8000);
  expect(choicePoints({ options, several: 'sum' }, ['国内先进', '国内先进'])).toBe(3000);
  expect(choicePoints({ options, several: 'best' }, ['一流'])).toBe(0);
});

test('experts: plain mean rounded half up, trimmed without the highest and lowest', () => {
  const scores = [8000, 9000, 7000, 8500, 100];
  expect(meanScore({ how: 'mean', trim: 0 }, scores)).toBe(6520);
  expect(meanScore({ how: 'trimmed', trim: 1 }, scores)).toBe(7833);
  expect(meanScore({ how: 'trimmed', trim: 1 }, [8000, 9001])).toBe(8501);
  expect(meanScore({ how: 'mean', trim: 0 }, [])).toBeNull();
});

test('what must hold: compared, or for a person to look at', () => {
  const rule = { comparison: '≥' as const, value: wan(3), unknown: 'open' as const };
  expect([wan(3), wan(2), null].map((f) => verdictOf(rule, f))).toEqual([
    'passed',
    'failed',
    'open',
  ]);
  expect(verdictOf({ ...rule, unknown: 'fails' }, null)).toBe('failed');
  expect(compares(0, '否', 0) && compares(1, '是', 0) && compares(5, '=', 5)).toBe(true);
  expect(compares(5, '<', 5) || compares(5, '>', 5) || compares(6, '≤', 5)).toBe(false);
});

test('a rule is read back as it was written; what is no rule of its kind is refused', () => {
  const rule = readRule('分档', '{"steps":[{"from":50000,"points":1000}]}');
  expect(rule).toEqual({ kind: '分档', steps: [{ from: 50_000, points: 1000 }], below: 0 });
  expect(rule && readRule('分档', writeRule(rule))).toEqual(rule);
  expect(readRule('分组', null)).toEqual({ kind: '分组' });
  for (const bad of ['', '{', '[]', '{"steps":[]}', '{"steps":[{"from":1.5,"points":1}]}'])
    expect(readRule('分档', bad)).toBeNull();
  expect(readRule('按比例', '{"per":0,"points":1}')).toBeNull();
});
