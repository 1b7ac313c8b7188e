import { tiers } from './enterprises.ts';

/** How the library's tiers move (梯队变动): what each firm's history says, month by month. */

export type TierChange = {
  readonly id: string;
  readonly firm: string;
  /** `YYYY-MM-DD`, or `YYYY-MM`. */
  readonly changedOn: string;
  /** One of the tiers, or 退出. */
  readonly tier: string;
  /** What it says it was before. */
  readonly before: string | null;
  readonly reason: string | null;
};

export type Tier = (typeof tiers)[number];

const isTier = (word: string | null): word is Tier =>
  (tiers as readonly string[]).includes(word ?? '');

const tierOf = (word: string | null): Tier | null => (isTier(word) ? word : null);

export const moveKinds = ['列入', '晋级', '降级', '退出'] as const;
export type MoveKind = (typeof moveKinds)[number];

/** What a change is, from what was before; null where nothing changed. */
export const moveKind = (before: string | null, after: string): MoveKind | null => {
  const [was, is] = [tierOf(before), tierOf(after)];
  if (was === is) return null;
  if (was === null) return '列入';
  if (is === null) return '退出';
  return tiers.indexOf(is) < tiers.indexOf(was) ? '晋级' : '降级';
};

export type Move = {
  readonly id: string;
  readonly firm: string;
  readonly on: string;
  readonly from: Tier | null;
  readonly to: Tier | null;
  readonly kind: MoveKind;
  readonly reason: string | null;
};

/** A firm's changes as they followed each other: of one day's, each goes before the one that names it. */
const inOrder = (own: readonly TierChange[]): TierChange[] => {
  const left = own.toSorted(
    (a, b) =>
      (a.changedOn === b.changedOn ? 0 : a.changedOn < b.changedOn ? -1 : 1) ||
      (a.id < b.id ? -1 : 1),
  );
  const ordered: TierChange[] = [];
  while (left.length > 0) {
    const now = tierOf(ordered.at(-1)?.tier ?? null);
    const day = left[0]?.changedOn;
    const fits = left.findIndex((c) => c.changedOn === day && tierOf(c.before) === now);
    ordered.push(...left.splice(Math.max(fits, 0), 1));
  }
  return ordered;
};

/** Every real move of every firm, in order of days; the same order for all who see the same rows. */
export const movesOf = (changes: readonly TierChange[]): Move[] =>
  [...Map.groupBy(changes, ({ firm }) => firm).values()]
    .flatMap((own) => {
      let tier: Tier | null = null;
      return inOrder(own).flatMap(({ id, firm, changedOn, tier: word, reason }): Move[] => {
        const kind = moveKind(tier, word);
        const [from, to] = [tier, tierOf(word)];
        tier = to;
        return kind === null ? [] : [{ id, firm, on: changedOn, from, to, kind, reason }];
      });
    })
    .sort(
      (a, b) =>
        (a.on === b.on ? 0 : a.on < b.on ? -1 : 1) ||
        (a.firm < b.firm ? -1 : a.firm > b.firm ? 1 : 0),
    );

/** One tier in one month. Counting unit: 家. `end = start + entered + up + down − left`. */
export type TierMonth = {
  readonly tier: Tier;
  readonly start: number;
  /** 列入: came from outside the library. */
  readonly entered: number;
  /** Came up from a lower tier. */
  readonly up: number;
  /** Came down from a higher tier. */
  readonly down: number;
  /** Went to another tier or out. */
  readonly left: number;
  readonly end: number;
};

/**
 * The movement table of a month.
 *
 * @param month `YYYY-MM`
 */
export const tierMonth = (moves: readonly Move[], month: string): TierMonth[] =>
  tiers.map((tier) => {
    const before = moves.filter(({ on }) => on.slice(0, 7) < month);
    const during = moves.filter(({ on }) => on.slice(0, 7) === month);
    const count = (some: readonly Move[], is: (move: Move) => boolean): number =>
      some.filter(is).length;
    const start =
      count(before, ({ to }) => to === tier) - count(before, ({ from }) => from === tier);
    const [entered, up, down] = (['列入', '晋级', '降级'] as const).map((kind) =>
      count(during, (m) => m.to === tier && m.kind === kind),
    ) as [number, number, number];
    const left = count(during, ({ from }) => from === tier);
    return { tier, start, entered, up, down, left, end: start + entered + up + down - left };
  });
