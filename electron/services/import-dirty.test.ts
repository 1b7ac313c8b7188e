import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { tableDigests } from '#db/queries/digest.ts';
import { rowsOfFirms } from '#db/queries/synced-rows.ts';
import { lastSeq } from '#db/write.ts';
import type { ImportLine } from '#shared/imports.ts';
import { sha256Stream } from '#sync/seal.ts';
import { makeBench } from '#tests/support/bench.ts';
import {
  dirtyCodes,
  dirtyDates,
  dirtyRow,
  dirtyTable,
  economicsTable,
  figuresOf,
  oldNameOf,
  type TableFormat,
} from '#tests/support/county-tables.ts';
import { tempDir } from '#tests/support/device.ts';
import { csvText, demoCreditCode, demoFirmName } from '#tests/support/roster-fixtures.ts';
import type { Desk } from './desk.ts';
import { getEnterprise, listEnterprises } from './enterprises.ts';
import { idOfCode } from './import-firms.ts';
import { listImports } from './import-runs.ts';
import { readImport } from './import-tables.ts';
import { importFile, undoImport } from './imports.ts';

/**
 * The damage real tables of a county carry, all of it in one table, row by row: where a person would
 * put it, there it ends. And a county of 237 firms whose figures come in a second table.
 */

const dir = tempDir();
let desk: Desk;
let nth = 0;
beforeEach(async () => {
  nth += 1;
  // Neither shelf nor jobs are asked.
  desk = (await makeBench(join(dir.path, String(nth)), 'county', '澜溪县局')) as Desk;
  return () => desk.store.close();
});
afterAll(() => dir.remove());

const put = (fileName: string, bytes: Uint8Array | string) => {
  nth += 1;
  const path = join(dir.path, `${nth}-${fileName}`);
  writeFileSync(path, bytes);
  return { path, fileName };
};
const take = (file: ReturnType<typeof put>, answers: Record<string, string> = {}) => {
  const { mapping } = readImport(desk, file);
  return importFile(desk, { ...file, dryRun: false, plan: { mapping, choice: {}, answers } });
};
const firmId = (i: number): string => idOfCode(demoCreditCode(i));
const stored = (i: number) => getEnterprise(desk, firmId(i));
const ledger = (name: 'product' | 'economics', i: number) =>
  (rowsOfFirms(desk.store, name, [firmId(i)]).get(firmId(i)) ?? []).filter((r) => r.deleted === 0);

test.each<TableFormat>(['xlsx', 'biff8', 'csv-gb18030', 'csv-utf8', 'csv-utf16'])(
  'every kind of damage in one %s: each row ends where a person would put it',
  (format) => {
    const { fileName, bytes, rows } = dirtyTable(format);
    const file = put(fileName, bytes);
    const first = take(file);
    const at = new Map(first.lines().map((line) => [line.row, line]));
    const line = (row: number): ImportLine => at.get(row) as ImportLine;

    // Merged header rows: every column under its own title.
    expect(readImport(desk, file).columns.map(({ title }) => title)).toEqual([
      ...['序号', '企业名称', '统一社会信用代码', '注册信息/成立日期', '注册信息/注册资金'],
      ...['经济指标（万元）/2008年产值', '产品'],
    ]);

    // A total inside the list.
    expect(line(dirtyRow.total)).toMatchObject({ verdict: 'skipped', reason: '合计行' });

    // Dates as 2009.3.5 and 二〇〇九年三月, and others offices write.
    for (const [i, [, iso]] of dirtyDates.entries()) expect(stored(i + 1).foundedOn).toBe(iso);

    // Five rows in 亿元 under 万元: asked, with the figure meant.
    const inYi = dirtyRow.hundredMillions.map(line);
    expect(inYi.map(({ question }) => question?.kind)).toEqual(Array(5).fill('unit'));

    // Twelve firms a second time. Brackets and traditional characters are the same writing; an old
    // name is another, which a person decides.
    const again = dirtyRow.duplicates.map(line);
    expect(again.slice(0, 4).map(({ question }) => question?.kind)).toEqual(
      Array(4).fill('repeat'),
    );
    for (const one of again.slice(0, 4))
      expect(one.question?.options.map(({ answer }) => answer)).toEqual([
        'first',
        'this',
        'former',
      ]);
    expect(again.slice(4).map(({ verdict, reason }) => [verdict, reason])).toEqual(
      again.slice(4).map((_line, n) => ['skipped', `与第 ${dirtyRow.firm(n + 5)} 行重复`]),
    );

    // Seven wrong codes: none is guessed; where the slip shows, the right one is offered.
    const wrong = dirtyRow.codes.map(line);
    expect(wrong.map(({ question }) => question?.kind)).toEqual(Array(7).fill('code'));
    expect(wrong[0]?.question?.text).toContain('91350100M000100Y4Z');
    expect(wrong[0]?.question?.options[0]?.answer).toBe('use:91350100M000100Y43');
    expect(wrong.every(({ question }) => question?.typed === true)).toBe(true);

    // One firm on two rows, two products in one cell of the second.
    const [once, twice] = [line(dirtyRow.firm(13)), line(dirtyRow.twoProducts)];
    expect([once.enterpriseId, twice.enterpriseId]).toEqual([firmId(13), firmId(13)]);
    expect(twice.reason).toContain('一格有 2 项');
    expect(ledger('product', 13).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['特种纸', '装饰原纸', '包装纸']),
    );

    // Nothing else is asked or left out: every row of the file is accounted for.
    const named = new Set([
      ...[dirtyRow.total, dirtyRow.twoProducts],
      ...[...dirtyRow.hundredMillions, ...dirtyRow.duplicates, ...dirtyRow.codes],
    ]);
    const others = [...at.values()].filter(({ row }) => !named.has(row));
    expect(new Set(others.map(({ verdict }) => verdict))).toEqual(new Set(['new']));
    expect(first.counts.read).toBe(rows.length - dirtyRow.header);

    // With a person's answers every row is in, once.
    const answers = { '*unit': 'suggested', '*repeat': 'skip', '*code': 'skip' };
    const second = take(file, answers);
    expect(second.counts.question).toBe(0);
    for (const i of dirtyRow.inYi) expect(ledger('economics', i)[0]?.output).toBe(120_000 * 10_000);
    for (const i of [1, 2, 3, 4]) expect(stored(i).formerNames).toBe(oldNameOf(i));
    expect(listEnterprises(desk, { limit: 1, offset: 0 }).total).toBe(dirtyRow.firms);
    const [seq, content] = [lastSeq(desk.store), tableDigests(desk.store, sha256Stream)];
    expect(take(file, answers).counts).toMatchObject({ new: 0, changed: 0 });
    expect(lastSeq(desk.store)).toBe(seq);
    expect(tableDigests(desk.store, sha256Stream)).toEqual(content);
  },
  120_000,
);

test('seven wrong codes are seven different slips', () => {
  expect(new Set(dirtyCodes).size).toBe(7);
  expect(dirtyCodes).toContain('91350100M000100Y4Z');
});

test('237 firms, and their yearly economics by a second table: no figure lost, none twice, each traced', () => {
  const county = 237;
  const all = Array.from({ length: county }, (_none, at) => at + 1);
  const roster = put(
    '企业名录.csv',
    csvText([
      ['企业名称', '统一社会信用代码', '住所'],
      ...all.map((i) => [demoFirmName(i), demoCreditCode(i), `澜溪县湖口镇${i}号`]),
    ]),
  );
  expect(take(roster).counts).toMatchObject({ read: county, new: county });
  const table = economicsTable('biff8', 2008, county);
  const economics = put(table.fileName, table.bytes);
  const { counts, records } = take(economics, { '*unit': 'suggested' });
  expect(counts).toMatchObject({ read: county + 2, new: county, skipped: 2, question: 0 });
  expect(records).toEqual({ economics: { added: county * 2, changed: 0 } });
  for (const i of all) {
    const { before, output, profitTax } = figuresOf(i);
    const years = new Map(ledger('economics', i).map((row) => [row.year, row]));
    expect([years.get(2007)?.output, years.get(2008)?.output]).toEqual([
      before * 10_000,
      output * 10_000,
    ]);
    expect(years.get(2008)?.profitTaxReported).toBe(profitTax * 10_000);
    const [, row = ''] = /第(\d+)行$/.exec(String(years.get(2008)?.sourceRef)) ?? [];
    expect(table.rows[Number(row) - 1]?.[1]).toBe(demoFirmName(i));
  }
  const [seq, content] = [lastSeq(desk.store), tableDigests(desk.store, sha256Stream)];
  expect(take(roster).counts).toMatchObject({ new: 0, changed: 0, same: county });
  expect(take(economics, { '*unit': 'suggested' }).counts).toMatchObject({
    ...{ new: 0, changed: 0, same: county },
  });
  expect(lastSeq(desk.store)).toBe(seq);
  expect(tableDigests(desk.store, sha256Stream)).toEqual(content);
  // The second import goes back alone; the roster stands.
  const run = listImports(desk).find(({ records: of }) => (of.economics?.added ?? 0) > 0);
  undoImport(desk, run?.id ?? '');
  expect(listEnterprises(desk, { limit: 1, offset: 0 }).total).toBe(county);
  expect(ledger('economics', 7)).toEqual([]);
}, 120_000);
