import { z } from 'zod';
import type { LiaisonTurn } from './liaisons.ts';
import { liaisonRoles } from './registers/liaison.ts';
import { isoDate, optionalText, recordId } from './words.ts';

/** What the screen asks of the list of contact persons, and what it gets. */

export const contactListInput = z.object({
  year: z.number().int().min(1990).max(2200),
  /** The day the list is of; today, or the nearest day of another year, where nothing is said. */
  asOf: isoDate('截止日期').nullable().default(null),
  /** Which firms are to have a contact: the key plan list (领军、骨干, or in the year's plan), or all. */
  scope: z.enum(['key', 'all']).default('key'),
});
export type ContactListInput = z.infer<typeof contactListInput>;

/** A firm in the list, or one that should be. */
export type ListedFirm = {
  readonly id: string;
  readonly name: string;
  readonly township: string | null;
  readonly block: string | null;
  readonly tier: string | null;
  /** Awards the firm is raised toward in the year's plan. */
  readonly goal: string | null;
};

/** A line of 联系企业人员名单. */
export type ContactLine = ListedFirm & {
  readonly contact: string | null;
  readonly phone: string | null;
  readonly deputy: string | null;
  readonly leader: string | null;
  readonly duty: string | null;
  /** Since when the contact is the contact. */
  readonly since: string | null;
};

export type ContactList = {
  readonly year: number;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  /** By township, block and name. */
  readonly lines: readonly ContactLine[];
  /** Firms of the scope without a contact, in the same order. */
  readonly uncovered: readonly ListedFirm[];
  /** Our people as the list knows them, with the last number and leader said of each. */
  readonly people: readonly {
    readonly name: string;
    readonly phone: string | null;
    readonly leader: string | null;
    /** Firms (家) on the day, as contact or deputy. */
    readonly firms: number;
  }[];
};

export const assignLiaisonInput = z.object({
  firms: z.array(recordId).min(1, '请先选择企业').max(5_000),
  role: z.enum(liaisonRoles),
  since: isoDate('起始日期'),
  /** Null: from that day on nobody. */
  person: optionalText(50),
  phone: optionalText(40).default(null),
  leader: optionalText(50).default(null),
  duty: optionalText(400).default(null),
  docNo: optionalText(100).default(null),
});
export type AssignLiaison = z.infer<typeof assignLiaisonInput>;

export type Assigned = {
  /** Firms (家) that got the contact. */
  readonly firms: number;
  /** Firms (家) that had just this one already. */
  readonly unchanged: number;
  /** For taking it back; null where nothing was written. */
  readonly run: string | null;
};

export const liaisonTurnsInput = z.object({ firm: recordId });
export type LiaisonHistory = readonly LiaisonTurn[];

/** A step kept on this machine, to look at or to take back. */
export const followRunInput = z.object({ id: recordId });
