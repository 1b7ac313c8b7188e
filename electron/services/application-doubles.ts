import { getRow } from '#db/queries/ledgers.ts';
import { write } from '#db/write.ts';
import type { MergedApplications } from '#shared/applications.ts';
import { Refusal } from '#shared/errors.ts';
import { foldText } from '#shared/fold.ts';
import { application } from '#shared/registers/application.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { applicationsOn, type Standing } from './application-courses.ts';
import { awardLookup } from './award-names.ts';
import type { Desk } from './desk.ts';
import { requireLedger } from './ledgers.ts';
import { updateOwn } from './own-rows.ts';
import { productTeller } from './product-keys.ts';

/**
 * Applications that are one and the same: told, put together, taken apart again. A row says under which
 * other it is kept; no step, paper or version moves, so that what arrives later finds its place and
 * taking apart gives back what was there.
 */

type Bench = Pick<Desk, 'store' | 'self'>;
type Reads = Pick<Desk, 'store'>;

/** Makes a key of the award, year, firm and product an application is for, whatever each is called by. */
export const sameApplication = (
  desk: Reads,
): ((standing: Pick<Standing, 'firm' | 'record'>) => string) => {
  const [lookup, productOf] = [awardLookup(desk), productTeller(desk)];
  return ({ firm, record: { values } }) => {
    const award = String(values.award);
    return JSON.stringify([
      firm.id,
      lookup(award)?.id ?? foldText(award),
      values.year ?? null,
      productOf(firm.id, values)?.key ?? null,
    ]);
  };
};

/** Applications that are one, in groups of two and more. */
export const doublesOf = <S extends Pick<Standing, 'firm' | 'record'>>(
  standings: readonly S[],
  keyOf: (standing: S) => string,
): S[][] => [...Map.groupBy(standings, keyOf).values()].filter((same) => same.length > 1);

/**
 * Puts applications that are one together, under the one with the longest way.
 *
 * @throws Refusal `record.missing`, `record.invalid` where they are not one and the same
 */
export const mergeApplications = (
  desk: Bench,
  { ids }: { readonly ids: readonly string[] },
): MergedApplications => {
  const standings = applicationsOn(desk).filter(({ record }) => ids.includes(record.id));
  if (standings.length < new Set(ids).size)
    throw Refusal.of('record.missing', { what: application.label });
  const keyOf = sameApplication(desk);
  const [first, ...others] = standings.toSorted(
    (a, b) => b.course.path.length - a.course.path.length || (a.record.id < b.record.id ? -1 : 1),
  );
  if (!first || others.length === 0 || others.some((one) => keyOf(one) !== keyOf(first)))
    throw Refusal.of('record.invalid', {
      problems: ['只有奖项、年度、企业和产品都相同的申报才能合并'],
    });
  const gone = others.map(({ record }) => record.id);
  put(desk, '合并申报', gone, { sameAsId: first.record.id });
  return { keptId: first.record.id, mergedIds: gone };
};

/**
 * Takes apart what was put together: each stands for itself again.
 *
 * @throws Refusal `record.missing`
 */
export const splitApplications = (
  desk: Bench,
  { ids }: { readonly ids: readonly string[] },
): void => {
  const ledger = requireLedger(application.name);
  if (ids.some((id) => getRow(desk.store, ledger, id)?.deleted !== false))
    throw Refusal.of('record.missing', { what: application.label });
  put(desk, '撤销合并申报', ids, { sameAsId: null });
};

const put = (desk: Bench, purpose: string, ids: readonly string[], values: LedgerValues): void =>
  write(desk.store, { actor: desk.self.person, purpose }, (door) => {
    for (const id of ids) updateOwn(door, application.name, id, values);
  });
