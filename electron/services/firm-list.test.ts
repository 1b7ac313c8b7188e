import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, type WorkSheet } from '@e965/xlsx';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { readTable } from '#documents/read-table.ts';
import type { Bench } from '#services/export.ts';
import { noFilter } from '#shared/firm-list.ts';
import { makeBench } from '#tests/support/bench.ts';
import { tempDir } from '#tests/support/device.ts';
import type { Desk } from './desk.ts';
import { firmsListed, listEnterprises } from './enterprises.ts';
import { applyBulk, getBulk, listBulk, previewBulk, undoBulk } from './firm-bulk.ts';
import { exportFirms } from './firm-export.ts';
import { chooseColumns, dropView, listViews, saveView, shownColumns } from './firm-views.ts';

const dir = tempDir();
let bench: Bench;
let desk: Desk;
let ids: string[];
let round = 0;

const firms = [
  { name: '澜溪云丰纸业有限公司', tier: '骨干', township: '湖口镇', capitalAmount: 12_345_600 },
  { name: '南岭茶业', tier: null, township: '南岭镇', foundedOn: '2009-03' },
  { name: '=1+1', tier: '成长', township: '湖口镇', foundedOn: '2009-03-05' },
  { name: '已删的厂', township: '湖口镇', deleted: 1 },
];

beforeEach(async () => {
  bench?.store.close();
  bench = await makeBench(join(dir.path, String(round++)), 'county', '澜溪县局');
  // Neither shelf nor jobs are asked.
  desk = bench as Desk;
  ids = firms.map(() => bench.store.clock.uuid());
  write(bench.store, { actor: '张三', purpose: '测试' }, (door) => {
    for (const [n, firm] of firms.entries())
      door.insert(enterprise, { id: ids[n] ?? '', capitalCurrency: 'CNY', ...firm });
  });
});
afterAll(() => {
  bench.store.close();
  dir.remove();
});

const all = { filter: noFilter, order: null };
const wish = { choice: all, field: 'tier', value: '领军', limit: 10, offset: 0 } as const;
const tiersNow = () => listEnterprises(desk, { limit: 10, offset: 0 }).rows.map((r) => r.tier);

test('a list is the same from the tables and from the roll', () => {
  const page = { limit: 2, offset: 1 };
  expect(bench.store.roll.ready()).toBe(false);
  const before = listEnterprises(desk, page);
  expect(before).toMatchObject({ total: 3, rows: [{ name: '南岭茶业' }, { name: '=1+1' }] });
  while (bench.store.roll.step());
  expect(listEnterprises(desk, page)).toEqual(before);
});

test('a bulk edit does what its preview showed, in one transaction, and can be taken back', () => {
  const preview = previewBulk(desk, wish);
  expect(preview).toMatchObject({ chosen: 3, changed: 3 });
  expect(preview.lines.map((l) => [l.name, l.before, l.after])).toEqual([
    ['澜溪云丰纸业有限公司', '骨干', '领军'],
    ['南岭茶业', null, '领军'],
    ['=1+1', '成长', '领军'],
  ]);
  expect(tiersNow()).toEqual(['骨干', null, '成长']);
  const run = applyBulk(desk, { ...wish, stamp: preview.stamp });
  expect(tiersNow()).toEqual(['领军', '领军', '领军']);
  const purposes = bench.store.handle
    .prepare("SELECT count(*) FROM sync_tx WHERE purpose = '批量修改层级（3 家）'")
    .pluck()
    .get();
  expect(purposes).toBe(1);
  write(bench.store, { actor: '李四', purpose: '核实' }, (door) =>
    door.update(enterprise, ids[1] ?? '', { tier: '储备' }),
  );
  expect(getBulk(desk, run.id)).toMatchObject({
    run: { id: run.id, person: run.person, firms: 3, undoneAt: null },
    lines: [
      { name: '=1+1', before: '成长', now: '领军' },
      { name: '澜溪云丰纸业有限公司', before: '骨干', now: '领军' },
      { name: '南岭茶业', before: null, now: '储备' },
    ],
  });
  expect(undoBulk(desk, run.id)).toEqual({ restored: 2, kept: 1 });
  expect(tiersNow()).toEqual(['骨干', '储备', '成长']);
  expect(() => undoBulk(desk, run.id)).toThrow(expect.objectContaining({ code: 'bulk.undone' }));
  expect(listBulk(desk)).toMatchObject([{ id: run.id, firms: 3, field: 'tier', value: '领军' }]);
});

test('firms that already have the value are not written, and a word the field does not know is refused', () => {
  const some = { ...wish, choice: { ids: ids.slice(0, 2) }, value: '骨干' };
  expect(previewBulk(desk, some)).toMatchObject({ chosen: 2, changed: 1 });
  expect(() => previewBulk(desk, { ...wish, value: '龙头' })).toThrow(
    expect.objectContaining({ code: 'record.invalid' }),
  );
  expect(previewBulk(desk, { ...wish, field: 'township', value: '新镇' })).toMatchObject({
    changed: 3,
  });
});

test('what changed after the preview is not overwritten unseen', () => {
  const { stamp } = previewBulk(desk, wish);
  write(bench.store, { actor: '李四', purpose: '核实' }, (door) =>
    door.update(enterprise, ids[1] ?? '', { tier: '储备' }),
  );
  expect(() => applyBulk(desk, { ...wish, stamp })).toThrow(
    expect.objectContaining({ code: 'bulk.stale' }),
  );
  expect(tiersNow()).toEqual(['骨干', '储备', '成长']);
});

test('views and columns are kept, replaced by name, and dropped', () => {
  const filter = { ...noFilter, township: ['湖口镇'] };
  const view = saveView(desk, { name: '湖口', filter, order: { by: 'capital', down: true } });
  expect(listViews(desk).own).toEqual([view]);
  const again = saveView(desk, { name: '湖口', filter: noFilter, order: null });
  expect(again.id).toBe(view.id);
  expect(listViews(desk).own).toEqual([again]);
  dropView(desk, view.id);
  expect(listViews(desk).own).toEqual([]);
  for (const { filter: builtIn, order } of listViews(desk).builtIn)
    expect(firmsListed(desk, { ...builtIn, order }).length).toBeLessThanOrEqual(3);
  chooseColumns(desk, ['name', 'address']);
  expect(shownColumns(desk)).toEqual(['name', 'address']);
});

const cellOf = (sheet: WorkSheet, place: string) => {
  const { t, v, z } = sheet[place] ?? {};
  return { t, v, z };
};

test('the exported workbook holds the list as shown: columns, order, real numbers and days', async () => {
  const path = join(dir.path, '名单.xlsx');
  const filter = { ...noFilter, township: ['湖口镇'] };
  const rowids = [...firmsListed(desk, { ...filter, order: { by: 'capital', down: false } })];
  const columns = ['name', 'capital', 'foundedOn', 'sheets'] as const;
  const told: number[] = [];
  const made = await exportFirms(
    bench,
    { rowids, columns: [...columns], files: false, path },
    { progress: (_label, done, total) => told.push(done / total) },
  );
  expect(made).toEqual({ firms: 2 });
  expect(told.at(-1)).toBe(1);
  const bytes = readFileSync(path);
  const book = read(bytes, { cellNF: true });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] as WorkSheet;
  expect(['A1', 'B1', 'C1', 'D1'].map((at) => cellOf(sheet, at).v)).toEqual([
    '企业名称',
    '注册资本（万元）',
    '成立日期',
    '一企一策（张）',
  ]);
  expect(cellOf(sheet, 'A2').v).toBe('澜溪云丰纸业有限公司');
  expect(cellOf(sheet, 'B2')).toMatchObject({ t: 'n', v: 1234.56 });
  expect(cellOf(sheet, 'A3')).toMatchObject({ t: 's', v: '=1+1' });
  expect(cellOf(sheet, 'C3')).toMatchObject({ t: 'n', z: 'yyyy-mm-dd' });
  expect(sheet.D3.v).toBe(0);
  expect(sheet['!autofilter']).toEqual({ ref: 'A1:D3' });
  expect(readTable(bytes, '名单.xlsx').rows[1]?.cells.slice(0, 3)).toEqual([
    '=1+1',
    '',
    '2009-03-05',
  ]);
});

test('an export that is cancelled leaves no file', async () => {
  const path = join(dir.path, '取消.xlsx');
  const stop = new AbortController();
  stop.abort();
  const work = exportFirms(
    bench,
    { rowids: [1, 2], columns: ['name'], files: false, path },
    { signal: stop.signal },
  );
  await expect(work).rejects.toMatchObject({ code: 'job.cancelled' });
  expect(() => readFileSync(path)).toThrow('ENOENT');
});
