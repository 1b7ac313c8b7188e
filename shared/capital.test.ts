import { describe, expect, test } from 'vitest';
import { formatCapital, isCurrency, parseCapital } from './capital.ts';

describe('capital', () => {
  test.each([
    ['27,000(万元人民币)', 270_000_000, 'CNY'],
    ['1,234.5600(万元人民币)', 12_345_600, 'CNY'],
    ['55万人民币', 550_000, 'CNY'],
    ['200(万)', 2_000_000, 'CNY'],
    ['5000万元人民币', 50_000_000, 'CNY'],
    ['300万人民币元', 3_000_000, 'CNY'],
    ['1000万人民币元', 10_000_000, 'CNY'],
    ['100万美元', 1_000_000, 'USD'],
    ['100万元美元', 1_000_000, 'USD'],
    ['USD 100万', 1_000_000, 'USD'],
    ['５，０００．５（万元）', 50_005_000, 'CNY'],
    ['1.5亿元', 150_000_000, 'CNY'],
    ['0.07亿元', 7_000_000, 'CNY'],
    ['1.005万元', 10_050, 'CNY'],
    ['人民币伍拾万元', null, null],
    ['人民币50万元整', 500_000, 'CNY'],
    ['500000元', 500_000, 'CNY'],
    ['¥500,000', 500_000, 'CNY'],
    ['1,0000万元', 100_000_000, 'CNY'],
    ['300万港币', 3_000_000, 'HKD'],
    ['2千万日元', 20_000_000, 'JPY'],
    ['100.5元', 101, 'CNY'],
    ['100.4元', 100, 'CNY'],
  ])('reads %j', (text, amount, currency) => {
    expect(parseCapital(text)).toEqual(
      amount === null ? { kind: 'unclear', text } : { kind: 'amount', amount, currency, text },
    );
  });

  test.each(['', '  ', 'N/A', 'n/a', '-', '—', '无', '#N/A', '企业选择不公示'])(
    'takes %j for nothing',
    (text) => {
      expect(parseCapital(text)).toEqual({ kind: 'none' });
    },
  );

  test.each([
    '5000',
    '5000人民币',
    '1,00,0万元',
    '50-100万元',
    '-50万元',
    '50万卢布',
    '9e9亿元',
    '99999999999亿元',
  ])('does not guess %j', (text) => {
    expect(parseCapital(text)).toEqual({ kind: 'unclear', text });
  });

  test('lets the column title settle a bare number, and only that', () => {
    expect(parseCapital('5000', '万元')).toMatchObject({ amount: 50_000_000 });
    expect(parseCapital('1.5', '亿元')).toMatchObject({ amount: 150_000_000 });
    expect(parseCapital('5000', '元')).toMatchObject({ amount: 5000 });
    expect(parseCapital('5000元', '万元')).toMatchObject({ amount: 5000 });
    expect(parseCapital('3亿', '万元')).toMatchObject({ amount: 300_000_000 });
  });

  test('writes amounts for people', () => {
    expect(formatCapital(270_000_000, 'CNY')).toBe('27,000 万元');
    expect(formatCapital(12_345_600, 'CNY')).toBe('1,234.56 万元');
    expect(formatCapital(1_000_000, 'USD')).toBe('100 万美元');
    expect(formatCapital(5000, 'CNY')).toBe('5,000 元');
    expect(formatCapital(0, 'CNY')).toBe('0 元');
  });

  test('knows its currencies', () => {
    expect(isCurrency('CNY')).toBe(true);
    expect(isCurrency('toString')).toBe(false);
  });
});
