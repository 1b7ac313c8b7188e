import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CountedIssue, countIssues, isCounted, total } from '#shared/issue-counts.ts';
import { issuePhases } from '#shared/issue-course.ts';
import { issueCounters } from '#shared/issues.ts';

/** Figures of any issues over any period: none is counted twice, and each figure is its rows. */

const day = fc
  .tuple(fc.integer({ min: 2008, max: 2010 }), fc.integer({ min: 1, max: 12 }), fc.nat(27))
  .map(([year, month, nth]) =>
    [year, String(month).padStart(2, '0'), String(nth + 1).padStart(2, '0')].join('-'),
  );
const issue: fc.Arbitrary<CountedIssue> = fc
  .record({
    type: fc.constantFrom('质量', '计量', '其他'),
    phase: fc.constantFrom(...issuePhases),
    days: fc.tuple(day, day).map((both) => both.toSorted()),
  })
  .map(({ type, phase, days: [raisedOn = '', later = ''] }) => ({
    ...{ type, phase, raisedOn },
    acceptedOn: phase === 'refused' ? null : raisedOn,
    solvedOn: phase === 'solved' ? later : null,
  }));
const period = fc
  .tuple(day, day)
  .map((both) => both.toSorted())
  .map(([from = '', to = '']) => ({ from, to }));

/** As issues stand at the end of a period: what is raised or closed later is not known yet. */
const asOf = (issues: readonly CountedIssue[], to: string): CountedIssue[] =>
  issues
    .filter(({ raisedOn }) => raisedOn <= to)
    .map((one) =>
      one.solvedOn !== null && one.solvedOn > to ? { ...one, phase: 'open', solvedOn: null } : one,
    );

test('each figure is the number of its rows, and everything raised by the end stands in exactly one state', () => {
  fc.assert(
    fc.property(fc.array(issue, { maxLength: 30 }), period, (all, asked) => {
      const known = asOf(all, asked.to);
      const counts = countIssues(known, asked);
      for (const counter of issueCounters)
        expect(total(counts[counter])).toBe(
          known.filter((one) => isCounted(one, counter, asked)).length,
        );
      const ever = countIssues(known, { from: '0000-01-01', to: asked.to });
      expect(total(ever.registered)).toBe(known.length);
      expect(
        total(ever.solved) + total(ever.open) + total(ever.transferred) + total(ever.refused),
      ).toBe(known.length);
      const share = (1000 * total(counts.solvedOfRegistered)) / total(counts.registered);
      expect(counts.rate).toBe(total(counts.registered) === 0 ? null : Math.round(share));
    }),
  );
});

test('what is registered and what is solved in two periods that meet adds up to that of both', () => {
  fc.assert(
    fc.property(
      fc.array(issue, { maxLength: 30 }),
      fc.constantFrom('2008', '2009'),
      (all, year) => {
        const over = (from: string, to: string) =>
          countIssues(asOf(all, `${to}-12-31`), { from: `${from}-01-01`, to: `${to}-12-31` });
        const next = String(Number(year) + 1);
        const [first, second, both] = [over(year, year), over(next, next), over(year, next)];
        for (const counter of ['registered', 'accepted', 'solved'] as const)
          expect(total(first[counter]) + total(second[counter])).toBe(total(both[counter]));
      },
    ),
  );
});
