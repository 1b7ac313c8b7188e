import { expect, test } from 'vitest';
import { enterprise } from '#db/schema/enterprises.ts';
import { visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { fillPlanInput } from '#shared/plan-views.ts';
import { suggestOrder } from '#shared/visit-routes.ts';
import { uuid } from '#sync/seal.ts';
import { firstFirm, follower, issuedSheet, secondFirm, thirdFirm } from '#tests/support/follow.ts';
import { desk, swap } from '#tests/support/ledger-laptops.ts';
import type { Replica } from '#tests/support/replica.ts';
import { undoFollowRun } from './follow-runs.ts';
import { handOver, handOverView } from './hand-over.ts';
import { todayOf } from './today.ts';
import { fillPlan } from './visit-plan-steps.ts';
import { planOf } from './visit-plans.ts';
import { getRoute, routeChoices, routeSheet, routesIn, saveRoute } from './visit-routes.ts';

const all = [firstFirm, secondFirm, thirdFirm];
const day = '2026-03-02';
const key = { day, lead: '王科员' };
const spring = { year: 2026, quarter: 1 } as const;

const planned = (who: Replica, more: object = {}): void => {
  const wish = {
    ...spring,
    source: { kind: 'firms', choice: { ids: all } },
    assign: { by: 'person', person: '王科员' },
    ...more,
  };
  fillPlan(desk(who), fillPlanInput.parse(wish));
};
const route = (who: Replica, firms: readonly string[], more: object = {}) =>
  saveRoute(desk(who), {
    ...{ ...key, was: null, companions: '李计量' },
    stops: firms.map((firm, n) => ({ firm, time: n === 0 ? '09:00' : null })),
    ...more,
  });
const names = (who: Replica, of = key) =>
  getRoute(desk(who), of).stops.map(({ firm }) => firm.name);
const visited = (who: Replica, enterpriseId: string, visitedOn: string): string => {
  const id = uuid();
  write(who.store, { actor: '王科员', purpose: '记录走访' }, (door) =>
    door.insert(visit, { id, enterpriseId, visitedOn }),
  );
  return id;
};

test('a route keeps its order, is changed as a whole, moves to another day, and comes back', () => {
  const who = follower('王科员');
  route(who, [thirdFirm, firstFirm]);
  expect(names(who)).toEqual(['丙厂', '甲厂']);
  expect(getRoute(desk(who), key)).toMatchObject({
    companions: '李计量',
    stops: [{ time: '09:00' }, {}],
  });
  route(who, [firstFirm, secondFirm, thirdFirm]);
  expect(names(who)).toEqual(['甲厂', '乙厂', '丙厂']);
  const tomorrow = { day: '2026-03-03', lead: '赵标准' };
  route(who, [secondFirm, firstFirm], { ...tomorrow, was: key });
  expect(names(who)).toEqual([]);
  expect(names(who, tomorrow)).toEqual(['乙厂', '甲厂']);
  route(who, [firstFirm, secondFirm, thirdFirm], { was: tomorrow });
  expect(names(who)).toEqual(['甲厂', '乙厂', '丙厂']);
  expect(names(who, tomorrow)).toEqual([]);
  route(who, []);
  expect(routesIn(desk(who), { from: day, to: day })).toEqual([]);
  expect(() => route(who, [uuid()])).toThrow(expect.objectContaining({ code: 'record.missing' }));
});

test('a visit recorded on the day ticks the stop off; those of other days and deleted ones do not', () => {
  const who = follower('王科员');
  route(who, [firstFirm, secondFirm, thirdFirm]);
  visited(who, secondFirm, '2026-03-01');
  const gone = visited(who, thirdFirm, day);
  write(who.store, { actor: '王科员', purpose: '删除走访' }, (door) =>
    door.update(visit, gone, { deleted: 1 }),
  );
  const made = visited(who, firstFirm, day);
  const ticks = () => getRoute(desk(who), key).stops.map((stop) => stop.visit);
  expect(ticks()).toEqual([made, null, null]);
  for (const person of ['王科员', '李计量'])
    expect(todayOf(desk(who), { person }).routes.map(({ stops }) => stops.length)).toEqual([3]);
  expect(todayOf(desk(who), { person: '赵标准' }).routes).toEqual([]);
});

test('two laptops that put one firm on one route make one stop', () => {
  const [a, b] = [follower('王科员'), follower('李计量')];
  route(a, [firstFirm, secondFirm]);
  route(b, [firstFirm, thirdFirm]);
  swap(a, b);
  for (const who of [a, b]) expect(names(who).toSorted()).toEqual(['丙厂', '乙厂', '甲厂']);
});

test('what is planned and not visited can be put on a route, firms with something due first', () => {
  const who = follower('王科员');
  planned(who);
  issuedSheet(who, thirdFirm, [['王科员', '2026-02-27']]);
  visited(who, firstFirm, '2026-02-02');
  route(who, [secondFirm], { day: '2026-03-05' });
  const { firms, routes, people } = routeChoices(desk(who), { day });
  expect(firms.map(({ firm, due, on }) => [firm.name, due, on])).toEqual([
    ['丙厂', 1, null],
    ['乙厂', 0, { day: '2026-03-05', lead: '王科员' }],
  ]);
  expect(routes).toHaveLength(1);
  expect(people).toContain('王科员');
});

test('the sheet tells of each stop what its file says and what is to be asked', () => {
  const who = follower('王科员');
  planned(who, { purpose: '年初走访' });
  issuedSheet(who, firstFirm, [['王科员', '2026-02-27', '建台账']]);
  visited(who, firstFirm, '2026-01-12');
  write(
    who.store,
    { actor: '王科员', purpose: '修改企业' },
    (door) =>
      void door.update(enterprise, firstFirm, { address: '工业路2号', contactName: '陈总' }),
  );
  route(who, [firstFirm]);
  expect(routeSheet(desk(who), key).stops).toMatchObject([
    {
      ...{ address: '工业路2号', contact: '陈总', purpose: '年初走访' },
      lastVisit: { on: '2026-01-12' },
      asks: [{ kind: '措施', text: '建台账1', dueOn: '2026-02-27', overdue: true }],
      expiring: [],
      missing: expect.arrayContaining(['统一社会信用代码']),
    },
  ]);
});

test('stops are suggested by township and address, numbers as numbers', () => {
  const stop = (name: string, township: string | null, address: string | null) => ({
    firm: { id: name, name },
    township,
    address,
  });
  const stops = [
    stop('丁', null, '工业路1号'),
    stop('丙', '石桥镇', '工业路12号'),
    stop('乙', '石桥镇', '工业路3号'),
    stop('甲', '湖口镇', null),
  ];
  expect(suggestOrder(stops).map(({ firm }) => firm.name)).toEqual(['甲', '乙', '丙', '丁']);
});

test("a planned visit near its end or overdue is in its officer's day; many of one day are one line", () => {
  const who = follower('王科员', '2026-03-26T02:00:00.000Z');
  planned(who);
  const due = (person: string) => todayOf(desk(who), { person }).due;
  const seen = due('王科员').map(({ kind, standing, firm }) => `${kind} ${standing} ${firm?.name}`);
  expect(seen.toSorted()).toEqual(['visit soon 丙厂', 'visit soon 乙厂', 'visit soon 甲厂']);
  expect(due('李计量')).toEqual([]);
  visited(who, firstFirm, '2026-03-26');
  expect(due('王科员')).toHaveLength(2);
  const more = Array.from({ length: 6 }, (_, n) => `00000000-0000-4000-8000-0000000000a${n}`);
  write(who.store, { actor: '王科员', purpose: '新增企业' }, (door) => {
    for (const [n, id] of more.entries()) door.insert(enterprise, { id, name: `新厂${n}` });
  });
  planned(who, { source: { kind: 'firms', choice: { ids: more } } });
  const [line, ...rest] = todayOf(desk(who), { person: '王科员' }).due;
  expect(rest).toEqual([]);
  expect(line).toMatchObject({ kind: 'visit', firm: null, dueOn: '2026-03-31' });
  expect(line?.title).toContain('还有 8 家未走访');
});

test('what a quarter left is overdue until somebody goes there or a new plan takes it over', () => {
  const who = follower('王科员', '2026-04-02T02:00:00.000Z');
  planned(who);
  const due = () =>
    todayOf(desk(who), { person: '王科员' })
      .due.map(({ firm }) => firm?.name)
      .toSorted();
  expect(due()).toEqual(['丙厂', '乙厂', '甲厂']);
  visited(who, firstFirm, '2026-04-01');
  expect(due()).toEqual(['丙厂', '乙厂']);
  planned(who, { quarter: 2, source: { kind: 'firms', choice: { ids: [secondFirm] } } });
  expect(due()).toEqual(['丙厂']);
});

test('planned visits and rounds ahead go to the successor, and come back', () => {
  const who = follower('王科员');
  planned(who, { assign: { by: 'person', person: '王科员、李计量' } });
  visited(who, firstFirm, '2026-02-02');
  route(who, [secondFirm], { companions: null });
  const view = (from: string) =>
    handOverView(desk(who), { from, on: day }).items.map(({ kind, firm }) => [kind, firm.name]);
  expect(view('王科员')).toEqual([
    ['visit', '丙厂'],
    ['visit', '乙厂'],
    ['route', '乙厂'],
  ]);
  const { run } = handOver(desk(who), {
    ...{ from: '王科员', to: '赵标准', on: day, phone: null, witness: null, note: null },
    keys: handOverView(desk(who), { from: '王科员', on: day }).items.map(({ key: one }) => one),
  });
  expect(view('王科员')).toEqual([]);
  const people = planOf(desk(who), spring).map(({ person }) => person);
  expect(people.toSorted()).toEqual(['王科员、李计量', '赵标准、李计量', '赵标准、李计量']);
  expect(names(who, { day, lead: '赵标准' })).toEqual(['乙厂']);
  undoFollowRun(desk(who), run);
  expect(view('王科员')).toHaveLength(3);
});
