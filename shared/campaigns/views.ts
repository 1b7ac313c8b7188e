import { z } from 'zod';
import type { RecordState } from '#shared/exchange.ts';
import { type CorrectedFact, correctedInput, storedValue } from '#shared/fact-corrections.ts';
import { firmChoice } from '#shared/firm-list.ts';
import { isoDate, optionalText, recordId, requiredText } from '#shared/words.ts';
import type { Answers } from './answers.ts';
import { type Question, type QuestionSheet, questionSheet } from './question-sheet.ts';
import type { Tally } from './tallies.ts';

/** What the screen and the services say to each other of campaigns (专项调研). */

/** Firms (家) on the list of one campaign; each is a row that travels, and a list shows all of them. */
export const mostCampaignFirms = 5_000;

export const campaignStates = ['draft', 'open', 'closed'] as const;
export type CampaignState = (typeof campaignStates)[number];
export const campaignStateLabels: Readonly<Record<CampaignState, string>> = {
  draft: '编写中',
  open: '进行中',
  closed: '已结束',
};

/** Where the sheet of one firm stands; worked out, never stored. */
export const returnStates = ['notBegun', 'filling', 'complete', 'returned'] as const;
export type ReturnState = (typeof returnStates)[number];
export const returnStateLabels: Readonly<Record<ReturnState, string>> = {
  notBegun: '未开始',
  filling: '填写中',
  complete: '已完成',
  returned: '退回补正',
};

/** Returns (份) by where they stand. */
export type ReturnCounts = Readonly<Record<ReturnState, number>>;

export const campaignInput = z.object({ id: recordId });

export const saveCampaignInput = z
  .object({
    id: recordId,
    title: requiredText('调研名称', 100),
    purpose: optionalText(2_000),
    startsOn: isoDate('开始日期').nullable(),
    endsOn: isoDate('截止日期').nullable(),
    lead: optionalText(50),
    sheet: questionSheet,
  })
  .refine(
    ({ startsOn, endsOn }) => startsOn === null || endsOn === null || endsOn >= startsOn,
    '截止日期早于开始日期',
  );
export type SaveCampaign = z.infer<typeof saveCampaignInput>;

export const copyCampaignInput = z.object({ id: recordId, to: recordId });

export type CampaignLine = {
  readonly id: string;
  readonly title: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly lead: string | null;
  readonly phase: CampaignState;
  /** Questions of the sheet in force, or of the draft (题). */
  readonly questions: number;
  /** Firms on its list (家), by where their returns stand. */
  readonly firms: number;
  readonly counts: ReturnCounts;
  /** Firms (家) this person is to ask and that are not complete. */
  readonly mine: number;
  readonly state: RecordState;
};

export type VersionView = {
  readonly id: string;
  /** 1 for the first; two that were published apart have numbers of their own. */
  readonly number: number;
  readonly publishedOn: string | null;
  readonly publishedBy: string | null;
  readonly sheet: QuestionSheet;
  readonly inForce: boolean;
};

export type CampaignFile = Omit<CampaignLine, 'counts' | 'mine' | 'firms' | 'questions'> & {
  readonly purpose: string | null;
  readonly closedOn: string | null;
  /** What is being written. */
  readonly sheet: QuestionSheet;
  /** Oldest first. */
  readonly versions: readonly VersionView[];
  /** The draft says something else than the version in force. */
  readonly unpublished: boolean;
  readonly firms: number;
};

/** Who asks the firms that are added: their contact, one person, or nobody yet. */
export const addFirmsInput = z.object({
  id: recordId,
  choice: firmChoice,
  asker: z.union([z.literal('contact'), z.object({ person: optionalText(50) })]),
});
export type AddFirms = z.infer<typeof addFirmsInput>;

export const joinInput = z.object({ id: recordId, firm: recordId });
export const returnsInput = z.object({ ids: z.array(recordId).min(1).max(10_000) });
export const assignInput = returnsInput.extend({ asker: optionalText(50) });
export const returnInput = z.object({ id: recordId });

export const listReturnsInput = z.object({
  id: recordId,
  states: z.array(z.enum(returnStates)).default([]),
  /** Only those of this person; null for all. */
  asker: optionalText(50).default(null),
  search: z.string().max(200).default(''),
  limit: z.number().int().min(1).max(mostCampaignFirms).default(200),
  offset: z.number().int().min(0).default(0),
});
export type ListReturns = z.infer<typeof listReturnsInput>;

export type ReturnLine = {
  readonly id: string;
  readonly firm: { readonly id: string; readonly name: string; readonly township: string | null };
  readonly asker: string | null;
  readonly standing: ReturnState;
  /** Questions that are asked, and answered (题). */
  readonly asked: number;
  readonly answered: number;
  readonly completedOn: string | null;
  readonly completedBy: string | null;
  /** Other returns of the same firm, from before its files were put together. */
  readonly beside: readonly string[];
  readonly state: RecordState;
  readonly returnedAs: 'open' | 'answered' | null;
};

export type ReturnList = {
  /** Firms (家) that match. */
  readonly total: number;
  /** Of all firms on the list. */
  readonly counts: ReturnCounts;
  readonly askers: readonly string[];
  readonly rows: readonly ReturnLine[];
};

const cells = z.record(z.string().max(200), z.string().max(200_000));

export const saveReturnInput = z.object({
  id: recordId,
  /** The version the form showed. */
  versionId: recordId,
  /** Answers as the store told them when the form was opened; only what differs is written. */
  base: cells,
  answers: cells,
  answeredBy: optionalText(100),
  visitId: recordId.nullable(),
  /** Says that the sheet is filled in. */
  complete: z.boolean(),
  /** Answers that go into the firm's file with it, and what the file held when they were looked at, as stored. */
  facts: z
    .array(z.object({ questionId: z.string().max(64), before: storedValue }))
    .max(300)
    .default([]),
});
export type SaveReturn = z.infer<typeof saveReturnInput>;

/** Undo of completing a return: it is open again, and what it wrote into the file goes back. */
export const takeBackReturnInput = z.object({ id: recordId, corrected: correctedInput });
export type TakeBackReturn = z.infer<typeof takeBackReturnInput>;

export const photoQuestionInput = z.object({ id: recordId, questionId: z.string().max(64) });

/** What a firm's file holds of one fact. */
export type FileFact = {
  readonly label: string;
  /** As stored; null where the file says nothing. */
  readonly value: string | number | null;
  readonly text: string;
  /** When somebody last said so, ISO; null for nothing said. */
  readonly at: string | null;
  /** 「导入：名单.xlsx › 第12行」; null where nobody said. */
  readonly from: string | null;
  /** Months (个月) nobody confirmed it, where that is long. */
  readonly staleMonths: number | null;
  /** Somebody said so after the question was answered: the answer is the older word. */
  readonly newer: boolean;
};

export type ReturnFile = ReturnLine & {
  readonly campaign: {
    readonly id: string;
    readonly title: string;
    readonly purpose: string | null;
    readonly endsOn: string | null;
    readonly closedOn: string | null;
  };
  /** The version that is filled in: the one it was completed in, else the one in force; null before any. */
  readonly version: VersionView | null;
  readonly newestNumber: number;
  readonly answers: Answers;
  /** Answers to questions that this version no longer asks, as people read them. */
  readonly older: readonly { readonly label: string; readonly text: string }[];
  /** What the file says to questions nobody has answered yet. */
  readonly prefill: Answers;
  /** What the file holds of the facts questions name, by question. */
  readonly facts: Readonly<Record<string, FileFact>>;
  /** The row photographs of a question hang on, and how many there are (张). */
  readonly photos: Readonly<Record<string, { readonly owner: string; readonly count: number }>>;
  readonly answeredBy: string | null;
  readonly visitId: string | null;
  /** Visits of the firm it may belong to, the newest first. */
  readonly visits: readonly { readonly id: string; readonly visitedOn: string }[];
};

/** A return that was just saved, with what became of the answers for the firm's file. */
export type SavedReturn = ReturnFile & {
  readonly corrected: readonly CorrectedFact[];
  /** Changed by somebody else meanwhile: left as they are. */
  readonly skipped: readonly CorrectedFact[];
};

/** Rows behind a figure. */
export const pickInput = z.object({
  question: z.string().max(64),
  /** An option, or whether anything is answered. */
  of: z.union([z.object({ option: z.string().max(64) }), z.object({ answered: z.boolean() })]),
});
export type Pick = z.infer<typeof pickInput>;

export const resultsInput = z.object({
  id: recordId,
  /** Complete ones alone, or all that hold an answer. */
  scope: z.enum(['complete', 'all']).default('complete'),
  township: z.string().max(100).nullable().default(null),
  search: z.string().max(200).default(''),
  pick: pickInput.nullable().default(null),
  /** A question, or nothing for the order of firms. */
  sort: z
    .object({ by: z.string().max(64), down: z.boolean() })
    .nullable()
    .default(null),
  limit: z.number().int().min(1).max(mostCampaignFirms).default(200),
  offset: z.number().int().min(0).default(0),
});
export type ResultsQuery = z.infer<typeof resultsInput>;

export type ResultRow = {
  readonly id: string;
  readonly firm: { readonly id: string; readonly name: string };
  readonly township: string | null;
  readonly asker: string | null;
  readonly standing: ReturnState;
  /** Number of the version it was answered in; null where nothing is answered. */
  readonly version: number | null;
  /** What it says to each question, in words, by question. */
  readonly cells: Readonly<Record<string, string>>;
};

export type Results = {
  /** Of every version, the newest words. */
  readonly questions: readonly (Question & {
    readonly number: number | null;
    readonly asked: boolean;
  })[];
  /** Of the returns that `scope`, `township` and `search` leave; `pick` narrows the rows alone. */
  readonly tallies: readonly Tally[];
  /** Firms (家) on the list, and those whose return is complete. */
  readonly firms: number;
  readonly complete: number;
  /** Returns (份) the figures are made of. */
  readonly counted: number;
  readonly total: number;
  readonly townships: readonly string[];
  readonly rows: readonly ResultRow[];
};

/** Campaigns as a firm's page shows them. */
export type FirmCampaign = {
  readonly id: string;
  readonly title: string;
  readonly endsOn: string | null;
  readonly phase: CampaignState;
  /** Null where the firm is not on the list. */
  readonly returnId: string | null;
  readonly standing: ReturnState | null;
  readonly completedOn: string | null;
};
