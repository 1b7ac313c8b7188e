import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { issueNow } from '#services/issue-courses.ts';
import { registerIssue } from '#services/issue-register.ts';
import { undoIssueStep } from '#services/issue-steps.ts';
import { getIssue } from '#services/issues.ts';
import { followIssue, registered } from '#shared/issue-course.ts';
import { desk, pair, swap } from '#tests/support/applications.ts';
import { hotline, issueStep } from '#tests/support/issues.ts';

/** Two laptops with real stores record the way of one issue apart and exchange bundles. */

const act = fc.record({
  who: fc.constantFrom(0 as const, 1 as const),
  kind: fc.constantFrom('step', 'step', 'step', 'step', 'undo', 'swap'),
  nth: fc.nat(11),
  yes: fc.boolean(),
});

test('two stores that step, undo and exchange hold the same legal way in the end', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 6, maxLength: 24 }), (acts) => {
      const both = pair();
      const [a, b] = both;
      const { id } = registerIssue(desk(a), hotline(randomUUID()));
      swap(a, b);
      for (const { who, kind, nth, yes } of acts) {
        const seat = both[who];
        if (kind === 'swap') swap(a, b);
        else if (kind === 'undo') {
          const { lastStepId } = getIssue(desk(seat), id);
          if (lastStepId) undoIssueStep(desk(seat), { id, stepId: lastStepId });
        } else {
          const { next } = getIssue(desk(seat), id);
          const action = next[nth % Math.max(next.length, 1)];
          const no = { opinion: '不认可' as const, text: '没有解决' };
          if (action) issueStep(seat, id, action, action === '企业评价' && !yes ? no : {});
        }
      }
      swap(a, b);
      swap(a, b);
      const [left, right] = both.map((seat) => issueNow(desk(seat), id).course);
      const ids = (some: readonly { readonly id: string }[] = []) => some.map((step) => step.id);
      expect(ids(right?.path)).toEqual(ids(left?.path));
      expect(ids(right?.contested)).toEqual(ids(left?.contested));
      expect(right?.place).toEqual(left?.place);
      let place = registered;
      for (const step of left?.path ?? []) {
        const next = followIssue(place, step);
        expect(next).toBeDefined();
        place = next ?? place;
      }
    }),
    { numRuns: 12 },
  );
});
