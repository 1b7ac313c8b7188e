import fc from 'fast-check';
import { expect, test } from 'vitest';
import { courseOf, follow, nextSteps, nowhere, type Step, steps } from '#shared/pipeline.ts';

/** Officers who record the way of one application apart, and whatever a hostile bundle may claim. */

const isLegal = (path: readonly Step[]): boolean => {
  let place = nowhere;
  for (const { stage } of path) {
    const next = follow(place, stage as never);
    if (!next) return false;
    place = next;
  }
  return true;
};

const told = (all: readonly Step[]) => {
  const { place, path, contested, aside } = courseOf(all);
  return { place, path: path.map(({ id }) => id), contested: contested.map(({ id }) => id), aside };
};

const anyStep = fc.record({
  id: fc.integer({ min: 0, max: 11 }).map((n) => `s${n}`),
  afterId: fc.option(
    fc.integer({ min: 0, max: 12 }).map((n) => `s${n}`),
    { nil: null },
  ),
  stage: fc.constantFrom(...steps, '不认识的环节'),
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
        ),
      ),
      ([all, shuffled]) => {
        const course = courseOf(all);
        expect(isLegal(course.path)).toBe(true);
        expect(course.place.stage).toBe(course.path.at(-1)?.stage ?? null);
        expect(course.path.every(({ deleted }) => !deleted)).toBe(true);
        const { aside, ...rest } = told(shuffled);
        const { aside: mine, ...own } = told(all);
        expect(rest).toEqual(own);
        expect(new Set(aside)).toEqual(new Set(mine));
      },
    ),
    { numRuns: 2_000 },
  );
});

/** One officer: sees a set of steps, writes on or takes the last one back. */
type Act =
  | { readonly who: 0 | 1; readonly kind: 'step'; readonly nth: number; readonly day: number }
  | { readonly who: 0 | 1; readonly kind: 'undo' }
  | { readonly who: 0 | 1; readonly kind: 'take' };

const who = fc.constantFrom(0 as const, 1 as const);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      who,
      kind: fc.constant('step' as const),
      nth: fc.nat(5),
      day: fc.nat(8),
    }),
  },
  { weight: 1, arbitrary: fc.record({ who, kind: fc.constant('undo' as const) }) },
  { weight: 1, arbitrary: fc.record({ who, kind: fc.constant('take' as const) }) },
);

/** A row both have: what differs is settled by a person, here always alike. */
const merged = (a: readonly Step[], b: readonly Step[]): Step[] => {
  const rows = new Map(a.map((step) => [step.id, step]));
  for (const step of b) {
    const mine = rows.get(step.id);
    if (!mine) rows.set(step.id, step);
    else {
      const onDate = mine.onDate < step.onDate ? mine.onDate : step.onDate;
      rows.set(step.id, { ...mine, onDate, deleted: mine.deleted || step.deleted });
    }
  }
  return [...rows.values()];
};

test('two devices that step, undo and exchange end at the same legal stage', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const seats: [Step[], Step[]] = [[], []];
      for (const { who: at, ...done } of acts) {
        const mine = seats[at];
        if (done.kind === 'take') {
          seats[at] = merged(mine, seats[at === 0 ? 1 : 0]);
          continue;
        }
        const { path, place } = courseOf(mine);
        const last = path.at(-1);
        if (done.kind === 'undo') {
          if (last) seats[at] = mine.map((s) => (s === last ? { ...s, deleted: true } : s));
          continue;
        }
        const next = nextSteps(place);
        if (next.length === 0) continue;
        const stage = next[done.nth % next.length] ?? '申报';
        const afterId = last?.id ?? null;
        // As the ledger does: the same step after the same step is one row.
        const id = `${afterId ?? ''}>${stage}`;
        const fresh = { id, afterId, stage, onDate: `2026-03-0${done.day + 1}`, deleted: false };
        seats[at] = [...mine.filter((s) => s.id !== id), fresh];
        const now = courseOf(seats[at]);
        expect(isLegal(now.path)).toBe(true);
      }
      const [left, right] = [merged(seats[0], seats[1]), merged(seats[1], seats[0])];
      expect(told(left).path).toEqual(told(right).path);
      expect(told(left).contested).toEqual(told(right).contested);
      expect(isLegal(courseOf(left).path)).toBe(true);
      // A question is closed by taking all other ends back.
      let open = left;
      for (let turn = 0; turn < 60 && courseOf(open).contested.length > 0; turn += 1) {
        const other = courseOf(open).contested[0];
        open = open.map((s) => (s.id === other?.id ? { ...s, deleted: true } : s));
      }
      expect(courseOf(open).contested).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test('alone, no step is ever set aside or contested, and the stage is the last one written', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(7), { maxLength: 30 }), (choices) => {
      const written: Step[] = [];
      for (const choice of choices) {
        const { place, path } = courseOf(written);
        const next = nextSteps(place);
        const stage = next[choice % Math.max(next.length, 1)];
        if (stage === undefined) break;
        const afterId = path.at(-1)?.id ?? null;
        written.push({ id: `${written.length}`, afterId, stage, onDate: '2026-03-01' });
        expect(courseOf(written)).toMatchObject({ contested: [], aside: [], path: written });
        expect(courseOf(written).place.stage).toBe(stage);
      }
    }),
  );
});
