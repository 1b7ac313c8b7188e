import { afterAll, beforeEach, expect, test } from 'vitest';
import { sha256 } from '#sync/seal.ts';
import { tempDir } from '#tests/support/device.ts';
import { firm, firmId, importOffice, roster } from '#tests/support/import-office.ts';
import { csvText, demoCreditCode, demoFirmName } from '#tests/support/roster-fixtures.ts';
import { attach, listAttachments } from './attachments.ts';
import { getImport } from './import-runs.ts';
import { undoImport } from './imports.ts';
import { saveRows } from './ledgers.ts';

/** An import taken back, also after other work. */

const dir = tempDir();
const office = importOffice(dir.path);
const { desk, edit, put, rowsOf, stored, take } = office;
beforeEach(office.begin);
afterAll(() => dir.remove());

test('an undo after later work: untouched cells go back, edited ones stay and are listed', () => {
  take(put('一.csv', roster(firm(1), firm(2))));
  const two = put(
    '二.csv',
    roster(firm(1, '200万', '石桥镇1号'), firm(2, '300万'), firm(3), firm(4), firm(5)),
  );
  const { id } = take(two);
  edit(1, { address: '石桥镇新路1号' });
  edit(3, { contactPhone: '0570-7000003' });
  const ledger = { ledger: 'economics', parent: firmId(4) } as const;
  saveRows(desk(), { ...ledger, rows: [{ id: null, values: { year: 2008, output: 10 } }] });
  const result = undoImport(desk(), id ?? '');
  expect(stored(1)).toMatchObject({ capitalAmount: 1_000_000, address: '石桥镇新路1号' });
  expect(stored(2)).toMatchObject({ capitalAmount: 1_000_000 });
  expect(stored(3).contactPhone).toBe('0570-7000003');
  expect(stored(4).name).toBe(demoFirmName(4));
  expect(result.removed).toBe(1);
  expect(result.kept.map(({ row, why }) => [row, why])).toEqual([
    [2, '注册地址已改为 石桥镇新路1号'],
    [4, '导入后改过联系电话'],
    [5, '已有年度经济数据'],
  ]);
  expect(getImport(desk(), id ?? '').undo).toEqual(result);
  expect(() => undoImport(desk(), id ?? '')).toThrow(
    expect.objectContaining({ code: 'import.undone' }),
  );
});

test('an undo takes back what a table added to a firm it also added, and the next import brings it again', () => {
  const table = [
    ['企业名称', '统一社会信用代码', '产品'],
    [demoFirmName(7), demoCreditCode(7), '特种纸、装饰原纸'],
    [demoFirmName(7), demoCreditCode(7), '包装纸'],
  ];
  const file = put('名单.csv', csvText(table));
  const { id, records } = take(file);
  expect(records).toMatchObject({ enterprise: { added: 1 }, product: { added: 3 } });
  expect(undoImport(desk(), id ?? '')).toEqual({ removed: 4, restored: 0, kept: [] });
  expect(rowsOf('product', 7)).toEqual([]);
  expect(take(file).records).toMatchObject({ enterprise: { added: 1 }, product: { added: 3 } });
  expect(rowsOf('product', 7)).toHaveLength(3);
});

test('what somebody has hung a file on since, a firm or a row of a ledger, stays', () => {
  const table = [
    ['企业名称', '统一社会信用代码', '产品'],
    [demoFirmName(1), demoCreditCode(1), '特种纸、包装纸'],
    [demoFirmName(2), demoCreditCode(2), ''],
    [demoFirmName(3), demoCreditCode(3), ''],
  ];
  const { id } = take(put('名单.csv', csvText(table)));
  const special = rowsOf('product', 1).find(({ name }) => name === '特种纸');
  const bytes = Buffer.from('%PDF-1.4\n%%EOF\n');
  desk().store.media.put(sha256(bytes), 'application/pdf', bytes);
  const files = [{ sha256: sha256(bytes), name: '检验报告.pdf', takenAt: null }];
  attach(desk(), { table: 'product', id: String(special?.id), files });
  attach(desk(), { table: 'enterprise', id: firmId(2), files });
  const result = undoImport(desk(), id ?? '');
  expect(result.kept.map(({ row, table: of, why }) => [row, of, why])).toEqual([
    [2, 'product', '已有照片与附件'],
    [2, 'enterprise', '已有产品'],
    [3, 'enterprise', '已有照片与附件'],
  ]);
  expect(rowsOf('product', 1).map(({ name }) => name)).toEqual(['特种纸']);
  expect(listAttachments(desk(), { table: 'enterprise', id: firmId(2) })).toHaveLength(1);
  expect(result.removed).toBe(2);
});
