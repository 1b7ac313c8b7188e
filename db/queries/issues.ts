import { eq, getTableColumns } from 'drizzle-orm';
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

const cells = Object.entries(getTableColumns(issue));

/** Every live issue of a live firm, or those of them that are named. */
export const liveIssues = ({ handle }: Store, ids?: readonly string[]): NamedIssue[] =>
  (
    handle
      .prepare(
        `SELECT ${cells.map(([key, { name }]) => `i."${name}" AS "${key}"`).join(', ')},
           e.id AS firmId, e.name AS firmName, e.township AS firmTownship
         FROM issue i LEFT JOIN enterprise_home h ON h.id = i.enterprise_id
         CROSS JOIN enterprise e ON e.id = coalesce(h.home, i.enterprise_id)
         WHERE i.deleted = 0 AND e.deleted = 0 ${ids ? 'AND i.id IN (SELECT value FROM json_each(?))' : ''}`,
      )
      .all(...(ids ? [JSON.stringify(ids)] : [])) as (IssueRecord & {
      readonly firmId: string;
      readonly firmName: string;
      readonly firmTownship: string | null;
    })[]
  ).map(({ firmId, firmName, firmTownship, ...record }) => ({
    record,
    firm: { id: firmId, name: firmName, township: firmTownship },
  }));

/** The ids of live issues, of whatever firm. */
export const liveIssueIds = ({ handle }: Store): string[] =>
  handle.prepare('SELECT id FROM issue WHERE deleted = 0').pluck().all() as string[];

/** What was noted of issues since (db/issue-notes.ts): the newest note, and the issues that may have moved. */
export const issuesNoted = (
  { handle }: Store,
  since: number,
): { readonly note: number; readonly ids: readonly string[] } => {
  const rows = handle
    .prepare('SELECT seq, issue FROM issue_change WHERE seq > ? ORDER BY seq')
    .raw()
    .all(since) as [number, string][];
  return { note: rows.at(-1)?.[0] ?? since, ids: [...new Set(rows.map(([, id]) => id))] };
};

/** The newest note there is; 0 before the first. */
export const lastIssueNote = ({ handle }: Store): number =>
  handle.prepare('SELECT coalesce(max(seq), 0) FROM issue_change').pluck().get() as number;

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
  readonly values: {
    readonly person: string | null;
    readonly text: string | null;
    readonly toUnit: string | null;
  };
};

type Cells = readonly [
  ...[id: string, issueId: string, deleted: number, afterId: string | null, action: string],
  ...[opinion: string | null, onDate: string, atTime: string | null, dueOn: string | null],
  ...[person: string | null, text: string | null, toUnit: string | null],
];

/**
 * The steps of every issue, or of those that are named, deleted ones too, in no order: twenty thousand issues have
 * more than a hundred thousand, of which a list needs a few cells.
 */
export const briefSteps = ({ handle }: Store, issues?: readonly string[]): BriefStep[] =>
  (
    handle
      .prepare(
        `SELECT id, issue_id, deleted, after_id, action, opinion, on_date, at_time, due_on, person, text, to_unit
         FROM issue_step ${issues ? 'WHERE issue_id IN (SELECT value FROM json_each(?))' : ''}`,
      )
      .raw()
      .all(...(issues ? [JSON.stringify(issues)] : [])) as Cells[]
  ).map((cells) => ({
    id: cells[0],
    issueId: cells[1],
    deleted: cells[2] === 1,
    afterId: cells[3],
    action: cells[4],
    opinion: cells[5],
    onDate: cells[6],
    atTime: cells[7],
    dueOn: cells[8],
    values: { person: cells[9], text: cells[10], toUnit: cells[11] },
  }));
