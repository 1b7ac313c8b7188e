import fc from 'fast-check';
import { type Answers, cellKey } from '#shared/campaigns/answers.ts';
import {
  columnKinds,
  conditionOps,
  otherOption,
  type QuestionSheet,
  questionKinds,
  type ShowIf,
} from '#shared/campaigns/question-sheet.ts';

/** Question sheets as people and other programs may write them: sound ones and broken ones. */

const ids = ['q1', 'q2', 'q3', 'q4', 'q5', 'gone'] as const;
export const words = fc.oneof(
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
export const items = fc.uniqueArray(
  fc.record({ id: fc.constantFrom('o1', 'o2', 'o3'), label: words }),
  {
    selector: ({ id }) => id,
    maxLength: 3,
  },
);
const limit = fc.option(fc.integer({ min: -100, max: 100 }));
export const figure = fc.record({
  unit: fc.constantFrom('', '万元', '人'),
  decimals: fc.integer({ min: 0, max: 6 }),
  min: limit,
  max: limit,
});
export const condition = fc.record({
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
export const question = fc.record({
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
export const sheet: fc.Arbitrary<QuestionSheet> = fc.record({
  questions: fc.array(question, { maxLength: 6 }),
});
export const answers: fc.Arbitrary<Answers> = fc
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
