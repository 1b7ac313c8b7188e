import { afterAll, beforeEach, expect, test } from 'vitest';
import { economicsTable } from '#tests/support/county-tables.ts';
import { tempDir } from '#tests/support/device.ts';
import { firm, importOffice, roster } from '#tests/support/import-office.ts';
import { csvText, demoCreditCode, demoFirmName } from '#tests/support/roster-fixtures.ts';
import { listEnterprises } from './enterprises.ts';

/** What a row does not say for certain is asked, and what was answered holds. */

const dir = tempDir();
const office = importOffice(dir.path);
const { answered, desk, edit, put, rowsOf, stored, take } = office;
beforeEach(office.begin);
afterAll(() => dir.remove());

test('answers settle what is in doubt, and hold for the next table', () => {
  const rows = [
    firm(1),
    [demoFirmName(2), '91350100M000100Y4Z', '', ''],
    [demoFirmName(3), '913399210000000000', '', ''],
    ['原澜溪老茶厂', demoCreditCode(1), '', ''],
  ];
  const file = put('名单.csv', roster(...rows));
  const first = take(file);
  expect(first.counts).toMatchObject({ read: 4, new: 1, question: 3 });
  const [code, rounded, twice] = first.lines('question').map((line) => line.question);
  const answers = {
    [code?.key ?? '']: code?.options.find(({ role }) => role === 'suggested')?.answer ?? '',
    [rounded?.key ?? '']: 'none',
    [twice?.key ?? '']: 'former',
  };
  const second = answered(file, answers);
  expect(second.counts).toMatchObject({ new: 2, changed: 1, question: 0 });
  expect(stored(1).formerNames).toBe('澜溪老茶厂');
  const third = take(file);
  // Of the row with two names nothing is left to say; codes are answered from memory.
  expect(third.counts).toMatchObject({ new: 0, changed: 0 });
  expect(third.lines('question').map((line) => line.question?.kind)).toEqual(['repeat']);
});

test('a wrong code may be typed right', () => {
  const file = put(
    '名单.csv',
    roster([demoFirmName(5), `${demoCreditCode(5).slice(0, 17)}!`, '', '']),
  );
  const [line] = take(file).lines('question');
  expect(line?.question?.typed).toBe(true);
  const done = answered(file, { [line?.question?.key ?? '']: `use:${demoCreditCode(5)}` });
  expect(done.counts).toMatchObject({ new: 1, question: 0 });
  expect(stored(5).uscc).toBe(demoCreditCode(5));
});

test('figures a person believes stay as written; without an answer the row stays out', () => {
  take(put('名单.csv', roster(...Array.from({ length: 21 }, (_none, i) => firm(i + 1)))));
  const { fileName, bytes } = economicsTable('csv-utf8');
  const file = put(fileName, bytes);
  take(file);
  expect(rowsOf('economics', 3)).toEqual([]);
  answered(file, { '*unit': 'other' });
  const [row] = rowsOf('economics', 3).filter(({ year }) => year === 2008);
  expect(row?.output).toBe(187_979);
});

test('firms of a table without codes: brackets, traditional characters and former names are asked', () => {
  take(put('名单.csv', roster(firm(1), firm(2), firm(3))));
  edit(3, { formerNames: '澜溪第三造纸厂' });
  const table = [
    ['企业名称', '荣誉名称', '获奖年度', '授予日期'],
    [demoFirmName(1), '浙江名牌', '2008', '2009.3.5'],
    [
      demoFirmName(2).replace('县', '縣').replace('业', '業'),
      '县长质量奖',
      '2009',
      '二〇〇九年三月',
    ],
    ['澜溪第三造纸厂', '浙江名牌', '2009', '2009年3月'],
    ['澜溪新来的厂', '浙江名牌', '2009', '39877'],
  ];
  const file = put('荣誉.csv', csvText(table));
  const first = take(file);
  expect(first.counts).toMatchObject({ new: 1, question: 3 });
  expect(first.lines('question').map(({ question }) => question?.kind)).toEqual([
    'firm',
    'firm',
    'unknown',
  ]);
  const second = answered(file, { '*firm': 'suggested', '*unknown': 'other' });
  expect(second.counts).toMatchObject({ new: 3, same: 1, question: 0 });
  expect(rowsOf('honour', 1)[0]).toMatchObject({ award: '浙江名牌', year: 2008 });
  expect(rowsOf('honour', 2)[0]).toMatchObject({ award: '县长质量奖' });
  expect(rowsOf('honour', 3)[0]).toMatchObject({ award: '浙江名牌' });
  const found = listEnterprises(desk(), {
    search: '新来的厂',
    limit: 10,
    offset: 0,
  } as never);
  expect(found.rows.map(({ name }) => name)).toEqual(['澜溪新来的厂']);
  // Answers given one by one are remembered; given for all of a kind they were for this table.
  expect(take(file).counts).toMatchObject({ question: 2, same: 2 });
});
