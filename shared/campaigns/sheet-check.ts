import { parseLooseDate } from '#shared/dates.ts';
import { looseFigure, readFigure } from './answers.ts';
import { factField, factLabel, factText } from './file-facts.ts';
import {
  type Condition,
  comparesValue,
  opsOf,
  otherOption,
  prefillFacts,
  type Question,
  type QuestionSheet,
  type SheetItem,
} from './question-sheet.ts';

/** What is wrong with a question sheet while it is being written. */

export type SheetProblem = {
  /** Null where the sheet as a whole is meant. */
  readonly questionId: string | null;
  readonly message: string;
};

const twice = (labels: readonly string[]): string | undefined =>
  labels.find((label, at) => label.trim() !== '' && labels.indexOf(label) !== at);

const listProblems = (what: string, items: readonly SheetItem[], least: number): string[] => {
  const labels = items.map(({ label }) => label.trim());
  const double = twice(labels);
  return [
    ...(items.length < least ? [`${what}至少要有 ${least} 个`] : []),
    ...(labels.some((label) => label === '') ? [`有一个${what}没有写`] : []),
    ...(double === undefined ? [] : [`${what}「${double}」写了两次`]),
  ];
};

const figureProblem = ({ min, max }: Question['figure'], where = ''): string[] =>
  min !== null && max !== null && min > max ? [`${where}最小值大于最大值`] : [];

const tableProblems = ({ columns, rows, addRows }: Question): string[] => [
  ...listProblems('列', columns, 1),
  ...(rows.length === 0 && !addRows ? ['表格没有行：写上固定的行，或允许填写时加行'] : []),
  ...listProblems('行', rows, 0),
  ...columns.flatMap((column) => [
    ...(column.kind === 'choice'
      ? listProblems(`「${column.label}」列的选项`, column.options, 2)
      : []),
    ...(column.kind === 'number' ? figureProblem(column.figure, `「${column.label}」列：`) : []),
  ]),
];

const conditionProblems = ({ showIf }: Question, sheet: QuestionSheet, at: number): string[] => {
  const conditions = showIf?.of ?? [];
  const written = conditions.map((one) => JSON.stringify(one));
  return [
    ...new Set([
      ...conditions.flatMap((one) => oneConditionProblems(one, sheet, at)),
      ...(new Set(written).size < written.length ? ['有两个显示条件一样，请去掉一个'] : []),
    ]),
  ];
};

const oneConditionProblems = (showIf: Condition, sheet: QuestionSheet, at: number): string[] => {
  const found = sheet.questions.findIndex(({ id }) => id === showIf.question);
  const asked = sheet.questions[found];
  if (!asked) return ['显示条件所问的题目已经删除，请重新选择或去掉条件'];
  if (found === at) return ['显示条件不能问自己'];
  if (found > at) return [`显示条件所问的「${asked.label}」排在后面，请移到前面或改条件`];
  if (!opsOf(asked.kind).includes(showIf.op))
    return [`显示条件对「${asked.label}」不适用，请重新选择`];
  if (!comparesValue(showIf.op)) return [];
  if (asked.kind === 'choice' || asked.kind === 'choices') {
    const known =
      asked.options.some(({ id }) => id === showIf.value) ||
      (asked.other && showIf.value === otherOption);
    if (!known) return [`显示条件没有选定「${asked.label}」的一个选项`];
  } else if (showIf.value.trim() === '') return ['显示条件没有写要比较的内容'];
  else if (
    asked.kind === 'number' &&
    'problem' in readFigure(showIf.value, looseFigure(asked.figure))
  )
    return ['显示条件要比较的应为数字'];
  else if (asked.kind === 'day' && !parseLooseDate(showIf.value))
    return ['显示条件要比较的应为日期'];
  return [];
};

const prefillProblems = ({ prefill, kind }: Question): string[] => {
  if (prefill === null) return [];
  const fact = prefillFacts.find(({ key }) => key === prefill);
  if (!fact) return ['要带出的档案内容本程序不认识，请重新选择'];
  const kinds: readonly string[] = fact.kinds;
  return kinds.includes(kind) ? [] : [`「${fact.label}」不能带到这种题里`];
};

const factProblems = ({ id, fact }: Question, { questions }: QuestionSheet): string[] => {
  if (fact === null) return [];
  if (!factField(fact)) return ['所对应的企业档案内容本程序不认识，请重新选择'];
  const first = questions.find((one) => one.fact && factText(one.fact) === factText(fact));
  return first && first.id !== id ? [`企业档案的「${factLabel(fact)}」已经在前面问过`] : [];
};

const ownProblems = (question: Question): string[] => {
  switch (question.kind) {
    case 'choice':
    case 'choices':
      return listProblems('选项', question.options, question.other ? 1 : 2);
    case 'number':
      return figureProblem(question.figure);
    case 'table':
      return tableProblems(question);
    default:
      return [];
  }
};

/** Everything that keeps a sheet from being published, in its order; empty for a sound one. */
export const sheetProblems = (sheet: QuestionSheet): SheetProblem[] => {
  const seen = new Set<string>();
  const lines = sheet.questions.flatMap((question, at): SheetProblem[] => {
    const isAgain = seen.has(question.id);
    seen.add(question.id);
    const blank = question.kind === 'note' && question.hint.trim() !== '' ? '' : '请写上题目';
    return [
      ...(isAgain ? ['同一道题出现了两次，请删去一道'] : []),
      ...(question.label.trim() === '' && blank !== '' ? [blank] : []),
      ...ownProblems(question),
      ...conditionProblems(question, sheet, at),
      ...prefillProblems(question),
      ...factProblems(question, sheet),
    ].map((message) => ({ questionId: question.id, message }));
  });
  if (!sheet.questions.some(({ kind }) => kind !== 'note'))
    return [{ questionId: null, message: '还没有一道要填的题' }, ...lines];
  return lines;
};
