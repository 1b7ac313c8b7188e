import { expect, test } from 'vitest';
import { visitsMade } from '#db/queries/visit-plans.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { shippedSchema } from '#db/schema/index.ts';
import { visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { type FillPlan, fillPlanInput } from '#shared/plan-views.ts';
import { coverageBy } from '#shared/visit-coverage.ts';
import { countPlan } from '#shared/visit-plans.ts';
import { uuid } from '#sync/seal.ts';
import { firstFirm, follower, secondFirm, thirdFirm } from '#tests/support/follow.ts';
import { desk, swap } from '#tests/support/ledger-laptops.ts';
import type { Replica } from '#tests/support/replica.ts';
import { mergeFirms } from './firm-mergers.ts';
import { undoFollowRun } from './follow-runs.ts';
import { assignLiaison } from './liaisons.ts';
import { coverage } from './visit-coverage.ts';
import { changePlan, fillPlan, previewFill } from './visit-plan-steps.ts';
import { planBoard, planOf } from './visit-plans.ts';

const columnNames = (table: string): readonly string[] =>
  shippedSchema.shapes.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? [];

const spring = { year: 2026, quarter: 1 } as const;
const summer = { year: 2026, quarter: 2 } as const;
const all = [firstFirm, secondFirm, thirdFirm];

const wish = (firms: readonly string[], more: object = {}): FillPlan =>
  fillPlanInput.parse({
    ...spring,
    source: { kind: 'firms', choice: { ids: firms } },
    assign: { by: 'person', person: '王科员' },
    ...more,
  });
const fill = (who: Replica, firms: readonly string[], more: object = {}) =>
  fillPlan(desk(who), wish(firms, more));
const change = (who: Replica, firms: readonly string[], what: object) =>
  changePlan(desk(who), { ...spring, firms: [...firms], change: what } as never);
const visited = (who: Replica, enterpriseId: string, visitedOn: string): void =>
  write(who.store, { actor: '王科员', purpose: '记录走访' }, (door) =>
    door.insert(visit, { id: uuid(), enterpriseId, visitedOn }),
  );
const standings = (who: Replica, quarter = spring as { year: number; quarter: number }) =>
  planOf(desk(who), quarter).map(({ firm, person, standing }) => [firm.name, person, standing]);
const set = (who: Replica, id: string, patch: object): void =>
  write(
    who.store,
    { actor: '王科员', purpose: '修改企业' },
    (door) => void door.update(enterprise, id, patch),
  );

test('a firm is visited, overdue, put off or gone by what its visits and its file say', () => {
  const who = follower('王科员');
  expect(fill(who, all)).toMatchObject({ firms: 3 });
  expect(fill(who, all)).toEqual({ firms: 0, run: null });
  expect(standings(who)).toEqual([
    ['甲厂', '王科员', 'open'],
    ['乙厂', '王科员', 'open'],
    ['丙厂', '王科员', 'open'],
  ]);
  change(who, [firstFirm], { do: 'set', times: 2, dueOn: '2026-03-20' });
  change(who, [secondFirm], { do: 'set', dueOn: '2026-03-01' });
  visited(who, firstFirm, '2026-01-05');
  // A day to come is registered and not made; last year's is another quarter's.
  visited(who, firstFirm, '2026-03-09');
  visited(who, thirdFirm, '2025-12-31');
  const standing = (id: string) =>
    planOf(desk(who), spring).find(({ firm }) => firm.id === id)?.standing;
  expect(all.map(standing)).toEqual(['partly', 'overdue', 'open']);
  visited(who, firstFirm, '2026-03-02');
  expect(standing(firstFirm)).toBe('done');
  change(who, [secondFirm], { do: 'defer', reason: '企业搬迁' });
  set(who, thirdFirm, { status: '破产' });
  expect(all.map(standing)).toEqual(['done', 'deferred', 'gone']);
  expect(countPlan(planOf(desk(who), spring))).toEqual({
    ...{ planned: 3, assigned: 1, visited: 1, done: 1, overdue: 0, deferred: 1, gone: 1 },
  });
  change(who, [secondFirm], { do: 'resume' });
  expect(standing(secondFirm)).toBe('overdue');
  const refused = () => change(who, [secondFirm], { do: 'set', dueOn: '2026-04-01' });
  expect(refused).toThrow(expect.objectContaining({ code: 'record.invalid' }));
});

test('two laptops that plan one firm make one row; different people for it are a question', () => {
  const [a, b] = [follower('王科员'), follower('李计量')];
  fill(a, [firstFirm]);
  fill(b, [firstFirm, secondFirm], { assign: { by: 'person', person: '李计量' } });
  swap(a, b);
  for (const who of [a, b]) {
    expect(planOf(desk(who), spring).map(({ firm, ids }) => [firm.id, ids.length])).toEqual([
      [firstFirm, 1],
      [secondFirm, 1],
    ]);
    const asked = who.store.handle.prepare('SELECT DISTINCT tbl, col FROM sync_sibling').all();
    const person = columnNames('visit_plan').indexOf('person');
    expect(asked).toEqual([{ tbl: 'visit_plan', col: person }]);
  }
});

test('sources: contact persons, tiers, the quarter before without what was visited; dead firms stay out', () => {
  const who = follower('王科员');
  const said = { role: '联系人', since: '2026-01-05', phone: null, leader: null } as const;
  const assign = (firms: string[], person: string) =>
    assignLiaison(desk(who), { ...said, firms, person, duty: null, docNo: null });
  assign([firstFirm, secondFirm], '王科员');
  assign([thirdFirm], '李计量');
  fill(who, all, {
    source: { kind: 'liaison' },
    assign: { by: 'liaison' },
    purpose: '一季度走访',
  });
  const people = planOf(desk(who), spring).map(({ firm, person }) => [firm.id, person]);
  expect(Object.fromEntries(people)).toEqual({
    [firstFirm]: '王科员',
    [secondFirm]: '王科员',
    [thirdFirm]: '李计量',
  });
  visited(who, firstFirm, '2026-02-02');
  change(who, [thirdFirm], { do: 'defer', reason: '停产检修' });
  const copy = {
    ...summer,
    source: { kind: 'quarter', from: spring },
    assign: { by: 'before' },
  };
  expect(previewFill(desk(who), wish([firstFirm], copy))).toMatchObject({ found: 1, added: 1 });
  const withDeferred = { ...copy, source: { ...copy.source, deferred: true } };
  expect(previewFill(desk(who), wish([firstFirm], withDeferred))).toMatchObject({ added: 2 });
  set(who, secondFirm, { status: '失联' });
  expect(previewFill(desk(who), wish([firstFirm], copy))).toMatchObject({ gone: 1, added: 0 });
  expect(fill(who, all, withDeferred)).toMatchObject({ firms: 1 });
  expect(standings(who, summer)).toEqual([['丙厂', '李计量', 'open']]);
});

test('shared out evenly, over the weeks, moved to another quarter, taken out, and all of it back', () => {
  const who = follower('王科员');
  const { run } = fill(who, all, {
    assign: { by: 'evenly', people: ['王科员', '李计量'] },
    spread: 'weeks',
  });
  const lines = planOf(desk(who), spring);
  expect(lines.map(({ person }) => person).toSorted()).toEqual(['李计量', '王科员', '王科员']);
  // Monday 2 March 2026: five weeks are left, the last of them ends on Tuesday 31.
  expect(lines.every(({ dueOn }) => '2026-03-06' <= dueOn && dueOn <= '2026-03-31')).toBe(true);
  const moved = change(who, [firstFirm], { do: 'move', to: summer });
  expect(standings(who)).toHaveLength(2);
  expect(standings(who, summer)).toEqual([['甲厂', expect.any(String), 'open']]);
  undoFollowRun(desk(who), moved.run ?? '');
  expect(standings(who)).toHaveLength(3);
  expect(standings(who, summer)).toEqual([]);
  const removed = change(who, all, { do: 'remove' });
  expect(standings(who)).toEqual([]);
  expect(() => change(who, all, { do: 'remove' })).toThrow(
    expect.objectContaining({ code: 'bulk.stale' }),
  );
  undoFollowRun(desk(who), removed.run ?? '');
  expect(undoFollowRun(desk(who), run ?? '')).toEqual({ restored: 3, kept: 0 });
  expect(standings(who)).toEqual([]);
});

test('coverage has its numerator, its denominator and the firms behind both; a merged firm counts once', () => {
  const who = follower('王科员');
  fill(who, all);
  visited(who, secondFirm, '2026-02-02');
  const period = { from: '2026-01-01', to: '2026-03-31', base: 'plan' as const };
  const by = (side: 'person' | 'township') => coverageBy(coverage(desk(who), period).firms, side);
  expect(by('township')).toEqual({
    lines: [
      { word: '湖口镇', assigned: 2, visited: 1, visits: 1, rate: 500 },
      { word: '石桥镇', assigned: 1, visited: 0, visits: 0, rate: 0 },
    ],
    all: { word: null, assigned: 3, visited: 1, visits: 1, rate: 333 },
  });
  mergeFirms(desk(who), {
    ...{ firstId: firstFirm, secondId: secondFirm, keeperId: firstFirm },
    ...{ take: [], keepName: true },
  });
  expect(by('person').lines).toEqual([
    { word: '王科员', assigned: 2, visited: 1, visits: 1, rate: 500 },
  ]);
  expect(planOf(desk(who), spring).find(({ firm }) => firm.id === firstFirm)?.ids).toHaveLength(2);
  const nobody = coverage(desk(who), { ...period, base: 'liaison' });
  expect(coverageBy(nobody.firms, 'person').all).toMatchObject({ assigned: 0, rate: null });
  // All in operation: the merged one once, planned or not; one that stands still is not among them.
  const whole = () => coverage(desk(who), { ...period, base: 'all' });
  expect(coverageBy(whole().firms, 'township').all).toMatchObject({ assigned: 2, visited: 1 });
  write(who.store, { actor: '王科员', purpose: '量' }, (door) => {
    door.insert(enterprise, { id: 'still', name: '停产厂', township: '石桥镇', status: '停产' });
    door.insert(enterprise, { id: 'new', name: '新厂', township: '石桥镇' });
  });
  expect(whole()).toMatchObject({ gone: 1, deferred: 0 });
  expect(coverageBy(whole().firms, 'township')).toMatchObject({
    lines: [
      { word: '湖口镇', visited: 1 },
      { word: '石桥镇', visited: 0 },
    ],
    all: { assigned: 3, visited: 1, visits: 1, rate: 333 },
  });
});

test('a board of thousands is read by its indices', () => {
  const who = follower('王科员');
  fill(who, all);
  const { handle } = who.store;
  const plans: string[] = [];
  const prepare = handle.prepare.bind(handle);
  handle.prepare = ((sql: string) => {
    plans.push(sql);
    return prepare(sql);
  }) as typeof handle.prepare;
  planBoard(desk(who), spring);
  visitsMade(who.store, all, { from: '2026-01-01', to: '2026-03-31' });
  handle.prepare = prepare;
  const steps = plans
    .filter((sql) => /visit_plan|JOIN visit /.test(sql))
    .flatMap((sql) => {
      const bound = sql.includes('@ids') ? [{ ids: '[]', from: '', to: '' }] : ['[]'];
      return prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...bound) as { detail: string }[];
    })
    .map(({ detail }) => detail);
  expect(steps.length).toBeGreaterThan(4);
  expect(steps.filter((step) => /^SCAN (p|v|e|visit_plan|visit|enterprise)\b/.test(step))).toEqual(
    [],
  );
});
