import { parseCapital } from '#shared/capital.ts';
import { economics } from '#shared/registers/economics.ts';
import { enterpriseFacts, plainFact } from '#shared/registers/enterprise.ts';
import type { Field, LedgerValue } from '#shared/registers/ledger.ts';
import { type Read, readValue, scaleOf, writeValue } from '#shared/registers/values.ts';
import { readChosen, writeChosen } from './answer-text.ts';
import {
  type FactName,
  otherOption,
  plainFigure,
  type Question,
  type QuestionSheet,
  type SheetItem,
} from './question-sheet.ts';

/**
 * Questions that name a fact of the firm's file (对应企业档案): what the file holds is the answer to begin with, and
 * what the firm answers may go into the file. Kind, unit and options are those of the fact and are never typed.
 */

/** What no firm is asked: names it had are a ledger of their own, the tier is the office's, a place needs a map. */
const notAsked = ['formerNames', 'tier', 'tierSince', 'longitude', 'latitude', 'coordinates'];

/** Facts of the file itself a question may name. */
export const firmFacts: readonly Field[] = enterpriseFacts.fields.filter(
  ({ key }) => !notAsked.includes(key),
);

/** Figures of a whole year a question may name. */
export const yearFigures: readonly Field[] = economics.fields.filter(({ kind }) =>
  ['integer', 'decimal', 'money'].includes(kind),
);

/** The field of a fact; undefined for one only a newer program knows. */
export const factField = ({ key, year }: FactName): Field | undefined =>
  (year === null ? firmFacts : yearFigures).find((field) => field.key === key);

export const factLabel = (fact: FactName): string => {
  const label = factField(fact)?.label ?? fact.key;
  return fact.year === null ? label : `${fact.year} 年${label}`;
};

/** One text a fact, as corrections name it: `contactPhone`, `2025 revenue`. */
export const factText = ({ key, year }: FactName): string =>
  year === null ? key : `${year} ${key}`;

/** Never throws. */
export const readFactText = (text: string): FactName => {
  const [, year, key] = /^(\d{4}) (.+)$/.exec(text) ?? [];
  return year === undefined || key === undefined
    ? { key: text, year: null }
    : { key, year: Number(year) };
};

/** The id of an option that is a word of the file's vocabulary: made of the word, so that it never changes. */
const wordId = (word: string): string =>
  Array.from({ length: word.length }, (_none, at) => word.charCodeAt(at).toString(36))
    .join('-')
    .slice(0, 64);

const wordsOf = (field: Field): readonly string[] => {
  if (field.kind === 'flag') return ['是', '否'];
  return field.kind === 'choice' || field.kind === 'choices' ? field.vocabulary : [];
};

const optionsOf = (field: Field): SheetItem[] =>
  wordsOf(field).map((word) => ({ id: wordId(word), label: word }));

const limitOf = (field: Field, end: 'min' | 'max'): number | null =>
  (field as { readonly min?: number; readonly max?: number })[end] ?? null;

type Shape = Pick<Question, 'kind' | 'figure' | 'options' | 'other'>;

/** How a field is asked for. */
const shapeOf = (field: Field): Shape => {
  const plain: Shape = { kind: 'text', figure: plainFigure, options: [], other: false };
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
      return {
        ...plain,
        kind: 'number',
        figure: {
          unit: field.unit ?? '',
          decimals: scaleOf(field),
          min: limitOf(field, 'min'),
          max: limitOf(field, 'max'),
        },
      };
    case 'choice':
    case 'choices':
      return {
        ...{ ...plain, kind: field.kind, options: optionsOf(field) },
        other: 'open' in field && field.open === true,
      };
    case 'flag':
      return { ...plain, kind: 'choice', options: optionsOf(field) };
    case 'day':
    case 'longText':
      return { ...plain, kind: field.kind };
    default:
      return plain;
  }
};

/** A question in the shape of the fact it names; one that names none, or one unknown here, as it is. */
export const boundQuestion = (question: Question): Question => {
  const field = question.fact && factField(question.fact);
  if (!field) return question;
  return {
    ...question,
    ...shapeOf(field),
    ...{ prefill: null, columns: [], rows: [], addRows: false },
  };
};

/** A draft whose questions have the shape of the file as it is now. What is published stays as it was. */
export const boundSheet = ({ questions }: QuestionSheet): QuestionSheet => ({
  questions: questions.map(boundQuestion),
});

/** What the file holds as the answer to a question; empty for nothing. */
export const factAnswer = (question: Question, value: LedgerValue): string => {
  const field = question.fact && factField(question.fact);
  if (!field || value === null) return '';
  const text = writeValue(field, value);
  if (question.kind !== 'choice' && question.kind !== 'choices') return text;
  const words = question.kind === 'choices' ? text.split('、') : [text];
  return writeChosen(
    words.map((word) => {
      const option = question.options.find(({ label }) => label === word);
      return { id: option?.id ?? otherOption, words: word };
    }),
    question.options,
  );
};

/** An answer as a person would type it into the file. */
export const typedIntoFile = (
  { kind, figure }: Pick<Question, 'kind' | 'figure'>,
  stored: string,
) => {
  if (kind === 'choice' || kind === 'choices')
    return readChosen(stored)
      .map(({ words }) => words)
      .join('、');
  return kind === 'number' && stored !== '' ? `${stored}${figure.unit}` : stored;
};

/** An answer as the file would keep it, or what is wrong with it in words that follow its label. */
export const factValue = (
  asked: Pick<Question, 'kind' | 'figure' | 'fact'>,
  stored: string,
): Read => {
  const field = asked.fact && factField(asked.fact);
  if (!field || !asked.fact) return { ok: false, problem: '本程序的企业档案没有这一项' };
  const read = readValue(field, typedIntoFile(asked, stored));
  if (!read.ok || read.value === null) return read;
  if (field.key === 'capitalText' && parseCapital(String(read.value)).kind !== 'amount')
    return { ok: false, problem: '读不出数额，请写成 200 万元' };
  return asked.fact.year === null ? { ok: true, value: plainFact(field.key, read.value) } : read;
};
