import { z } from 'zod';

/**
 * A question sheet (调研问卷): questions in the order they are asked. A question keeps its id through all
 * versions, so that what was answered in one lines up with the next; so do options, rows and columns.
 */

export const questionKinds = [
  { kind: 'text', label: '一行文字' },
  { kind: 'longText', label: '大段文字' },
  { kind: 'number', label: '数字' },
  { kind: 'choice', label: '单选' },
  { kind: 'choices', label: '多选' },
  { kind: 'day', label: '日期' },
  { kind: 'table', label: '表格' },
  { kind: 'photo', label: '照片' },
  { kind: 'note', label: '标题或说明' },
] as const;
export type QuestionKind = (typeof questionKinds)[number]['kind'];

export const questionKindLabel = (kind: QuestionKind): string =>
  questionKinds.find((known) => known.kind === kind)?.label ?? kind;

/** Kinds a column of a table can be of. */
export const columnKinds = ['text', 'number', 'choice', 'day'] as const;
export type ColumnKind = (typeof columnKinds)[number];

export const conditionOps = [
  { op: 'is', label: '是' },
  { op: 'isNot', label: '不是' },
  { op: 'contains', label: '包含' },
  { op: 'lacks', label: '不包含' },
  { op: 'atLeast', label: '大于或等于' },
  { op: 'atMost', label: '小于或等于' },
  { op: 'answered', label: '已填写' },
  { op: 'empty', label: '没有填写' },
] as const;
export type ConditionOp = (typeof conditionOps)[number]['op'];

const opsByKind: Readonly<Record<QuestionKind, readonly ConditionOp[]>> = {
  text: ['is', 'isNot', 'contains', 'lacks', 'answered', 'empty'],
  longText: ['contains', 'lacks', 'answered', 'empty'],
  number: ['atLeast', 'atMost', 'is', 'isNot', 'answered', 'empty'],
  choice: ['is', 'isNot', 'answered', 'empty'],
  choices: ['contains', 'lacks', 'answered', 'empty'],
  day: ['atLeast', 'atMost', 'is', 'isNot', 'answered', 'empty'],
  table: ['answered', 'empty'],
  photo: [],
  note: [],
};

/** What may be asked of the answer to a question of this kind; nothing of photographs and notes. */
export const opsOf = (kind: QuestionKind): readonly ConditionOp[] => opsByKind[kind];

export const opLabel = (op: ConditionOp, kind: QuestionKind): string => {
  if (kind === 'day' && op === 'atLeast') return '不早于';
  if (kind === 'day' && op === 'atMost') return '不晚于';
  return conditionOps.find((known) => known.op === op)?.label ?? op;
};

/** Whether an operator compares with a value. */
export const comparesValue = (op: ConditionOp): boolean => op !== 'answered' && op !== 'empty';

/** Facts of a firm's file that answer a question before it is asked. */
export const prefillFacts = [
  { key: 'name', label: '企业名称', kinds: ['text', 'longText'] },
  { key: 'uscc', label: '统一社会信用代码', kinds: ['text'] },
  { key: 'township', label: '乡镇街道', kinds: ['text'] },
  { key: 'address', label: '注册地址', kinds: ['text', 'longText'] },
  { key: 'legalRep', label: '法定代表人', kinds: ['text'] },
  { key: 'contactName', label: '联系人', kinds: ['text'] },
  { key: 'contactPhone', label: '联系电话', kinds: ['text'] },
  { key: 'industry', label: '行业', kinds: ['text'] },
  { key: 'foundedOn', label: '成立日期', kinds: ['day', 'text'] },
  { key: 'employees', label: '上年职工人数', kinds: ['number', 'text'] },
  { key: 'output', label: '上年工业总产值（万元）', kinds: ['number', 'text'] },
  { key: 'sales', label: '上年主营业务收入（万元）', kinds: ['number', 'text'] },
  { key: 'products', label: '主要产品', kinds: ['text', 'longText'] },
] as const satisfies readonly {
  readonly key: string;
  readonly label: string;
  readonly kinds: readonly QuestionKind[];
}[];
export type PrefillFact = (typeof prefillFacts)[number]['key'];

const idText = z.string().regex(/^[\w-]{1,64}$/, '编号无效');
/** Words people type; whether they say enough is told by `sheetProblems`, not refused while typing. */
const words = (max: number) => z.string().max(max);

const item = z.object({ id: idText, label: words(200) });
export type SheetItem = z.infer<typeof item>;

const figure = z.object({
  unit: words(20).default(''),
  /** Digits behind the point. */
  decimals: z.number().int().min(0).max(6).default(0),
  min: z.number().nullable().default(null),
  max: z.number().nullable().default(null),
});
export type FigureRule = z.infer<typeof figure>;
export const plainFigure: FigureRule = figure.parse({});

const column = z.object({
  id: idText,
  label: words(200),
  kind: z.enum(columnKinds).default('text'),
  figure: figure.default(plainFigure),
  options: z.array(item).max(100).default([]),
});
export type SheetColumn = z.infer<typeof column>;

const condition = z.object({
  /** Id of a question that stands before this one. */
  question: z.string().max(64),
  op: z.enum(conditionOps.map(({ op }) => op)),
  /** Text, number, day, or the id of an option; `otherOption` for 其他. */
  value: words(200).default(''),
});
export type Condition = z.infer<typeof condition>;

/** How several conditions of one question go together. */
export const joins = [
  { join: 'all', label: '并且' },
  { join: 'any', label: '或者' },
] as const;
export type Join = (typeof joins)[number]['join'];

/** Conditions (个) of one question. */
export const mostConditions = 10;

/** One condition by itself is how sheets were written before there could be several. */
const listed = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'question' in value
    ? { join: 'all', of: [value] }
    : value;

/** When a question is asked: all of these hold, or one of them does. */
const showIf = z.preprocess(
  listed,
  z
    .object({
      join: z.enum(joins.map(({ join }) => join)),
      of: z.array(condition).min(1).max(mostConditions),
    })
    // Of one condition there is nothing to join: it is the same sheet either way.
    .transform(({ join, of }) => ({ join: of.length === 1 ? ('all' as const) : join, of })),
);
export type ShowIf = z.output<typeof showIf>;

/** A fact of the firm's file a question asks for; a figure of economics names its whole year. */
const fact = z.object({
  key: words(64),
  year: z.number().int().min(1900).max(2199).nullable().default(null),
});
export type FactName = z.infer<typeof fact>;

/** Stands where the id of an option would, for 其他 with words of one's own. */
export const otherOption = '其他';

const question = z.object({
  id: idText,
  kind: z.enum(questionKinds.map(({ kind }) => kind)),
  label: words(500),
  hint: words(1_000).default(''),
  required: z.boolean().default(false),
  /** Asked only where this holds; null: always. */
  showIf: showIf.nullable().default(null),
  prefill: z.string().max(64).nullable().default(null),
  figure: figure.default(plainFigure),
  options: z.array(item).max(200).default([]),
  /** 其他 with words of one's own may be chosen. */
  other: z.boolean().default(false),
  columns: z.array(column).max(20).default([]),
  rows: z.array(item).max(200).default([]),
  /** Rows may be added while it is filled in. */
  addRows: z.boolean().default(false),
  /** What is asked stands in the firm's file: kind, unit and options are the file's (`boundQuestion`). */
  fact: fact.nullable().default(null),
});
export type Question = z.infer<typeof question>;

export const questionSheet = z.object({ questions: z.array(question).max(300) });
export type QuestionSheet = z.infer<typeof questionSheet>;

export const emptySheet: QuestionSheet = { questions: [] };

/** A question of a kind with nothing said yet. */
export const blankQuestion = (id: string, kind: QuestionKind): Question =>
  question.parse({ id, kind, label: '' });

export const blankColumn = (id: string): SheetColumn => column.parse({ id, label: '' });

/**
 * A sheet as it is stored. `readSheet` gives the same sheet. What a sheet makes no use of is left out, so that the
 * same words are the same text, and one version, also where an older program published them.
 */
export const writeSheet = (sheet: QuestionSheet): string =>
  JSON.stringify(questionSheet.parse(sheet), (key, value: unknown) => {
    if (key === 'fact' && value === null) return undefined;
    return key === 'showIf' && value !== null ? plainest(value as ShowIf) : value;
  });

const plainest = ({ join, of }: ShowIf): ShowIf | Condition => {
  const [only] = of;
  return only && of.length === 1 ? only : { join, of };
};

const anySheet = z.object({ questions: z.array(z.unknown()) });

/**
 * Reads a stored sheet; what only a newer program knows of it is left out, what is no sheet is an empty one.
 * Never throws.
 */
export const readSheet = (stored: string | null): QuestionSheet => {
  let raw: unknown;
  try {
    raw = JSON.parse(stored ?? '');
  } catch {
    return emptySheet;
  }
  const read = anySheet.safeParse(raw);
  if (!read.success) return emptySheet;
  const questions = read.data.questions.flatMap((one): Question[] => {
    const known = question.safeParse(one);
    return known.success ? [known.data] : [];
  });
  return { questions };
};

/** Whether a kind is answered in a cell of text; notes and photographs are not. */
export const isAsked = (kind: QuestionKind): boolean => kind !== 'note';

/** Numbers people see: notes have none. */
export const questionNumbers = (sheet: QuestionSheet): ReadonlyMap<string, number> => {
  const asked = sheet.questions.filter(({ kind }) => isAsked(kind));
  return new Map(asked.map(({ id }, at) => [id, at + 1]));
};

/** A stored sheet in one line, for questions about which of two drafts holds. */
export const sheetInWords = (stored: string): string => {
  const { questions } = readSheet(stored);
  const asked = questions.filter(({ kind }) => isAsked(kind));
  const named = asked.slice(0, 4).map(({ label }) => label || '（未写题目）');
  const more = asked.length > named.length ? '……' : '';
  return `${asked.length} 题${asked.length === 0 ? '' : `：${named.join('；')}${more}`}`;
};
