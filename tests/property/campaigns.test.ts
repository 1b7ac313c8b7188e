import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerInWords, readChosen, writeChosen } from '#shared/campaigns/answer-text.ts';
import {
  answerProblems,
  countedAnswers,
  readCellKey,
  shownQuestions,
} from '#shared/campaigns/answers.ts';
import {
  blankQuestion,
  otherOption,
  type Question,
  readSheet,
  writeSheet,
} from '#shared/campaigns/question-sheet.ts';
import { sheetProblems } from '#shared/campaigns/sheet-check.ts';
import { numberTally, tallyOf } from '#shared/campaigns/tallies.ts';
import { allQuestions, versionsInOrder } from '#shared/campaigns/versions.ts';
import { answers, items, sheet, words } from './question-sheets.ts';

/** Question sheets of campaigns (专项调研): written, checked, answered, counted. */

test('any sheet is read back as it was written', () => {
  fc.assert(
    fc.property(sheet, (one) => {
      expect(readSheet(writeSheet(one))).toEqual(one);
      // A question only a newer program knows is left out; the others stand.
      const newer = { questions: [{ id: 'n', kind: 'map', label: '' }, ...one.questions] };
      expect(readSheet(JSON.stringify(newer))).toEqual(one);
    }),
  );
});

test('what is no sheet is an empty one, and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      expect(Array.isArray(readSheet(text).questions)).toBe(true);
    }),
  );
});

test('checks, conditions, problems and figures never throw, whatever sheet and answers', () => {
  fc.assert(
    fc.property(sheet, answers, (one, said) => {
      expect(Array.isArray(sheetProblems(one))).toBe(true);
      expect(Array.isArray(answerProblems(one, said))).toBe(true);
      for (const each of one.questions) {
        const tally = tallyOf(each, [
          { answers: said, photos: {} },
          { answers: {}, photos: {} },
        ]);
        expect(tally.answered + tally.empty).toBe(2);
      }
    }),
    { numRuns: 300 },
  );
});

test('a condition asks only of what stands before: what is shown does not depend on what comes after', () => {
  fc.assert(
    fc.property(sheet, answers, fc.nat(6), (one, said, upTo) => {
      const distinct = {
        questions: one.questions.filter(
          ({ id }, at) => one.questions.findIndex((other) => other.id === id) === at,
        ),
      };
      const head = { questions: distinct.questions.slice(0, upTo) };
      const known = new Set(head.questions.map(({ id }) => id));
      const whole = shownQuestions(distinct, said);
      expect([...whole].filter((id) => known.has(id))).toEqual([...shownQuestions(head, said)]);
    }),
    { numRuns: 300 },
  );
});

test('the answer to a hidden question is kept and counts nowhere', () => {
  fc.assert(
    fc.property(sheet, answers, (one, said) => {
      const before = structuredClone(said);
      const shown = shownQuestions(one, said);
      const counted = countedAnswers(one, said);
      expect(said).toEqual(before);
      for (const key of Object.keys(counted)) expect(shown).toContain(readCellKey(key).questionId);
      // Taking hidden answers away changes nothing of what is shown: they are not asked for either.
      expect([...shownQuestions(one, counted)]).toEqual([...shown]);
      for (const { questionId } of answerProblems(one, said)) expect(shown).toContain(questionId);
    }),
    { numRuns: 300 },
  );
});

test('a choice is read back as written, the same for whoever chooses the same', () => {
  const chosen = fc.uniqueArray(
    fc.record({ id: fc.constantFrom('o1', 'o2', 'o3', otherOption), words: words }),
    { selector: ({ id }) => id },
  );
  fc.assert(
    fc.property(chosen, items, (some, options) => {
      const stored = writeChosen(some, options);
      expect(new Set(readChosen(stored).map(({ id }) => id))).toEqual(
        new Set(some.map(({ id }) => id)),
      );
      expect(writeChosen(some.toReversed(), options)).toBe(stored);
      expect(writeChosen(readChosen(stored), options)).toBe(stored);
      expect(typeof answerInWords(stored)).toBe('string');
    }),
  );
});

test('numbers: sum, mean and median are those of plain arithmetic over integers', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1 }),
      (all) => {
        const rule = { unit: '', decimals: 0, min: null, max: null };
        const tally = numberTally(all.map(String), rule);
        const sum = all.reduce((a, b) => a + b, 0);
        const sorted = all.toSorted((a, b) => a - b);
        const half = sorted.length >> 1;
        const median =
          sorted.length % 2 === 1
            ? (sorted[half] ?? 0)
            : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
        expect(tally).toMatchObject({ count: all.length, sum: String(sum), unread: 0 });
        expect(Number(tally.median)).toBeCloseTo(median, 6);
        expect(Math.abs(Number(tally.mean) - sum / all.length)).toBeLessThanOrEqual(0.05 + 1e-9);
        expect([tally.min, tally.max]).toEqual([String(sorted[0]), String(sorted.at(-1))]);
      },
    ),
  );
});

test('shares count returns: single choices with 其他 add up to the returns that answer', () => {
  const options = [
    { id: 'o1', label: '甲' },
    { id: 'o2', label: '乙' },
  ];
  const asked: Question = { ...blankQuestion('q', 'choice'), label: '选', options, other: true };
  const one = fc.constantFrom('', '[["o1","甲"]]', '[["o2","乙"]]', '[["其他","丙"]]', '旧版文字');
  fc.assert(
    fc.property(fc.array(one), (all) => {
      const tally = tallyOf(
        asked,
        all.map((said) => ({ answers: { q: said }, photos: {} })),
      );
      expect(tally.choices.reduce((sum, { count }) => sum + count, 0)).toBe(tally.answered);
      expect(tally.answered).toBe(all.filter((said) => said !== '').length);
    }),
  );
});

test('versions are in one order on every computer, and no id is lost from the questions of all', () => {
  const version = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    previousId: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'elsewhere')),
    publishedOn: fc.constantFrom('2026-03-01', '2026-03-02'),
    publishedBy: fc.constant(null),
    sheet,
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(version, { selector: ({ id }) => id }),
      fc.func(fc.nat()),
      (some, by) => {
        const shuffled = some.toSorted((a, b) => by(a.id) - by(b.id));
        const order = versionsInOrder(some);
        expect(versionsInOrder(shuffled)).toEqual(order);
        const all = allQuestions(order.map((one) => one.sheet));
        const said = new Set(some.flatMap((one) => one.sheet.questions.map(({ id }) => id)));
        expect(new Set(all.map(({ id }) => id))).toEqual(said);
      },
    ),
  );
});
