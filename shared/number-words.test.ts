import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  capitalAmount,
  decimalWords,
  documentNumber,
  growthWords,
  moneyWords,
  percentWords,
  pointWords,
  rangeWords,
  shareOf,
  wanYuan,
  writeDocumentNumber,
  yiYuan,
} from './number-words.ts';

test.each([
  [0, '零元整'],
  [1, '壹分'],
  [10, '壹角整'],
  [105, '壹元零伍分'],
  [150, '壹元伍角整'],
  [42_000_000, '肆拾贰万元整'],
  [168_032, '壹仟陆佰捌拾元叁角贰分'],
  [1_640_902, '壹万陆仟肆佰零玖元零贰分'],
  [10_700_053, '壹拾万柒仟元伍角叁分'],
  [600_714, '陆仟零柒元壹角肆分'],
  [1_000_000_100, '壹仟万零壹元整'],
  [10_000_000_001_00, '壹佰亿零壹元整'],
  [1_000_000_000_000_00, '壹万亿元整'],
  [1_0000_0001_0000_00, '壹万亿零壹万元整'],
  [-12_345, '负壹佰贰拾叁元肆角伍分'],
])('%d 分', (fen, words) => {
  expect(capitalAmount(fen)).toBe(`人民币${words}`);
});

/** Reads capitals from the left as an adding machine would; knows nothing of how they were written. */
const readCapitals = (words: string): bigint => {
  let text = words.replace(/^人民币/, '');
  const negative = text.startsWith('负');
  if (negative) text = text.slice(1);
  const digits = '零壹贰叁肆伍陆柒捌玖';
  const scale: Record<string, bigint> = { 拾: 10n, 佰: 100n, 仟: 1000n };
  let [total, section, digit] = [0n, 0n, 0n];
  let fen = 0n;
  for (const c of text) {
    const d = digits.indexOf(c);
    if (d >= 0) digit = BigInt(d);
    else if (c in scale) {
      section += digit * (scale[c] ?? 0n);
      digit = 0n;
    } else if (c === '万') {
      // 万 before 亿 belongs to the 亿: the whole is multiplied once more there.
      total += (section + digit) * 10_000n;
      section = 0n;
      digit = 0n;
    } else if (c === '亿') {
      total = (total + section + digit) * 100_000_000n;
      section = 0n;
      digit = 0n;
    } else if (c === '元') {
      fen += (total + section + digit) * 100n;
      total = 0n;
      section = 0n;
      digit = 0n;
    } else if (c === '角') {
      fen += digit * 10n;
      digit = 0n;
    } else if (c === '分') {
      fen += digit;
      digit = 0n;
    }
  }
  return negative ? -fen : fen;
};

const safe = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
  // Numbers with long gaps of zeros, where the rules for 零 bite.
  fc
    .tuple(fc.array(fc.constantFrom(0, 0, 0, 1, 5, 9), { minLength: 1, maxLength: 15 }))
    .map(([digits]) => Number(digits.join(''))),
);

test('an independent reader finds every amount again, and the writing is a clerk’s', () => {
  fc.assert(
    fc.property(safe, (fen) => {
      const words = capitalAmount(fen);
      expect(readCapitals(words)).toBe(BigInt(fen));
      expect(words).not.toMatch(/零零|零[万亿角分仟佰拾整]|亿万|整[元角分]/);
      if (fen !== 0) expect(words).not.toMatch(/零元/);
      expect(words.endsWith('整')).toBe(fen % 10 === 0);
    }),
    { numRuns: 3000 },
  );
});

test('amounts that are no whole fen are refused', () => {
  expect(() => capitalAmount(0.5)).toThrow(RangeError);
  expect(() => capitalAmount(2 ** 53)).toThrow(RangeError);
});

test('document numbers: hexagonal brackets, no 第, no zeros', () => {
  expect(documentNumber('澜市监', 2026, 12)).toBe('澜市监〔2026〕12号');
  for (const typed of [
    '澜市监[2026]12号',
    '澜市监（2026）第012号',
    '澜市监【2026】12 号',
    '澜市监〔2026〕12号',
    '澜市监 ［２０２６］ １２号',
  ])
    expect(writeDocumentNumber(typed)).toBe('澜市监〔2026〕12号');
  expect(writeDocumentNumber('2026年第3次会议纪要')).toBe('2026年第3次会议纪要');
  expect(() => documentNumber('澜市监', 26, 1)).toThrow(RangeError);
});

test('what is written as a number is read as that number', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1000, max: 9999 }),
      fc.integer({ min: 1, max: 99_999 }),
      (y, n) => {
        const written = documentNumber('澜政办函', y, n);
        expect(writeDocumentNumber(written)).toBe(written);
        expect(writeDocumentNumber(`澜政办函[${y}]第${String(n).padStart(6, '0')}号`)).toBe(
          written,
        );
      },
    ),
  );
});

test('ranges, shares, growth and points keep apart', () => {
  expect(rangeWords(5, 7)).toBe('5—7');
  expect(rangeWords(5, 5)).toBe('5');
  expect(percentWords(shareOf(37, 57) ?? 0)).toBe('64.9%');
  expect(percentWords(shareOf(22, 32) ?? 0)).toBe('68.8%');
  expect(shareOf(1, 0)).toBeNull();
  expect(pointWords(630, 880)).toBe('提高25个百分点');
  expect(pointWords(885, 880)).toBe('下降0.5个百分点');
  expect(growthWords(52_000, 55_000)).toBe('增长5.8%');
  expect(growthWords(100, 97)).toBe('下降3.0%');
  expect(growthWords(0, 5)).toBeNull();
});

test('amounts in 万元 and 亿元: half up, one decimal', () => {
  expect(wanYuan(598_600)).toBe('59.9万元');
  expect(wanYuan(7_060_000)).toBe('706万元');
  expect(wanYuan(500)).toBe('0.1万元');
  expect(wanYuan(499)).toBe('0万元');
  expect(yiYuan(21_000_000_000)).toBe('210亿元');
  expect(moneyWords(9_999)).toBe('9999元');
  expect(moneyWords(99_999_499)).toBe('9999.9万元');
  expect(moneyWords(99_999_500)).toBe('1亿元');
  expect(moneyWords(-240_000_000)).toBe('-2.4亿元');
});

test('a conversion is never further from the amount than half of its last place, ties away from zero', () => {
  fc.assert(
    fc.property(
      fc.maxSafeInteger(),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 0, max: 2 }),
      (value, scale, decimals) => {
        fc.pre(scale > decimals);
        const words = decimalWords(value, scale, decimals);
        expect(words).toMatch(
          decimals === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${decimals}}$`),
        );
        const shown = BigInt(words.replace('.', ''));
        const step = 10n ** BigInt(scale - decimals);
        const [size, shownSize] = [BigInt(Math.abs(value)), shown < 0n ? -shown : shown];
        const off = size - shownSize * step;
        expect(2n * off < step && 2n * off >= -step).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});
