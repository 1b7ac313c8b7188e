import { expect, test } from 'vitest';
import { openMemoryStore } from '#db/open.ts';
import { findRows, hasFirm } from '#db/queries/ledgers.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { ledgerTables } from '#db/schema/ledgers.ts';
import { write } from '#db/write.ts';
import { ledgers } from '#shared/registers/index.ts';
import { testClock } from '#tests/support/device.ts';
import { add, desk, firm, officer, page, sampleRow, swap } from '#tests/support/ledger-laptops.ts';
import type { Replica } from '#tests/support/replica.ts';
import { listConflicts } from './conflicts.ts';
import { resolveConflict } from './decisions.ts';
import { firmHistory, rowHistory } from './history.ts';
import { deleteRows, firmLedgers, requireLedger, restoreRows, saveRows } from './ledgers.ts';

/** Ledgers people fill by hand; the others have rows of their own room. */
const filled = ledgers.filter(({ name }) => requireLedger(name).writtenBy === undefined);

test('every ledger takes a full row, lists it, travels and is told of in words', () => {
  const a = officer('张三');
  const b = officer('李四', '2026-03-03T08:00:00.000Z');
  for (const ledger of filled) {
    const values = sampleRow(ledger.name);
    const id = add(a, ledger.name, { ...values, note: '备注' });
    expect(page(a, ledger.name)).toMatchObject({
      total: 1,
      rows: [{ id, values: { ...values, source: '走访' } }],
    });
    const { entries } = rowHistory(desk(a), { table: ledger.name, row: id });
    expect(entries).toMatchObject([{ what: 'added', tableLabel: ledger.label, actor: '张三' }]);
    for (const { label } of entries[0]?.cells ?? []) expect(label).toMatch(/\p{Script=Han}/u);
  }
  swap(a, b);
  for (const ledger of filled) expect(page(b, ledger.name).total).toBe(1);
  const told = new Set(firmHistory(desk(b), firm).entries.map(({ tableLabel }) => tableLabel));
  for (const ledger of filled) expect(told.has(ledger.label)).toBe(hasFirm(ledger));
});

test('two laptops that add the same year make one row, and what differs is a question', () => {
  const a = officer('张三');
  const b = officer('李四', '2026-03-03T08:00:00.000Z');
  const id = add(a, 'economics', { year: 2025, output: 10_000_000, staff: 120 });
  expect(add(b, 'economics', { year: 2025, output: 12_000_000, revenue: 5 })).toBe(id);
  swap(a, b);
  expect(page(a, 'economics')).toMatchObject({
    total: 1,
    rows: [{ values: { staff: 120, revenue: 5 } }],
  });
  const [group] = listConflicts(desk(a)).groups;
  expect(group?.conflicts).toMatchObject([
    {
      table: 'economics',
      column: 'output',
      tableLabel: '年度经济数据',
      rowTitle: '2025',
      fieldLabel: '工业总产值（万元）',
      typed: { kind: 'text' },
    },
  ]);
  expect(group?.conflicts[0]?.sides.map(({ text, value }) => [text, value]).sort()).toEqual([
    ['1,000', '1000'],
    ['1,200', '1200'],
  ]);
  resolveConflict(desk(a), {
    table: 'economics',
    row: id,
    column: 'output',
    choice: { kind: 'value', value: '0.11亿元' },
  });
  swap(a, b);
  expect(page(b, 'economics').rows[0]?.values.output).toBe(11_000_000);
  expect(listConflicts(desk(b)).total).toBe(0);
});

test('the same thing twice is refused by name, in other writing too, and within one block', () => {
  const a = officer('张三');
  add(a, 'product', { name: '特种紙（Ａ级）', model: '1.5mm' });
  expect(() => add(a, 'product', { name: '特种纸(a级)', model: '1.5 mm' })).toThrow();
  expect(add(a, 'product', { name: '特种纸(a级)', model: '15mm' })).toMatch(/-/);
  const twice = [2024, 2024].map((year) => ({ id: null, values: { year } }));
  expect(() => saveRows(desk(a), { ledger: 'economics', parent: firm, rows: twice })).toThrow();
  expect(page(a, 'economics').total).toBe(0);
});

test('a row that became another thing keeps its id, and the old thing can be added again', () => {
  const a = officer('张三');
  const id = add(a, 'economics', { year: 2023 });
  saveRows(desk(a), { ledger: 'economics', parent: firm, rows: [{ id, values: { year: 2024 } }] });
  const again = add(a, 'economics', { year: 2023 });
  expect(again).not.toBe(id);
  expect(() =>
    saveRows(desk(a), {
      ledger: 'economics',
      parent: firm,
      rows: [{ id: again, values: { year: 2024 } }],
    }),
  ).toThrow();
  expect(page(a, 'economics').rows.map(({ values }) => values.year)).toEqual([2024, 2023]);
});

test('what was deleted comes back whole; added anew it begins empty', () => {
  const a = officer('张三');
  const id = add(a, 'patent', { title: '一种纸', patentNo: 'ZL1', kind: '发明' });
  deleteRows(desk(a), { ledger: 'patent', ids: [id] });
  expect(page(a, 'patent').total).toBe(0);
  restoreRows(desk(a), { ledger: 'patent', ids: [id] });
  expect(page(a, 'patent').rows[0]?.values.kind).toBe('发明');
  deleteRows(desk(a), { ledger: 'patent', ids: [id] });
  expect(add(a, 'patent', { title: '一种纸', patentNo: 'ZL1' })).toBe(id);
  expect(page(a, 'patent').rows[0]?.values.kind).toBe(null);
});

test('errors keep a row out, warnings go with it', () => {
  const a = officer('张三');
  expect(() => add(a, 'economics', { year: 25 })).toThrow();
  expect(() => add(a, 'economics', { output: 5 })).toThrow();
  expect(() => add(a, 'economics', { year: 2025, staff: -1 })).toThrow();
  expect(() => add(a, 'economics', { year: 2025, nonsense: 1 })).toThrow();
  expect(() =>
    add(a, 'certification', { kind: 'HACCP', issuedOn: '2025-06-01', validTo: '2025-05-01' }),
  ).toThrow();
  add(a, 'certification', { kind: 'HACCP', issuedOn: '2025-06-01', validTo: '2025-06' });
  add(a, 'economics', { year: 2025, staff: 10, techStaff: 12 });
  expect(page(a, 'economics').rows[0]?.problems).toMatchObject([
    { message: '科技人员多于从业人员' },
  ]);
  expect(() => page(a, 'enterprise')).toThrow();
  expect(() => page(a, 'economics', { order: ['id; DROP TABLE economics'] })).toThrow();
  expect(() => page(a, 'economics', { filter: { 'x" = 1 --': [1] } })).toThrow();
});

test('filter, search and order work on what is stored, and on the name of the firm', () => {
  const a = officer('张三');
  for (const [number, kind] of [
    ['1', 'HACCP'],
    ['2', 'HACCP'],
    ['3', '品字标'],
  ] as const)
    add(a, 'certification', { kind, number });
  add(a, 'certification', { kind: '绿色食品' });
  const numbers = (more: object) => page(a, 'certification', more).rows.map((r) => r.values.number);
  expect(numbers({ filter: { kind: ['HACCP'] }, order: ['-number'] })).toEqual(['2', '1']);
  expect(numbers({ filter: { number: [null, '3'] }, order: ['number'] })).toEqual(['3', null]);
  expect(numbers({ search: 'haccp', order: ['number'], limit: 1, offset: 1 })).toEqual(['2']);
  expect(page(a, 'certification', { search: '甲' }).total).toBe(4);
});

test('a deleted firm takes its rows out of the lists, not out of the store', () => {
  const a = officer('张三');
  add(a, 'contact', { name: '王经理' });
  write(a.store, { actor: '张三', purpose: '删除企业' }, (d) =>
    d.update(enterprise, firm, { deleted: 1 }),
  );
  expect(page(a, 'contact').total).toBe(0);
  expect(findRows(a.store, requireLedger('contact'), { deleted: true })).toHaveLength(1);
  expect(() => firmLedgers(desk(a), firm)).toThrow();
});

test('of a block, each row is looked at after those before it: the same thing twice, and names that move on', () => {
  const a = officer('张三');
  const save = (...rows: readonly (readonly [string | null, string])[]): readonly string[] =>
    saveRows(desk(a), {
      ledger: 'product',
      parent: firm,
      rows: rows.map(([id, name]) => ({ id, values: { name } })),
    }).ids;
  expect(() => save([null, '甲'], [null, '乙'], [null, '甲'])).toThrow('已有一条');
  const names = () =>
    findRows(a.store, requireLedger('product'), { parent: firm }).map(({ values }) => values.name);
  expect(names()).toEqual([]);
  const [one = '', two = ''] = save([null, '甲'], [null, '乙']);
  // 乙 gives its name up before 甲 takes it, and a new 甲 comes after that.
  save([two, '丙'], [one, '乙'], [null, '甲']);
  expect(names().toSorted()).toEqual(['丙', '乙', '甲'].toSorted());
  expect(() => save([one, '甲'])).toThrow('已有一条');
  expect(() => save([one, '丁'], [two, '丁'])).toThrow('已有一条');
});

test('rows that two laptops made the same thing come back together: undo puts back what was there', () => {
  const a = officer('张三');
  const b = officer('李四', '2026-05-05T08:00:00.000Z');
  const one = add(a, 'product', { name: '甲' });
  const two = add(a, 'product', { name: '乙' });
  swap(a, b);
  const rename = (who: Replica, id: string): void => {
    const rows = [{ id, values: { name: '丙' } }];
    saveRows(desk(who), { ledger: 'product', parent: firm, rows });
  };
  rename(a, one);
  rename(b, two);
  swap(a, b);
  const both = { ledger: 'product', ids: [one, two] };
  deleteRows(desk(a), both);
  restoreRows(desk(a), both);
  expect(page(a, 'product').total).toBe(2);
  deleteRows(desk(a), { ledger: 'product', ids: [one] });
  expect(() => restoreRows(desk(a), { ledger: 'product', ids: [one] })).toThrow('已另有一条');
});

test('a store of this schema holds a table for every ledger', () => {
  const names = openMemoryStore(testClock()).schema.shapes.map(({ name }) => name);
  for (const { name } of ledgers) expect(names).toContain(name);
});

test('what has left its draft stands, and so does what only its own room writes', () => {
  const a = officer('张三');
  const award = add(a, 'award', { code: 'prov', name: '省质量奖' });
  const save = (ledger: string, parent: string | null, id: string | null, values: object) =>
    saveRows(desk(a), { ledger, parent, rows: [{ id, values: { ...values } }] }).ids[0] ?? '';
  const edition = save('award_edition', award, null, { edition: '2022 年版' });
  const condition = save('award_condition', edition, null, { code: 'c1', text: '无失信' });
  save('award_condition', edition, condition, { text: '三年内无失信' });
  expect(() => save('award_edition', award, edition, { state: '启用' })).toThrow('定稿');
  write(a.store, { actor: '张三', purpose: '启用' }, (d) =>
    d.update(ledgerTables.award_edition, edition, { state: '启用' } as never),
  );
  expect(() => save('award_condition', edition, condition, { text: '改了' })).toThrow('定稿');
  expect(() => save('award_condition', edition, null, { code: 'c2', text: '新的' })).toThrow(
    '定稿',
  );
  expect(() => save('award_edition', award, edition, { docNo: '1 号' })).toThrow('定稿');
  expect(() => deleteRows(desk(a), { ledger: 'award_condition', ids: [condition] })).toThrow(
    '定稿',
  );
  expect(() => save('score_run', null, null, { title: '一', dataDate: '2026-01-01' })).toThrow(
    '定稿',
  );
  expect(findRows(a.store, requireLedger('award_condition'), {})[0]?.values.text).toBe(
    '三年内无失信',
  );
});
