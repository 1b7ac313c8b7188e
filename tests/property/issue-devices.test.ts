import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { issueNow } from '#services/issue-courses.ts';
import { registerIssue } from '#services/issue-register.ts';
import { undoIssueStep } from '#services/issue-steps.ts';
import { getIssue, listIssues } from '#services/issues.ts';
import { followIssue, phaseOf, registered } from '#shared/issue-course.ts';
import { listIssuesInput } from '#shared/issues.ts';
import { desk, pair, swap } from '#tests/support/applications.ts';
import { hotline, issueStep } from '#tests/support/issues.ts';
import type { Replica } from '#tests/support/replica.ts';

/** Two laptops with real stores record the way of one issue apart and exchange bundles. */

const act = fc.record({
  who: fc.constantFrom(0 as const, 1 as const),
  kind: fc.constantFrom('step', 'step', 'step', 'step', 'undo', 'swap'),
  nth: fc.nat(11),
  yes: fc.boolean(),
});

const courseOf = (seat: Replica, id: string) => issueNow(desk(seat), id).course;

const expectLegal = (seat: Replica, id: string): void => {
  let place = registered;
  const { path, place: shown } = courseOf(seat, id);
  for (const step of path) {
    const next = followIssue(place, step);
    expect(next).toBeDefined();
    place = next ?? place;
  }
  expect(place).toEqual(shown);
};

/** What a screen says of an issue: every step with how it stands, and the list of 待核实. */
const shownOn = (seat: Replica, id: string) => {
  const { steps, issueState, from, phase, contested, next } = getIssue(desk(seat), id);
  const listed = listIssues(desk(seat), listIssuesInput.parse({ view: 'contested' }));
  return {
    steps: steps.map((step) => [step.id, step.standing]).toSorted(),
    ...{ issueState, from, phase, contested, next, inDoubt: listed.views.contested },
  };
};

/** Ends that say the issue is closed, refused or transferred, where the way shown never says so. */
const unsaidEnds = (seat: Replica, id: string): string[] => {
  const { course, steps } = issueNow(desk(seat), id);
  const live = steps.filter(({ deleted }) => !deleted);
  const sound = new Set(course.sound.map((step) => step.id));
  return live
    .filter(({ action }) => ['销号', '不予受理', '转办'].includes(action))
    .filter((step) => sound.has(step.id) && !live.some(({ afterId }) => afterId === step.id))
    .filter(({ action }) => !course.path.some((other) => other.action === action))
    .map((step) => step.id);
};

/** Lives of an issue on two laptops; `apart` exchanges only at the end. */
const live = (
  acts: readonly (typeof act extends fc.Arbitrary<infer A> ? A : never)[],
  apart: boolean,
) => {
  const both = pair();
  const [a, b] = both;
  const { id } = registerIssue(desk(a), hotline(randomUUID()));
  swap(a, b);
  const written = new Set<string>();
  const undone = new Set<string>();
  for (const { who, kind, nth, yes } of acts) {
    const seat = both[who];
    if (kind === 'swap') {
      if (!apart) swap(a, b);
    } else if (kind === 'undo') {
      const { lastStepId } = getIssue(desk(seat), id);
      if (lastStepId) {
        undoIssueStep(desk(seat), { id, stepId: lastStepId });
        undone.add(lastStepId);
      }
    } else {
      const { next } = getIssue(desk(seat), id);
      const action = next[nth % Math.max(next.length, 1)];
      const no = { opinion: '不认可' as const, text: '没有解决' };
      if (action) {
        const before = new Set(issueNow(desk(seat), id).steps.map((step) => step.id));
        issueStep(seat, id, action, action === '企业评价' && !yes ? no : {});
        for (const step of issueNow(desk(seat), id).steps)
          if (!before.has(step.id)) written.add(step.id);
      }
    }
    expectLegal(seat, id);
  }
  swap(a, b);
  swap(a, b);
  return { both, id, kept: [...written].filter((step) => !undone.has(step)) };
};

test.each([
  ['that exchange now and then', false],
  ['that are apart until each merges the other', true],
])(
  'two stores %s hold the same legal way in the end; nothing is lost, what contradicts is 待核实',
  (_, apart) => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 6, maxLength: 24 }), (acts) => {
        const { both, id, kept } = live(acts, apart);
        const [left, right] = both.map((seat) => shownOn(seat, id));
        expect(right).toEqual(left);
        for (const seat of both) {
          expectLegal(seat, id);
          const { steps, contested, inDoubt, phase } = shownOn(seat, id);
          const standing = new Map(steps.map(([step = '', how = '']) => [step, how]));
          // Whatever somebody recorded and nobody took back stands there, on the way or beside it.
          expect(kept.filter((step) => !standing.has(step))).toEqual([]);
          expect(inDoubt).toBe(contested.length > 0 ? 1 : 0);
          for (const end of unsaidEnds(seat, id)) expect(standing.get(end)).toBe('contested');
          // While anything is in doubt it is not counted as ended.
          const { place, contested: ends } = courseOf(seat, id);
          if (['solved', 'refused'].includes(phase))
            expect(ends.every(({ action }) => ['销号', '不予受理'].includes(action))).toBe(true);
          expect(phase).toBe(phaseOf(place.state));
        }
      }),
      { numRuns: Number(process.env.FC_RUNS ?? 6) },
    );
  },
);
