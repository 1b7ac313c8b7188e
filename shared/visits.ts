import { z } from 'zod';
import type { VisitBrief } from './enterprises.ts';
import type { RecordState } from './exchange.ts';
import { type CorrectedFact, correctedInput, factCorrectionInput } from './fact-corrections.ts';
import { isoDate, optionalText, recordId, requiredText } from './words.ts';

/** Service types of a visit (服务类型); an officer may add words of their own. */
export const serviceTypes = [
  '质量',
  '计量',
  '标准化',
  '特种设备',
  '认证认可',
  '检验检测',
  '品牌/商标/知识产权',
  '政策宣传',
  '申报指导',
  '其他',
] as const;

/** What a firm said of a visit (企业满意度). */
export const satisfactions = ['满意', '基本满意', '不满意'] as const;

/** How a firm may be found that is not at work, in the words of its file, with what is meant. */
export const foundStatuses = [
  { status: '失联', meant: '查无下落' },
  { status: '停产', meant: '停业' },
  { status: '破产', meant: '进入破产清算' },
  { status: '注销', meant: '已注销登记' },
  { status: '迁出', meant: '迁到外地' },
] as const;

export const issueTypes = ['质量', '计量', '标准化', '特种设备', '其他'] as const;

/** How an issue reached us. */
export const issueChannels = ['走访', '热线', '企业自报', '其他'] as const;
export const issueUrgencies = ['一般', '紧急', '特急'] as const;
/** Hard ones are shown apart and have no usual day to be closed by. */
export const issueTerms = ['短期', '长期'] as const;

const closedIssueStates: readonly string[] = ['销号', '不予受理'];

/** Whether somebody still has to do something about an issue in this state. */
export const isOpenIssue = (issueState: string): boolean => !closedIssueStates.includes(issueState);

const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间应为 时:分')
  .nullable();

export const raisedIssueInput = z.object({
  id: recordId,
  type: requiredText('问题类型', 50),
  content: requiredText('问题内容', 4000),
});

export const visitPhotoInput = z.object({
  id: recordId,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  caption: optionalText(200),
  takenAt: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/)
    .nullable(),
  /** The file's name, of a document; a photograph has none. */
  name: optionalText(200).optional(),
});

export const saveVisitInput = z.object({
  id: recordId,
  enterpriseId: recordId,
  visitedOn: isoDate('走访日期'),
  startAt: clockTime,
  endAt: clockTime,
  place: optionalText(200),
  serviceTypes: z.array(requiredText('服务类型', 50)).max(30),
  purpose: optionalText(2000),
  content: optionalText(20_000),
  findings: optionalText(20_000),
  advice: optionalText(20_000),
  firmPeople: optionalText(500),
  /** Names of our people; each counts one 人次. */
  participants: z.array(requiredText('参加人员', 50)).min(1, '请填写至少一名我方参加人员').max(100),
  issues: z.array(raisedIssueInput).max(100),
  photos: z.array(visitPhotoInput).max(500),
  /** Left as they are where nothing is said, as a draft of an older program says nothing of them. */
  materials: optionalText(2000).optional(),
  followUp: optionalText(4000).optional(),
  satisfaction: z.enum(satisfactions).nullable().optional(),
  /** The firm was found not to be at work: its file takes this status, and the visit needs no content. */
  foundStatus: z
    .enum(foundStatuses.map(({ status }) => status))
    .nullable()
    .optional(),
  corrections: z.array(factCorrectionInput).max(30).optional(),
});
export type SaveVisit = z.infer<typeof saveVisitInput>;

export const listVisitsInput = z.object({
  search: z.string().max(200).default(''),
  limit: z.number().int().min(1).max(1000).default(200),
  offset: z.number().int().min(0).default(0),
});

/** Longest side of a kept photo, in pixels. */
export const photoMaxSide = 1600;

/** A photo whose bytes are in the store and which a visit may now name. */
export type StoredPhoto = {
  readonly sha256: string;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
};

export type VisitPhoto = StoredPhoto & {
  readonly id: string;
  readonly name: string | null;
  readonly caption: string | null;
  readonly takenAt: string | null;
  /** False while the row is here and the picture is not (附件待补). */
  readonly present: boolean;
  /** Where the picture itself is known to be; its row may have come further. */
  readonly state: RecordState;
};

export type Visit = {
  readonly id: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly visitedOn: string;
  readonly startAt: string | null;
  readonly endAt: string | null;
  readonly place: string | null;
  readonly serviceTypes: readonly string[];
  readonly purpose: string | null;
  readonly content: string | null;
  readonly findings: string | null;
  readonly advice: string | null;
  readonly firmPeople: string | null;
  readonly materials: string | null;
  readonly followUp: string | null;
  readonly satisfaction: string | null;
  readonly foundStatus: string | null;
  readonly participants: readonly string[];
  readonly issues: readonly {
    readonly id: string;
    readonly type: string;
    readonly content: string;
    readonly issueState: string;
  }[];
  readonly photos: readonly VisitPhoto[];
  readonly state: RecordState;
};

/** A visit that was just saved, with what became of the corrections of the file. */
export type SavedVisit = Visit & {
  readonly corrected: readonly CorrectedFact[];
  /** Changed by somebody else meanwhile: left as they are, to be decided by a person. */
  readonly skipped: readonly CorrectedFact[];
};

/** Undo of saving a visit. */
export const takeBackInput = z.object({
  id: recordId,
  /** The visit goes too, with the issues it raised; else only what it said of the firm's file. */
  whole: z.boolean(),
  /** As saving told it. */
  corrected: correctedInput,
});
export type TakeBack = z.infer<typeof takeBackInput>;

export type VisitRow = VisitBrief & {
  readonly enterpriseId: string;
  readonly enterpriseName: string;
};

/** A visit that was taken out. */
export type RemovedVisit = {
  readonly id: string;
  /** Issues that went with it: registered in it and nothing more. */
  readonly issues: readonly string[];
  /** Issues of it that somebody has gone on with; they stay. */
  readonly kept: number;
};

export const restoreVisitInput = z.object({ id: recordId, issues: z.array(recordId).max(200) });

export type VisitList = {
  /** Visits, not firms and not 人次. */
  readonly total: number;
  readonly rows: readonly VisitRow[];
};

/** Kinds of form that are kept while they are typed. */
export const draftKinds = [
  'visit',
  'sheet',
  'enterprise',
  'remark',
  'ledger',
  'issue',
  'issue-step',
  'campaign',
  'return',
] as const;
/** Key of the draft of a paper form that is being typed up; it is of no firm yet. */
export const typingDraftKey = 'typing';
export const draftKeyInput = z.object({
  kind: z.enum(draftKinds),
  key: z.string().min(1).max(100),
});
export const putDraftInput = draftKeyInput.extend({ body: z.string().max(2_000_000) });
export type DraftView = { readonly body: string; readonly savedAt: string };
export type DraftLine = {
  readonly kind: (typeof draftKinds)[number];
  readonly key: string;
  /** Firm's name, where the draft's firm is known. */
  readonly title: string;
  readonly enterpriseId: string | null;
  readonly savedAt: string;
};
