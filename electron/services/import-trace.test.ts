import { afterAll, beforeEach, expect, test } from 'vitest';
import { lastSeq } from '#db/write.ts';
import {
  economicsRow,
  economicsTable,
  figuresOf,
  inHundredMillions,
  type TableFormat,
} from '#tests/support/county-tables.ts';
import { tempDir } from '#tests/support/device.ts';
import { firm, firmId, importOffice, roster } from '#tests/support/import-office.ts';
import { csvText, demoCreditCode, demoFirmName } from '#tests/support/roster-fixtures.ts';
import { traceImport } from './import-runs.ts';
import { readImport } from './import-tables.ts';
import { importFile, undoImport } from './imports.ts';

/** From a cell back to the file and the row it was read from. */

const dir = tempDir();
const office = importOffice(dir.path);
const { answered, desk, put, rowsOf, take } = office;
beforeEach(office.begin);
afterAll(() => dir.remove());

test.each<TableFormat>(['xlsx', 'biff8', 'csv-gb18030', 'csv-utf16'])(
  'a roster, then yearly economics as %s: every figure in its year, and traceable to its row',
  (format) => {
    take(put('名单.csv', roster(...Array.from({ length: 21 }, (_none, i) => firm(i + 1)))));
    const { fileName, bytes, rows } = economicsTable(format);
    const file = put(fileName, bytes);
    const view = readImport(desk(), file);
    expect(view.mapping).toMatchObject({
      target: 'economics',
      uses: [
        { column: 1, into: 'enterprise', field: 'name' },
        { column: 2, into: 'economics', field: 'output', unit: '万元', year: 2007 },
        { column: 3, into: 'economics', field: 'output', unit: '万元', year: 2008 },
        { column: 4, into: 'economics', field: 'profitTaxReported', unit: '万元', year: 2008 },
      ],
    });
    const first = importFile(desk(), { ...file, dryRun: true });
    expect(first.counts).toMatchObject({ read: 23, new: 16, question: 5, skipped: 2 });
    expect(first.lines('skipped').map(({ row, reason }) => [row, reason])).toEqual([
      [economicsRow(10) + 1, '合计行'],
      [economicsRow(21) + 1, '合计行'],
    ]);
    const doubts = first.lines('question');
    expect(doubts.map(({ row }) => row)).toEqual(inHundredMillions.map(economicsRow));
    expect(doubts[0]?.question?.text).toContain('18.7979：这一列是万元');
    const { records } = answered(file, { '*unit': 'suggested' });
    expect(records.economics).toEqual({ added: 42, changed: 0 });
    for (let i = 1; i <= 21; i += 1) {
      const { before, output, profitTax } = figuresOf(i);
      const years = new Map(rowsOf('economics', i).map((row) => [row.year, row]));
      expect(years.get(2007)).toMatchObject({ output: before * 10_000, profitTaxReported: null });
      expect(years.get(2008)).toMatchObject({
        output: output * 10_000,
        profitTaxReported: profitTax * 10_000,
        source: '导入',
      });
      for (const row of years.values()) {
        expect(row.sourceRef).toMatch(new RegExp(`^${fileName}.* › 第${economicsRow(i)}行$`));
        const trace = traceImport(desk(), { table: 'economics', id: String(row.id) });
        expect(trace?.report.fileName).toBe(fileName);
        expect(trace?.line.row).toBe(economicsRow(i));
        expect(rows[economicsRow(i) - 1]?.[1]).toBe(demoFirmName(i));
      }
    }
    const seq = lastSeq(desk().store);
    expect(answered(file, { '*unit': 'suggested' }).counts).toMatchObject({
      new: 0,
      changed: 0,
      same: 21,
    });
    expect(lastSeq(desk().store)).toBe(seq);
  },
);

test('a cell is traced to the last import that wrote it and still stands', () => {
  const list = put('名单.csv', roster(firm(1), firm(2)));
  take(list);
  const phones = put(
    '电话.csv',
    csvText([
      ['企业名称', '统一社会信用代码', '联系电话', '注册地址'],
      [demoFirmName(2), demoCreditCode(2), '0570-1', firm(2)[3] ?? ''],
    ]),
  );
  const { id: run } = take(phones);
  const at = (column: string) =>
    traceImport(desk(), { table: 'enterprise', id: firmId(2), column })?.ref;
  expect(at('contact_phone')).toBe('电话.csv › 第2行');
  // The second table says the same of the address: it wrote nothing.
  expect(at('address')).toBe('名单.csv › 第3行');
  expect(at('capital_amount')).toBe('名单.csv › 第3行');
  expect(at('scope')).toBeUndefined();
  expect(at('no_such_column')).toBeUndefined();
  undoImport(desk(), run ?? '');
  expect(at('contact_phone')).toBeUndefined();
});
