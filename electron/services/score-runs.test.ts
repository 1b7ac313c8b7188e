import { read, utils } from '@e965/xlsx';
import { beforeEach, expect, test } from 'vitest';
import { getSelf } from '#db/queries/self.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { testClock } from '#tests/support/device.ts';
import { newReplica, packed, type Replica, receive } from '#tests/support/replica.ts';
import { runOf, saveRow } from '#tests/support/scoring.ts';
import { loadPack, shippedPack } from './award-packs.ts';
import type { Desk, Self } from './desk.ts';
import { deleteRows, saveRows } from './ledgers.ts';
import { rowsOf } from './own-rows.ts';
import { runWorkbook } from './run-export.ts';
import { compareRuns, explainScore, viewRun } from './run-views.ts';
import { repeatRun } from './score-runs.ts';

const deskOf = ({ store }: Replica): Desk =>
  ({ store, self: getSelf(store.reader) as unknown as Self }) as Desk;

let replica: Replica;
let desk: Desk;

/** 万元 as stored. */
const wan = (n: number): number => n * 10_000;

beforeEach(() => {
  replica = newReplica('县局', testClock());
  desk = deskOf(replica);
  write(replica.store, { actor: '县局', purpose: '新增企业' }, (d) => {
    for (const name of ['甲厂', '乙厂', '丙厂'])
      d.insert(enterprise, { id: name, name, foundedOn: '2010-01-01' });
  });
  loadPack(desk, shippedPack());
  const figures = [
    ['甲厂', 12_300, 900],
    ['乙厂', 30_000, 4_000],
    ['丙厂', 12_300, 900],
  ] as const;
  for (const [firm, revenue, profit] of figures) {
    saveRow(desk, 'economics', firm, {
      year: 2025,
      revenue: wan(revenue),
      profit: wan(profit),
      tax: wan(100),
    });
    saveRow(desk, 'economics', firm, {
      year: 2024,
      revenue: wan(10_000),
      profit: wan(500),
      tax: wan(100),
    });
  }
});

test('firms are ranked by what their files say; equals share a place, and every point is explained', () => {
  saveRow(desk, 'certification', '甲厂', { kind: 'ISO 9001 质量管理体系', validTo: '2027-01-01' });
  const view = viewRun(desk, runOf(desk, 'cultivation-rank'));
  // 甲: sales 12.3 + profit-tax 1,000/200 = 5 + certificate 4 + growth 23 % / 2 = 8 (cap)
  expect(view.rows.map((r) => [r.firmName, r.total, r.rank])).toEqual([
    ['乙厂', 4800, 1],
    ['甲厂', 2930, 2],
    ['丙厂', 2530, 3],
  ]);
  expect(view.intact).toBe(true);
  const told = explainScore(desk, { runId: view.id, firmId: '甲厂' });
  expect(told.lines.filter((l) => l.group === null).reduce((s, l) => s + l.points, 0)).toBe(
    told.total,
  );
  expect(told.lines.find(({ code }) => code === 's-sales')).toMatchObject({
    raw: '12,300 万元',
    rule: '每 1,000 万元得 1 分；最高 20 分',
    steps: ['按规则得 12.3 分'],
    source: '2025 年年度经济数据',
    rows: [{ ledger: 'economics', title: '年度经济数据 2025 年' }],
  });
  expect(told.lines.find(({ code }) => code === 'p-growth')?.steps).toEqual([
    '按规则得 11.5 分',
    '封顶 8 分',
  ]);
});

test('the workbook of a run is the table to be signed: title, data, places and points, who checked it', async () => {
  const id = runOf(desk, 'cultivation-rank');
  const book = read(await runWorkbook(desk, id));
  expect(book.SheetNames).toEqual(['排名', '逐项得分']);
  const lines: unknown[][] = utils.sheet_to_json(book.Sheets.排名 ?? {}, { header: 1 });
  const { title } = viewRun(desk, id);
  expect(lines[0]).toEqual([`${title}排名表`]);
  expect(lines[1]?.join(' ')).toMatch(
    /^填报单位：.*2025年数据　　截至\d{4}年\d+月\d+日 .*单位：分$/,
  );
  expect(lines.slice(2, 6).map((line) => line.slice(0, 3))).toEqual([
    ['名次', '企业', '总分'],
    [1, '乙厂', 48],
    [2, '丙厂', 25.3],
    [2, '甲厂', 25.3],
  ]);
  expect(lines[6]).toEqual(['合计', '参评 3 家']);
  expect(lines[7]?.join('')).toMatch(/^制表：.*审核：.*审批：.*日期：$/);
});

test('equal totals are told apart by the tie-break, else share a place', () => {
  const view = viewRun(desk, runOf(desk, 'cultivation-rank'));
  expect(view.rows.map((r) => [r.firmName, r.rank])).toEqual([
    ['乙厂', 1],
    ['丙厂', 2],
    ['甲厂', 2],
  ]);
});

test('a frozen run never changes: data, scheme and firms may; a repeat shows what moved', () => {
  const first = runOf(desk, 'cultivation-rank');
  const before = viewRun(desk, first);
  const told = explainScore(desk, { runId: first, firmId: '甲厂' });
  const row = rowsOf(desk, 'economics', '甲厂').find(({ values }) => values.year === 2025);
  saveRows(desk, {
    ledger: 'economics',
    parent: '甲厂',
    rows: [{ id: row?.id ?? '', values: { revenue: wan(14_300) } }],
  });
  write(replica.store, { actor: '县局', purpose: '改名' }, (d) =>
    d.update(enterprise, '乙厂', { name: '乙新厂' }),
  );
  expect(viewRun(desk, first)).toEqual(before);
  expect(explainScore(desk, { runId: first, firmId: '甲厂' })).toEqual(told);
  const { id } = repeatRun(desk, { id: first, title: '排队（更正）', dataDate: '2026-05-05' });
  expect(viewRun(desk, first)).toEqual({ ...before, repeats: [{ id, title: '排队（更正）' }] });
  const { moved } = compareRuns(desk, { before: first, after: id });
  expect(moved.map((m) => [m.firmId, m.before?.total, m.after?.total, m.after?.rank])).toEqual([
    ['甲厂', 2530, 2730, 2],
    ['丙厂', 2530, 2530, 3],
  ]);
  expect(moved[0]?.items.map(({ code, before: a, after: b }) => [code, a, b])).toEqual([
    ['strength', 1730, 1930],
    ['s-sales', 1230, 1430],
  ]);
  expect(() => deleteRows(desk, { ledger: 'score_run', ids: [first] })).toThrow('定稿');
});

test('a run that was changed past the program shows it, and travels whole', () => {
  const id = runOf(desk, 'cultivation-rank');
  const other = newReplica('市局', testClock('2026-04-01T08:00:00.000Z'));
  receive(other, packed(replica));
  expect(viewRun(deskOf(other), id)).toEqual(viewRun(desk, id));
  const pastTheProgram = (sql: string): void => {
    replica.store.handle.exec('UPDATE sync_ctl SET mode = 1 WHERE k = 1');
    replica.store.handle.exec(sql);
    replica.store.handle.exec('UPDATE sync_ctl SET mode = 0 WHERE k = 1');
  };
  for (const [sql, back] of [
    ['UPDATE score_result SET total = total + 1', 'UPDATE score_result SET total = total - 1'],
    ['UPDATE score_run SET vetoed = 2', 'UPDATE score_run SET vetoed = 0'],
    [
      "UPDATE score_run SET selection = '选定的 3 家'",
      "UPDATE score_run SET selection = '全部企业'",
    ],
  ] as const) {
    pastTheProgram(sql);
    expect(viewRun(desk, id).intact, sql).toBe(false);
    pastTheProgram(back);
    expect(viewRun(desk, id).intact, back).toBe(true);
  }
  // Who checked it signs later: that changes nothing of what it says.
  pastTheProgram("UPDATE score_run SET checked_by = '赵六'");
  expect(viewRun(desk, id).intact).toBe(true);
});

test('what a person enters goes before the ledgers; what is changed by hand says why, within the cap', () => {
  const schemeId =
    rowsOf(desk, 'scheme').find((r) => r.values.code === 'cultivation-rank')?.id ?? '';
  saveRow(desk, 'score_entry', '甲厂', { schemeId, itemCode: 'b-credit', year: 2025, value: 'AA' });
  saveRow(desk, 'score_adjustment', '甲厂', {
    schemeId,
    itemCode: 's-tax',
    year: 2025,
    points: 5_000,
    reason: '新厂投产',
    decidedBy: '王五',
  });
  const told = explainScore(desk, { runId: runOf(desk, 'cultivation-rank'), firmId: '甲厂' });
  expect(told.lines.find(({ code }) => code === 'b-credit')).toMatchObject({
    raw: 'AA',
    points: 800,
    source: '2025 年评分填报',
  });
  expect(told.lines.find(({ code }) => code === 's-tax')).toMatchObject({
    points: 2000,
    steps: ['按规则得 5 分', '调整 +50 分', '封顶 20 分'],
    adjustments: [{ points: 5000, reason: '新厂投产', by: '王五' }],
  });
});

test('a yes or no is entered as 是 or 否 where the item asks for one, and nowhere else', () => {
  const scheme = saveRow(desk, 'scheme', null, { code: 'own', name: '自定' });
  const versionId = saveRow(desk, 'scheme_version', scheme, { version: '1' });
  const rule = JSON.stringify({ comparison: '是' });
  saveRow(desk, 'scheme_item', versionId, {
    code: 'no-fire',
    title: '没有事故',
    kind: '否决',
    rule,
  });
  const perUnit = JSON.stringify({ per: 10_000, points: 100 });
  saveRow(desk, 'scheme_item', versionId, {
    code: 'lines',
    title: '产线',
    kind: '按比例',
    rule: perUnit,
  });
  const entries = [
    ['甲厂', '是', '3'],
    ['乙厂', '否', '是'],
  ] as const;
  for (const [firm, fire, lines] of entries)
    for (const [itemCode, value] of [
      ['no-fire', fire],
      ['lines', lines],
    ] as const)
      saveRow(desk, 'score_entry', firm, { schemeId: scheme, itemCode, year: 2025, value });
  const view = viewRun(desk, runOf(desk, '', { versionId }));
  const told = view.rows.map((r) => [r.firmName, r.total, r.failed, r.open]);
  expect(told.toSorted()).toEqual(
    [
      ['甲厂', 300, [], 0],
      ['丙厂', 0, [], 1],
      ['乙厂', 0, ['没有事故'], 0],
    ].toSorted(),
  );
  const lines = explainScore(desk, { runId: view.id, firmId: '乙厂' }).lines;
  expect(lines.find(({ code }) => code === 'lines')?.source).toContain('“是”不是数字');
});

test('one failed check takes a firm out of the ranking and is named; what is not known is for a person', () => {
  saveRow(desk, 'spot_check', '乙厂', {
    product: '纸',
    checkedOn: '2025-01-02',
    result: '不合格',
    level: '省',
  });
  const view = viewRun(desk, runOf(desk, 'prov-famous-brand'));
  const second = view.rows.find(({ firmName }) => firmName === '乙厂');
  expect(second).toMatchObject({ rank: null, failed: ['近三年抽查没有不合格'] });
  expect(view.vetoed).toBe(1);
});
