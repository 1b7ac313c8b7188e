import { type Raw, ruledPoints, type Verdict, verdictOf } from './item-points.ts';
import { clamped, type Points } from './points.ts';
import { inOrder, type Scheme, type SchemeItem } from './scheme.ts';

/** A firm's score: each row's points, the groups' sums within their bounds, and the total. Pure. */

/** A change by hand (调整分), which never goes without a reason. */
export type Adjustment = {
  /** Item or group it belongs to. */
  readonly code: string;
  readonly points: Points;
  readonly reason: string;
  readonly by: string;
};

export type Line = {
  readonly code: string;
  readonly group: string | null;
  /** By the rule alone, or the sum of a group's rows; null where nothing needed is known. */
  readonly ruled: Points | null;
  /** Sum of what was added or taken by hand. */
  readonly adjusted: Points;
  /** What counts: ruled + adjusted, within floor and cap. */
  readonly points: Points;
  /** Of 否决 rows only. */
  readonly verdict: Verdict | null;
};

export type FirmScore = {
  /** In the order of the scheme. */
  readonly lines: readonly Line[];
  /** The sum of the points of the rows that stand in no group. */
  readonly total: Points;
  /** Codes of 否决 rows that failed; any one takes the firm out of the ranking. */
  readonly failed: readonly string[];
  /** Codes of 否决 rows a person has to look at. */
  readonly open: readonly string[];
};

const none: Raw = {};

/** A scheme with what is worked out of it once, for scoring many firms. */
export type ReadyScheme = {
  readonly scheme: Scheme;
  readonly items: readonly SchemeItem[];
  /** Children before their groups. */
  readonly upwards: readonly SchemeItem[];
};

/** @throws RangeError for groups in a ring, which `schemeFaults` names beforehand */
export const readyScheme = (scheme: Scheme): ReadyScheme => {
  const items = inOrder(scheme.items);
  const byCode = new Map(items.map((item) => [item.code, item]));
  const depthOf = (item: SchemeItem): number => {
    let depth = 0;
    for (let at: SchemeItem | undefined = item; at?.group != null; at = byCode.get(at.group)) {
      depth += 1;
      if (depth > items.length) throw new RangeError(`groups in a ring at ${item.code}`);
    }
    return depth;
  };
  const depths = new Map(items.map((item) => [item, depthOf(item)]));
  const upwards = items.toSorted((a, b) => (depths.get(b) ?? 0) - (depths.get(a) ?? 0));
  return { scheme, items, upwards };
};

/**
 * Scores one firm.
 *
 * @param raws what is known, by item code; a missing one is not known
 */
export const scoreFirm = (
  { scheme, items, upwards }: ReadyScheme,
  raws: ReadonlyMap<string, Raw>,
  adjustments: readonly Adjustment[] = [],
): FirmScore => {
  const sums = new Map<string, Points>();
  const lines = new Map<string, Line>();
  for (const item of upwards) {
    const raw = raws.get(item.code) ?? none;
    const isGroup = item.kind === '分组';
    const ruled = isGroup ? (sums.get(item.code) ?? 0) : ruledPoints(item, scheme.expertMean, raw);
    let adjusted = 0;
    for (const { code, points } of adjustments) if (code === item.code) adjusted += points;
    const isVeto = item.rule.kind === '否决';
    const points = isVeto ? 0 : clamped((ruled ?? 0) + adjusted, item.floor, item.cap);
    if (item.group !== null) sums.set(item.group, (sums.get(item.group) ?? 0) + points);
    lines.set(item.code, {
      code: item.code,
      group: item.group,
      ruled,
      adjusted: isVeto ? 0 : adjusted,
      points,
      verdict: item.rule.kind === '否决' ? verdictOf(item.rule, raw.figures?.[0] ?? null) : null,
    });
  }
  const ordered = items.flatMap(({ code }) => lines.get(code) ?? []);
  const having = (verdict: Verdict): string[] =>
    ordered.filter((line) => line.verdict === verdict).map(({ code }) => code);
  return {
    lines: ordered,
    total: ordered.reduce((sum, line) => (line.group === null ? sum + line.points : sum), 0),
    failed: having('failed'),
    open: having('open'),
  };
};
