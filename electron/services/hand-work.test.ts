import { beforeEach, expect, test } from 'vitest';
import { getSelf } from '#db/queries/self.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { type EntryItem, entryText, entryValue, itemsToEnter } from '#shared/scoring/hand-work.ts';
import { testClock } from '#tests/support/device.ts';
import { newReplica } from '#tests/support/replica.ts';
import { saveRow } from '#tests/support/scoring.ts';
import type { Desk, Self } from './desk.ts';
import { enterFigures, entrySheet, handWork } from './hand-work.ts';
import { deleteRows } from './ledgers.ts';
import { insertOwn } from './own-rows.ts';
import { signRun } from './run-signing.ts';
import { explainScore, viewRun } from './run-views.ts';
import { listRuns, repeatRun, startRun } from './score-runs.ts';

let desk: Desk;
let scheme: string;
let runId: string;

const again = (id: string): string =>
  repeatRun(desk, { id, title: '重评', dataDate: '2026-05-05' }).id;

const totals = (id: string) =>
  Object.fromEntries(viewRun(desk, id).rows.map(({ firmName, total }) => [firmName, total]));

/** Kind, title, what, state. */
const told = (id: string) =>
  handWork(desk, id).map(({ kind, firmName, title, said, state }) =>
    [kind, firmName, title, said, state].join(' '),
  );

beforeEach(() => {
  const { store } = newReplica('县局', testClock());
  desk = { store, self: getSelf(store.reader) as unknown as Self } as Desk;
  write(store, { actor: '县局', purpose: '新增企业' }, (door) => {
    for (const name of ['甲厂', '乙厂']) door.insert(enterprise, { id: name, name });
  });
  scheme = saveRow(desk, 'scheme', null, { code: 'own', name: '自定' });
  const versionId = saveRow(desk, 'scheme_version', scheme, { version: '1' });
  const item = (code: string, title: string, kind: string, rule: object, more: object = {}) =>
    saveRow(desk, 'scheme_item', versionId, {
      code,
      title,
      kind,
      rule: JSON.stringify(rule),
      ...more,
    });
  item('lines', '产线', '按比例', { per: 10_000, points: 100 }, { cap: 2_000 });
  item('sales', '销售', '按比例', { per: 10_000, points: 1 }, { indicator: 'revenue' });
  item('fire', '没有事故', '否决', { comparison: '是' });
  const options = [
    { word: '好', points: 300 },
    { word: '中', points: 100 },
  ];
  item('look', '现场', '选项', { options, several: 'sum' });
  saveRow(desk, 'economics', '甲厂', { year: 2025, revenue: 50_000 });
  runId = startRun(desk, {
    title: '评分',
    versionId,
    year: 2025,
    dataDate: '2026-05-05',
    scope: {},
    panelId: null,
    awardId: null,
    againId: null,
  }).id;
});

test('a sheet asks for what no ledger told; entries count when the run is repeated, and are taken back', () => {
  const sheet = entrySheet(desk, runId);
  expect(itemsToEnter(sheet).map(({ code, as }) => [code, as])).toEqual([
    ['fire', 'flag'],
    ['lines', 'figure'],
    ['look', 'words'],
    ['sales', 'figure'],
  ]);
  expect(sheet.firms.map(({ name, missing }) => [name, missing.length]).toSorted()).toEqual(
    [
      ['乙厂', 4],
      ['甲厂', 3],
    ].toSorted(),
  );
  const before = totals(runId);
  enterFigures(desk, {
    runId,
    entries: [
      { firmId: '甲厂', code: 'lines', value: '3' },
      { firmId: '乙厂', code: 'lines', value: '5.5' },
      { firmId: '乙厂', code: 'look', value: '好、中' },
    ],
  });
  // The run stands.
  expect(totals(runId)).toEqual(before);
  expect(told(runId).every((line) => line.endsWith('waiting'))).toBe(true);
  const second = again(runId);
  expect(totals(second)).toEqual({ 甲厂: 305, 乙厂: 950 });
  // Of two runs of one day and one title the later stands first.
  const third = again(runId);
  expect(listRuns(desk).map(({ id }) => id)).toEqual([third, second, runId]);
  expect(viewRun(desk, runId).repeats.map(({ id }) => id)).toEqual([third, second]);
  expect(told(second).toSorted()).toEqual(
    [
      '填报 乙厂 产线 5.5 counted',
      '填报 乙厂 现场 好、中 counted',
      '填报 甲厂 产线 3 counted',
    ].toSorted(),
  );
  enterFigures(desk, {
    runId: second,
    entries: [
      { firmId: '甲厂', code: 'lines', value: '4' },
      { firmId: '乙厂', code: 'lines', value: null },
    ],
  });
  expect(told(second).toSorted()).toEqual(
    [
      '填报 乙厂 产线  withdrawn',
      '填报 乙厂 现场 好、中 counted',
      '填报 甲厂 产线 4 waiting',
    ].toSorted(),
  );
  // Back as it was: the run counts it again.
  enterFigures(desk, {
    runId: second,
    entries: [{ firmId: '乙厂', code: 'lines', value: '5.5' }],
  });
  expect(told(second)).toContain('填报 乙厂 产线 5.5 counted');
  const enter = (firmId: string, code: string, value: string) => () =>
    enterFigures(desk, { runId, entries: [{ firmId, code, value }] });
  expect(enter('甲厂', 'lines', '很多')).toThrow('不是数字');
  expect(enter('丙厂', 'lines', '1')).toThrow('不在本次评分之内');
  expect(enter('甲厂', 'none', '1')).toThrow('不在本次评分之内');
});

test('where files kept as one hold an item twice, the one that counts is told, and nothing waits for ever', () => {
  write(desk.store, { actor: '县局', purpose: '并档' }, (door) => {
    for (const [id, value] of [
      ['1', '3'],
      ['2', '4'],
    ] as const)
      insertOwn(desk, door, 'score_entry', {
        id,
        parentId: '甲厂',
        values: { schemeId: scheme, itemCode: 'lines', year: 2025, value },
      });
  });
  const second = again(runId);
  expect(totals(second).甲厂).toBe(305);
  expect(told(second)).toEqual(['填报 甲厂 产线 3 counted']);
});

test('a change by hand waits for the next run, counts in it, and is told as taken back', () => {
  const change = saveRow(desk, 'score_adjustment', '甲厂', {
    schemeId: scheme,
    itemCode: 'lines',
    year: 2025,
    points: -200,
    reason: '停产一条',
    decidedBy: '李四',
  });
  enterFigures(desk, { runId, entries: [{ firmId: '甲厂', code: 'lines', value: '3' }] });
  expect(told(runId)).toContain('调整 甲厂 产线 -2 waiting');
  const second = again(runId);
  expect(totals(second).甲厂).toBe(105);
  expect(told(second)).toContain('调整 甲厂 产线 -2 counted');
  expect(
    explainScore(desk, { runId: second, firmId: '甲厂' }).lines.find(({ code }) => code === 'lines')
      ?.adjustments,
  ).toEqual([{ points: -200, reason: '停产一条', by: '李四' }]);
  deleteRows(desk, { ledger: 'score_adjustment', ids: [change] });
  expect(told(second)).toContain('调整 甲厂 产线 -2 withdrawn');
  expect(totals(again(second)).甲厂).toBe(305);
});

test('cells of the sheet and entries are each other’s writing', () => {
  const item = (as: EntryItem['as']): EntryItem => ({
    code: 'a',
    title: '甲',
    as,
    unit: '',
    vocabulary: ['好', '中'],
  });
  for (const [as, said] of [
    ['figure', '12.3456'],
    ['figure', '-3'],
    ['flag', '是'],
    ['flag', '否'],
    ['word', '中'],
    ['words', '好、中'],
  ] as const)
    expect(entryText(item(as), entryValue(item(as), said))).toBe(said);
  expect(entryValue(item('figure'), '很多')).toBeNull();
  expect(entryText(item('words'), null)).toBeNull();
});

test('a run is published with both names only, not before it was made; taking it back puts all back', () => {
  const bare = { checkedBy: null, approvedBy: null, publishedOn: null, docNo: null };
  const day = viewRun(desk, runId).ranOn ?? '';
  expect(() => signRun(desk, { ...bare, id: runId, publishedOn: day })).toThrow('审核人和审批人');
  const names = { checkedBy: '赵六', approvedBy: '孙局长', docNo: '澜市监〔2026〕5 号' };
  expect(() => signRun(desk, { ...names, id: runId, publishedOn: '2020-01-01' })).toThrow(
    '不能早于',
  );
  const before = signRun(desk, { ...names, id: runId, publishedOn: day });
  expect(viewRun(desk, runId)).toMatchObject({
    intact: true,
    publishedOn: day,
    signed: { ...names, publishedOn: day },
  });
  expect(before).toEqual(bare);
  signRun(desk, { ...before, id: runId });
  expect(viewRun(desk, runId).signed).toEqual(bare);
  desk.store.handle.exec('UPDATE sync_ctl SET mode = 1 WHERE k = 1');
  desk.store.handle.exec('UPDATE score_result SET total = total + 1');
  desk.store.handle.exec('UPDATE sync_ctl SET mode = 0 WHERE k = 1');
  expect(() => signRun(desk, { ...names, id: runId, publishedOn: day })).toThrow('与冻结时不一致');
});
