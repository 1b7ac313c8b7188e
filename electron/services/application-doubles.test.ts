import { expect, test } from 'vitest';
import { board, desk, form, pair, step, swap } from '#tests/support/applications.ts';
import { mergeApplications, splitApplications } from './application-doubles.ts';
import { redoStep, undoStep } from './application-steps.ts';
import { applicationBoard, getApplication, newApplication } from './applications.ts';
import { deleteRows, saveRows } from './ledgers.ts';

test('two applications that become the same are told, and neither is lost', () => {
  const [a, b] = pair();
  const { id } = newApplication(desk(a), form);
  const other = newApplication(desk(a), { ...form, product: '热敏纸' }).id;
  swap(a, b);
  newApplication(desk(a), { ...form, product: '装饰纸' });
  saveRows(desk(b), {
    ledger: 'application',
    parent: 'firm',
    rows: [{ id: other, values: { product: '装饰纸' } }],
  });
  swap(a, b);
  for (const who of [a, b]) {
    expect(board(who).rows).toHaveLength(3);
    expect(board(who).doubles).toHaveLength(1);
    expect(board(who).doubles[0]).toContain(other);
    expect(board(who).doubles[0]).not.toContain(id);
    // Only where one of them is among the rows: a name is told of each.
    const found = { year: 2026, award: null, on: null };
    expect(applicationBoard(desk(who), { ...found, search: '装饰纸' }).doubles).toHaveLength(1);
    expect(applicationBoard(desk(who), { ...found, search: '特种纸' }).doubles).toEqual([]);
  }
});

/** Two offices that entered one application apart, by a name and by another, and went on with it. */
const twice = () => {
  const [a, b] = pair();
  const award = saveRows(desk(a), {
    ledger: 'award',
    parent: null,
    rows: [{ id: null, values: { code: 'sheng', name: '省名牌产品', aliases: '省级名牌' } }],
  }).ids[0];
  expect(award).toBeDefined();
  const mine = newApplication(desk(a), form).id;
  // The other office has no catalogue yet, and calls the award otherwise.
  const theirs = newApplication(desk(b), { ...form, award: '省级名牌' }).id;
  step(a, mine, '申报');
  step(b, theirs, '申报', { person: '乡镇' });
  step(b, theirs, '初审');
  for (const [who, id, name] of [
    [a, mine, '申报表'],
    [b, theirs, '检验报告'],
  ] as const)
    saveRows(desk(who), {
      ledger: 'application_item',
      parent: id,
      rows: [{ id: null, values: { name } }],
    });
  swap(a, b);
  return { a, b, mine, theirs };
};

test('what two offices entered apart is one application with one click: all steps and papers, counted once', () => {
  const { a, b, mine, theirs } = twice();
  expect(board(a).doubles.map((ids) => ids.toSorted())).toEqual([[mine, theirs].toSorted()]);
  expect(board(a).funnel.stages.find(({ stage }) => stage === '申报')?.firms).toBe(1);
  const merged = mergeApplications(desk(a), { ids: [mine, theirs] });
  // Under the one that has come further.
  expect(merged).toEqual({ keptId: theirs, mergedIds: [mine] });
  swap(a, b);
  for (const who of [a, b]) {
    expect(board(who).doubles).toEqual([]);
    expect(board(who).rows.map(({ id, papers }) => [id, papers.total])).toEqual([[theirs, 2]]);
    const file = getApplication(desk(who), mine);
    expect([file.id, file.stage, file.mergedIds]).toEqual([theirs, '初审', [mine]]);
    expect(file.steps.map(({ stage, standing }) => [stage, standing])).toEqual([
      ['申报', 'path'],
      ['初审', 'path'],
      ['申报', 'beside'],
    ]);
    expect(file.contested).toEqual([]);
  }
  // It goes on as one; whoever holds the other's id goes on with it too.
  const looked = step(b, mine, '专家预审');
  expect(looked.stage).toBe('专家预审');
  expect(undoStep(desk(b), { id: theirs, stepId: looked.lastStepId ?? '' }).stage).toBe('初审');
  redoStep(desk(b), { id: theirs, stepId: looked.lastStepId ?? '' });
  swap(a, b);
  splitApplications(desk(a), { ids: [mine] });
  swap(a, b);
  for (const who of [a, b]) {
    expect(getApplication(desk(who), theirs).stage).toBe('专家预审');
    expect(getApplication(desk(who), mine)).toMatchObject({ stage: '申报', mergedIds: [] });
    expect(board(who).doubles).toHaveLength(1);
  }
});

test('two offices put the same two together crosswise: they stay together, and nothing is asked', () => {
  const { a, b, mine, theirs } = twice();
  mergeApplications(desk(a), { ids: [mine, theirs] });
  // The other office saw another order of things.
  saveRows(desk(b), {
    ledger: 'application',
    parent: 'firm',
    rows: [{ id: theirs, values: { sameAsId: mine } }],
  });
  swap(a, b);
  const [first = ''] = [mine, theirs].toSorted();
  for (const who of [a, b]) {
    expect(board(who).rows.map(({ id }) => id)).toEqual([first]);
    expect(getApplication(desk(who), theirs).id).toBe(first);
    expect(getApplication(desk(who), mine).stage).toBe('初审');
  }
  splitApplications(desk(a), { ids: [mine, theirs] });
  swap(a, b);
  expect(board(b).rows).toHaveLength(2);
});

test('only what is one and the same is put together; a deleted one hides nothing', () => {
  const { a, mine, theirs } = twice();
  const other = newApplication(desk(a), { ...form, product: '热敏纸' }).id;
  expect(() => mergeApplications(desk(a), { ids: [mine, other] })).toThrow('都相同');
  expect(() => mergeApplications(desk(a), { ids: [mine, 'nothing'] })).toThrow('没有找到');
  mergeApplications(desk(a), { ids: [mine, theirs] });
  deleteRows(desk(a), { ledger: 'application', ids: [theirs] });
  expect(getApplication(desk(a), mine)).toMatchObject({ id: mine, stage: '申报' });
  expect(board(a).rows.map(({ id }) => id)).toContain(mine);
});
