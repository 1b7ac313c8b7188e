import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  firmOpinions,
  followIssue,
  type IssueStep,
  issueActions,
  issueCourse,
  nextMoves,
  nextNotes,
  phaseOf,
  registered,
} from '#shared/issue-course.ts';

/** Officers who record the way of one issue apart, and whatever a hostile bundle may claim. */

const isLegal = (path: readonly IssueStep[]): boolean => {
  let place = registered;
  for (const step of path) {
    const next = followIssue(place, step);
    if (!next) return false;
    place = next;
  }
  return true;
};

const told = (all: readonly IssueStep[], on?: string) => {
  const { place, path, contested, aside, sound } = issueCourse(all, on);
  const ids = (some: readonly IssueStep[]) => some.map(({ id }) => id);
  return {
    place,
    path: ids(path),
    contested: ids(contested),
    aside: ids(aside).toSorted(),
    sound: ids(sound),
  };
};

/** Solved is what the firm has confirmed, by the step right before the end, notes left out. */
const confirmed = (path: readonly IssueStep[]): boolean => {
  const moves = path.filter(({ action }) => nextNotes(registered).every((note) => note !== action));
  return moves.at(-1)?.action === '销号' && moves.at(-2)?.opinion === '认可';
};

const anyStep = fc.record({
  id: fc.integer({ min: 0, max: 11 }).map((n) => `s${n}`),
  afterId: fc.option(
    fc.integer({ min: 0, max: 12 }).map((n) => `s${n}`),
    { nil: null },
  ),
  action: fc.constantFrom(...issueActions, '登记', '不认识的环节'),
  opinion: fc.constantFrom(null, ...firmOpinions, '无所谓'),
  onDate: fc.constantFrom('2026-03-01', '2026-03', '2026-05-05'),
  deleted: fc.boolean(),
});
const anySteps = fc.uniqueArray(anyStep, { selector: ({ id }) => id, maxLength: 12 });

test('whatever the steps say and in whatever order they come, the path is a legal walk and everybody sees the same', () => {
  fc.assert(
    fc.property(
      anySteps.chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
          fc.constantFrom(undefined, '2026-03-15'),
        ),
      ),
      ([all, shuffled, on]) => {
        const { path, place, contested } = issueCourse(all, on);
        expect(isLegal(path)).toBe(true);
        expect(path.every(({ deleted }) => !deleted)).toBe(true);
        expect(told(shuffled, on)).toEqual(told(all, on));
        expect(phaseOf(place.state) === 'solved').toBe(confirmed(path));
        // Ended in one place and going on in another: it goes on.
        if (['solved', 'refused'].includes(phaseOf(place.state)))
          expect(contested.every((end) => ['销号', '不予受理'].includes(end.action))).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});

type Act = {
  readonly who: 0 | 1;
  readonly kind: 'step' | 'undo' | 'take';
  readonly nth: number;
  readonly day: number;
  readonly yes: boolean;
};
const act: fc.Arbitrary<Act> = fc.record({
  who: fc.constantFrom(0 as const, 1 as const),
  kind: fc.constantFrom('step', 'step', 'step', 'step', 'step', 'undo', 'take'),
  nth: fc.nat(11),
  day: fc.nat(8),
  yes: fc.boolean(),
});

/** A row both have: what differs is settled by a person, here always alike. */
const merged = (a: readonly IssueStep[], b: readonly IssueStep[]): IssueStep[] => {
  const rows = new Map(a.map((step) => [step.id, step]));
  for (const step of b) {
    const mine = rows.get(step.id);
    const onDate = mine && mine.onDate < step.onDate ? mine.onDate : step.onDate;
    const deleted = step.deleted === true || mine?.deleted === true;
    rows.set(step.id, { ...step, onDate, deleted });
  }
  return [...rows.values()];
};

/** What an officer may record next, notes too. */
const offered = (all: readonly IssueStep[]) => {
  const { place } = issueCourse(all);
  return [...nextMoves(place), ...nextNotes(place)];
};

test('two devices that step, undo and exchange end at the same legal state, and questions close', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const seats: [IssueStep[], IssueStep[]] = [[], []];
      for (const [turn, { who: at, kind, nth, day, yes }] of acts.entries()) {
        const mine = seats[at];
        const { path } = issueCourse(mine);
        if (kind === 'take') seats[at] = merged(mine, seats[at === 0 ? 1 : 0]);
        else if (kind === 'undo')
          seats[at] = mine.map((s) => (s === path.at(-1) ? { ...s, deleted: true } : s));
        else {
          const next = offered(mine);
          const action = next[nth % Math.max(next.length, 1)];
          if (action === undefined) continue;
          const afterId = path.at(-1)?.id ?? null;
          const opinion = action === '企业评价' ? firmOpinions[yes ? 0 : 1] : null;
          // As the service does: the same move after the same step is one row, every note is its own.
          const isNote = nextNotes(registered).some((note) => note === action);
          const id = `${afterId ?? ''}>${action}${opinion ?? ''}${isNote ? `${at}.${turn}` : ''}`;
          const fresh = { id, afterId, action, opinion, onDate: `2026-03-0${day + 1}` };
          seats[at] = [...mine.filter((s) => s.id !== id), fresh];
        }
        expect(isLegal(issueCourse(seats[at]).path)).toBe(true);
      }
      const [left, right] = [merged(seats[0], seats[1]), merged(seats[1], seats[0])];
      expect(told(left)).toEqual(told(right));
      expect(isLegal(issueCourse(left).path)).toBe(true);
      // A question is closed by taking all other ends back.
      let open = left;
      for (let turn = 0; turn < 60 && issueCourse(open).contested.length > 0; turn += 1) {
        const other = issueCourse(open).contested[0];
        open = open.map((s) => (s.id === other?.id ? { ...s, deleted: true } : s));
      }
      expect(issueCourse(open).contested).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test('alone, no step is ever set aside or contested, and the state is that of the last move', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(11), fc.boolean()), { maxLength: 30 }), (choices) => {
      const written: IssueStep[] = [];
      for (const [nth, yes] of choices) {
        const next = offered(written);
        const action = next[nth % Math.max(next.length, 1)];
        if (action === undefined) break;
        written.push({
          id: `${written.length}`,
          afterId: written.at(-1)?.id ?? null,
          action,
          opinion: action === '企业评价' ? firmOpinions[yes ? 0 : 1] : null,
          onDate: '2026-03-01',
        });
        expect(issueCourse(written)).toMatchObject({ contested: [], aside: [], path: written });
      }
    }),
  );
});
