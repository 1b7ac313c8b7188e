import { z } from 'zod';
import type { Attachment } from './attachments.ts';
import type { RecordState } from './exchange.ts';
import { approvalSteps, approvalVerdicts } from './registers/sheet-parts.ts';
import { type GatedStep, gatedSteps, type StepGrades } from './sheet-approval.ts';
import { questions } from './sheet-diagnosis.ts';
import { type SheetSnapshot, sheetSnapshot } from './sheet-snapshot.ts';
import type { SheetStatus } from './sheet-standing.ts';
import { isoDate, optionalText, recordId, requiredText } from './words.ts';

export { fixings } from './sheet-standing.ts';

export const measureStates = ['未启动', '推进中', '完成', '延期', '取消'] as const;
/** States in which nothing is left to do. */
export const closedStates: readonly string[] = ['完成', '取消'];
export const sheetGrades = ['A', 'B', 'C'] as const;
/** What the classes of 一企一策 are called on paper. */
export const gradeLabels: Record<(typeof sheetGrades)[number], string> = {
  A: 'A 类（发展）',
  B: 'B 类（提升）',
  C: 'C 类（规范）',
};

const optionalDay = (label: string) => isoDate(label).nullable();
const optionalYear = z.number().int().min(1990).max(2200).nullable();

/** A measure of a draft may lack fixings; the sheet cannot be issued until none does. */
export const measureInput = z.object({
  id: recordId,
  person: optionalText(200),
  duty: optionalText(2000),
  goal: optionalText(2000),
  task: optionalText(2000),
  dueOn: optionalDay('定完成时间'),
  state: z.enum(measureStates).default('未启动'),
  department: optionalText(200).optional(),
  resources: optionalText(2000).optional(),
  /** The measure of an earlier edition or year that this one goes on with. */
  previousId: recordId.nullable().optional(),
});
export type MeasureInput = z.infer<typeof measureInput>;

const gapInput = z.object({
  id: recordId,
  indicator: optionalText(200),
  unit: optionalText(40),
  own: optionalText(200),
  bench: optionalText(200),
  benchName: optionalText(200),
  gap: optionalText(1_000),
  origin: optionalText(40),
});

const targetInput = z.object({
  id: recordId,
  award: optionalText(200),
  product: optionalText(200),
  plannedYear: optionalYear,
  goal: optionalText(2_000),
  cultivationId: optionalText(64),
});

const resultInput = z.object({
  id: recordId,
  indicator: optionalText(200),
  unit: optionalText(40),
  before: optionalText(200),
  after: optionalText(200),
  asOf: optionalDay('截至日期'),
  effect: optionalText(1_000),
});

const answerInput = z.object({
  question: z.enum(questions.map(({ code }) => code)),
  answer: optionalText(40),
  remark: optionalText(1_000),
});

const sheetBody = z.object({
  year: z.number().int().min(1990).max(2200),
  grade: z.enum(sheetGrades).nullable(),
  situation: optionalText(20_000),
  gap: optionalText(20_000),
  goal: optionalText(20_000),
  /** What is not told (`undefined`) stays as it is; lists are whole and in paper order, a row left out is marked deleted. */
  snapshot: sheetSnapshot.nullable().optional(),
  measures: z.array(measureInput).max(500),
  gaps: z.array(gapInput).max(500).optional(),
  targets: z.array(targetInput).max(100).optional(),
  results: z.array(resultInput).max(500).optional(),
  answers: z.array(answerInput).max(questions.length).optional(),
});
export type SheetBody = z.infer<typeof sheetBody>;

export const saveSheetInput = sheetBody.extend({
  id: recordId,
  enterpriseId: recordId,
  /**
   * What the form began from. Only cells that differ from it are written, so that what came with a bundle
   * while somebody typed is not written over. Absent: the record as it stands.
   */
  base: sheetBody.optional(),
});
export type SaveSheet = z.infer<typeof saveSheetInput>;

export const addProgressInput = z.object({
  id: recordId,
  measureId: recordId,
  onDate: isoDate('日期'),
  percent: z.number().int().min(0).max(100).nullable(),
  note: requiredText('进展情况', 4000),
  state: z.enum(measureStates).nullable(),
});

export const addReviewInput = z.object({
  id: recordId,
  sheetId: recordId,
  heldOn: isoDate('日期'),
  people: optionalText(500),
  conclusions: requiredText('评议结论', 4000),
});

export const addApprovalInput = z.object({
  id: recordId,
  sheetId: recordId,
  step: z.enum(approvalSteps),
  verdict: z.enum(approvalVerdicts),
  opinion: optionalText(1_000),
  person: requiredText('签字人', 100),
  onDate: isoDate('签字日期'),
  /** SHA-256 of the signature's picture, kept before. */
  signature: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});

const gradesInput = z.array(z.enum(sheetGrades)).max(sheetGrades.length);

export const approvalRuleInput = z.object({
  fromOn: isoDate('生效日期'),
  grades: z.record(z.enum(gatedSteps), gradesInput),
});

/** What the county this desk belongs to asks for before a sheet is issued. */
export type ApprovalRuleView = {
  /** The newest; null where none was ever set. */
  readonly rule: {
    readonly fromOn: string;
    readonly grades: StepGrades;
    readonly office: string | null;
  } | null;
  /** Whether it is decided at this desk. */
  readonly own: boolean;
};

export const listSheetsInput = z.object({
  search: z.string().max(200).default(''),
  year: z.number().int().nullable().default(null),
});

export type ProgressEntry = {
  readonly id: string;
  readonly onDate: string;
  readonly percent: number | null;
  readonly note: string;
  readonly person: string | null;
};

export type Measure = {
  readonly id: string;
  readonly person: string | null;
  readonly duty: string | null;
  readonly goal: string | null;
  readonly task: string | null;
  readonly dueOn: string | null;
  readonly state: string;
  readonly department: string | null;
  readonly resources: string | null;
  readonly previousId: string | null;
  readonly overdue: boolean;
  /** Oldest first; entries on the measures it goes on with too. */
  readonly progress: readonly ProgressEntry[];
  /** Attachments on it. Counting unit: files (个). */
  readonly evidence: number;
};

export type SheetGap = z.infer<typeof gapInput>;
export type SheetTarget = z.infer<typeof targetInput>;
export type SheetResult = z.infer<typeof resultInput>;
export type SheetAnswer = {
  readonly question: string;
  readonly answer: string | null;
  readonly remark: string | null;
};
export type SheetReview = {
  readonly id: string;
  readonly heldOn: string;
  readonly people: string | null;
  readonly conclusions: string;
  readonly recordedBy: string | null;
};
export type SheetApproval = {
  readonly id: string;
  readonly step: (typeof approvalSteps)[number];
  readonly verdict: (typeof approvalVerdicts)[number];
  readonly opinion: string | null;
  readonly person: string;
  readonly onDate: string;
  /** Pictures of the signature; empty where it stands on paper only. */
  readonly signatures: readonly Attachment[];
  /** What was signed has changed since. */
  readonly outdated: boolean;
  /** Of the desk it was entered at. */
  readonly role: string | null;
};

export type EditionLine = {
  readonly id: string;
  readonly edition: number;
  readonly status: SheetStatus;
  readonly issuedOn: string | null;
  readonly replacedBy: string | null;
};

export type Sheet = {
  readonly id: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly year: number;
  /** 第N版, from 1. */
  readonly edition: number;
  readonly previousId: string | null;
  /** The issued edition that has taken its place. */
  readonly replacedBy: string | null;
  /** Every live edition of this firm and year, this one too, oldest first. */
  readonly editions: readonly EditionLine[];
  readonly grade: string | null;
  readonly situation: string | null;
  readonly gap: string | null;
  readonly goal: string | null;
  readonly snapshot: SheetSnapshot | null;
  /** Derived (shared/sheet-standing.ts): only `issued` may count or be printed as issued. */
  readonly status: SheetStatus;
  /** Why it cannot be issued, or does not count as issued, in words. */
  readonly problems: readonly string[];
  /** Whose agreement it needs to be issued. */
  readonly needs: readonly GatedStep[];
  /** Of these, who has not agreed to it as it reads now. */
  readonly awaits: readonly GatedStep[];
  /** Null unless it counts as issued. */
  readonly issuedOn: string | null;
  readonly issuedBy: string | null;
  readonly gaps: readonly SheetGap[];
  readonly targets: readonly SheetTarget[];
  readonly answers: readonly SheetAnswer[];
  readonly measures: readonly Measure[];
  readonly results: readonly SheetResult[];
  /** Oldest first. */
  readonly reviews: readonly SheetReview[];
  /** Oldest first; the last of each step is the one that holds. */
  readonly approvals: readonly SheetApproval[];
  readonly state: RecordState;
};

export type SheetRow = {
  readonly id: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly year: number;
  readonly edition: number;
  readonly replacedBy: string | null;
  readonly grade: string | null;
  readonly status: SheetStatus;
  readonly awaits: readonly GatedStep[];
  readonly issuedOn: string | null;
  readonly measures: number;
  readonly done: number;
  readonly overdue: number;
  readonly nextDueOn: string | null;
  readonly state: RecordState;
  readonly returned: 'open' | 'answered' | null;
};

/** A measure somebody has yet to carry out, with the sheet and firm it belongs to. */
export type OpenMeasure = {
  readonly id: string;
  readonly sheetId: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly township: string | null;
  readonly year: number;
  readonly edition: number;
  /** Of the sheet; an unissued one binds nobody yet. */
  readonly status: SheetStatus;
  /** Place on the paper, from 1. */
  readonly place: number;
  /** As written; may name several people. */
  readonly person: string | null;
  readonly people: readonly string[];
  readonly department: string | null;
  readonly duty: string | null;
  readonly goal: string | null;
  readonly task: string | null;
  /** `YYYY-MM-DD`; null in a sheet that is not whole. */
  readonly dueOn: string | null;
  readonly state: string;
};
