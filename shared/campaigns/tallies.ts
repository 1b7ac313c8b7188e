import { digitsOf } from '#shared/registers/values.ts';
import { readChosen } from './answer-text.ts';
import {
  type Answers,
  cellKey,
  isAnswered,
  looseFigure,
  readFigure,
  tableRows,
} from './answers.ts';
import { type FigureRule, otherOption, type Question } from './question-sheet.ts';

/** Figures of a campaign's results. Counting unit: returns (份), unless something else is said. */

/** The answers of one return that count, and how many photographs hang on each of its questions. */
export type Counted = {
  readonly answers: Answers;
  readonly photos: Readonly<Record<string, number>>;
};

export type ChoiceTally = {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  /** Tenths of a percent of the returns that answer the question; null where none does. */
  readonly share: number | null;
};

/** Figures of numbers, as digits; null where there is no number. */
export type NumberTally = {
  readonly count: number;
  readonly sum: string | null;
  /** Rounded half away from zero to one digit more than the answers have. */
  readonly mean: string | null;
  readonly median: string | null;
  readonly min: string | null;
  readonly max: string | null;
  /** Answers of another version that are no numbers: kept, shown, and in no figure. */
  readonly unread: number;
};

export type Tally = {
  readonly questionId: string;
  /** Returns with an answer, and those without. */
  readonly answered: number;
  readonly empty: number;
  readonly choices: readonly ChoiceTally[];
  readonly numbers: NumberTally | null;
  /** Of the numeric columns of a table, over all its rows. */
  readonly columns: readonly {
    readonly id: string;
    readonly label: string;
    readonly unit: string;
    readonly numbers: NumberTally;
  }[];
  /** Rows of a table (行), photographs (张). */
  readonly items: number;
};

const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part * 1000) / whole);

/** `n ÷ d`, rounded half away from zero. */
const divided = (n: bigint, d: bigint): bigint => {
  const twice = 2n * (n < 0n ? -n : n);
  const rounded = (twice + d) / (2n * d);
  return n < 0n ? -rounded : rounded;
};

const scaled = (digits: string, scale: number): bigint => {
  const [whole = '0', part = ''] = digits.replace('-', '').split('.');
  const value = BigInt(whole + part.padEnd(scale, '0').slice(0, scale));
  return digits.startsWith('-') ? -value : value;
};

const written = (value: bigint, scale: number): string => {
  const safe = Number(value);
  if (Number.isSafeInteger(safe)) return digitsOf(safe, scale);
  const text = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const part = scale === 0 ? '' : text.slice(-scale).replace(/0+$/, '');
  const whole = text.slice(0, text.length - scale);
  return `${value < 0n ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`;
};

/** Figures of some answers as they stand in their cells; empty ones are left out. */
export const numberTally = (stored: readonly string[], rule: FigureRule): NumberTally => {
  const loose = looseFigure(rule);
  const read = stored
    .filter((text) => text.trim() !== '')
    .map((text) => readFigure(text, loose))
    .map((one) => ('digits' in one && one.digits !== '' ? scaled(one.digits, 6) : null));
  const values = read
    .filter((value) => value !== null)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const unread = read.length - values.length;
  const [least, most] = [values[0], values.at(-1)];
  if (least === undefined || most === undefined)
    return { count: 0, sum: null, mean: null, median: null, min: null, max: null, unread };
  const count = values.length;
  const sum = values.reduce((all, value) => all + value, 0n);
  const fine = Math.min(6, rule.decimals + 1);
  const coarse = 10n ** BigInt(6 - fine);
  const middle = count >> 1;
  const halves =
    count % 2 === 1
      ? 2n * (values[middle] ?? 0n)
      : (values[middle - 1] ?? 0n) + (values[middle] ?? 0n);
  return {
    count,
    sum: written(sum, 6),
    mean: written(divided(sum, BigInt(count) * coarse), fine),
    median: written(divided(halves, 2n * coarse), fine),
    min: written(least, 6),
    max: written(most, 6),
    unread,
  };
};

const cellOf = ({ answers }: Counted, key: string): string => answers[key] ?? '';

const choiceTallies = (
  question: Question,
  returns: readonly Counted[],
  answered: number,
): ChoiceTally[] => {
  const counts = new Map<string, number>();
  for (const one of returns)
    for (const id of new Set(readChosen(cellOf(one, cellKey(question.id))).map((c) => c.id)))
      counts.set(id, (counts.get(id) ?? 0) + 1);
  const known = new Set(question.options.map(({ id }) => id));
  // What is neither an option of any version nor 其他 is other people's words.
  const others = [...counts].filter(([id]) => !known.has(id)).reduce((sum, [, n]) => sum + n, 0);
  const line = (id: string, label: string, count: number): ChoiceTally => ({
    ...{ id, label, count },
    share: shareOf(count, answered),
  });
  return [
    ...question.options.map(({ id, label }) => line(id, label, counts.get(id) ?? 0)),
    ...(question.other || others > 0 ? [line(otherOption, '其他', others)] : []),
  ];
};

/** What some returns say to one question. */
export const tallyOf = (question: Question, returns: readonly Counted[]): Tally => {
  const { id, kind } = question;
  const saying = returns.filter((one) => isAnswered(question, one.answers, one.photos));
  const answered = saying.length;
  const rowsOf = (one: Counted) =>
    tableRows(question, one.answers).filter((row) =>
      question.columns.some((column) => cellOf(one, cellKey(id, row.id, column.id)).trim() !== ''),
    );
  return {
    questionId: id,
    answered,
    empty: returns.length - answered,
    choices:
      kind === 'choice' || kind === 'choices' ? choiceTallies(question, saying, answered) : [],
    numbers:
      kind === 'number'
        ? numberTally(
            saying.map((one) => cellOf(one, cellKey(id))),
            question.figure,
          )
        : null,
    columns:
      kind === 'table'
        ? question.columns
            .filter((column) => column.kind === 'number')
            .map((column) => ({
              ...{ id: column.id, label: column.label, unit: column.figure.unit },
              numbers: numberTally(
                saying.flatMap((one) =>
                  tableRows(question, one.answers).map((row) =>
                    cellOf(one, cellKey(id, row.id, column.id)),
                  ),
                ),
                column.figure,
              ),
            }))
        : [],
    items:
      kind === 'table'
        ? saying.reduce((sum, one) => sum + rowsOf(one).length, 0)
        : kind === 'photo'
          ? returns.reduce((sum, { photos }) => sum + (photos[id] ?? 0), 0)
          : 0,
  };
};
