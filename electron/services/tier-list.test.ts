import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoCounty } from '#tests/support/demo-county.ts';
import { saveRows } from './ledgers.ts';
import { intentionMatrix, moveTier, tierList, tierMovement, undoTierMove } from './tier-list.ts';

const year = 2009;
let county: Awaited<ReturnType<typeof demoCounty>>;
beforeAll(async () => {
  county = await demoCounty(year);
});
afterAll(() => county.close());

const counts = () => tierList(county.desk, { year, tier: null, search: '' }).counts;
const ends = (month: string) =>
  Object.fromEntries(
    tierMovement(county.desk, { month }).lines.map(({ tier, end }) => [tier, end]),
  );

test('the list and what the history adds up to say the same', () => {
  expect(counts()).toEqual({ 领军: 21, 骨干: 87, 成长: 300, 储备: 598 });
  expect(ends('2009-04')).toEqual(counts());
  const { rows } = tierList(county.desk, { year, tier: '领军', search: '' });
  expect(rows).toHaveLength(21);
  for (const row of rows) {
    expect(row.score).not.toBeNull();
    expect(row.since).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(row.goals).toHaveLength(1);
    expect(row.mentor).not.toBeNull();
  }
});

test('a month shows who came and went, and joins the next', () => {
  const april = tierMovement(county.desk, { month: '2009-04' });
  const march = ends('2009-03');
  for (const { tier, start, entered, up, down, left, end } of april.lines) {
    expect(start).toBe(march[tier]);
    expect(end).toBe(start + entered + up + down - left);
  }
  expect(april.moves.map(({ kind }) => kind).toSorted()).toEqual(
    [...Array(6).fill('晋级'), '降级'].toSorted(),
  );
  expect(april.moves.every(({ reason }) => reason !== null)).toBe(true);
});

test('a promotion is in the list, in the movement of its month, and can be taken back once', () => {
  const [row] = tierList(county.desk, { year, tier: '储备', search: '' }).rows;
  const enterpriseId = row?.firm.id ?? '';
  const said = { enterpriseId, on: '2009-05-04', score: 7255, docNo: null };
  const undo = moveTier(county.desk, { ...said, tier: '成长', reason: '评分达标' });
  expect(counts()).toMatchObject({ 成长: 301, 储备: 597 });
  expect(
    tierList(county.desk, { year, tier: '成长', search: row?.firm.name ?? '' }).rows,
  ).toMatchObject([{ since: '2009-05-04', score: 7255, reason: '评分达标' }]);
  expect(tierMovement(county.desk, { month: '2009-05' }).moves).toMatchObject([
    { from: '储备', to: '成长', kind: '晋级', reason: '评分达标' },
  ]);
  expect(() => moveTier(county.desk, { ...said, tier: '成长', reason: '再来' })).toThrow('已在');
  undoTierMove(county.desk, undo);
  expect(counts()).toEqual({ 领军: 21, 骨干: 87, 成长: 300, 储备: 598 });
  expect(tierMovement(county.desk, { month: '2009-05' }).moves).toEqual([]);
  expect(() => undoTierMove(county.desk, undo)).toThrow('又有调整');
});

test('two moves on one day end where the list says the firm stands; one before the last is refused', () => {
  const [row] = tierList(county.desk, { year, tier: '储备', search: '' }).rows;
  const said = { enterpriseId: row?.firm.id ?? '', on: '2009-05-04', score: null, docNo: null };
  for (const tier of ['骨干', '成长', '领军', '储备'] as const)
    moveTier(county.desk, { ...said, tier, reason: '核定' });
  expect(ends('2009-05')).toEqual(counts());
  expect(counts()).toEqual({ 领军: 21, 骨干: 87, 成长: 300, 储备: 598 });
  expect(() =>
    moveTier(county.desk, { ...said, on: '2009-05-03', tier: '成长', reason: '补记' }),
  ).toThrow('早于');
  const moves = tierMovement(county.desk, { month: '2009-05' }).moves;
  expect(moves.map(({ from, to }) => [from, to])).toEqual([
    ['储备', '骨干'],
    ['骨干', '成长'],
    ['成长', '领军'],
    ['领军', '储备'],
  ]);
});

test('where no year is asked for, the plan of this year is told, else the newest', () => {
  expect(tierList(county.desk, { year: null, tier: null, search: '' })).toMatchObject({
    year,
    years: [year],
  });
  expect(intentionMatrix(county.desk, { year: null })).toMatchObject({ year, firms: 168 });
  const [row] = tierList(county.desk, { year, tier: '领军', search: '' }).rows;
  const plan = { id: null, values: { year: year - 1, targetAward: '省名牌产品' } };
  const parent = row?.firm.id ?? '';
  saveRows(county.desk, { ledger: 'cultivation', parent, rows: [plan] });
  expect(intentionMatrix(county.desk, { year: null })).toMatchObject({
    year,
    years: [year, year - 1],
  });
  expect(intentionMatrix(county.desk, { year: year - 1 })).toMatchObject({ firms: 1 });
  expect(intentionMatrix(county.desk, { year: year + 5 }).years).toContain(year + 5);
});

test('intention × barrier counts firms: one with two barriers in two cells, once in each margin', () => {
  const matrix = intentionMatrix(county.desk, { year });
  expect(matrix.firms).toBe(168);
  expect(Object.values(matrix.byIntention).reduce((a, b) => a + b, 0)).toBe(168);
  for (const barrier of matrix.barriers) {
    const own = matrix.cells.filter((cell) => cell.barrier === barrier);
    const firms = new Set(own.flatMap((cell) => cell.firms.map(({ id }) => id)));
    expect(firms.size).toBe(matrix.byBarrier[barrier]);
  }
  const placed = matrix.cells.reduce((sum, { firms }) => sum + firms.length, 0);
  expect(placed).toBeGreaterThan(168);
});
