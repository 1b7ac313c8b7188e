import { describe, expect, it } from 'vitest';
import type { CellView, ImportLine, RecordView } from '#shared/imports.ts';
import { countWords, explainLine, recordWords } from './change-words.ts';

const cell = (part: Partial<CellView>): CellView => ({
  field: 'address',
  label: '注册地址',
  now: null,
  file: '湖口镇',
  choice: 'file',
  key: null,
  ...part,
});
const record = (part: Partial<RecordView>): RecordView => ({
  table: 'enterprise',
  tableLabel: '企业',
  title: '',
  kind: 'new',
  cells: [],
  ...part,
});
const line = (part: Partial<ImportLine>): ImportLine => ({
  row: 2,
  verdict: 'new',
  reason: null,
  name: '澜溪纸业有限公司',
  uscc: null,
  enterpriseId: null,
  question: null,
  records: [],
  ...part,
});

describe('explainLine', () => {
  it('tells what a new firm brings, without what the table already shows', () => {
    const cells = [cell({ field: 'name', label: '企业名称', file: '澜溪纸业有限公司' }), cell({})];
    expect(explainLine(line({ records: [record({ cells })] }))).toBe('注册地址 湖口镇');
  });

  it('tells what changes, what stays, and first why', () => {
    const cells = [cell({ now: '石桥镇', choice: 'keep' })];
    const records = [record({ kind: 'changed', cells })];
    expect(explainLine(line({ verdict: 'changed', reason: '日期读不懂', records }))).toBe(
      '日期读不懂；注册地址：石桥镇 → 湖口镇（保留现有）',
    );
  });

  it('names the row of a ledger', () => {
    const cells = [cell({ label: '工业总产值（万元）', file: '1,200' })];
    const records = [record({ table: 'economics', title: '2008 年', cells })];
    expect(explainLine(line({ records }))).toBe('2008 年 工业总产值（万元） 1,200');
  });
});

it('says how many, in each table’s own unit', () => {
  const counts = { read: 9, new: 3, changed: 2, same: 1, question: 2, skipped: 1, kept: 1 };
  expect(countWords(counts)).toBe('读到 9 行：新增 3，更新 2，不变 1，有疑问 2，跳过 1');
  const records = { enterprise: { added: 3, changed: 0 }, economics: { added: 4, changed: 2 } };
  expect(recordWords(records)).toBe('企业新增 3 家；年度经济数据新增 4 条、更新 2 条');
});
