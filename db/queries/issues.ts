import { and, eq } from 'drizzle-orm';
import type { Reader, Store } from '#db/open.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { enterpriseHome } from '#db/schema/local.ts';
import { issue } from '#db/schema/visits.ts';
import { homeOr } from './homes.ts';
import type { IssueRecord } from './visits.ts';

export type NamedIssue = {
  readonly record: IssueRecord;
  /** The file the firm is kept under. */
  readonly firm: { readonly id: string; readonly name: string; readonly township: string | null };
};

const named = (reader: Reader) =>
  reader
    .select({
      record: issue,
      firm: { id: enterprise.id, name: enterprise.name, township: enterprise.township },
    })
    .from(issue)
    .leftJoin(enterpriseHome, eq(enterpriseHome.id, issue.enterpriseId))
    .innerJoin(enterprise, eq(enterprise.id, homeOr(issue.enterpriseId)));

/** Every live issue of a live firm. */
export const liveIssues = ({ reader }: Store): NamedIssue[] =>
  named(reader)
    .where(and(eq(issue.deleted, 0), eq(enterprise.deleted, 0)))
    .all();

/** An issue by id, deleted or not. */
export const getIssueRecord = ({ reader }: Store, id: string): NamedIssue | undefined =>
  named(reader).where(eq(issue.id, id)).get();

/** The largest running number behind a prefix; 0 where none was given. */
export const lastIssueNumber = ({ handle }: Store, prefix: string): number =>
  handle
    .prepare(
      `SELECT coalesce(max(CAST(substr(number, length(?) + 1) AS INTEGER)), 0) FROM issue
       WHERE substr(number, 1, length(?)) = ?`,
    )
    .pluck()
    .get(prefix, prefix, prefix) as number;

/** A step as far as the way of an issue and a line of the ledger need it. */
export type BriefStep = {
  readonly id: string;
  readonly issueId: string;
  readonly deleted: boolean;
  readonly afterId: string | null;
  readonly action: string;
  readonly opinion: string | null;
  readonly onDate: string;
  readonly atTime: string | null;
  readonly dueOn: string | null;
  readonly person: string | null;
  readonly text: string | null;
  readonly toUnit: string | null;
};

type Cells = readonly [
  ...[id: string, issueId: string, deleted: number, afterId: string | null, action: string],
  ...[opinion: string | null, onDate: string, atTime: string | null, dueOn: string | null],
  ...[person: string | null, text: string | null, toUnit: string | null],
];

/**
 * The steps of every issue, deleted ones too, in no order: twenty thousand issues have more than a hundred
 * thousand, of which a list needs a few cells.
 */
export const briefSteps = ({ handle }: Store): BriefStep[] =>
  (
    handle
      .prepare(
        `SELECT id, issue_id, deleted, after_id, action, opinion, on_date, at_time, due_on, person, text, to_unit
         FROM issue_step`,
      )
      .raw()
      .all() as Cells[]
  ).map(([id, issueId, deleted, afterId, action, opinion, onDate, atTime, dueOn, ...said]) => ({
    ...{ id, issueId, deleted: deleted === 1, afterId, action, opinion, onDate, atTime, dueOn },
    ...{ person: said[0], text: said[1], toUnit: said[2] },
  }));
