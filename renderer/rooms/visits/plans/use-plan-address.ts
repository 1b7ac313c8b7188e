import { useSearchParams } from 'wouter';
import { today } from '#renderer/parts/formats.ts';
import { type Quarter, quarterFrom, quarterKey, quarterOf } from '#shared/quarters.ts';

/** What stands in the address of the board: a figure elsewhere leads to just these rows. */
export type PlanAddress = {
  readonly quarter: Quarter;
  readonly by: 'person' | 'township';
  /** The chosen group; null for all firms. An empty word for those without one. */
  readonly group: string | null;
  readonly show: string;
  readonly set: (next: Readonly<Record<string, string | null>>) => void;
  readonly turn: (quarter: Quarter) => void;
};

export const usePlanAddress = (): PlanAddress => {
  const [search, change] = useSearchParams();
  const set: PlanAddress['set'] = (next) =>
    change(
      (before) => {
        const kept = new URLSearchParams(before);
        for (const [key, value] of Object.entries(next))
          if (value === null) kept.delete(key);
          else kept.set(key, value);
        return kept;
      },
      { replace: true },
    );
  const by = search.get('by') === 'township' ? 'township' : 'person';
  return {
    quarter: quarterFrom(search.get('quarter')) ?? quarterOf(today()),
    by,
    group: search.get(by),
    show: search.get('show') ?? 'all',
    set,
    turn: (quarter) => set({ quarter: quarterKey(quarter) }),
  };
};
