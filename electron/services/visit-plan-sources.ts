import { type CountedFirm, countedFirms } from '#db/queries/counted-firms.ts';
import { homeOf } from '#db/queries/homes.ts';
import { localDate } from '#shared/clock.ts';
import { isGone } from '#shared/enterprises.ts';
import { noFilter } from '#shared/firm-list.ts';
import type { PlanSource } from '#shared/plan-views.ts';
import { type Quarter, quarterDays, quarterWords } from '#shared/quarters.ts';
import { cultivation } from '#shared/registers/cultivation.ts';
import type { Desk } from './desk.ts';
import { peopleOfFirms } from './due.ts';
import { recordsOf } from './firm-bulk.ts';
import { heldHonours } from './held-honours.ts';
import { rowsByFirm } from './own-rows.ts';
import { planOf } from './visit-plans.ts';

/** Where the firms of a plan come from: the list, contact persons, tiers, brands, another quarter's plan. */

type Reads = Pick<Desk, 'store'>;

/** The day contact persons are asked for: the quarter's first, or today where that is later. */
export const dayOfPlan = ({ store }: Reads, quarter: Quarter): string => {
  const today = localDate(store.clock.now());
  const { from } = quarterDays(quarter);
  return from > today ? from : today;
};

type Found = {
  readonly ids: readonly string[];
  /** Why they are in the plan, in a word. */
  readonly basis: string;
  /** Who an earlier plan names for each, as written. */
  readonly before?: ReadonlyMap<string, string | null>;
};

const ofLiaison = (desk: Reads, quarter: Quarter, person: string | null): Found => ({
  ids: [...peopleOfFirms(desk, dayOfPlan(desk, quarter))]
    .filter(([, people]) => person === null || people.includes(person))
    .map(([firm]) => firm),
  basis: '联系企业',
});

const inCultivation = (desk: Reads, { year }: Quarter): Found => ({
  ids: [...rowsByFirm(desk, cultivation)]
    .filter(([, rows]) =>
      rows.some(({ values }) => values.year === year && values.state !== '调出'),
    )
    .map(([firm]) => firm),
  basis: `${year}年培育计划`,
});

const ofQuarter = (
  desk: Reads,
  { from, what, deferred }: Extract<PlanSource, { kind: 'quarter' }>,
): Found => {
  const lines = planOf(desk, from).filter(
    ({ standing, visits }) =>
      (what === 'all' || visits === 0) && (deferred || standing !== 'deferred'),
  );
  return {
    ids: lines.map(({ firm }) => firm.id),
    basis: what === 'all' ? `沿用${quarterWords(from)}` : `${quarterWords(from)}未走访`,
    before: new Map(lines.map(({ firm, person }) => [firm.id, person])),
  };
};

const found = (desk: Desk, quarter: Quarter, source: PlanSource): Found => {
  switch (source.kind) {
    case 'firms':
      return { ids: recordsOf(desk, source.choice).map(({ id }) => id), basis: '名单选择' };
    case 'liaison':
      return ofLiaison(desk, quarter, source.person);
    case 'tiers':
      return {
        ids: recordsOf(desk, {
          filter: { ...noFilter, tier: [...source.tiers] },
          order: null,
        }).map(({ id }) => id),
        basis: source.tiers.join('、'),
      };
    case 'brands':
      return {
        ids: heldHonours(desk, dayOfPlan(desk, quarter)).flatMap(({ brand, firm }) =>
          brand && firm ? firm.id : [],
        ),
        basis: '品牌企业',
      };
    case 'cultivation':
      return inCultivation(desk, quarter);
    case 'quarter':
      return ofQuarter(desk, source);
  }
};

const collator = new Intl.Collator('zh', { numeric: true });

/** By township, block and name: what lies together is shared out together. */
const inOrder = (a: CountedFirm, b: CountedFirm): number =>
  collator.compare(a.township ?? '龥', b.township ?? '龥') ||
  collator.compare(a.block ?? '龥', b.block ?? '龥') ||
  collator.compare(a.name, b.name) ||
  (a.id < b.id ? -1 : 1);

export type PlanFirms = {
  /** Firms there are to be visited, by township, block and name. */
  readonly firms: readonly CountedFirm[];
  /** Firms found and no longer there to be visited (家). */
  readonly gone: number;
  readonly basis: string;
  readonly before: ReadonlyMap<string, string | null>;
};

/** The firms of a source, each once under the file it is kept under. */
export const planFirms = (desk: Desk, quarter: Quarter, source: PlanSource): PlanFirms => {
  const { ids, basis, before = new Map() } = found(desk, quarter, source);
  const homes = [...new Set(ids.map((id) => homeOf(desk.store, id)))];
  const firms = countedFirms(desk.store, homes).filter(({ status }) => !isGone(status));
  return { firms: firms.toSorted(inOrder), gone: homes.length - firms.length, basis, before };
};
