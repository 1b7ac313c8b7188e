import { z } from 'zod';
import { importMapping } from './import-columns.ts';

/** What an import found and did, row by row. Counting unit: rows of the file. */

export type ImportVerdict = 'new' | 'changed' | 'same' | 'question' | 'skipped';

export const verdictLabels: Record<ImportVerdict, string> = {
  new: '新增',
  changed: '更新',
  same: '不变',
  question: '有疑问',
  skipped: '跳过',
};

/** Rows by verdict; `read` is all of them; `kept` are cells of the store that a person's edit keeps. */
export type ImportCounts = Readonly<Record<ImportVerdict | 'read' | 'kept', number>>;

/** Rows of each table that an import adds or changes, by `enterprise` or a ledger's name. */
export type RecordCounts = Readonly<
  Record<string, { readonly added: number; readonly changed: number }>
>;

/** Three sides of a cell, as people read them; null for an empty one. */
export type CellView = {
  readonly field: string;
  readonly label: string;
  readonly now: string | null;
  /** What the last import of this source said; undefined where there was none. */
  readonly last?: string | null;
  readonly file: string | null;
  /** Whether the file's value is taken or the store's stays. */
  readonly choice: 'file' | 'keep';
  /** Answers under this key decide the cell; null where there is nothing to choose. */
  readonly key: string | null;
};

export type RecordView = {
  /** `enterprise`, or a ledger's name. */
  readonly table: string;
  readonly tableLabel: string;
  readonly title: string;
  readonly kind: 'new' | 'changed' | 'same';
  readonly cells: readonly CellView[];
};

/** Kinds of doubt, in the order they are asked. */
export const questionKinds = ['code', 'firm', 'unknown', 'repeat', 'unit'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export const questionLabels: Record<QuestionKind, string> = {
  code: '代码有误',
  firm: '可能是同一家',
  unknown: '档案里没有',
  repeat: '表内重复',
  unit: '单位可疑',
};

/** What a person may answer. Roles are what `*kind` answers for all questions of a kind at once. */
export type QuestionOption = {
  readonly answer: string;
  readonly role: 'suggested' | 'other' | 'skip';
  readonly label: string;
};

export type ImportQuestion = {
  readonly kind: QuestionKind;
  /** Answers under this key decide it. */
  readonly key: string;
  readonly text: string;
  readonly options: readonly QuestionOption[];
  /** A code may be typed: answered as `use:<code>`. */
  readonly typed?: true;
};

export type ImportLine = {
  /** 1-based row in the file. */
  readonly row: number;
  readonly verdict: ImportVerdict;
  /** Why asked or skipped; what was left out of an accepted row. */
  readonly reason: string | null;
  readonly name: string | null;
  readonly uscc: string | null;
  readonly enterpriseId: string | null;
  readonly question: ImportQuestion | null;
  readonly records: readonly RecordView[];
};

/** A table as read, before anything is decided. */
export type TableView = {
  readonly fileName: string;
  readonly sheet: string;
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
  readonly headerTop: number;
  readonly headerRow: number;
  readonly columns: readonly {
    readonly index: number;
    readonly title: string;
    readonly hidden: boolean;
  }[];
  /** The sheet's first rows as they lie there. */
  readonly grid: readonly (readonly string[])[];
  readonly samples: readonly (readonly string[])[];
  readonly rows: number;
  readonly hiddenRows: number;
  readonly notes: readonly string[];
  /** The guess, or what a person confirmed for the last table with these titles. */
  readonly mapping: z.infer<typeof importMapping>;
  readonly remembered: boolean;
};

/** Answers by key: of a question, of a cell (`file`, `keep`), or `*kind` and `*cells` for all. */
export const importAnswers = z.record(z.string().max(400), z.string().max(200));
export type ImportAnswers = z.infer<typeof importAnswers>;

export const tableChoice = z.object({
  sheet: z.string().max(200).optional(),
  header: z.object({ top: z.number().int().min(1), bottom: z.number().int().min(1) }).optional(),
});

export const planInput = z.object({
  mapping: importMapping,
  choice: tableChoice.default({}),
  answers: importAnswers.default({}),
});
export type PlanInput = z.infer<typeof planInput>;

export type ImportPreview = {
  /** Of the run that commits it. */
  readonly id: string;
  readonly counts: ImportCounts;
  readonly records: RecordCounts;
  readonly questions: Readonly<Partial<Record<QuestionKind, number>>>;
};

export const linesInput = z.object({
  id: z.uuid(),
  verdict: z.enum(['all', 'new', 'changed', 'same', 'question', 'skipped', 'kept']).default('all'),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1_000).default(200),
});
export type LinesInput = z.infer<typeof linesInput>;

export type ImportLines = { readonly total: number; readonly lines: readonly ImportLine[] };

export type ImportReport = {
  readonly id: string;
  readonly fileName: string;
  readonly sheet: string;
  /** `enterprise`, or a ledger's name. */
  readonly target: string;
  readonly at: string;
  readonly person: string;
  readonly counts: ImportCounts;
  readonly records: RecordCounts;
  readonly undoneAt: string | null;
  readonly undo: UndoResult | null;
};

/** Where something was read from. */
export type ImportTrace = {
  readonly report: ImportReport;
  /** 规上名单.xlsx › Sheet1 › 第12行. */
  readonly ref: string;
  /** As it was read; of its records only the one asked about. */
  readonly line: ImportLine;
};

/** Something an undo left as it is. */
export type KeptThing = {
  readonly row: number;
  readonly table: string;
  readonly title: string;
  readonly why: string;
};

/** Counting unit: rows of the store for `removed`, cells for `restored`. */
export type UndoResult = {
  readonly removed: number;
  readonly restored: number;
  readonly kept: readonly KeptThing[];
};
