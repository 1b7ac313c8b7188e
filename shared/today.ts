import { z } from 'zod';
import type { DueLine } from './due.ts';
import type { Route } from './visit-routes.ts';
import { optionalText } from './words.ts';

/** 今日: what a person has before them, and how the work lies among the people of an office. */

export const todayInput = z.object({
  /** Whose day; that of this machine's person where nothing is said. */
  person: optionalText(50).default(null),
});
export type TodayInput = z.infer<typeof todayInput>;

export type TodayVisit = {
  readonly id: string;
  readonly firm: { readonly id: string; readonly name: string };
  /** `YYYY-MM-DD`; today or later. */
  readonly on: string;
  readonly startAt: string | null;
  readonly purpose: string | null;
  readonly participants: readonly string[];
};

/** An open issue that is not due yet, or has no day. */
export type TodayIssue = {
  readonly id: string;
  readonly firm: { readonly id: string; readonly name: string };
  readonly content: string;
  readonly state: string;
  readonly raisedOn: string;
  readonly at: string;
};

/** A firm of the person's own whose file wants looking after. */
export type TodayFirm = {
  readonly id: string;
  readonly name: string;
  /** Facts nobody has filled in, by their labels. */
  readonly missing: readonly string[];
  /** Months since anybody said anything of its file; null where that is not long ago. */
  readonly staleMonths: number | null;
};

export type TodayReturn = {
  readonly id: string;
  readonly firm: string;
  readonly title: string;
  readonly said: string;
  readonly at: string;
};

export type Today = {
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly person: string;
  /** Whether it is the person of this machine. */
  readonly own: boolean;
  /** Whether the day is a working day, and what it is called where it is a holiday. */
  readonly working: boolean;
  readonly holiday: string | null;
  /** What must be known of counts into a year without arrangement; null for nothing. */
  readonly note: string | null;
  readonly due: readonly DueLine[];
  readonly issues: readonly TodayIssue[];
  readonly visits: readonly TodayVisit[];
  /** Rounds of the day the person leads or goes along on. */
  readonly routes: readonly Route[];
  readonly returns: readonly TodayReturn[];
  readonly firms: readonly TodayFirm[];
  /** Firms (家) the person is contact or deputy of. */
  readonly ownFirms: number;
  /** What is due and names nobody: an office must give it to somebody. */
  readonly nobodys: number;
  /** No firm is here yet: the first thing to do is to bring some. */
  readonly isNew: boolean;
};

/** One person's work. Each figure has its unit. */
export type WorkloadRow = {
  readonly person: string;
  /** 家, as contact or deputy. */
  readonly firms: number;
  /** Open measures of issued sheets (条). */
  readonly measures: number;
  /** Of them overdue (条). */
  readonly overdue: number;
  /** Open issues (件). */
  readonly issues: number;
  /** Visits of this quarter the person took part in (次). */
  readonly visits: number;
};

export type Workload = {
  readonly on: string;
  /** First day of the quarter visits are counted from. */
  readonly since: string;
  readonly rows: readonly WorkloadRow[];
};
