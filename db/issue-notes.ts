import { m0385 } from './migrations/m0385-issue-change.ts';
import type { StoreSchema } from './schema/index.ts';

/**
 * Triggers that note in `issue_change` which issues (问题/诉求) a write may have moved, whichever connection wrote: the
 * issue, its steps, the firm it is shown under. Whoever holds issues in memory (electron/services/issue-book.ts) reads
 * those again and no others. Notes never travel and are emptied at every start.
 */

type Note = {
  readonly name: string;
  /** Tables that must be there; tests run older schemas. */
  readonly needs: readonly string[];
  readonly event: string;
  readonly table: string;
  /** SQL of the ids of issues. */
  readonly issues: string;
};

/** Issues of a file, and of the files that are kept under it. */
const ofFirm = (id: string): string =>
  `SELECT id FROM issue WHERE enterprise_id = ${id}
    UNION ALL SELECT i.id FROM enterprise_home h CROSS JOIN issue i ON i.enterprise_id = h.id WHERE h.home = ${id}`;

const notes: readonly Note[] = [
  ...(['INSERT', 'UPDATE'] as const).map((event) => ({
    name: `issues_issue_${event.toLowerCase()}`,
    needs: ['issue'],
    event,
    table: 'issue',
    issues: 'SELECT new.id',
  })),
  {
    name: 'issues_issue_step_insert',
    needs: ['issue', 'issue_step'],
    event: 'INSERT',
    table: 'issue_step',
    issues: 'SELECT new.issue_id',
  },
  {
    name: 'issues_issue_step_update',
    needs: ['issue', 'issue_step'],
    event: 'UPDATE',
    table: 'issue_step',
    issues: 'SELECT old.issue_id UNION SELECT new.issue_id',
  },
  // A bundle may bring an issue before its firm.
  {
    name: 'issues_enterprise_insert',
    needs: ['issue', 'enterprise'],
    event: 'INSERT',
    table: 'enterprise',
    issues: ofFirm('new.id'),
  },
  {
    name: 'issues_enterprise_update',
    needs: ['issue', 'enterprise'],
    event: 'UPDATE OF name, township, deleted',
    table: 'enterprise',
    issues: ofFirm('new.id'),
  },
  {
    name: 'issues_enterprise_home_insert',
    needs: ['issue', 'firm_pair'],
    event: 'INSERT',
    table: 'enterprise_home',
    issues: 'SELECT id FROM issue WHERE enterprise_id = new.id',
  },
  {
    name: 'issues_enterprise_home_delete',
    needs: ['issue', 'firm_pair'],
    event: 'DELETE',
    table: 'enterprise_home',
    issues: 'SELECT id FROM issue WHERE enterprise_id = old.id',
  },
];

/** Whether the stores of a schema keep notes of issues at all. */
export const notesIssues = ({ migrations }: StoreSchema): boolean =>
  migrations.some(({ version }) => version === m0385.version);

/** The triggers a schema can have. */
export const issueNoteTriggers = (schema: StoreSchema): string[] => {
  if (!notesIssues(schema)) return [];
  const { shapes } = schema;
  const known = new Set(shapes.map(({ name }) => name));
  return notes
    .filter(({ needs }) => needs.every((table) => known.has(table)))
    .map(
      ({ name, event, table, issues }) => `
CREATE TRIGGER ${name} AFTER ${event} ON ${table}
BEGIN
  INSERT INTO issue_change (issue) ${issues};
END`,
    );
};
