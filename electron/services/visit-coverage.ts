import { countedFirms } from '#db/queries/counted-firms.ts';
import { planRows, visitsMade } from '#db/queries/visit-plans.ts';
import { localDate } from '#shared/clock.ts';
import { isGone } from '#shared/enterprises.ts';
import { quarterKey, quartersIn } from '#shared/quarters.ts';
import type { Coverage, CoverageFirm, CoverageInput } from '#shared/visit-coverage.ts';
import { byTownship, isAssigned, type PlanLine, planLines } from '#shared/visit-plans.ts';
import type { Desk } from './desk.ts';
import { peopleOfFirms } from './due.ts';

/** 走访覆盖率 of any period: who is assigned, and who of them has been visited. */

type Reads = Pick<Desk, 'store'>;
type Assigned = Omit<CoverageFirm, 'visits' | 'lastOn'>;
type Base = {
  readonly firms: readonly Assigned[];
  readonly deferred: number;
  readonly gone: number;
};

const merged = (lines: readonly PlanLine[]): Assigned[] =>
  lines.slice(0, 1).map(({ firm, township, block, tier }) => ({
    ...{ ...firm, township, block, tier },
    people: [...new Set(lines.flatMap(({ people }) => people))],
  }));

/**
 * Firms planned in a quarter of which a day lies in the period, once each. One that is put off in every quarter
 * it is planned in is not assigned.
 */
const planned = ({ store }: Reads, { from, to }: CoverageInput, today: string): Base => {
  const quarters = Map.groupBy(planRows(store, quartersIn(from, to)), quarterKey);
  const lines = [...quarters.values()]
    .flatMap((rows) => planLines(rows, new Map(), today))
    .sort(byTownship);
  const byFirm = [...Map.groupBy(lines, ({ firm }) => firm.id).values()];
  const live = byFirm.map((own) => own.filter(isAssigned));
  const out = byFirm.filter((_own, at) => live[at]?.length === 0);
  const gone = out.filter((own) => own.some(({ standing }) => standing === 'gone')).length;
  return { firms: live.flatMap(merged), deferred: out.length - gone, gone };
};

/** Firms somebody is the contact of on the period's last day, or today where that is earlier. */
const looked = (desk: Reads, on: string): Base => {
  const people = peopleOfFirms(desk, on);
  const firms = countedFirms(desk.store, [...people.keys()]).filter(
    ({ status }) => !isGone(status),
  );
  return {
    firms: firms.map(({ id, name, township, block, tier }) => ({
      ...{ id, name, township, block, tier },
      people: people.get(id) ?? [],
    })),
    deferred: 0,
    gone: people.size - firms.length,
  };
};

/** Firms in operation, whoever looks after them. */
const inOperation = (desk: Reads, on: string): Base => {
  const people = peopleOfFirms(desk, on);
  const all = countedFirms(desk.store);
  const firms = all.filter(({ status }) => status !== '停产' && !isGone(status));
  return {
    firms: firms.map(({ id, name, township, block, tier }) => ({
      ...{ id, name, township, block, tier },
      people: people.get(id) ?? [],
    })),
    deferred: 0,
    gone: all.length - firms.length,
  };
};

const baseOf = (desk: Reads, input: CoverageInput, today: string, asOf: string): Base => {
  if (input.base === 'plan') return planned(desk, input, today);
  return input.base === 'all' ? inOperation(desk, asOf) : looked(desk, asOf);
};

export const coverage = (desk: Reads, input: CoverageInput): Coverage => {
  const today = localDate(desk.store.clock.now());
  const { from, to, base } = input;
  const asOf = to < today ? to : today;
  const { firms, deferred, gone } = baseOf(desk, input, today, asOf);
  const ids = firms.map(({ id }) => id);
  const made = visitsMade(desk.store, ids, { from, to: asOf });
  return {
    ...{ from, to, base, asOf, deferred, gone },
    firms: firms.map((firm) => ({
      ...firm,
      visits: made.get(firm.id)?.visits ?? 0,
      lastOn: made.get(firm.id)?.lastOn ?? null,
    })),
  };
};
