import { afterAll, beforeAll, expect, test } from 'vitest';
import { participantsOf } from '#db/queries/visits.ts';
import { participant } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import type { Desk } from '#services/desk.ts';
import { issueCounts, visitCounts } from '#services/issue-counts.ts';
import { issuesOn } from '#services/issue-courses.ts';
import { undoIssueStep } from '#services/issue-steps.ts';
import { issuesOpen, listIssues } from '#services/issues.ts';
import { total } from '#shared/issue-counts.ts';
import { listIssuesInput } from '#shared/issues.ts';
import { demoCounty } from '#tests/support/demo-county.ts';

/** What the records of the demo county's first quarter add up to: each figure is a question to the store. */

const quarter = { from: '2009-01-01', to: '2009-03-31' };
let county: Awaited<ReturnType<typeof demoCounty>>;
let desk: Desk;

beforeAll(async () => {
  county = await demoCounty(2009);
  desk = county.desk as unknown as Desk;
});
afterAll(() => county.close());

const rows = (asked: object) => listIssues(desk, listIssuesInput.parse(asked)).rows;
const figures = () => ({
  visits: visitCounts(desk, quarter),
  issues: issueCounts(desk, quarter),
});

test('378 visits and 958 人次, month by month', () => {
  expect(visitCounts(desk, quarter)).toMatchObject({
    visits: 378,
    personTimes: 958,
    months: [
      { month: '2009-01', visits: 126, personTimes: 318 },
      { month: '2009-02', visits: 92, personTimes: 233 },
      { month: '2009-03', visits: 160, personTimes: 407 },
    ],
  });
  expect(visitCounts(desk, { from: '2008-01-01', to: '2008-12-31' }).visits).toBe(0);
});

test('141 issues registered, 128 solved, 11 in progress, 2 transferred, with the split by type', () => {
  const { issues } = figures();
  expect(issues.registered).toEqual({ 质量: 42, 计量: 34, 标准化: 30, 特种设备: 26, 其他: 9 });
  expect(issues.solved).toEqual({ 质量: 38, 计量: 31, 标准化: 27, 特种设备: 24, 其他: 8 });
  expect([total(issues.registered), total(issues.solved)]).toEqual([141, 128]);
  expect([total(issues.open), total(issues.transferred), total(issues.refused)]).toEqual([
    11, 2, 0,
  ]);
  expect(issues.rate).toBe(908);
});

test('the rows behind each figure are as many, and each of them is legal and uncontested', () => {
  const { issues } = figures();
  for (const counter of ['registered', 'solved', 'open', 'transferred'] as const)
    expect(rows({ counted: { counter, ...quarter } })).toHaveLength(total(issues[counter]));
  const all = rows({});
  expect(all.flatMap(({ contested }) => contested)).toEqual([]);
  expect(issuesOpen(desk)).toHaveLength(13);
  for (const { course, steps } of issuesOn(desk)) expect(course.path).toHaveLength(steps.length);
});

test('one participant fewer changes 人次 and nothing else; one 销号 taken back changes what is solved and open', () => {
  const before = figures();
  const { handle, reader } = county.desk.store;
  const visitId = handle
    .prepare("SELECT id FROM visit WHERE visited_on LIKE '2009-02-%' ORDER BY id LIMIT 1")
    .pluck()
    .get() as string;
  const somebody = participantsOf(reader, [visitId])[0]?.id ?? '';
  const set = (deleted: 0 | 1) =>
    write(county.desk.store, { actor: '张三', purpose: '修改走访记录' }, (door) =>
      door.update(participant, somebody, { deleted }),
    );
  set(1);
  const [january, february, march] = before.visits.months;
  expect(figures()).toEqual({
    issues: before.issues,
    visits: {
      ...before.visits,
      personTimes: 957,
      months: [january, { ...february, personTimes: 232 }, march],
    },
  });
  set(0);
  expect(figures()).toEqual(before);

  const solved = rows({ counted: { counter: 'solved', ...quarter }, type: '计量' })[0];
  undoIssueStep(desk, { id: solved?.id ?? '', stepId: solved?.lastStepId ?? '' });
  expect(figures()).toEqual({
    visits: before.visits,
    issues: {
      ...before.issues,
      solved: { ...before.issues.solved, 计量: 30 },
      solvedOfRegistered: { ...before.issues.solvedOfRegistered, 计量: 30 },
      open: { ...before.issues.open, 计量: (before.issues.open.计量 ?? 0) + 1 },
      rate: 901,
    },
  });
});
