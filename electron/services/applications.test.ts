import { expect, test } from 'vitest';
import { ledgerTables } from '#db/schema/ledgers.ts';
import { write } from '#db/write.ts';
import { board, desk, form, pair, step, swap } from '#tests/support/applications.ts';
import { fillPapers } from './application-papers.ts';
import { redoStep, undoStep } from './application-steps.ts';
import { applicationBoard, getApplication, newApplication } from './applications.ts';
import { listConflicts } from './conflicts.ts';
import { calendar } from './deadlines.ts';
import { saveRows } from './ledgers.ts';
import { rowsOf } from './own-rows.ts';

test('two laptops that register the same application make one, and the same step is one step', () => {
  const [a, b] = pair();
  const { id } = newApplication(desk(a), form);
  expect(newApplication(desk(b), { ...form, product: '特種紙' }).id).toBe(id);
  expect(() => newApplication(desk(a), form)).toThrow('已有一条');
  step(a, id, '申报');
  step(b, id, '申报', { onDate: '2026-03-12' });
  swap(a, b);
  for (const who of [a, b]) {
    expect(board(who).rows).toMatchObject([{ id, stage: '申报', contested: [] }]);
    expect(getApplication(desk(who), id).steps).toHaveLength(1);
  }
  // What differs is asked like any other cell.
  const columns = listConflicts(desk(a)).groups.flatMap(({ conflicts }) =>
    conflicts.map(({ column }) => column),
  );
  expect(columns.toSorted()).toEqual(['on_date', 'person', 'product']);
});

test('two offices that decide otherwise: both see both, and taking one back closes it everywhere', () => {
  const [a, b] = pair();
  const { id } = newApplication(desk(a), form);
  step(a, id, '申报');
  step(a, id, '初审');
  swap(a, b);
  step(a, id, '推荐上报');
  step(b, id, '未通过', { reason: '规模不足' });
  swap(a, b);
  for (const who of [a, b]) {
    expect(board(who).rows).toMatchObject([
      { stage: '推荐上报', contested: ['2026-03-10 未通过 李四'] },
    ]);
  }
  const other = getApplication(desk(b), id).steps.find(({ standing }) => standing === 'contested');
  undoStep(desk(b), { id, stepId: other?.id ?? '' });
  swap(a, b);
  expect(board(a).rows).toMatchObject([{ stage: '推荐上报', contested: [] }]);
});

test('a step must follow, say why where it must, not go back in time, and not miss what is new', () => {
  const [a] = pair();
  const { id } = newApplication(desk(a), form);
  expect(() => step(a, id, '初审')).toThrow('尚未开始');
  step(a, id, '申报');
  expect(() => step(a, id, '初审', { afterId: null })).toThrow('新的进展');
  expect(() => step(a, id, '初审', { onDate: '2026-03-01' })).toThrow('早于上一步');
  step(a, id, '初审');
  expect(() => step(a, id, '未通过')).toThrow('须说明原因');
  expect(step(a, id, '退回补正', { reason: '材料不全' })).toMatchObject({
    stage: '退回补正',
    from: '初审',
    next: ['初审', '未通过', '撤回', '不在目录'],
  });
});

test('the last step is undone and put back; one in the middle is not', () => {
  const [a] = pair();
  const { id } = newApplication(desk(a), form);
  const first = step(a, id, '申报').lastStepId ?? '';
  const last = step(a, id, '初审').lastStepId ?? '';
  expect(() => undoStep(desk(a), { id, stepId: first })).toThrow('最后一步');
  expect(undoStep(desk(a), { id, stepId: last }).stage).toBe('申报');
  expect(redoStep(desk(a), { id, stepId: last }).stage).toBe('初审');
  undoStep(desk(a), { id, stepId: last });
  // Written anew after it was taken back: one row, and nothing of the old one is left in it.
  expect(step(a, id, '初审', { docNo: '5号' }).steps).toMatchObject([
    { stage: '申报' },
    { id: last, stage: '初审', docNo: '5号' },
  ]);
  expect(() => undoStep(desk(a), { id, stepId: 'nothing' })).toThrow('没有找到');
});

test('what was written after a step taken back elsewhere hangs on the one before, which is then not the last', () => {
  const [a, b] = pair();
  const { id } = newApplication(desk(a), form);
  step(a, id, '申报');
  const review = step(a, id, '初审').lastStepId ?? '';
  const looked = step(a, id, '专家预审').lastStepId ?? '';
  swap(a, b);
  undoStep(desk(a), { id, stepId: looked });
  step(b, id, '推荐上报');
  swap(a, b);
  for (const who of [a, b]) {
    expect(getApplication(desk(who), id).stage).toBe('推荐上报');
    expect(() => undoStep(desk(who), { id, stepId: review })).toThrow('最后一步');
  }
});

test('the last step is taken back also where a step that no longer follows was written after it', () => {
  const [a, b] = pair();
  const { id } = newApplication(desk(a), form);
  step(a, id, '申报');
  step(a, id, '初审');
  const looked = step(a, id, '专家预审').lastStepId ?? '';
  swap(a, b);
  undoStep(desk(a), { id, stepId: looked });
  step(b, id, '退回补正', { reason: '材料不全' });
  step(b, id, '专家预审');
  swap(a, b);
  const { steps, lastStepId, stage, from } = getApplication(desk(a), id);
  expect([stage, from]).toEqual(['退回补正', '初审']);
  expect(steps.map(({ standing }) => standing)).toEqual(['path', 'path', 'path', 'aside']);
  expect(undoStep(desk(a), { id, stepId: lastStepId ?? '' }).stage).not.toBe('退回补正');
});

test('a product told by its file and by its name is one product; a name two files share is neither', () => {
  const [a] = pair();
  const add = (ledger: string, values: object): string =>
    saveRows(desk(a), { ledger, parent: 'firm', rows: [{ id: null, values: { ...values } }] })
      .ids[0] ?? '';
  const paper = add('product', { name: '特种纸' });
  newApplication(desk(a), { ...form, productId: paper });
  newApplication(desk(a), { ...form, award: '市名牌产品', product: '特種紙' });
  expect(board(a).rows.map(({ productKey }) => productKey)).toEqual([paper, paper]);
  expect(board(a).funnel.idle).toMatchObject({ firms: 1, products: 1 });
  for (const model of ['A', 'B']) add('product', { name: '热敏纸', model });
  const { id } = newApplication(desk(a), { ...form, product: '热敏纸' });
  const other = board(a).rows.find((row) => row.id === id);
  expect(other?.productKey).not.toBeNull();
  expect(board(a).funnel.idle).toMatchObject({ firms: 1, products: 2 });
});

test('a month counts with its last day: papers due in it are late after it, and before it by their days', () => {
  const [a] = pair();
  const { id } = newApplication(desk(a), form);
  saveRows(desk(a), {
    ledger: 'application_item',
    parent: id,
    rows: [{ id: null, values: { name: '申报表', dueOn: '2026-04' } }],
  });
  const late = (on: string): number | undefined =>
    applicationBoard(desk(a), { year: null, award: null, search: '', on }).rows[0]?.papers.overdue;
  expect([late('2026-04-15'), late('2026-04-30'), late('2026-05-01')]).toEqual([0, 0, 1]);
});

test('windows count the applications of their award by whichever of its names', () => {
  const [a] = pair();
  const add = (ledger: string, parent: string | null, values: object): string =>
    saveRows(desk(a), { ledger, parent, rows: [{ id: null, values: { ...values } }] }).ids[0] ?? '';
  const award = add('award', null, { code: 'sheng', name: '省名牌产品', aliases: '省级名牌' });
  add('award_window', award, { year: 2026, opensOn: '2026-03-01', closesOn: '2026-04-15' });
  add('application', 'firm', { award: '省级名牌', year: 2026, product: '特种纸' });
  add('application', 'firm', { award: '省名牌产品', year: 2026, product: '热敏纸' });
  add('application', 'firm', { award: '省名牌产品', year: 2025, product: '热敏纸' });
  expect(calendar(desk(a), { on: '2026-03-05' }).windows).toMatchObject([
    { award: '省名牌产品', phase: '申报', state: 'open', applications: 2 },
  ]);
});

test('a new application has the papers its award asks for, due before its day', () => {
  const [a] = pair();
  const add = (ledger: string, parent: string | null, values: object): string =>
    saveRows(desk(a), { ledger, parent, rows: [{ id: null, values: { ...values } }] }).ids[0] ?? '';
  const award = add('award', null, {
    code: 'sheng',
    name: '省名牌产品',
    aliases: '省级名牌',
    object: '产品',
  });
  const edition = add('award_edition', award, { edition: '2026' });
  add('award_dossier_item', edition, { code: '1', title: '申报表', must: 1, daysBefore: 5 });
  write(a.store, { actor: '张三', purpose: '启用' }, (d) =>
    d.update(ledgerTables.award_edition, edition, { state: '启用' } as never),
  );
  const { id } = newApplication(desk(a), { ...form, award: '省级名牌', object: null });
  // A day that is only known by its month does as well.
  const other = saveRows(desk(a), {
    ledger: 'application',
    parent: 'firm',
    rows: [{ id: null, values: { award: '省名牌产品', year: 2027, dueOn: '2027-04' } }],
  }).ids[0];
  fillPapers(desk(a), other ?? '');
  expect(rowsOf(desk(a), 'application_item', other).map(({ values }) => values.dueOn)).toEqual([
    '2027-04-25',
  ]);
  expect(getApplication(desk(a), id)).toMatchObject({
    award: '省名牌产品',
    object: '产品',
    papers: { total: 1, done: 0 },
  });
  expect(() =>
    newApplication(desk(a), { ...form, award: '省级名牌', object: null, product: null }),
  ).toThrow('请填写申报产品');
});
