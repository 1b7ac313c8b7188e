import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerInWords, readChosen, writeChosen } from '#shared/campaigns/answer-text.ts';
import {
  type Answers,
  answerProblems,
  cellKey,
  countedAnswers,
  readCellKey,
  shownQuestions,
} from '#shared/campaigns/answers.ts';
import { factChanges } from '#shared/campaigns/fact-changes.ts';
import {
  boundQuestion,
  factAnswer,
  factField,
  factText,
  factValue,
  firmFacts,
  readFactText,
  yearFigures,
} from '#shared/campaigns/file-facts.ts';
import {
  blankQuestion,
  columnKinds,
  conditionOps,
  otherOption,
  type Question,
  type QuestionSheet,
  questionKinds,
  readSheet,
  type ShowIf,
  writeSheet,
} from '#shared/campaigns/question-sheet.ts';
import { sheetProblems } from '#shared/campaigns/sheet-check.ts';
import { numberTally, tallyOf } from '#shared/campaigns/tallies.ts';
import { allQuestions, versionsInOrder } from '#shared/campaigns/versions.ts';
import { makeCreditCode } from '#shared/credit-code.ts';
import type { Field, LedgerValue } from '#shared/registers/ledger.ts';
import { choicesText, scaleOf, valueProblem } from '#shared/registers/values.ts';

/** Question sheets as people and other programs may write them: sound ones and broken ones. */

const ids = ['q1', 'q2', 'q3', 'q4', 'q5', 'gone'] as const;
const words = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '12',
    '1,234.5',
    '2026-03-05',
    '[[',
    '[["o1","甲"]]',
    '__proto__',
    '万元',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const items = fc.uniqueArray(fc.record({ id: fc.constantFrom('o1', 'o2', 'o3'), label: words }), {
  selector: ({ id }) => id,
  maxLength: 3,
});
const limit = fc.option(fc.integer({ min: -100, max: 100 }));
const figure = fc.record({
  unit: fc.constantFrom('', '万元', '人'),
  decimals: fc.integer({ min: 0, max: 6 }),
  min: limit,
  max: limit,
});
const condition = fc.record({
  question: fc.constantFrom(...ids),
  op: fc.constantFrom(...conditionOps.map(({ op }) => op)),
  value: fc.oneof(fc.constantFrom('o1', 'o2', otherOption), words),
});
const showIf: fc.Arbitrary<ShowIf> = fc
  .record({
    join: fc.constantFrom('all' as const, 'any' as const),
    of: fc.array(condition, { minLength: 1, maxLength: 3 }),
  })
  .map(({ join, of }) => ({ join: of.length === 1 ? 'all' : join, of }));
const question = fc.record({
  id: fc.constantFrom(...ids.slice(0, 5)),
  kind: fc.constantFrom(...questionKinds.map(({ kind }) => kind)),
  label: words,
  hint: words,
  required: fc.boolean(),
  showIf: fc.option(showIf),
  prefill: fc.option(fc.constantFrom('address', 'sales', 'of a newer program')),
  figure,
  options: items,
  other: fc.boolean(),
  columns: fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('c1', 'c2'),
      label: words,
      kind: fc.constantFrom(...columnKinds),
      figure,
      options: items,
    }),
    { selector: ({ id }) => id, maxLength: 2 },
  ),
  rows: items,
  addRows: fc.boolean(),
  fact: fc.option(
    fc.record({
      key: fc.constantFrom('contactPhone', 'foundedOn', 'ownership', 'staff', 'of a newer program'),
      year: fc.option(fc.constantFrom(2025, 2026)),
    }),
  ),
});
const sheet: fc.Arbitrary<QuestionSheet> = fc.record({
  questions: fc.array(question, { maxLength: 6 }),
});
const answers: fc.Arbitrary<Answers> = fc
  .array(
    fc.tuple(
      fc.tuple(
        fc.constantFrom(...ids),
        fc.constantFrom('', 'o1', 'r9'),
        fc.constantFrom('c1', 'c2'),
      ),
      fc.oneof(words, fc.constantFrom('[["o1","甲"],["o2","乙"]]', '[["其他","丙"]]')),
    ),
    { maxLength: 20 },
  )
  .map((cells) => Object.fromEntries(cells.map(([[q, r, c], said]) => [cellKey(q, r, c), said])));

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

/** Every fact a question may name. */
const facts = [
  ...firmFacts.map(({ key }) => ({ key, year: null })),
  ...yearFigures.map(({ key }) => ({ key, year: 2025 })),
];
/** What the file may hold of a field. */
const heldOf = (field: Field): fc.Arbitrary<LedgerValue> => {
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
      return fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    case 'flag':
      return fc.constantFrom(0, 1);
    case 'day':
      return fc.constantFrom('2005-03-12', '1999-12-31');
    case 'choice':
      return fc.constantFrom(...field.vocabulary, ...(field.open ? ['个人独资'] : []));
    case 'choices':
      return fc.subarray([...field.vocabulary]).map((some) => choicesText(field, some));
    default:
      if (field.key === 'uscc') return fc.constant(makeCreditCode('330825', '12345678'));
      if (field.key === 'capitalText') return fc.constantFrom('200 万元', '50万美元');
      if (field.key === 'orgCode') return fc.constant('71234567X');
      return fc.constantFrom('甲', '0570-7021001', 'C2221', '湖口镇 1 号');
  }
};

test('a question of the file has its kind, unit and words whatever was drawn up, and what the file holds comes back', () => {
  const named = fc.constantFrom(...facts).chain((fact) => {
    const field = factField(fact) as Field;
    const sound = heldOf(field).filter(
      (value) => value !== null && valueProblem(field, value) === null,
    );
    return fc.record({ fact: fc.constant(fact), field: fc.constant(field), value: sound });
  });
  fc.assert(
    fc.property(question, named, (drawn, { fact, field, value }) => {
      const asked = boundQuestion({ ...drawn, fact });
      expect(boundQuestion(asked)).toEqual(asked);
      expect(readSheet(writeSheet({ questions: [asked] })).questions).toEqual([asked]);
      expect(readFactText(factText(fact))).toEqual(fact);
      expect(new Set(asked.options.map(({ id }) => id)).size).toBe(asked.options.length);
      if (asked.kind === 'number')
        expect(asked.figure).toMatchObject({
          unit: 'unit' in field ? field.unit : '',
          decimals: scaleOf(field),
        });
      const answer = factAnswer(asked, value);
      expect(factValue(asked, answer)).toEqual({ ok: true, value });
      const alone = { questions: [{ ...asked, showIf: null }] };
      const said = { [asked.id]: answer };
      expect(answerProblems(alone, said)).toEqual([]);
      expect(factChanges(alone, said, { [asked.id]: value })).toMatchObject([{ same: true }]);
      expect(factChanges(alone, said, {})).toMatchObject([{ same: false, before: null }]);
      // Typed with its unit, before the store has seen it, a figure says the same.
      if (asked.kind === 'number')
        expect(
          factChanges(
            alone,
            { [asked.id]: `${answer} ${asked.figure.unit}` },
            { [asked.id]: value },
          ),
        ).toMatchObject([{ same: true, after: value }]);
    }),
    { numRuns: 400 },
  );
});

test('only what is asked, shown and answered changes the file, and nothing the file could not keep', () => {
  fc.assert(
    fc.property(sheet, answers, (one, said) => {
      const shown = shownQuestions(one, said);
      for (const change of factChanges(one, said, {})) {
        expect(shown).toContain(change.questionId);
        expect((said[change.questionId] ?? '').trim()).not.toBe('');
        const field = factField(readFactText(change.key)) as Field;
        expect(change.after === null ? null : valueProblem(field, change.after)).toBeNull();
      }
    }),
    { numRuns: 300 },
  );
});

test('a sheet that makes no use of the file is written as older programs wrote it', () => {
  fc.assert(
    fc.property(sheet, (one) => {
      const plain = { questions: one.questions.map((each) => ({ ...each, fact: null })) };
      expect(writeSheet(plain)).not.toContain('"fact"');
    }),
  );
});

test('several conditions are each of them alone, joined: all of them, or one', () => {
  fc.assert(
    fc.property(
      sheet,
      answers,
      fc.array(condition, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('all' as const, 'any' as const),
      (one, said, of, join) => {
        const before = one.questions.filter(
          ({ id }, at) => one.questions.findIndex((other) => other.id === id) === at,
        );
        const asks = (conditions: typeof of, as: typeof join): boolean =>
          shownQuestions(
            {
              questions: [
                ...before,
                { ...blankQuestion('last', 'text'), showIf: { join: as, of: conditions } },
              ],
            },
            said,
          ).has('last');
        const known = new Set(before.map(({ id }) => id));
        // What asks of a question that is not there is no condition.
        const alone = of.filter((each) => known.has(each.question));
        const held = alone.map((each) => asks([each], 'all'));
        const wanted =
          held.length === 0 || (join === 'all' ? held.every(Boolean) : held.some(Boolean));
        expect(asks(of, join)).toBe(wanted);
        expect(asks(of.toReversed(), join)).toBe(wanted);
        expect(asks([...of, ...of], join)).toBe(wanted);
      },
    ),
    { numRuns: 300 },
  );
});

test('a sheet with one condition a question is the text older programs wrote, and theirs is read', () => {
  fc.assert(
    fc.property(sheet, fc.option(condition), (one, alone) => {
      const older = one.questions.map((each) => ({ ...each, fact: null, showIf: alone }));
      const text = JSON.stringify({ questions: older.map(({ fact: _, ...each }) => each) });
      const read = readSheet(text);
      expect(read.questions.map(({ showIf: asked }) => asked?.of ?? null)).toEqual(
        older.map(() => (alone === null ? null : [alone])),
      );
      expect(JSON.parse(writeSheet(read))).toEqual(JSON.parse(text));
      expect(writeSheet(readSheet(writeSheet(read)))).toBe(writeSheet(read));
    }),
  );
});
