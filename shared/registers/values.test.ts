import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ledgers } from './index.ts';
import type { Field } from './ledger.ts';
import { ratio } from './numbers.ts';
import { digitsOf, readValue, scaleOf, showValue, writeValue } from './values.ts';

const money: Field = { key: 'm', label: '产值', kind: 'money', unit: '万元', scale: 4 };
const people: Field = { key: 'p', label: '人数', kind: 'integer', unit: '人', min: 0 };
const share: Field = { key: 's', label: '占有率', kind: 'decimal', unit: '%', scale: 2, max: 100 };
const flag: Field = { key: 'f', label: '出口', kind: 'flag' };
const kind: Field = {
  key: 'k',
  label: '采标',
  kind: 'choice',
  vocabulary: ['IDT', 'MOD'],
  writings: { 等同: 'IDT', 未定: null },
};

const valueIn = (field: Field, text: string, unit?: string) => {
  const read = readValue(field, text, unit);
  return read.ok ? read.value : read.problem;
};

test.each([
  ['1,234.5', undefined, 12_345_000],
  ['１２３４．５', undefined, 12_345_000],
  ['－5', undefined, -50_000],
  ['(5)', undefined, -50_000],
  ['1.2亿元', undefined, 120_000_000],
  ['300万', undefined, 3_000_000],
  ['1.2E+3', undefined, 12_000_000],
  ['12345678', '元', 12_345_678],
  ['1234', '千元', 1_234_000],
  ['2', '亿元', 200_000_000],
  ['0.00004', undefined, 0],
  ['0.00005', undefined, 1],
  ['-0.00005', undefined, -1],
  ['-0', undefined, 0],
  ['—', undefined, null],
  ['无', undefined, null],
  ['', undefined, null],
])('money %s in %s', (text, unit, value) => {
  expect(valueIn(money, text, unit)).toBe(value);
});

test('what is no figure is told, not guessed', () => {
  expect(valueIn(money, '约60')).toBe('应为数字');
  expect(valueIn(money, '12万美元')).toBe('单位“万美元”换算不成万元');
  expect(valueIn(people, '3.5')).toBe('应为整数');
  expect(valueIn(people, '3.0')).toBe(3);
  expect(valueIn(people, '-3')).toBe('不能为负数');
  expect(valueIn(share, '101')).toBe('不能大于 100');
  expect(valueIn(share, '12.345%')).toBe(1_235);
  expect(valueIn(money, '9'.repeat(30))).toBe('数字太大');
});

test('words of a vocabulary, flags, and what says nothing', () => {
  expect(valueIn(kind, ' idt ')).toBe('IDT');
  expect(valueIn(kind, '等同')).toBe('IDT');
  expect(valueIn(kind, '未定')).toBe(null);
  expect(valueIn(kind, '别的')).toBe('应为 IDT、MOD 之一');
  expect(valueIn(flag, '√')).toBe(1);
  expect(valueIn(flag, '否')).toBe(0);
  expect(valueIn(flag, '无')).toBe(0);
  expect(valueIn(flag, '')).toBe(null);
  expect(valueIn(flag, '也许')).toBe('应填 是 或 否');
});

test('what is shown groups thousands, what is typed does not', () => {
  expect(showValue(money, 12_345_678_900)).toBe('1,234,567.89');
  expect(writeValue(money, 12_345_678_900)).toBe('1234567.89');
  expect(showValue(money, -50_000)).toBe('-5');
});

test('any figure of any field is read back as it was written, and halves go away from zero', () => {
  const figures = ledgers
    .flatMap(({ fields }): Field[] => [...fields])
    .filter(({ kind: k }) => ['integer', 'decimal', 'money'].includes(k));
  fc.assert(
    fc.property(fc.constantFrom(...figures), fc.maxSafeInteger(), (field, value) => {
      const read = readValue(
        { ...field, min: undefined, max: undefined } as never,
        writeValue(field, value),
      );
      expect(read).toEqual({ ok: true, value });
      expect(digitsOf(value, scaleOf(field))).not.toMatch(/\.\d*0$/);
    }),
  );
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 1_000_000 }), (a, b) => {
      const got = Number(ratio(a, b, 1_000));
      // |got − exact| ≤ ½, and exactly ½ only away from zero.
      const twice = 2n * BigInt(got) * BigInt(b) - 2n * BigInt(a) * 1_000n;
      const size = twice < 0n ? -twice : twice;
      expect(size <= BigInt(b)).toBe(true);
      if (size === BigInt(b)) expect(Math.sign(a)).toBe(twice > 0n ? 1 : -1);
    }),
  );
});

test('any choice, flag and list of words is read back as it was written', () => {
  const fields = ledgers
    .flatMap(({ fields: own }): Field[] => [...own])
    .filter((f) => f.kind === 'choice' || f.kind === 'choices' || f.kind === 'flag');
  for (const field of fields) {
    const words =
      field.kind === 'flag' ? ['是', '否'] : field.kind === 'choice' ? field.vocabulary : [];
    for (const word of words) {
      const read = readValue(field, word);
      expect(read.ok && writeValue(field, read.value), `${field.key} ${word}`).toBe(word);
    }
    if (field.kind === 'choices') {
      const read = readValue(field, [...field.vocabulary].reverse().join('，'));
      expect(read.ok && writeValue(field, read.value)).toBe(field.vocabulary.join('、'));
    }
  }
});
