import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allHomes } from '#db/queries/homes.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { firmPair } from '#db/schema/firm-pairs.ts';
import { issue, participant, visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { registerIssue } from '#services/issue-register.ts';
import { getIssue } from '#services/issues.ts';
import { saveRows } from '#services/ledgers.ts';
import { serviceFigures } from '#services/service-counts.ts';
import { serviceRows } from '#services/service-rows.ts';
import { holidayTableWith } from '#shared/holidays.ts';
import { issueNotes } from '#shared/issue-course.ts';
import {
  canSplit,
  type ServiceSplit,
  serviceCounters,
  serviceSplits,
} from '#shared/service-counters.ts';
import { workingDaysBetween } from '#shared/working-days.ts';
import { desk } from '#tests/support/applications.ts';
import { testClock } from '#tests/support/device.ts';
import { hotline, issueStep } from '#tests/support/issues.ts';
import { newReplica, type Replica } from '#tests/support/replica.ts';

/**
 * Services counted by the program against a plain recount of the rows themselves: merged firms, deleted
 * firms, visits and people, one person written twice on a visit.
 */

const firms = ['f0', 'f1', 'f2', 'f3'] as const;
const names = ['张三', '張三', '张 三', '李四', '王五'] as const;
/** How each is read: 张三 in three writings is one. */
const readAs = (name: string): string => name.replace('張', '张').replace(/\s/g, '');
const day = fc
  .tuple(
    fc.constantFrom(2025, 2026, 2026),
    fc.integer({ min: 1, max: 4 }),
    fc.constantFrom('01', '15', '28'),
  )
  .map(([year, month, nth]) => `${year}-0${month}-${nth}`);
const flag = fc.nat(5).map((n) => (n === 0 ? 1 : 0) as 0 | 1);

const world = fc.record({
  firms: fc.tuple(
    ...firms.map(() =>
      fc.record({ township: fc.constantFrom('石桥镇', '南岭镇', null), deleted: flag }),
    ),
  ),
  merged: fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.boolean()), { maxLength: 3 }),
  visits: fc.array(
    fc.record({
      firm: fc.nat(3),
      on: day,
      deleted: flag,
      types: fc.subarray(['质量', '计量', '我的类型']),
      people: fc.array(fc.record({ name: fc.constantFrom(...names), deleted: flag }), {
        maxLength: 4,
      }),
    }),
    { maxLength: 8 },
  ),
  issues: fc.array(
    fc.record({
      firm: fc.nat(3),
      on: day,
      type: fc.constantFrom('质量', '计量'),
      deleted: flag,
      steps: fc.array(fc.tuple(fc.nat(11), fc.boolean(), fc.nat(40)), { maxLength: 6 }),
    }),
    { maxLength: 3 },
  ),
  tickets: fc.array(
    fc.record({
      firm: fc.nat(3),
      person: fc.constantFrom('张三', '李四、王五', null),
      accepted: fc.option(day),
      finished: fc.option(day),
      limit: fc.option(fc.integer({ min: 1, max: 30 })),
      result: fc.constantFrom('准予', '企业撤回', null),
    }),
    { maxLength: 4 },
  ),
  period: fc.tuple(day, day).map((both) => both.toSorted()),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

/** Days on which steps may be written: forward from the day the issue was raised. */
const after = (on: string, days: number): string =>
  new Date(Date.parse(on) + days * 86_400_000).toISOString().slice(0, 10);

const build = (made: World): Replica => {
  const who = newReplica('张三', testClock('2026-06-01T08:00:00.000Z'));
  write(who.store, { actor: '张三', purpose: '造数据' }, (door) => {
    for (const [n, { township }] of made.firms.entries())
      door.insert(enterprise, { id: firms[n] ?? '', name: `第${n}厂`, township });
  });
  for (const { firm, on, type, steps } of made.issues) {
    const { id } = registerIssue(
      desk(who),
      hotline(randomUUID(), { enterpriseId: firms[firm] ?? '', raisedOn: on, type }),
    );
    let last = on;
    for (const [nth, yes, days] of steps) {
      const { next } = getIssue(desk(who), id);
      const action = next[nth % Math.max(next.length, 1)];
      if (action === undefined) break;
      last = after(last, days % 20);
      const no = { opinion: '不认可' as const, text: '没有解决' };
      issueStep(who, id, action, {
        ...(action === '企业评价' && !yes ? no : {}),
        ...{ onDate: last, person: yes ? '李四' : '王五' },
      });
    }
  }
  for (const { firm, person, accepted, finished, limit, result } of made.tickets) {
    const ended =
      finished !== null && accepted !== null && finished < accepted ? accepted : finished;
    saveRows(desk(who), {
      ledger: 'green_ticket',
      parent: firms[firm] ?? '',
      rows: [
        {
          id: null,
          values: {
            ...{ matter: '强制检定', ticketNo: randomUUID(), appliedOn: '2025-01-01' },
            ...{ person, acceptedOn: accepted, finishedOn: ended, statutoryDays: limit, result },
          },
        },
      ],
    });
  }
  write(who.store, { actor: '张三', purpose: '造数据' }, (door) => {
    for (const [a, b, first] of made.merged)
      if (a < b)
        door.insert(firmPair, {
          ...{
            id: `pair ${a} ${b} ${randomUUID()}`,
            firstId: firms[a] ?? '',
            secondId: firms[b] ?? '',
          },
          ...{ verdict: 'same', keeper: first ? 'first' : 'second' },
        });
    for (const [nth, { firm, on, deleted, types, people }] of made.visits.entries()) {
      const id = `v${nth}`;
      const values = { enterpriseId: firms[firm] ?? '', visitedOn: on, deleted };
      door.insert(visit, { id, ...values, serviceTypes: JSON.stringify(types) });
      for (const [position, { name, deleted: gone }] of people.entries())
        door.insert(participant, {
          id: `${id} ${position}`,
          visitId: id,
          name,
          position,
          deleted: gone,
        });
    }
    for (const [n, { deleted }] of made.firms.entries())
      if (deleted) door.update(enterprise, firms[n] ?? '', { deleted });
    const ids = who.store.handle.prepare('SELECT id FROM issue ORDER BY rowid').pluck().all();
    for (const [n, { deleted }] of made.issues.entries())
      if (deleted) door.update(issue, String(ids[n]), { deleted });
  });
  return who;
};

type Row = Readonly<Record<string, string | number | null>>;

/** One thing counted: which counter, in which groups, how much. */
type Counted = {
  readonly key: string;
  readonly groups: Readonly<Record<ServiceSplit, readonly string[]>>;
  readonly adds: number;
  /** What it is one of, where it counts once however often it is there. */
  readonly once?: string;
};

/** The rows as they stand in the tables, looked at one by one. */
const recount = ({ store }: Replica, [from = '', to = '']: readonly string[]): Counted[] => {
  const all = (sql: string): Row[] => store.handle.prepare(sql).all() as Row[];
  const homes = allHomes(store);
  const homeOf = (id: unknown): string => homes.get(String(id)) ?? String(id);
  const files = new Map(all('SELECT * FROM enterprise').map((row) => [row.id, row]));
  const live = (firm: unknown): Row | undefined => {
    const row = files.get(homeOf(firm));
    return row?.deleted === 0 ? row : undefined;
  };
  const within = (on: unknown): boolean => from <= String(on) && String(on) <= to;
  const counted: Counted[] = [];
  for (const row of all('SELECT * FROM visit WHERE deleted = 0')) {
    const firm = live(row.enterprise_id);
    if (!firm || !within(row.visited_on)) continue;
    const people = new Set(
      all('SELECT * FROM participant WHERE deleted = 0')
        .filter((one) => one.visit_id === row.id)
        .map(({ name }) => readAs(String(name))),
    );
    const types = JSON.parse(String(row.service_types)) as string[];
    const groups = {
      month: [String(row.visited_on).slice(0, 7)],
      township: [String(firm.township ?? '')],
      officer: people.size === 0 ? [''] : [...people],
      type: types.length === 0 ? [''] : types,
    };
    counted.push({ key: 'visits', groups, adds: 1 });
    counted.push({ key: 'firms', groups, adds: 1, once: String(firm.id) });
    for (const person of people)
      counted.push({ key: 'personTimes', groups: { ...groups, officer: [person] }, adds: 1 });
  }
  for (const row of all('SELECT * FROM issue WHERE deleted = 0')) {
    const firm = live(row.enterprise_id);
    if (!firm || String(row.raised_on) > to) continue;
    // Written by one person one after the other: the way is all of them.
    const steps = all('SELECT * FROM issue_step ORDER BY rowid').filter(
      (step) => step.issue_id === row.id && String(step.on_date) <= to,
    );
    const moves = steps.filter(({ action }) => !issueNotes.some((note) => note === action));
    const last = moves.at(-1);
    const accepted = moves.find(({ action }) => action === '受理');
    const handler = String(row.handler ?? row.registrar);
    const add = (key: string, on: unknown, person: unknown): void => {
      counted.push({
        key,
        adds: 1,
        groups: {
          month: [String(on).slice(0, 7)],
          township: [String(firm.township ?? '')],
          officer: [String(person)],
          type: [String(row.type)],
        },
      });
    };
    if (within(row.raised_on)) add('registered', row.raised_on, row.registrar);
    if (accepted && within(accepted.on_date)) add('accepted', accepted.on_date, accepted.person);
    if (last?.action === '销号') {
      if (within(last.on_date)) add('solved', last.on_date, handler);
    } else if (last?.action === '不予受理') add('refused', '', handler);
    else if (last?.action === '转办') add('transferred', '', handler);
    else add('open', '', handler);
  }
  const table = holidayTableWith([]);
  for (const row of all('SELECT * FROM green_ticket WHERE deleted = 0')) {
    const firm = live(row.enterprise_id);
    const { finished_on: end, accepted_on: start, statutory_days: limit } = row;
    if (!firm || end === null || !within(end) || row.result === '企业撤回') continue;
    const used = start === null ? null : workingDaysBetween(String(start), String(end), table);
    const saved = used === null || limit === null ? 0 : Math.max(0, Number(limit) - used);
    const groups = {
      month: [String(end).slice(0, 7)],
      township: [String(firm.township ?? '')],
      officer: row.person === null ? [''] : String(row.person).split('、'),
      type: [],
    };
    counted.push({ key: 'tickets', groups, adds: 1 });
    counted.push({ key: 'daysSaved', groups, adds: saved });
  }
  return counted;
};

const sum = (some: readonly Counted[]): number =>
  some.some(({ once }) => once !== undefined)
    ? new Set(some.map(({ once }) => once)).size
    : some.reduce((all, { adds }) => all + adds, 0);

test('every figure, whole and split every way, is a plain recount of the rows; and so are the rows behind it', () => {
  fc.assert(
    fc.property(world, (made) => {
      const who = build(made);
      const period = { from: made.period[0] ?? '', to: made.period[1] ?? '' };
      const plain = recount(who, made.period);
      for (const by of serviceSplits) {
        const { groups, total, before, lastYear } = serviceFigures(desk(who), { ...period, by });
        const plainBefore = recount(who, [lastYear.from, lastYear.to]);
        for (const counter of serviceCounters) {
          const own = plain.filter(({ key }) => key === counter.key);
          expect([counter.key, total[counter.key]]).toEqual([counter.key, sum(own)]);
          const then = plainBefore.filter(({ key }) => key === counter.key);
          expect([counter.key, before[counter.key]]).toEqual([counter.key, sum(then)]);
          if (!canSplit(counter, by)) {
            for (const { figures, before: was } of groups)
              expect([figures[counter.key], was[counter.key]]).toEqual([null, null]);
            continue;
          }
          const words = new Set(own.flatMap((one) => one.groups[by]));
          const splitOf = (some: readonly Counted[]): Record<string, number> =>
            Object.fromEntries(
              [...new Set(some.flatMap((one) => one.groups[by]))].flatMap((word) => {
                const count = sum(some.filter((one) => one.groups[by].includes(word)));
                return count > 0 ? [[word, count]] : [];
              }),
            );
          const split = splitOf(own);
          const saidOf = (which: 'figures' | 'before') =>
            Object.fromEntries(
              groups.flatMap(({ key, [which]: set }) =>
                set[counter.key] ? [[key, set[counter.key]]] : [],
              ),
            );
          expect([counter.key, by, saidOf('figures')]).toEqual([counter.key, by, split]);
          // A month is held against the same month of the year before.
          const year = (word: string): string =>
            by === 'month' ? `${Number(word.slice(0, 4)) + 1}${word.slice(4)}` : word;
          expect([counter.key, by, saidOf('before')]).toEqual([
            ...[counter.key, by],
            Object.fromEntries(Object.entries(splitOf(then)).map(([word, n]) => [year(word), n])),
          ]);
          const [word] = words;
          for (const group of word === undefined ? [null] : [null, word])
            expect(
              serviceRows(desk(who), { ...period, counter: counter.key, by, group }).reduce(
                (all, { adds }) => all + adds,
                0,
              ),
            ).toBe(group === null ? sum(own) : (split[group] ?? 0));
        }
      }
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 8) },
  );
});
