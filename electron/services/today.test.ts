import { expect, test } from 'vitest';
import { uuid } from '#sync/seal.ts';
import { firstFirm, follower, issuedSheet, secondFirm } from '#tests/support/follow.ts';
import { hotline, issueStep } from '#tests/support/issues.ts';
import { desk } from '#tests/support/ledger-laptops.ts';
import { setHolidays } from './holidays.ts';
import { registerIssue } from './issue-register.ts';
import { saveRows } from './ledgers.ts';
import { assignLiaison } from './liaisons.ts';
import { addProgress } from './sheet-issuing.ts';
import { todayOf, workload } from './today.ts';
import { saveVisit } from './visits.ts';

const said = {
  role: '联系人',
  since: '2026-01-05',
  phone: null,
  leader: null,
  duty: null,
  docNo: null,
} as const;

test('a day holds what is overdue and due in five working days, and nothing of others', () => {
  const who = follower('王科员');
  // Monday 2 March 2026, behind a make-up Saturday: what was due on Friday is two working days late.
  const [late, , soon] = issuedSheet(who, firstFirm, [
    ['王科员', '2026-02-27'],
    ['李计量', '2026-02-27'],
    ['李计量、王科员', '2026-03-09'],
    ['王科员', '2026-03-10'],
  ]);
  const day = () => todayOf(desk(who), { person: null });
  expect(day().due.map(({ id, days, standing }) => [id, days, standing])).toEqual([
    [late, -2, 'overdue'],
    [soon, 5, 'soon'],
  ]);
  expect(day()).toMatchObject({ person: '王科员', own: true, working: true, note: null });
  expect(todayOf(desk(who), { person: '李计量' }).due).toHaveLength(2);
  // A day off in between: what was six working days away is five.
  setHolidays(desk(who), { days: [{ day: '2026-03-05', kind: '放假', name: '本地' }] });
  expect(day().due).toHaveLength(3);
  addProgress(desk(who), {
    ...{ id: uuid(), measureId: late ?? '', onDate: '2026-03-02', percent: 100, note: '办完' },
    state: '完成',
  });
  expect(day().due.map(({ id }) => id)).not.toContain(late);
});

test('visits of today and later, own firms to be looked after, papers of own firms', () => {
  const who = follower('王科员');
  assignLiaison(desk(who), { ...said, firms: [firstFirm], person: '王科员' });
  saveRows(desk(who), {
    ledger: 'certification',
    parent: firstFirm,
    rows: [{ id: null, values: { kind: '质量管理体系', number: 'Q-1', validTo: '2026-03-20' } }],
  });
  for (const visitedOn of ['2026-03-01', '2026-03-02', '2026-03-06'])
    saveVisit(desk(who), {
      ...{ id: uuid(), enterpriseId: secondFirm, visitedOn, startAt: '09:00', endAt: null },
      ...{
        place: null,
        serviceTypes: ['质量'],
        purpose: '回访',
        content: '看现场',
        findings: null,
      },
      ...{
        advice: null,
        firmPeople: null,
        participants: ['王科员', '李计量'],
        issues: [],
        photos: [],
      },
    });
  const day = todayOf(desk(who), { person: null });
  expect(day.visits.map(({ on }) => on)).toEqual(['2026-03-02', '2026-03-06']);
  expect(day.firms).toMatchObject([{ name: '甲厂', staleMonths: null }]);
  expect(day.firms[0]?.missing).toContain('统一社会信用代码');
  expect(day.due).toMatchObject([{ kind: 'paper', firm: { name: '甲厂' }, people: ['王科员'] }]);
  // Nobody else's day holds it.
  expect(todayOf(desk(who), { person: '赵标准' }).due).toEqual([]);
});

test('a year later the same file wants confirming, and 2027 is said to be unknown', () => {
  const who = follower('王科员', '2026-12-28T02:00:00.000Z');
  issuedSheet(who, firstFirm, [['王科员', '2027-01-04']]);
  const day = todayOf(desk(who), { person: null });
  expect(day.note).toBe('2027 年放假安排尚未录入，按周末计算');
  // 29, 30, 31 December, Friday 1 January (nobody has entered it as a holiday), Monday 4.
  expect(day.due).toMatchObject([{ days: 5 }]);
  setHolidays(desk(who), {
    days: ['2027-01-01', '2027-10-01'].map((d) => ({ day: d, kind: '放假' as const, name: null })),
  });
  expect(todayOf(desk(who), { person: null })).toMatchObject({ note: null, due: [{ days: 4 }] });
});

test("an issue asks for the next thing by its day; what is not due yet stands apart, and nobody's is counted", () => {
  const who = follower('王科员');
  const [mine, long, nobody] = [uuid(), uuid(), uuid()];
  const issue = (id: string, more: object) =>
    registerIssue(
      desk(who),
      hotline(id, { enterpriseId: firstFirm, raisedOn: '2026-03-02', ...more }),
    );
  issue(mine, { handler: '王科员' });
  issue(long, { handler: '李计量、王科员', term: '长期', dueOn: '2026-12-31' });
  issue(nobody, { handlerUnit: '计量科' });
  issueStep(who, long, '联系企业', { onDate: '2026-03-02', text: '已约时间', dueOn: '2026-03-04' });
  const day = todayOf(desk(who), { person: null });
  expect(day.due.map(({ kind, title, dueOn }) => [kind, title.slice(0, 4), dueOn])).toEqual([
    ['issue', '首次联系', '2026-03-02'],
    ['promise', '已约时间', '2026-03-04'],
  ]);
  // The long one is in the list by what was promised; it is not told twice.
  expect(day.issues).toEqual([]);
  expect(day.nobodys).toBe(1);
  expect(workload(desk(who)).rows).toMatchObject([
    { person: '李计量', issues: 1 },
    { person: '王科员', issues: 2 },
  ]);
});

test('workload counts each person once for each thing, by its own unit', () => {
  const who = follower('王科员');
  assignLiaison(desk(who), { ...said, firms: [firstFirm, secondFirm], person: '王科员' });
  assignLiaison(desk(who), { ...said, role: '副联系人', firms: [firstFirm], person: '李计量' });
  issuedSheet(who, firstFirm, [
    ['王科员、李计量', '2026-02-27'],
    ['王科员', '2026-06-30'],
  ]);
  for (const visitedOn of ['2025-12-31', '2026-01-04', '2026-03-02'])
    saveVisit(desk(who), {
      ...{ id: uuid(), enterpriseId: firstFirm, visitedOn, startAt: null, endAt: null },
      ...{ place: null, serviceTypes: ['质量'], purpose: null, content: 'x', findings: null },
      ...{ advice: null, firmPeople: null, participants: ['王科员'], issues: [], photos: [] },
    });
  expect(workload(desk(who))).toEqual({
    on: '2026-03-02',
    since: '2026-01-01',
    rows: [
      { person: '李计量', firms: 1, measures: 1, overdue: 1, issues: 0, visits: 0 },
      { person: '王科员', firms: 2, measures: 2, overdue: 1, issues: 0, visits: 2 },
    ],
  });
});
