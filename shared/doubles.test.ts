import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Double, type FirmTraits, likelyDoubles } from './doubles.ts';
import { foldFirmName } from './fold.ts';

const firm = (id: string, name: string, rest: Partial<FirmTraits> = {}): FirmTraits => ({
  id,
  name,
  formerNames: null,
  uscc: null,
  phone: null,
  legalRep: null,
  address: null,
  ...rest,
});
const pairs = (firms: readonly FirmTraits[]): string[] =>
  likelyDoubles(firms).map(({ firstId, secondId, reasons }) =>
    [firstId, secondId, ...reasons].join(' '),
  );
const code = '91339921MA9000011E';
const other = '91339921MA900002X6';

test('one name in several writings, with or without its legal form', () => {
  expect(
    pairs([
      firm('1', '澜溪县云丰纸业有限公司', { uscc: code }),
      firm('2', '瀾溪縣雲豐紙業（有限公司）', { uscc: other }),
      firm('3', '澜溪县 云丰纸业'),
      firm('4', '澜溪县恒盛机械有限公司'),
    ]),
  ).toEqual(['1 2 name', '1 3 name', '2 3 name']);
});

test('a former name, the same code, the same middle part of a code', () => {
  expect(
    pairs([
      firm('1', '澜溪县云丰纸业有限公司', { formerNames: '澜溪造纸二厂、云丰纸厂' }),
      firm('2', '澜溪造纸二厂'),
    ]),
  ).toEqual(['1 2 formerName']);
  expect(pairs([firm('1', '甲', { uscc: code }), firm('2', '乙', { uscc: code })])).toEqual([
    '1 2 code',
  ]);
  expect(
    pairs([firm('1', '甲', { uscc: code }), firm('2', '乙', { uscc: `91339900${code.slice(8)}` })]),
  ).toEqual(['1 2 orgCode']);
});

test('a slip of the pen asks where a code is missing; two codes need something more', () => {
  const a = firm('1', '澜溪县云丰纸业有限公司');
  const b = firm('2', '澜溪县云峰纸业有限公司');
  expect(pairs([a, b])).toEqual(['1 2 typo']);
  expect(
    pairs([
      { ...a, uscc: code },
      { ...b, uscc: other },
    ]),
  ).toEqual([]);
  const phone = '0570-7012345';
  expect(
    pairs([
      { ...a, uscc: code, phone },
      { ...b, uscc: other, phone: '0570 7012345' },
    ]),
  ).toEqual(['1 2 typo phone']);
});

test('numbers and directions tell firms apart', () => {
  expect(pairs([firm('1', '澜溪县第一纸业公司'), firm('2', '澜溪县第二纸业公司')])).toEqual([]);
  expect(pairs([firm('1', '澜溪县东方纸业公司'), firm('2', '澜溪县西方纸业公司')])).toEqual([]);
});

test('an agent’s telephone is no evidence, and one weak reason is none', () => {
  const phone = '13857012345';
  const shared = Array.from({ length: 6 }, (_, i) => firm(`${i}`, `第${i}家`, { phone }));
  expect(pairs(shared)).toEqual([]);
  expect(pairs([firm('1', '甲厂', { phone }), firm('2', '乙社', { phone })])).toEqual([]);
  const place = { legalRep: '王厂长', address: '澜滨街道 8 号' };
  expect(
    pairs([firm('1', '甲厂', { phone, ...place }), firm('2', '乙社', { phone, ...place })]),
  ).toEqual(['1 2 phone place']);
});

/** The rule in its plainest form: every pair compared with every other. */
const slowly = (firms: readonly FirmTraits[]): Set<string> => {
  const distance = (a: string, b: string): number => {
    const row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      let corner = row[0] ?? 0;
      row[0] = i;
      for (let j = 1; j <= b.length; j++) {
        const above = row[j] ?? 0;
        row[j] = Math.min(
          above + 1,
          (row[j - 1] ?? 0) + 1,
          corner + (a[i - 1] === b[j - 1] ? 0 : 1),
        );
        corner = above;
      }
    }
    return row[b.length] ?? 0;
  };
  const found = new Set<string>();
  for (const a of firms)
    for (const b of firms) {
      const [x, y] = [foldFirmName(a.name), foldFirmName(b.name)];
      if (a.id < b.id && x.length >= 5 && y.length >= 5 && distance(x, y) === 1)
        found.add(`${a.id} ${b.id}`);
    }
  return found;
};

test('every pair one slip apart is found, and no other; the order of the firms says nothing', () => {
  const name = fc
    .array(fc.constantFrom('云', '丰', '纸', '业', '恒'), { minLength: 4, maxLength: 8 })
    .map((letters) => letters.join(''));
  fc.assert(
    fc.property(fc.array(name, { maxLength: 12 }), fc.nat(), (names, turn) => {
      const firms = names.map((n, i) => firm(`${i}`.padStart(2, '0'), n));
      const slips = (list: readonly Double[]) =>
        list.filter((d) => d.reasons.includes('typo')).map((d) => `${d.firstId} ${d.secondId}`);
      const found = likelyDoubles(firms);
      expect(new Set(slips(found))).toEqual(slowly(firms));
      const at = firms.length === 0 ? 0 : turn % firms.length;
      expect(likelyDoubles([...firms.slice(at), ...firms.slice(0, at)])).toEqual(found);
    }),
  );
});

test('says how far it is, to the end, and stops where it is told to', () => {
  const firms = [firm('1', '澜溪县云丰纸业有限公司'), firm('2', '澜溪县云丰纸业')];
  const told: number[] = [];
  expect(likelyDoubles(firms, (done, total) => told.push(done / total))).toHaveLength(1);
  expect(told[0]).toBe(0);
  expect(told.at(-1)).toBe(1);
  expect(told.toSorted((a, b) => a - b)).toEqual(told);
  expect(() =>
    likelyDoubles(firms, (done) => {
      if (done > 1) throw new Error('cancelled');
    }),
  ).toThrow('cancelled');
});
