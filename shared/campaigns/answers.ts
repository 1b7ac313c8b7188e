import { parseLooseDate } from '#shared/dates.ts';
import { foldText } from '#shared/fold.ts';
import type { Field, Unit } from '#shared/registers/ledger.ts';
import { digitsOf, readValue, scaleOf } from '#shared/registers/values.ts';
import { readChosen } from './answer-text.ts';
import { factField, factValue } from './file-facts.ts';
import type {
  Condition,
  ConditionOp,
  FigureRule,
  Question,
  QuestionSheet,
  SheetColumn,
  SheetItem,
} from './question-sheet.ts';

/**
 * Answers to a question sheet, by cell. Nothing here throws, whatever a sheet or an answer holds: both come
 * from other computers and other versions.
 */

/** Stored answers by `cellKey`; an empty text is no answer. */
export type Answers = Readonly<Record<string, string>>;

/** The cell of a question, or of one cell of its table. */
export const cellKey = (question: string, row = '', column = ''): string =>
  row === '' ? question : `${question}|${row}|${column}`;

export type CellName = {
  readonly questionId: string;
  readonly rowKey: string | null;
  readonly columnId: string | null;
};

export const readCellKey = (key: string): CellName => {
  const [questionId = '', rowKey, columnId] = key.split('|');
  return { questionId, rowKey: rowKey ?? null, columnId: columnId ?? null };
};

const answerAt = (answers: Answers, key: string): string =>
  Object.hasOwn(answers, key) ? (answers[key] ?? '') : '';

/** Answers with one more; a key of a row without a column (`cellKey(question, row)`) takes the whole row out. */
export const withAnswer = (answers: Answers, key: string, typed: string): Answers => {
  if (!key.endsWith('|')) return { ...answers, [key]: typed };
  return Object.fromEntries(Object.entries(answers).filter(([other]) => !other.startsWith(key)));
};

/** Rows added to a table while it was filled in, in the order of their keys, which rise with time. */
export const addedRows = ({ id, rows }: Question, answers: Answers): readonly string[] => {
  const fixed = new Set(rows.map((row) => row.id));
  const keys = new Set<string>();
  for (const key of Object.keys(answers)) {
    const { questionId, rowKey } = readCellKey(key);
    if (questionId === id && rowKey !== null && rowKey !== '' && !fixed.has(rowKey))
      keys.add(rowKey);
  }
  return [...keys].sort();
};

/** Every row of a table: the fixed ones, then the added ones, which have no label. */
export const tableRows = (question: Question, answers: Answers): readonly SheetItem[] => [
  ...question.rows,
  ...addedRows(question, answers).map((id) => ({ id, label: '' })),
];

/** Whether anything is answered to a question; `photos` counts what hangs on each, by question. */
export const isAnswered = (
  question: Question,
  answers: Answers,
  photos: Readonly<Record<string, number>> = {},
): boolean => {
  if (question.kind === 'note') return false;
  if (question.kind === 'photo') return (photos[question.id] ?? 0) > 0;
  if (question.kind !== 'table') return answerAt(answers, cellKey(question.id)).trim() !== '';
  return tableRows(question, answers).some((row) =>
    question.columns.some(
      (column) => answerAt(answers, cellKey(question.id, row.id, column.id)).trim() !== '',
    ),
  );
};

const numberField = (label: string, { unit, decimals, min, max }: FigureRule): Field => {
  const limits = {
    ...(min === null ? {} : { min }),
    ...(max === null ? {} : { max }),
    // Of a unit this program knows, others of its family are converted: 1.3 亿元 is 13000 万元.
    ...(unit === '' ? {} : { unit: unit as Unit }),
  };
  return decimals === 0
    ? { key: 'n', label, kind: 'integer', ...limits }
    : { key: 'n', label, kind: 'decimal', scale: decimals, ...limits };
};

/** The rule for figures that are there already: an older version may have kept more digits, or other limits. */
export const looseFigure = ({ unit }: FigureRule): FigureRule => ({
  ...{ unit, decimals: 6, min: null, max: null },
});

/** A figure as typed, in its stored form, or what is wrong with it in words that follow its label. */
export const readFigure = (
  typed: string,
  rule: FigureRule,
): { readonly digits: string } | { readonly problem: string } => {
  const field = numberField('', rule);
  // The unit the sheet itself prints may be typed behind the figure.
  const bare = typed.trim().endsWith(rule.unit)
    ? typed.trim().slice(0, typed.trim().length - rule.unit.length)
    : typed;
  const read = readValue(field, bare);
  if (!read.ok) return { problem: read.problem };
  return { digits: typeof read.value === 'number' ? digitsOf(read.value, scaleOf(field)) : '' };
};

type Asked =
  | (Pick<Question, 'kind' | 'figure' | 'options'> & Partial<Pick<Question, 'fact'>>)
  | (Pick<SheetColumn, 'kind' | 'figure' | 'options'> & { readonly fact?: null });

type ReadAnswer = { readonly stored: string } | { readonly problem: string };

/** An answer as it is stored, or what is wrong with it; to a fact of the file only what the file can keep. */
export const readAnswer = (asked: Asked, typed: string): ReadAnswer => {
  const read = readOfKind(asked, typed);
  const { fact = null } = asked;
  if (fact === null || !factField(fact) || 'problem' in read || read.stored === '') return read;
  const kept = factValue({ ...asked, fact }, read.stored);
  return kept.ok ? read : { problem: kept.problem };
};

const readOfKind = (asked: Asked, typed: string): ReadAnswer => {
  if (typed.trim() === '') return { stored: '' };
  if (asked.kind === 'number') {
    const read = readFigure(typed, asked.figure);
    return 'problem' in read ? read : { stored: read.digits };
  }
  if (asked.kind === 'day') {
    const date = parseLooseDate(typed);
    return date?.precision === 'day'
      ? { stored: date.iso }
      : { problem: '读不懂，请写成 2026-03-05' };
  }
  const max = asked.kind === 'text' ? 1_000 : 20_000;
  if (typed.length > max) return { problem: `最多 ${max} 字` };
  return { stored: typed.trim() };
};

/** Below, equal or above zero as two figures are; undefined where one of them is none. */
const comparedFigures = (a: string, b: string, rule: FigureRule): number | undefined => {
  const any = looseFigure(rule);
  const [x, y] = [readFigure(a, any), readFigure(b, any)];
  if ('problem' in x || 'problem' in y || x.digits === '' || y.digits === '') return undefined;
  return Number(x.digits) - Number(y.digits);
};

const comparedDays = (a: string, b: string): number | undefined => {
  const [x, y] = [parseLooseDate(a)?.iso, parseLooseDate(b)?.iso];
  return x === undefined || y === undefined ? undefined : x < y ? -1 : x > y ? 1 : 0;
};

const holdsOfOrder = (op: ConditionOp, by: number | undefined): boolean => {
  if (by === undefined) return false;
  if (op === 'atLeast') return by >= 0;
  if (op === 'atMost') return by <= 0;
  return op === 'is' ? by === 0 : op === 'isNot' && by !== 0;
};

const holdsOfWords = (op: ConditionOp, said: string, wanted: string): boolean => {
  if (op === 'is') return said === wanted;
  if (op === 'isNot') return said !== wanted;
  return op === 'contains' ? said.includes(wanted) : op === 'lacks' && !said.includes(wanted);
};

const holdsOf = ({ op, value }: Condition, question: Question, answers: Answers): boolean => {
  const answered = isAnswered(question, answers);
  if (op === 'answered') return answered;
  if (op === 'empty') return !answered;
  // Of what nobody has answered, nothing can be said.
  if (!answered) return false;
  const stored = answerAt(answers, cellKey(question.id));
  switch (question.kind) {
    case 'choice':
    case 'choices': {
      const has = readChosen(stored).some(({ id }) => id === value);
      return op === 'is' || op === 'contains' ? has : !has;
    }
    case 'number':
      return holdsOfOrder(op, comparedFigures(stored, value, question.figure));
    case 'day':
      return holdsOfOrder(op, comparedDays(stored, value));
    default:
      return holdsOfWords(op, foldText(stored), foldText(value));
  }
};

/**
 * Questions that are asked, given the answers. One walk in the order of the sheet: a condition is asked of
 * what stands before it, and the answer to a question that is not shown counts as none, so nothing can go
 * round. A condition on a question that is not there, or comes later, is no condition.
 */
export const shownQuestions = (sheet: QuestionSheet, answers: Answers): ReadonlySet<string> => {
  const shown = new Set<string>();
  const before = new Map<string, Question>();
  for (const question of sheet.questions) {
    const { showIf } = question;
    const held = (showIf?.of ?? []).flatMap((condition) => {
      const asked = before.get(condition.question);
      return asked ? [holdsOf(condition, asked, shown.has(asked.id) ? answers : {})] : [];
    });
    const isShown =
      held.length === 0 || (showIf?.join === 'any' ? held.includes(true) : !held.includes(false));
    if (isShown) shown.add(question.id);
    before.set(question.id, question);
  }
  return shown;
};

/** Answers that count: those to questions that are shown. What is hidden is kept and left out. */
export const countedAnswers = (sheet: QuestionSheet, answers: Answers): Answers => {
  const shown = shownQuestions(sheet, answers);
  return Object.fromEntries(
    Object.entries(answers).filter(([key]) => shown.has(readCellKey(key).questionId)),
  );
};

export type AnswerProblem = {
  /** `cellKey` of the cell to mend; the question itself where it is empty. */
  readonly key: string;
  readonly questionId: string;
  readonly message: string;
  /** Nothing is there yet; what is there is not wrong. */
  readonly missing: boolean;
};

const cellsOf = (
  question: Question,
  answers: Answers,
): readonly (readonly [string, Asked, string])[] => {
  if (question.kind !== 'table') return [[cellKey(question.id), question, '']];
  return tableRows(question, answers).flatMap((row, at) =>
    question.columns.map(
      (column) =>
        [
          cellKey(question.id, row.id, column.id),
          column,
          `${row.label || `第 ${at + 1} 行`}「${column.label}」`,
        ] as const,
    ),
  );
};

/**
 * What keeps a return from being complete: required questions without an answer, and answers that cannot be
 * read, of shown questions only.
 */
export const answerProblems = (
  sheet: QuestionSheet,
  answers: Answers,
  photos: Readonly<Record<string, number>> = {},
): AnswerProblem[] => {
  const shown = shownQuestions(sheet, answers);
  return sheet.questions
    .filter(({ id, kind }) => shown.has(id) && kind !== 'note')
    .flatMap((question): AnswerProblem[] => {
      const { id, kind, label, required } = question;
      const wrong =
        kind === 'photo'
          ? []
          : cellsOf(question, answers).flatMap(([key, asked, where]): AnswerProblem[] => {
              const read = readAnswer(asked, answerAt(answers, key));
              if (!('problem' in read)) return [];
              const message = `「${label}」${where}${read.problem}`;
              return [{ key, questionId: id, message, missing: false }];
            });
      if (!required || isAnswered(question, answers, photos)) return wrong;
      return [
        ...wrong,
        { key: cellKey(id), questionId: id, message: `「${label}」还没有填写`, missing: true },
      ];
    });
};
