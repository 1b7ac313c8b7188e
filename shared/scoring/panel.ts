import { chanceOf } from '#shared/chance.ts';
import { firmNameFolder } from '#shared/fold.ts';

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

/**
 * Conflicts that follow from where experts work: their unit is the firm itself, however either is written.
 *
 * @param firms all names a firm goes by
 */
export const unitConflicts = (
  pool: readonly PoolExpert[],
  firms: readonly { readonly id: string; readonly names: readonly string[] }[],
): Conflict[] => {
  const fold = firmNameFolder();
  const byName = new Map(
    firms.flatMap(({ id, names }) => names.map((name) => [fold(name), id] as const)),
  );
  return pool.flatMap(({ id, unit }) => {
    const firmId = byName.get(fold(unit ?? ''));
    return firmId === undefined ? [] : [{ expertId: id, firmId, why: '本人单位参评' }];
  });
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
  const free = pool.map(({ id }) => id).filter((id) => !out.has(id));
  const left = chanceOf(seed).shuffled(free.toSorted());
  return {
    drawn: left.slice(0, seats),
    reserve: left.slice(seats),
    excluded: excluded.toSorted((a, b) => (a.expertId < b.expertId ? -1 : 1)),
    short: Math.max(0, seats - left.length),
  };
};
