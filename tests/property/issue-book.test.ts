import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { enterprise } from '#db/schema/enterprises.ts';
import { firmPair } from '#db/schema/firm-pairs.ts';
import { issue } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import type { Desk } from '#services/desk.ts';
import { setHolidays } from '#services/holidays.ts';
import { issueCounts } from '#services/issue-counts.ts';
import { saveIssueLimits } from '#services/issue-limits.ts';
import { issuesStep } from '#services/issue-lines.ts';
import { registerIssue } from '#services/issue-register.ts';
import { undoIssueStep } from '#services/issue-steps.ts';
import { getIssue, issuesOpen, listIssues } from '#services/issues.ts';
import { Refusal } from '#shared/errors.ts';
import { usualLimits } from '#shared/issue-timers.ts';
import { listIssuesInput } from '#shared/issues.ts';
import { desk, swap } from '#tests/support/applications.ts';
import { testClock } from '#tests/support/device.ts';
import { hotline, issueStep } from '#tests/support/issues.ts';
import { newReplica, type Replica } from '#tests/support/replica.ts';

/**
 * Issues in memory follow what the triggers note. Whatever was done, here or on the other laptop, and whenever it is
 * asked: the answers are those of somebody who reads everything anew.
 */

const nth = fc.nat(40);
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('step' as const), nth, way: nth }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('register' as const), nth, way: nth }) },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constantFrom(
        ...([
          'undo',
          'remove',
          'edit',
          'rename',
          'removeFirm',
          'keep',
          'limits',
          'holiday',
        ] as const),
        ...(['later', 'earlier', 'swap', 'step'] as const),
      ),
      nth,
      way: nth,
    }),
  },
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

const firms = ['f0', 'f1', 'f2'] as const;
const firmOf = (n: number): string => firms[n % firms.length] ?? '';

type Laptop = Replica & { readonly clock: ReturnType<typeof testClock> };

const laptop = (name: string): Laptop => {
  const clock = testClock('2026-03-02T08:00:00.000Z', 0);
  return { ...newReplica(name, clock), clock };
};

/** The same store, of which nothing is remembered. */
const anew = (who: Replica): Desk => {
  const known = desk(who);
  return { ...known, store: { ...known.store, whileUnchanged: (_, make) => make() } };
};

const perform = (who: Laptop, other: Laptop, { do: what, nth: n, way }: Act): void => {
  const own = desk(who);
  const { store } = who;
  const issues = store.handle
    .prepare('SELECT id FROM issue WHERE deleted = 0 ORDER BY id')
    .pluck()
    .all() as string[];
  const id = issues[n % Math.max(issues.length, 1)];
  const say = (work: Parameters<typeof write<void>>[2]): void =>
    write(store, { actor: who.name, purpose: '量' }, work);
  if (what === 'register') {
    const raisedOn = `2026-0${1 + (way % 2)}-1${n % 10}`;
    registerIssue(own, hotline(randomUUID(), { enterpriseId: firmOf(n), raisedOn }));
  } else if (what === 'rename')
    say((d) => void d.update(enterprise, firmOf(n), { name: `厂${way}` }));
  else if (what === 'removeFirm')
    say((d) => void d.update(enterprise, firmOf(n), { deleted: way % 3 === 0 ? 1 : 0 }));
  else if (what === 'keep') {
    const pair = { id: `${firmOf(n)} ${way % 2}`, firstId: firmOf(n), secondId: firmOf(n + 1) };
    const verdict = way % 3 === 0 ? ('different' as const) : ('same' as const);
    const cells = { ...pair, verdict, keeper: way % 2 ? ('first' as const) : ('second' as const) };
    say((d) => {
      if (!d.update(firmPair, pair.id, cells)) d.insert(firmPair, cells);
    });
  } else if (what === 'limits') saveIssueLimits(own, { ...usualLimits, 办结: 1 + way });
  else if (what === 'holiday') {
    const kind = way % 2 ? ('放假' as const) : null;
    setHolidays(own, { days: [{ day: `2026-03-0${2 + (n % 5)}`, kind, name: null }] });
  } else if (what === 'later') who.clock.at += way * 3_600_000;
  else if (what === 'earlier') who.clock.at -= way * 600_000;
  else if (what === 'swap') swap(who, other);
  else if (id === undefined) return;
  else if (what === 'remove') say((d) => void d.update(issue, id, { deleted: 1 }));
  else if (what === 'edit')
    say((d) => void d.update(issue, id, { handler: `王${way % 3}`, enterpriseId: firmOf(way) }));
  else {
    const { next, steps, lastStepId } = getIssue(own, id);
    if (what === 'undo') {
      if (lastStepId !== null && steps.length > 0) undoIssueStep(own, { id, stepId: lastStepId });
      return;
    }
    const action = next[way % Math.max(next.length, 1)];
    // No step is of a day before the one it follows.
    const days = [`2026-03-0${1 + (n % 4)}`, ...steps.map(({ onDate }) => onDate)].sort();
    if (action) issueStep(who, id, action, { onDate: days.at(-1) ?? '' });
  }
};

const answers = (of: Desk) => ({
  list: listIssues(of, listIssuesInput.parse({})),
  late: listIssues(of, listIssuesInput.parse({ view: 'overdue' })),
  searched: listIssues(of, listIssuesInput.parse({ search: '厂1', type: '计量' })),
  behind: listIssues(
    of,
    listIssuesInput.parse({ counted: { counter: 'open', from: '2026-01-01', to: '2026-03-02' } }),
  ),
  open: issuesOpen(of),
  counts: issueCounts(of, { from: '2026-02-01', to: '2026-03-02' }),
});

test('whatever is written, here or elsewhere, the issues in memory say what the tables say', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.boolean(), act, fc.constantFrom('all', 'piece', 'nothing')), {
        minLength: 5,
        maxLength: 20,
      }),
      (acts) => {
        const [a, b] = [laptop('张三'), laptop('李四')];
        write(a.store, { actor: '张三', purpose: '造数据' }, (door) => {
          for (const id of firms) door.insert(enterprise, { id, name: `第${id}厂` });
        });
        swap(a, b);
        for (const [first, one, asked] of acts) {
          const [who, other] = first ? [a, b] : [b, a];
          try {
            perform(who, other, one);
          } catch (error) {
            // What cannot be done as things stand is refused, and changes nothing.
            if (!(error instanceof Refusal)) throw error;
          }
          // What nobody asked for between two writes is followed as well.
          if (asked === 'piece') issuesStep(desk(who), { read: 1, lines: 1 });
          if (asked === 'all') expect(answers(desk(who))).toEqual(answers(anew(who)));
        }
        for (const each of [a, b]) expect(answers(desk(each))).toEqual(answers(anew(each)));
      },
    ),
    { numRuns: Number(process.env.FC_RUNS ?? 4) },
  );
});
