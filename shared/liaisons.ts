import { dayAfter } from './dates.ts';
import { liaisonRoles } from './registers/liaison.ts';

/** Who of ours is the contact of which firm on a day (联系企业人员), worked out from all that was ever said. */

export type LiaisonRole = (typeof liaisonRoles)[number];

/** What was said: from this day on this person, or nobody. */
export type LiaisonRow = {
  readonly id: string;
  readonly firm: string;
  readonly role: string;
  /** `YYYY-MM-DD`, or `YYYY-MM` for its first day. */
  readonly since: string;
  /** Null: from this day on nobody. */
  readonly person: string | null;
  readonly phone: string | null;
  readonly leader: string | null;
  readonly duty: string | null;
  readonly docNo: string | null;
  readonly note: string | null;
};

/** A row with its last day, which the next of the same firm and role gives; null while it runs. */
export type LiaisonTurn = LiaisonRow & { readonly until: string | null };

const firstDay = (since: string): string => (since.length === 7 ? `${since}-01` : since);

const byStart = (a: LiaisonRow, b: LiaisonRow): number => {
  const [x, y] = [firstDay(a.since), firstDay(b.since)];
  if (x !== y) return x < y ? -1 : 1;
  // Of two on one day the same one holds on every device.
  return a.id < b.id ? -1 : 1;
};

/**
 * The turns of every firm and role, oldest first. Of several that begin on one day the last holds, and the
 * others ended before they began.
 */
export const turnsOf = (rows: Iterable<LiaisonRow>): LiaisonTurn[] =>
  [...Map.groupBy(rows, ({ firm, role }) => `${role} ${firm}`).values()].flatMap((own) => {
    const ordered = own.toSorted(byStart);
    return ordered.map((row, at) => {
      const next = ordered[at + 1];
      return { ...row, until: next ? dayAfter(firstDay(next.since), -1) : null };
    });
  });

/** Whether a turn runs on a day. */
export const runsOn = ({ since, until }: LiaisonTurn, on: string): boolean =>
  firstDay(since) <= on && (until === null || until >= on);

export type Liaisons = Readonly<Partial<Record<LiaisonRole, LiaisonTurn>>>;

/** Contact and deputy of each firm that has one on a day. */
export const liaisonsOn = (
  turns: Iterable<LiaisonTurn>,
  on: string,
): ReadonlyMap<string, Liaisons> => {
  const found = new Map<string, Partial<Record<LiaisonRole, LiaisonTurn>>>();
  for (const turn of turns) {
    const role = liaisonRoles.find((word) => word === turn.role);
    if (!role || turn.person === null || !runsOn(turn, on)) continue;
    const own = found.get(turn.firm) ?? {};
    own[role] = turn;
    found.set(turn.firm, own);
  }
  return found;
};
