import { afterAll, beforeEach, expect, test } from 'vitest';
import { tempDir } from '#tests/support/device.ts';
import { importOffice } from '#tests/support/import-office.ts';
import { csvText, demoCreditCode, demoFirmName } from '#tests/support/roster-fixtures.ts';

/** Registered capital: a figure, a sum, or words. */

const dir = tempDir();
const office = importOffice(dir.path);
const { edit, put, stored, take } = office;
beforeEach(office.begin);
afterAll(() => dir.remove());

test('a firm whose capital stood as a bare figure, or in words, is edited as any other', () => {
  const rows = [
    ['企业名称', '统一社会信用代码', '注册资本（万元）', '币种'],
    [demoFirmName(1), demoCreditCode(1), '5,000', '人民币'],
    [demoFirmName(2), demoCreditCode(2), '伍拾万元', ''],
    [demoFirmName(3), demoCreditCode(3), '120.5', '美元'],
  ];
  const file = put('名单.csv', csvText(rows));
  take(file);
  const capital = (i: number) => {
    const { capitalText, capitalAmount, capitalCurrency } = stored(i);
    return [capitalText, capitalAmount, capitalCurrency];
  };
  const read = [
    ['5,000 万元', 50_000_000, 'CNY'],
    ['伍拾万元', null, null],
    ['120.5 万美元', 1_205_000, 'USD'],
  ];
  expect([1, 2, 3].map(capital)).toEqual(read);
  for (const i of [1, 2, 3]) edit(i, { contactPhone: '0570-7019999' });
  expect([1, 2, 3].map((i) => stored(i).contactPhone)).toEqual(Array(3).fill('0570-7019999'));
  expect([1, 2, 3].map(capital)).toEqual(read);
  // A sum a person writes has to be readable, and is no news once it says the same.
  expect(() => edit(1, { capitalText: '6000' })).toThrow(
    expect.objectContaining({ code: 'record.invalid' }),
  );
  edit(1, { capitalText: '0.5亿元' });
  expect(take(file).counts).toMatchObject({ new: 0, changed: 0, same: 3, kept: 0 });
  // A figure without a unit is said, and takes no known sum away.
  const bare = [
    ['企业名称', '统一社会信用代码', '注册资本'],
    [demoFirmName(1), demoCreditCode(1), '501'],
  ];
  const { counts, lines } = take(put('无单位.csv', csvText(bare)));
  expect(counts).toMatchObject({ changed: 0, same: 1 });
  expect(lines()[0]?.reason).toContain('没有单位');
  expect(capital(1)).toEqual(['0.5亿元', 50_000_000, 'CNY']);
});
