import { afterAll, beforeAll, expect, test } from 'vitest';
import { participantsOf } from '#db/queries/visits.ts';
import { issue, participant, visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import type { Desk } from '#services/desk.ts';
import { issueCounts } from '#services/issue-counts.ts';
import { issuesNow } from '#services/issue-courses.ts';
import { undoIssueStep } from '#services/issue-steps.ts';
import { issuesOpen, listIssues } from '#services/issues.ts';
import { serviceFigures } from '#services/service-counts.ts';
import { serviceRows } from '#services/service-rows.ts';
import { total } from '#shared/issue-counts.ts';
import { issueCounters, listIssuesInput } from '#shared/issues.ts';
import { serviceCounters, serviceSplits } from '#shared/service-counters.ts';
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
const services = (by: (typeof serviceSplits)[number] = 'month') =>
  serviceFigures(desk, { ...quarter, by });

/** Every figure of the quarter, split every way, under a name of its own. */
const everyFigure = (): Map<string, number | null> => {
  const all = new Map<string, number | null>();
  for (const by of serviceSplits) {
    const { groups, total: whole } = services(by);
    for (const { key } of serviceCounters) {
      all.set(`${key}`, whole[key]);
      for (const group of groups)
        if (group.figures[key] !== null) all.set(`${key} ${by} ${group.key}`, group.figures[key]);
    }
  }
  const issues = issueCounts(desk, quarter);
  for (const counter of issueCounters)
    for (const [type, count] of Object.entries(issues[counter]))
      all.set(`issues ${counter} ${type}`, count);
  return all;
};

/** Which figures differ, and by how much. */
const changes = (before: ReadonlyMap<string, number | null>) => {
  const after = everyFigure();
  const keys = new Set([...before.keys(), ...after.keys()]);
  return Object.fromEntries(
    [...keys].flatMap((key) => {
      const by = (after.get(key) ?? 0) - (before.get(key) ?? 0);
      return by === 0 ? [] : [[key, by]];
    }),
  );
};

test('378 visits and 958 人次, month by month; nothing a year before', () => {
  const { total: whole, groups, before } = services();
  expect(whole).toMatchObject({ visits: 378, personTimes: 958, registered: 141, solved: 128 });
  expect(groups.map(({ key, figures }) => [key, figures.visits, figures.personTimes])).toEqual([
    ['2009-01', 126, 318],
    ['2009-02', 92, 233],
    ['2009-03', 160, 407],
  ]);
  expect(Object.values(before).every((figure) => figure === 0)).toBe(true);
});

test('141 issues registered, 128 solved, 11 in progress, 2 transferred, with the split by type', () => {
  const { groups, total: whole } = services('type');
  const split = (key: 'registered' | 'solved') =>
    Object.fromEntries(
      groups.flatMap(({ label, figures }) => (figures[key] ? [[label, figures[key]]] : [])),
    );
  expect(split('registered')).toEqual({ 质量: 42, 计量: 34, 标准化: 30, 特种设备: 26, 其他: 9 });
  expect(split('solved')).toEqual({ 质量: 38, 计量: 31, 标准化: 27, 特种设备: 24, 其他: 8 });
  expect(whole).toMatchObject({ accepted: 141, open: 11, transferred: 2, refused: 0 });
  expect(issueCounts(desk, quarter).rate).toBe(908);
});

test('the rows behind each figure come to it, whole and by every group', () => {
  for (const by of serviceSplits) {
    const { groups, total: whole } = services(by);
    for (const { key } of serviceCounters) {
      const behind = (group: string | null) =>
        serviceRows(desk, { ...quarter, counter: key, by, group }).reduce(
          (sum, { adds }) => sum + adds,
          0,
        );
      expect([key, behind(null)]).toEqual([key, whole[key]]);
      // The fullest group and the last one.
      const some = groups.filter(({ figures }) => figures[key]);
      for (const group of new Set([some[0], some.at(-1)].flatMap((one) => one ?? [])))
        expect([key, group.key, behind(group.key)]).toEqual([key, group.key, group.figures[key]]);
    }
  }
  const counts = issueCounts(desk, quarter);
  for (const counter of issueCounters)
    expect(rows({ counted: { counter, ...quarter } })).toHaveLength(total(counts[counter]));
  expect(rows({}).flatMap(({ contested }) => contested)).toEqual([]);
  expect(issuesOpen(desk)).toHaveLength(13);
  // Page by page it is the same list.
  const page = (offset: number) => listIssues(desk, listIssuesInput.parse({ limit: 50, offset }));
  expect([0, 50, 100].flatMap((offset) => page(offset).rows)).toEqual(rows({}));
  expect(page(100)).toMatchObject({ total: 141, states: { 销号: { issues: 128, late: 0 } } });
  for (const { course, steps } of issuesNow(desk)) expect(course.path).toHaveLength(steps.length);
});

const change = (work: Parameters<typeof write>[2]) =>
  write(county.desk.store, { actor: '张三', purpose: '修改走访记录' }, work);

test('one participant more or fewer changes the 人次 of the month, the township, the type, the person, and nothing else', () => {
  const { handle, reader } = county.desk.store;
  const { id, township, types } = handle
    .prepare(
      `SELECT v.id, e.township, v.service_types AS types FROM visit v
       JOIN enterprise e ON e.id = v.enterprise_id
       WHERE v.visited_on LIKE '2009-02-%' ORDER BY v.id LIMIT 1`,
    )
    .get() as { id: string; township: string; types: string };
  const [type] = JSON.parse(types) as string[];
  const others = {
    personTimes: 1,
    'personTimes month 2009-02': 1,
    [`personTimes township ${township}`]: 1,
    [`personTimes type ${type}`]: 1,
  };
  const before = everyFigure();
  // Somebody new: a person of whom nothing was counted yet has a visit and a firm of their own.
  const person = { id: 'somebody', visitId: id, name: '欧阳新', position: 9 };
  change((door) => door.insert(participant, person));
  expect(changes(before)).toEqual({
    ...others,
    'personTimes officer 欧阳新': 1,
    'visits officer 欧阳新': 1,
    'firms officer 欧阳新': 1,
  });
  // The same person once more on that visit, in another writing: nothing.
  const more = everyFigure();
  change((door) => door.insert(participant, { ...person, id: 'again', name: '歐陽 新' }));
  expect(changes(more)).toEqual({});
  change((door) => {
    door.update(participant, 'somebody', { deleted: 1 });
    door.update(participant, 'again', { deleted: 1 });
  });
  expect(changes(before)).toEqual({});

  // One of those who were there is taken out: exactly the same figures the other way.
  const somebody = participantsOf(reader, [id])[0];
  change((door) => door.update(participant, somebody?.id ?? '', { deleted: 1 }));
  const fewer = changes(before);
  for (const [key, by] of Object.entries(others)) expect([key, fewer[key]]).toEqual([key, -by]);
  expect(fewer[`personTimes officer ${somebody?.name}`]).toBe(-1);
  expect(fewer[`visits officer ${somebody?.name}`]).toBe(-1);
  const left = Object.keys(fewer).filter((key) => !(key in others));
  expect(left.every((key) => key.endsWith(` officer ${somebody?.name}`))).toBe(true);
  change((door) => door.update(participant, somebody?.id ?? '', { deleted: 0 }));
  expect(changes(before)).toEqual({});
});

test('one visit taken out changes what is counted of visits; one 销号 taken back what is solved and open', () => {
  const before = everyFigure();
  const last = serviceRows(desk, { ...quarter, counter: 'visits', by: 'month', group: null })[0];
  change((door) => door.update(visit, last?.key ?? '', { deleted: 1 }));
  expect(changes(before)).toMatchObject({ visits: -1, 'visits month 2009-03': -1 });
  expect(
    Object.keys(changes(before)).filter((key) => /issues|registered|solved/.test(key)),
  ).toEqual([]);
  change((door) => door.update(visit, last?.key ?? '', { deleted: 0 }));

  const solved = rows({ counted: { counter: 'solved', ...quarter }, type: '计量' })[0];
  undoIssueStep(desk, { id: solved?.id ?? '', stepId: solved?.lastStepId ?? '' });
  const handler = solved?.handler;
  const month = solved?.solvedOn?.slice(0, 7);
  const { township } = serviceRows(desk, {
    ...quarter,
    counter: 'open',
    by: 'month',
    group: null,
  }).find(({ key }) => key === solved?.id) ?? { township: '' };
  expect(changes(before)).toEqual({
    ...{ solved: -1, [`solved month ${month}`]: -1, 'solved type 计量': -1 },
    ...{ [`solved township ${township}`]: -1, [`solved officer ${handler}`]: -1 },
    ...{ open: 1, 'open type 计量': 1, [`open township ${township}`]: 1 },
    [`open officer ${handler}`]: 1,
    ...{ 'issues solved 计量': -1, 'issues open 计量': 1 },
  });
  // Deleted, it is in no figure at all.
  change((door) => door.update(issue, solved?.id ?? '', { deleted: 1 }));
  expect(changes(before)).toMatchObject({ registered: -1, accepted: -1, solved: -1 });
  expect(changes(before)).not.toHaveProperty('open');
});
