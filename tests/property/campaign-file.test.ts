import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerProblems, shownQuestions } from '#shared/campaigns/answers.ts';
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
import { blankQuestion, readSheet, writeSheet } from '#shared/campaigns/question-sheet.ts';
import { makeCreditCode } from '#shared/credit-code.ts';
import type { Field, LedgerValue } from '#shared/registers/ledger.ts';
import { choicesText, scaleOf, valueProblem } from '#shared/registers/values.ts';
import { answers, condition, question, sheet } from './question-sheets.ts';

/** Questions that are facts of the firm's file, and several conditions of one question. */

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
