import { answerInWords, readChosen } from '#shared/campaigns/answer-text.ts';
import {
  cellKey,
  countedAnswers,
  isAnswered,
  looseFigure,
  readFigure,
  tableRows,
} from '#shared/campaigns/answers.ts';
import { otherOption, type Question, questionNumbers } from '#shared/campaigns/question-sheet.ts';
import { type Counted, tallyOf } from '#shared/campaigns/tallies.ts';
import { allQuestions } from '#shared/campaigns/versions.ts';
import type {
  Pick as Picked,
  ResultRow,
  Results,
  ResultsQuery,
  VersionView,
} from '#shared/campaigns/views.ts';
import { formatDate } from '#shared/dates.ts';
import { foldText } from '#shared/fold.ts';
import { grouped } from '#shared/registers/values.ts';
import { campaignReturns, type HeldReturn } from './campaign-returns.ts';
import type { Desk } from './desk.ts';

/** Results of a campaign: firms × questions, and figures over them. */

type Reads = Pick<Desk, 'store' | 'self'>;

/** One return as results see it: only what counts by the version it is judged by. */
export type CountedReturn = Counted & { readonly held: HeldReturn };

const counted = (held: HeldReturn): CountedReturn => ({
  held,
  answers: held.version ? countedAnswers(held.version.sheet, held.answers) : held.answers,
  photos: held.photos,
});

/** What a return says to a question, in words; empty for nothing. */
export const saidInWords = (question: Question, { answers, photos }: Counted): string => {
  const { id, kind } = question;
  if (!isAnswered(question, answers, photos)) return '';
  const stored = answers[cellKey(id)] ?? '';
  switch (kind) {
    case 'photo':
      return `${photos[id] ?? 0} 张`;
    case 'table':
      return `${tableRows(question, answers).filter((row) => question.columns.some((column) => (answers[cellKey(id, row.id, column.id)] ?? '') !== '')).length} 行`;
    case 'number': {
      const read = readFigure(stored, looseFigure(question.figure));
      return 'digits' in read
        ? `${grouped(read.digits)}${question.figure.unit && ` ${question.figure.unit}`}`
        : stored;
    }
    case 'day':
      return /^\d{4}-\d{2}-\d{2}$/.test(stored) ? formatDate(stored) : stored;
    default:
      return answerInWords(stored);
  }
};

/** Whether a return is one of those behind a figure. */
const isPicked = (
  picked: Picked,
  questions: readonly Question[],
): ((one: CountedReturn) => boolean) => {
  const question = questions.find(({ id }) => id === picked.question);
  if (!question) return () => false;
  const { of } = picked;
  if ('answered' in of)
    return ({ answers, photos }) => isAnswered(question, answers, photos) === of.answered;
  const known = new Set(question.options.map(({ id }) => id));
  return ({ answers }) =>
    readChosen(answers[cellKey(question.id)] ?? '').some(({ id }) =>
      of.option === otherOption ? !known.has(id) : id === of.option,
    );
};

const collator = new Intl.Collator('zh-CN', { numeric: true });

const inOrder = (
  questions: readonly Question[],
  sort: ResultsQuery['sort'],
): ((a: CountedReturn, b: CountedReturn) => number) => {
  const question = questions.find(({ id }) => id === sort?.by);
  if (!question || !sort) return () => 0;
  const sortValue = (one: CountedReturn): number | string | null => {
    const stored = one.answers[cellKey(question.id)] ?? '';
    if (question.kind !== 'number') return saidInWords(question, one) || null;
    const read = readFigure(stored, looseFigure(question.figure));
    return 'digits' in read && read.digits !== '' ? Number(read.digits) : null;
  };
  return (a, b) => {
    const [x, y] = [sortValue(a), sortValue(b)];
    // What says nothing stands last, whichever way round.
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    const by =
      typeof x === 'number' && typeof y === 'number'
        ? x - y
        : collator.compare(String(x), String(y));
    return sort.down ? -by : by;
  };
};

/** Everything results are made of: questions of all versions, and the returns in the scope asked for. */
export const countedReturns = (
  desk: Reads,
  { id, scope, township, search }: Pick<ResultsQuery, 'id' | 'scope' | 'township' | 'search'>,
) => {
  const { versions, firms } = campaignReturns(desk, id);
  const folded = foldText(search);
  const returns = firms
    .filter(({ standing }) => (scope === 'all' ? standing !== 'notBegun' : standing === 'complete'))
    .filter(({ record }) => township === null || (record.township ?? '') === township)
    .filter(({ record }) => folded === '' || foldText(record.firmName).includes(folded))
    .map(counted);
  return { versions, firms, questions: allQuestions(versions.map(({ sheet }) => sheet)), returns };
};

const rowOf = (
  questions: readonly Question[],
  versions: readonly VersionView[],
  one: CountedReturn,
): ResultRow => {
  const { record, standing, rows } = one.held;
  const used = new Set(rows.map(({ askedIn }) => askedIn));
  return {
    id: record.id,
    firm: { id: record.firmId, name: record.firmName },
    township: record.township,
    asker: record.asker,
    standing,
    version: versions.findLast(({ id }) => used.has(id))?.number ?? null,
    cells: Object.fromEntries(
      questions.flatMap((question) => {
        const words = saidInWords(question, one);
        return words === '' ? [] : [[question.id, words]];
      }),
    ),
  };
};

/** Rows and figures of a campaign. Counting unit: returns (份), one a firm. @throws Refusal `record.missing` */
export const campaignResults = (desk: Reads, query: ResultsQuery): Results => {
  const { versions, firms, questions, returns } = countedReturns(desk, query);
  const shown = questions.filter(({ kind }) => kind !== 'note');
  const inForce = versions.at(-1)?.sheet;
  const numbers = inForce ? questionNumbers(inForce) : new Map<string, number>();
  const picked = query.pick ? returns.filter(isPicked(query.pick, shown)) : returns;
  const sorted = picked.toSorted(inOrder(shown, query.sort));
  return {
    questions: shown.map((question) => ({
      ...question,
      number: numbers.get(question.id) ?? null,
      asked: numbers.has(question.id),
    })),
    tallies: shown.map((question) => tallyOf(question, returns)),
    firms: firms.length,
    complete: firms.filter(({ standing }) => standing === 'complete').length,
    counted: returns.length,
    total: picked.length,
    townships: [...new Set(firms.map(({ record }) => record.township ?? ''))].sort(
      collator.compare,
    ),
    rows: sorted
      .slice(query.offset, query.offset + query.limit)
      .map((one) => rowOf(shown, versions, one)),
  };
};
