import type { Points } from './points.ts';

/** Two runs of one scheme side by side: what moved when data were corrected. */

export type ScoredFirm = {
  readonly firmId: string;
  readonly firmName: string;
  readonly total: Points;
  readonly rank: number | null;
  /** Points by item code. */
  readonly points: ReadonlyMap<string, Points>;
};

export type Moved = {
  readonly firmId: string;
  readonly firmName: string;
  /** Null where the firm was not in that run. */
  readonly before: { readonly total: Points; readonly rank: number | null } | null;
  readonly after: { readonly total: Points; readonly rank: number | null } | null;
  /** Items whose points differ, with both. Only where the firm was in both runs. */
  readonly items: readonly {
    readonly code: string;
    readonly before: Points;
    readonly after: Points;
  }[];
};

/** Firms whose total, place or any item differs, those that gained most first. */
export const movedBetween = (
  before: readonly ScoredFirm[],
  after: readonly ScoredFirm[],
): Moved[] => {
  const old = new Map(before.map((firm) => [firm.firmId, firm]));
  const now = new Map(after.map((firm) => [firm.firmId, firm]));
  const seen = ({ total, rank }: ScoredFirm) => ({ total, rank });
  const rows = [...new Set([...old.keys(), ...now.keys()])].map((firmId): Moved => {
    const [a, b] = [old.get(firmId), now.get(firmId)];
    const codes = a && b ? new Set([...a.points.keys(), ...b.points.keys()]) : [];
    return {
      firmId,
      firmName: b?.firmName ?? a?.firmName ?? '',
      before: a ? seen(a) : null,
      after: b ? seen(b) : null,
      items: [...codes]
        .map((code) => ({
          code,
          before: a?.points.get(code) ?? 0,
          after: b?.points.get(code) ?? 0,
        }))
        .filter((item) => item.before !== item.after),
    };
  });
  const gain = ({ before: a, after: b }: Moved): number => (b?.total ?? 0) - (a?.total ?? 0);
  return rows
    .filter(
      ({ before: a, after: b, items }) =>
        a === null || b === null || a.total !== b.total || a.rank !== b.rank || items.length > 0,
    )
    .toSorted((a, b) => gain(b) - gain(a) || (a.firmId < b.firmId ? -1 : 1));
};
