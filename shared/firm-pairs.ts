import { z } from 'zod';
import { recordId } from './words.ts';

/** Two files that may be one firm (疑似重复): what is decided about them and where they are kept. */

export type SamePair = {
  readonly firstId: string;
  readonly secondId: string;
  readonly keeperId: string | null;
};

/** Joins what hangs together: every id under the smallest of its group. */
const groupsOf = (pairs: readonly SamePair[]): readonly (readonly string[])[] => {
  const above = new Map<string, string>();
  const rootOf = (id: string): string => {
    let root = id;
    for (let next = above.get(root); next !== undefined; next = above.get(root)) root = next;
    return root;
  };
  for (const { firstId, secondId } of pairs) {
    const [low, high] = [rootOf(firstId), rootOf(secondId)].toSorted() as [string, string];
    if (low !== high) above.set(high, low);
  }
  const members = new Set(pairs.flatMap(({ firstId, secondId }) => [firstId, secondId]));
  return [...Map.groupBy(members, rootOf).values()];
};

/**
 * Under which firm each firm is kept, worked out from every pair that is held to be one firm. It
 * depends on the set of pairs alone, never on their order, so every replica that knows the same
 * pairs names the same home, also where two offices chose crosswise or in a ring.
 *
 * Home is a firm whose file is not deleted, that some pair keeps and none gives up; of several, and
 * where there is none, the smallest id.
 *
 * @returns firm → home, only for firms that are kept under another one
 */
export const homesOf = (
  pairs: readonly SamePair[],
  isLive: (id: string) => boolean,
): ReadonlyMap<string, string> => {
  const kept = new Set(pairs.map(({ keeperId }) => keeperId));
  const givenUp = new Set(
    pairs.flatMap(({ firstId, secondId, keeperId }) =>
      [firstId, secondId].filter((id) => keeperId !== null && id !== keeperId),
    ),
  );
  const rank = (id: string): number =>
    (isLive(id) ? 0 : 4) + (givenUp.has(id) ? 2 : 0) + (kept.has(id) ? 0 : 1);
  return new Map(
    groupsOf(pairs).flatMap((group) => {
      const [home] = group.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
      return group
        .filter((id) => home !== undefined && id !== home)
        .map((id) => [id, home ?? id] as const);
    }),
  );
};

/** Why two files may be one firm, the strongest first. */
export const pairReasons = [
  'code',
  'orgCode',
  'name',
  'formerName',
  'typo',
  'phone',
  'place',
] as const;
export type PairReason = (typeof pairReasons)[number];

export const pairReasonLabels: Readonly<Record<PairReason, string>> = {
  code: '信用代码相同',
  orgCode: '组织机构代码相同',
  name: '名称相同（写法不同）',
  formerName: '曾用名与名称相同',
  typo: '名称只差一个字',
  phone: '联系电话相同',
  place: '法定代表人与地址相同',
};

export type FirmBrief = {
  readonly id: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly township: string | null;
  readonly address: string | null;
  /** Live visits, sheets and issues in its file. Counting unit: 条. */
  readonly records: number;
};

/** Two files to look at side by side. */
export type LikelyPair = {
  readonly first: FirmBrief;
  readonly second: FirmBrief;
  readonly reasons: readonly PairReason[];
};

export type LikelyPairs = {
  /** Counting unit: 对. */
  readonly total: number;
  /** The likeliest; where there are hundreds, not all. */
  readonly pairs: readonly LikelyPair[];
};

/** A field that differs, as both files have it. */
export type PairField = {
  readonly key: string;
  readonly label: string;
  readonly first: string | null;
  readonly second: string | null;
};

/** Two files compared: what differs, and what hangs on each. */
export type PairComparison = LikelyPair & { readonly fields: readonly PairField[] };

/** A merger of two files that stands. */
export type StandingMerger = {
  readonly id: string;
  readonly keeper: FirmBrief;
  readonly other: FirmBrief;
  readonly reason: string | null;
};

const pair = { firstId: recordId, secondId: recordId };
export const pairInput = z.object(pair);

export const mergeFirmsInput = z.object({
  ...pair,
  keeperId: recordId,
  /** Keys of the fields whose value the kept file takes from the other one. */
  take: z.array(z.string().max(60)).max(60),
  /** Adds the other file's name to the former names of the kept one, so that a search finds it. */
  keepName: z.boolean().default(true),
});
export type MergeFirms = z.infer<typeof mergeFirmsInput>;

export const undoMergeInput = z.object({ id: recordId });

/** What taking a merger back did. */
export type UndoneMerger = {
  /** Fields set back to what they were. */
  readonly restored: number;
  /** Fields somebody has changed since, left as they are. */
  readonly kept: number;
};
