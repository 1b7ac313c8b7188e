import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { findRows } from '#db/queries/ledgers.ts';
import { rowsOfFirms } from '#db/queries/synced-rows.ts';
import { lastSeq } from '#db/write.ts';
import { makeBench } from '#tests/support/bench.ts';
import { tempDir } from '#tests/support/device.ts';
import { csvText, demoCreditCode } from '#tests/support/roster-fixtures.ts';
import type { Desk } from './desk.ts';
import { getEnterprise } from './enterprises.ts';
import { mergeFirms, undoMerge } from './firm-mergers.ts';
import { idOfCode } from './import-firms.ts';
import { readImport } from './import-tables.ts';
import { importFile } from './imports.ts';
import { firmLedgers, requireLedger } from './ledgers.ts';

/** Tables that still name a firm whose file was merged into another one. */

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

const [kept, given] = ['澜溪县云丰纸业有限公司', '澜溪造纸二厂'];
const [keptCode, givenCode] = [demoCreditCode(1), demoCreditCode(2)];
const [keptId, givenId] = [idOfCode(keptCode), idOfCode(givenCode)];

const take = (rows: readonly (readonly string[])[], answers: Record<string, string> = {}) => {
  nth += 1;
  const path = join(dir.path, `${nth}.csv`);
  writeFileSync(path, csvText(rows));
  const plan = { choice: {}, answers };
  const { mapping } = readImport(desk, { path, fileName: '表.csv' });
  return importFile(desk, {
    path,
    fileName: '表.csv',
    dryRun: false,
    plan: { ...plan, mapping },
  });
};
const roster = ['企业名称', '统一社会信用代码', '注册地址'];
const years = ['企业名称', '统一社会信用代码', '年度', '工业总产值（万元）'];

const merged = () => {
  take([roster, [kept, keptCode, '湖口镇1号'], [given, givenCode, '石桥镇2号']]);
  take([years, [given, givenCode, '2007', '100']]);
  return mergeFirms(desk, {
    firstId: keptId,
    secondId: givenId,
    keeperId: keptId,
    take: [],
    keepName: true,
  });
};
const hanging = (id: string) =>
  (rowsOfFirms(desk.store, 'economics', [id]).get(id) ?? []).map(({ year, output }) => [
    year,
    output,
  ]);

test('by the code of the file given up, a row goes to the one that is kept; its name and code stay', () => {
  merged();
  const { counts, lines } = take([
    years,
    [given, givenCode, '2008', '120'],
    [kept, keptCode, '2009', '130'],
  ]);
  expect(counts).toMatchObject({ new: 2, question: 0, skipped: 0 });
  const [line] = lines();
  expect(line?.enterpriseId).toBe(keptId);
  expect(line?.reason).toBe(`「${given}」的档案已并入「${kept}」，记入保留的档案`);
  expect(hanging(keptId)).toEqual([
    [2008, 1_200_000],
    [2009, 1_300_000],
  ]);
  expect(hanging(givenId)).toEqual([[2007, 1_000_000]]);
  take([roster, [given, givenCode, '石桥镇新路2号']], { '*cells': 'file' });
  expect(getEnterprise(desk, keptId)).toMatchObject({
    name: kept,
    uscc: keptCode,
    address: '石桥镇新路2号',
    formerNames: given,
  });
});

test('a year that was imported before the merger is found again, not entered a second time', () => {
  merged();
  const seq = lastSeq(desk.store);
  expect(take([years, [given, givenCode, '2007', '100']]).counts).toMatchObject({ same: 1 });
  expect(take([years, [kept, keptCode, '2007', '100']]).counts).toMatchObject({ same: 1 });
  expect(lastSeq(desk.store)).toBe(seq);
  take([years, [kept, keptCode, '2007', '110']]);
  expect(findRows(desk.store, requireLedger('economics'), { parent: keptId })).toHaveLength(1);
  expect(hanging(givenId)).toEqual([[2007, 1_100_000]]);
});

test('by its old name, written this way or that, and by an answer from before the merger', () => {
  take([roster, [kept, keptCode, '湖口镇1号'], [given, givenCode, '石桥镇2号']]);
  const honours = ['企业名称', '荣誉名称', '获奖年度'];
  const written = '澜溪（造紙）二厂';
  const [line] = take([honours, [written, '浙江名牌', '2008']]).lines('question');
  const { key = '', options = [] } = line?.question ?? {};
  expect(options[0]?.answer).toBe(`same:${givenId}`);
  take([honours, [written, '浙江名牌', '2008']], { [key]: options[0]?.answer ?? '' });
  const { id } = mergeFirms(desk, {
    firstId: keptId,
    secondId: givenId,
    keeperId: keptId,
    take: [],
    keepName: false,
  });
  const table = [honours, [written, '县长质量奖', '2009'], [given, '市长质量奖', '2010']];
  expect(take(table).counts).toMatchObject({ new: 2, question: 0 });
  const awards = () => (firmLedgers(desk, keptId).honour ?? []).map(({ values }) => values.award);
  expect(awards().toSorted()).toEqual(['县长质量奖', '市长质量奖', '浙江名牌'].toSorted());
  // Parted again, each keeps what was entered under it.
  undoMerge(desk, id);
  expect(awards().toSorted()).toEqual(['县长质量奖', '市长质量奖'].toSorted());
});

test('a list that names both is asked about what differs', () => {
  merged();
  const { counts, lines } = take([
    roster,
    [kept, keptCode, '湖口镇1号'],
    [given, givenCode, '石桥镇2号'],
  ]);
  expect(counts).toMatchObject({ same: 1, question: 1 });
  expect(lines('question')[0]?.question?.kind).toBe('repeat');
});
