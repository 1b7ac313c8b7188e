import { z } from 'zod';
import { readDay } from '#renderer/parts/day-text.ts';
import type { Colleague } from '#shared/visit-brief.ts';
import { issueTypes, satisfactions, serviceTypes } from '#shared/visits.ts';
import { readTime } from '../time-text.ts';
import { splitWords, type VisitForm, visitForm, withTypes } from '../visit-form.ts';

/** A paper form as it is typed up (纸质补录): a few signs a field, so that a stack goes quickly. Pure. */

const text = z.string().catch('');

export const paperForm = z.object({
  /** Id of the visit it becomes; chosen at once, so that saving twice makes one visit. */
  visitId: text,
  firmId: text,
  firmName: text,
  day: text,
  span: text,
  people: text,
  firmPeople: text,
  types: text,
  place: text,
  purpose: text,
  content: text,
  findings: text,
  advice: text,
  issues: text,
  materials: text,
  followUp: text,
  satisfaction: text,
});
export type PaperForm = z.infer<typeof paperForm>;
export type PaperField = Exclude<keyof PaperForm, 'visitId' | 'firmId' | 'firmName'> | 'firm';

/** An empty form; a stack is mostly of one day and the same people. */
export const blankPaper = (
  visitId: string,
  carried: Pick<PaperForm, 'day' | 'people'>,
): PaperForm => ({ ...paperForm.parse({}), visitId, ...carried });

/** What was read in a field, or why nothing can be. */
export type Reading<T> = { readonly value: T } | { readonly problem: string };

const ok = <T>(value: T): Reading<T> => ({ value });

/**
 * A day of the past: as everywhere, and `0503` or `503` for the third of May. A day without a year that would lie
 * ahead of today is last year's: what is typed up has happened.
 */
export const readPaperDay = (typed: string, today: string): string | null => {
  const plain = typed.normalize('NFKC').trim();
  const digits = /^(\d{1,2})(\d{2})$/.exec(plain);
  const short = digits ? `${Number(digits[1])}.${Number(digits[2])}` : plain;
  const day = readDay(short, today);
  const hasYear = /\d{4}/.test(digits ? '' : plain);
  if (day === null || hasYear || day <= today) return day;
  return readDay(short, `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`);
};

/** `0900-1030`, `9:00—10:30`, or the beginning alone. */
export const readSpan = (
  typed: string,
): Reading<{ readonly start: string | null; readonly end: string | null }> => {
  const parts = typed
    .normalize('NFKC')
    .split(/[-—–~～至到]+/)
    .map((part) => part.trim());
  const [start, end] = [readTime(parts[0] ?? ''), readTime(parts[1] ?? '')];
  return parts.length > 2 || start === undefined || end === undefined
    ? { problem: '时间写成 0900-1030' }
    : ok({ start, end });
};

/** One name for letters, or why not: whole initials before beginnings, one colleague before several. */
const nameFor = (letters: string, known: readonly Colleague[]): Reading<string> => {
  const wanted = letters.toLowerCase();
  const whole = known.filter(({ initials }) => initials === wanted);
  const found = whole.length > 0 ? whole : known.filter((one) => one.initials.startsWith(wanted));
  const [first, second] = found;
  if (!first) return { problem: `「${letters}」不是哪位同事的首字母，请写姓名` };
  return second
    ? { problem: `「${letters}」可能是${found.map(({ name }) => name).join('、')}，请写姓名` }
    : ok(first.name);
};

/** Our people: names, or initials of colleagues, each once. */
export const readPeople = (typed: string, known: readonly Colleague[]): Reading<string[]> => {
  const names: string[] = [];
  for (const word of splitWords(typed.normalize('NFKC'))) {
    // A name in letters that somebody bears is that name.
    const isName = known.some(({ name }) => name === word) || !/^[a-z]+$/i.test(word);
    const read = isName ? ok(word) : nameFor(word, known);
    if ('problem' in read) return read;
    if (!names.includes(read.value)) names.push(read.value);
  }
  return ok(names);
};

/** 1 to 9 in the order of the vocabulary, 0 for its last (其他). */
export const typeOfDigit = (digit: string): string | undefined =>
  digit === '0' ? serviceTypes.at(-1) : serviceTypes.slice(0, -1)[Number(digit) - 1];

/** Service types: digits, words of the vocabulary, words of one's own. `13 能效标识` is 质量、标准化、能效标识. */
export const readTypes = (typed: string): string[] => [
  ...new Set(
    splitWords(typed.normalize('NFKC')).flatMap((word) =>
      /^\d+$/.test(word) ? [...word].flatMap((digit) => typeOfDigit(digit) ?? []) : [word],
    ),
  ),
];

export type PaperIssue = { readonly type: string; readonly content: string };

/** An issue a line; a digit before it says its type: `2 天平未检` is 计量. 质量 where nothing is said. */
export const readIssues = (typed: string): PaperIssue[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, digit, rest] = /^([1-5])[\s.、:：]+(.+)$/.exec(line) ?? [];
      return {
        type: issueTypes[Number(digit ?? 1) - 1] ?? issueTypes[0],
        content: rest ?? line,
      };
    });

/** 1 满意, 2 基本满意, 3 不满意, or the word. */
export const readSatisfaction = (typed: string): Reading<string> => {
  const plain = typed.normalize('NFKC').trim();
  if (plain === '') return ok('');
  const word = satisfactions.find((one, n) => one === plain || String(n + 1) === plain);
  return word
    ? ok(word)
    : { problem: `写 1 至 ${satisfactions.length}，或${satisfactions.join('、')}` };
};

export type PaperProblem = { readonly field: PaperField; readonly message: string };
export type ReadPaper = {
  readonly form: VisitForm;
  readonly problems: readonly PaperProblem[];
  /** What the program made of the short writings, to be seen while typing. */
  readonly read: Readonly<Partial<Record<PaperField, string>>>;
};

const valueIn = <T>(reading: Reading<T>, otherwise: T): T =>
  'value' in reading ? reading.value : otherwise;

/**
 * The visit a typed form becomes, and what is in its way.
 *
 * @param newId gives ids to issues
 */
export const readPaper = (
  paper: PaperForm,
  known: readonly Colleague[],
  { today, newId }: { readonly today: string; readonly newId: () => string },
): ReadPaper => {
  const day = readPaperDay(paper.day, today);
  const span = readSpan(paper.span);
  const people = readPeople(paper.people, known);
  const satisfaction = readSatisfaction(paper.satisfaction);
  const types = readTypes(paper.types);
  const issues = readIssues(paper.issues);
  const { start, end } = valueIn(span, { start: null, end: null });
  const names = valueIn(people, []);
  const wrong = (field: PaperField, reading: Reading<unknown>): PaperProblem[] =>
    'problem' in reading ? [{ field, message: reading.problem }] : [];
  const form = withTypes(
    {
      ...visitForm.parse({}),
      visitedOn: day ?? '',
      startAt: start ?? '',
      endAt: end ?? '',
      participants: names,
      satisfaction: valueIn(satisfaction, ''),
      issues: issues.map((issue) => ({ id: newId(), ...issue })),
      place: paper.place,
      purpose: paper.purpose,
      content: paper.content,
      findings: paper.findings,
      advice: paper.advice,
      firmPeople: paper.firmPeople,
      materials: paper.materials,
      followUp: paper.followUp,
    },
    types,
  );
  return {
    form,
    problems: [
      ...(paper.firmId === ''
        ? [{ field: 'firm' as const, message: '请选企业：拼音首字母、名称或信用代码，回车' }]
        : []),
      ...(day === null ? [{ field: 'day' as const, message: '日期写成 5.3 或 0503' }] : []),
      ...wrong('span', span),
      ...(start !== null && end !== null && end < start
        ? [{ field: 'span' as const, message: '结束时间早于开始时间' }]
        : []),
      ...('value' in people && names.length === 0
        ? [{ field: 'people' as const, message: '至少一名我方人员' }]
        : wrong('people', people)),
      ...(paper.content.trim() === '' && types.length === 0
        ? [{ field: 'content' as const, message: '请填写走访内容，或选择服务类型' }]
        : []),
      ...wrong('satisfaction', satisfaction),
    ],
    read: {
      day: day ?? '',
      span: [start, end].filter((time) => time !== null).join('—'),
      people: names.join('、'),
      types: types.join('、'),
      issues: issues.map(({ type }) => type).join('、'),
      satisfaction: valueIn(satisfaction, ''),
    },
  };
};
