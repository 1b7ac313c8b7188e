/**
 * Drawing experts (抽取专家): from the pool without those who may not judge, in an order that the
 * recorded seed gives again, so that anybody can check the draw.
 */

export type PoolExpert = {
  readonly id: string;
  readonly name: string;
  readonly unit: string | null;
  readonly available: boolean;
};

/** What keeps an expert from judging a firm: works there, or said so. */
export type Conflict = { readonly expertId: string; readonly firmId: string; readonly why: string };

export type Excluded = { readonly expertId: string; readonly why: string };

export type Draw = {
  readonly drawn: readonly string[];
  /** Taken in this order where a drawn one cannot come. */
  readonly reserve: readonly string[];
  readonly excluded: readonly Excluded[];
  /** How many were wanted and not there. */
  readonly short: number;
};

/** Words of one unit however it is written: blanks and brackets do not count. */
const foldUnit = (unit: string): string => unit.normalize('NFKC').replace(/[\s()]/g, '');

/**
 * Conflicts that follow from where experts work: their unit is the firm itself.
 *
 * @param firms all names a firm goes by
 */
export const unitConflicts = (
  pool: readonly PoolExpert[],
  firms: readonly { readonly id: string; readonly names: readonly string[] }[],
): Conflict[] =>
  pool.flatMap(({ id, unit }) =>
    unit === null || unit.trim() === ''
      ? []
      : firms
          .filter(({ names }) => names.some((name) => foldUnit(name) === foldUnit(unit)))
          .map((firm) => ({ expertId: id, firmId: firm.id, why: '本人单位参评' })),
  );

/**
 * 32-bit generator (mulberry32, public domain): small, and the same on every machine. The seed is
 * drawn once with the machine's own randomness and recorded.
 */
const generator = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/**
 * Draws `seats` experts. Who has a conflict with any of the firms takes no part. The result depends on
 * the set of experts and the seed, never on the order they are given in.
 */
export const drawPanel = (
  pool: readonly PoolExpert[],
  conflicts: readonly Conflict[],
  { seats, seed }: { readonly seats: number; readonly seed: number },
): Draw => {
  const whyNot = new Map(conflicts.map(({ expertId, why }) => [expertId, why]));
  const reasons = pool.map((expert) => ({
    expertId: expert.id,
    why: expert.available ? whyNot.get(expert.id) : '本次不能参加',
  }));
  const excluded = reasons.flatMap(({ expertId, why }) => (why ? [{ expertId, why }] : []));
  const out = new Set(excluded.map(({ expertId }) => expertId));
  const left = pool
    .map(({ id }) => id)
    .filter((id) => !out.has(id))
    .toSorted();
  const random = generator(seed);
  for (let i = left.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [left[i], left[j]] = [left[j] as string, left[i] as string];
  }
  return {
    drawn: left.slice(0, seats),
    reserve: left.slice(seats),
    excluded: excluded.toSorted((a, b) => (a.expertId < b.expertId ? -1 : 1)),
    short: Math.max(0, seats - left.length),
  };
};
