import { z } from 'zod';
import type { DueLine } from './due.ts';
import type { RecordState } from './exchange.ts';
import type { LedgerValue } from './registers/ledger.ts';
import type { Expiry } from './registers/validity.ts';
import { recordId } from './words.ts';

/** 走访准备: what to ask at a firm, before going and on the spot. */

export const visitBriefInput = z.object({
  enterpriseId: recordId,
  /** The visit at hand, which is not its own predecessor; null before there is one. */
  visitId: recordId.nullable().default(null),
});
export type VisitBriefInput = z.infer<typeof visitBriefInput>;

/** A measure, issue or promise with a day; `days` are working days (个工作日), negative for those gone by. */
export type BriefDue = Omit<DueLine, 'firm'>;

/** A measure of a sheet that is not issued, or has no day yet. */
export type BriefUndated = Pick<DueLine, 'id' | 'title' | 'people' | 'at'>;

/** What we said at an earlier visit that we or the firm would do. */
export type BriefFollowUp = {
  readonly visitId: string;
  /** `YYYY-MM-DD` */
  readonly on: string;
  readonly people: readonly string[];
  readonly followUp: string | null;
  readonly advice: string | null;
};

export type BriefIssue = {
  readonly id: string;
  readonly type: string;
  readonly content: string;
  readonly issueState: string;
  readonly raisedOn: string;
  /** The day it is to be closed by, where there is one. */
  readonly dueOn: string | null;
  readonly overdue: boolean;
  readonly handler: string | null;
};

/** A fact of the file an officer can put right on the spot. */
export type BriefFact = {
  /** Column key of the firm; `staff` for the people working there. */
  readonly key: string;
  readonly label: string;
  /** As stored: what a correction must find unchanged. */
  readonly value: LedgerValue;
  /** As read; empty where nothing is known. */
  readonly text: string;
  /** Where the text comes from when it is not this cell's: 「2025 年」. */
  readonly note: string | null;
  /** Months since anybody stood by it; null where that is not long ago or nothing is known. */
  readonly staleMonths: number | null;
};

export type BriefPaper = Pick<Expiry, 'row' | 'ledger' | 'word' | 'title' | 'on' | 'days'>;

/** What the firm goes for this year. */
export type BriefTarget = {
  readonly kind: '申报' | '培育计划' | '工作表';
  readonly title: string;
  /** Where it stands: 辅导中, 在册 …; null for nothing said. */
  readonly standing: string | null;
  readonly at: string;
};

/** One of our people, as typing up paper forms calls them. */
export type Colleague = {
  readonly name: string;
  /** First letters of the pinyin, lower case. */
  readonly initials: string;
};

export type VisitPreparation = {
  /** `YYYY-MM-DD`: the day everything is reckoned on. */
  readonly on: string;
  readonly firm: { readonly id: string; readonly name: string; readonly status: string | null };
  readonly measures: readonly BriefDue[];
  readonly undated: readonly BriefUndated[];
  /** Answers promised to the firm in issues. */
  readonly promises: readonly BriefDue[];
  readonly issues: readonly BriefIssue[];
  /** Newest first; at most three. */
  readonly followUps: readonly BriefFollowUp[];
  readonly lastVisit: {
    readonly id: string;
    readonly on: string;
    readonly people: readonly string[];
    readonly state: RecordState;
  } | null;
  /** Live visits of the firm before this one (次). */
  readonly visits: number;
  readonly papers: readonly BriefPaper[];
  readonly targets: readonly BriefTarget[];
  /** Every fact that may be put right on the spot, those asked for first. */
  readonly facts: readonly BriefFact[];
  /** Who at the firm may be there, most likely first: contacts of the file, those met before. */
  readonly firmPeople: readonly string[];
  /** Colleagues of ours: who came here last first, then who went with this person lately. */
  readonly colleagues: readonly string[];
};
