import { isGone } from './enterprises.ts';
import { peopleOf } from './people.ts';
import { quarterDays } from './quarters.ts';

/**
 * What a plan of visits comes to (走访计划): rows of the ledger `visit_plan` and visits give, by rules that
 * read no store, which firms are assigned, which have been visited, what is overdue. Nothing of it is stored.
 */

/** A row as the store keeps it, under the firm its file is kept under now. */
export type PlanRow = {
  readonly id: string;
  /** The file the row was entered under. */
  readonly file: string;
  readonly firm: string;
  readonly name: string;
  readonly township: string | null;
  readonly block: string | null;
  readonly tier: string | null;
  readonly status: string | null;
  readonly year: number;
  readonly quarter: number;
  readonly person: string | null;
  readonly times: number | null;
  readonly fromOn: string | null;
  readonly dueOn: string | null;
  readonly purpose: string | null;
  readonly basis: string | null;
  readonly deferred: string | null;
};

/** Live visits of a firm on the days of a period that have come. */
export type VisitsMade = { readonly visits: number; readonly lastOn: string };

/** 已走访, 次数未满, 待走访, 逾期, 暂缓, 失联注销: where a planned firm stands on a day. */
export const planStandings = ['done', 'partly', 'open', 'overdue', 'deferred', 'gone'] as const;
export type PlanStanding = (typeof planStandings)[number];

export const planStandingWords: Readonly<Record<PlanStanding, string>> = {
  done: '已走访',
  partly: '次数未满',
  open: '待走访',
  overdue: '逾期未走',
  deferred: '暂缓',
  gone: '失联注销',
};

/** A firm of a quarter's plan: the rows of all its files in one. */
export type PlanLine = {
  readonly firm: { readonly id: string; readonly name: string };
  /** Rows behind it; more than one where files were merged. */
  readonly ids: readonly string[];
  readonly township: string | null;
  readonly block: string | null;
  readonly tier: string | null;
  readonly status: string | null;
  /** As written; it may name several. */
  readonly person: string | null;
  readonly people: readonly string[];
  readonly times: number;
  readonly fromOn: string | null;
  /** The day it is to be done by: its own, else the quarter's last. */
  readonly dueOn: string;
  /** Whether the day is its own. */
  readonly hasDay: boolean;
  readonly purpose: string | null;
  readonly basis: string | null;
  /** Why it is put off; null for one that is to be visited. */
  readonly deferred: string | null;
  /** Visits (次) of the quarter, up to today. */
  readonly visits: number;
  readonly lastOn: string | null;
  readonly standing: PlanStanding;
};

const standingOf = (
  { status, deferred, visits, times, dueOn }: Omit<PlanLine, 'standing'>,
  today: string,
): PlanStanding => {
  if (isGone(status)) return 'gone';
  if (deferred !== null) return 'deferred';
  if (visits >= times) return 'done';
  if (dueOn < today) return 'overdue';
  return visits > 0 ? 'partly' : 'open';
};

const joined = (words: readonly (string | null)[]): string | null => {
  const said = [...new Set(words.filter((word) => word !== null && word !== ''))];
  return said.length === 0 ? null : said.join('、');
};

const earliest = (days: readonly (string | null)[]): string | null =>
  days.reduce(
    (first, day) => (day !== null && (first === null || day < first) ? day : first),
    null,
  );

/** The row of the firm's own file stands first; the others in an order every device has. */
const byFile = (a: PlanRow, b: PlanRow): number =>
  Number(b.file === b.firm) - Number(a.file === a.firm) || (a.id < b.id ? -1 : 1);

/** Rows of one firm in one quarter as one line: it is put off only where every row is. */
const lineOf = (
  rows: readonly PlanRow[],
  made: VisitsMade | undefined,
  today: string,
): PlanLine | null => {
  const all = rows.toSorted(byFile);
  const live = all.filter(({ deferred }) => deferred === null);
  const own = live.length > 0 ? live : all;
  const [head] = own;
  if (!head) return null;
  const dueOn = earliest(own.map((row) => row.dueOn));
  const person = own.length === 1 ? head.person : joined(own.flatMap((r) => peopleOf(r.person)));
  const line = {
    firm: { id: head.firm, name: head.name },
    ids: all.map(({ id }) => id),
    ...{ township: head.township, block: head.block, tier: head.tier, status: head.status },
    person,
    people: peopleOf(person),
    times: Math.max(1, ...own.map(({ times }) => times ?? 1)),
    fromOn: earliest(own.map((row) => row.fromOn)),
    dueOn: dueOn ?? quarterDays(head).to,
    hasDay: dueOn !== null,
    purpose: joined(own.map((row) => row.purpose)),
    basis: joined(own.map((row) => row.basis)),
    deferred: live.length > 0 ? null : joined(all.map((row) => row.deferred)),
    visits: made?.visits ?? 0,
    lastOn: made?.lastOn ?? null,
  };
  return { ...line, standing: standingOf(line, today) };
};

const collator = new Intl.Collator('zh', { numeric: true });

/** Township, then name; what is not filled in comes last. */
export const byTownship = (a: PlanLine, b: PlanLine): number =>
  collator.compare(a.township ?? '龥', b.township ?? '龥') ||
  collator.compare(a.firm.name, b.firm.name) ||
  (a.firm.id < b.firm.id ? -1 : 1);

/**
 * The lines of one quarter, a firm each, in no order: to put thousands of names in order takes as long as all the rest.
 *
 * @param made visits of the quarter up to today, by firm
 */
export const planLines = (
  rows: readonly PlanRow[],
  made: ReadonlyMap<string, VisitsMade>,
  today: string,
): PlanLine[] =>
  [...Map.groupBy(rows, ({ firm }) => firm)].flatMap(
    ([firm, own]) => lineOf(own, made.get(firm), today) ?? [],
  );

/** Figures of a plan. Counting unit: 家. */
export type PlanCounts = {
  readonly planned: number;
  /** Planned without those put off and those gone: what the coverage is taken of. */
  readonly assigned: number;
  /** Of the assigned, those with a visit or more. */
  readonly visited: number;
  /** Of the assigned, those visited as often as planned. */
  readonly done: number;
  readonly overdue: number;
  readonly deferred: number;
  readonly gone: number;
};

/** Whether a line counts as assigned. */
export const isAssigned = ({ standing }: Pick<PlanLine, 'standing'>): boolean =>
  standing !== 'deferred' && standing !== 'gone';

export const countPlan = (lines: readonly PlanLine[]): PlanCounts => {
  const of = (standing: PlanStanding): number =>
    lines.filter((line) => line.standing === standing).length;
  const assigned = lines.filter(isAssigned);
  return {
    planned: lines.length,
    assigned: assigned.length,
    visited: assigned.filter(({ visits }) => visits > 0).length,
    done: of('done'),
    overdue: of('overdue'),
    deferred: of('deferred'),
    gone: of('gone'),
  };
};
