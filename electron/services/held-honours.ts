import { findRows, firmsOfRows } from '#db/queries/ledgers.ts';
import { honourLevels } from '#shared/pyramid.ts';
import { areaHonour } from '#shared/registers/area-honour.ts';
import { honour } from '#shared/registers/honour.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { rowTitle } from '#shared/registers/rows.ts';
import { holdsOn } from '#shared/registers/validity.ts';
import { awardLookup, type NamedAward } from './award-names.ts';
import type { Desk } from './desk.ts';
import { textOf } from './own-rows.ts';
import { productTeller } from './product-keys.ts';

/** Honours that hold on a day, of firms and of the area, called as the award catalogue calls them. */
export type HeldHonour = {
  readonly id: string;
  readonly award: string;
  readonly level: string | null;
  /** An award for brand products: what 名牌企业 and 名牌产品 are counted by. */
  readonly brand: boolean;
  /** The firm it is kept under; null for honours of the area. */
  readonly firm: { readonly id: string; readonly name: string } | null;
  /** One key for one product of one firm; null where the honour is no product's. */
  readonly product: string | null;
  /** Its file, where there is one. */
  readonly productId: string | null;
  readonly title: string;
  readonly validTo: string | null;
};

/** By the catalogue's track; an award the catalogue does not know, by its name. */
const isBrand = (known: NamedAward | undefined, values: LedgerValues): boolean =>
  known ? known.track === '品牌' && known.object !== '企业' : /名牌/.test(String(values.award));

/** @param on `YYYY-MM-DD` */
export const heldHonours = (desk: Pick<Desk, 'store'>, on: string): HeldHonour[] => {
  const { store } = desk;
  const lookup = awardLookup(desk);
  const productOf = productTeller(desk);
  const own = findRows(store, honour, {}).filter(({ values }) => holdsOn(honour, values, on));
  const firms = firmsOfRows(
    store,
    honour,
    own.map(({ id }) => id),
  );
  const held = (
    id: string,
    values: LedgerValues,
    firm: HeldHonour['firm'],
    title: string,
  ): HeldHonour => {
    const known = lookup(String(values.award));
    const said = productOf(firm?.id ?? null, values);
    return {
      id,
      award: known?.name ?? String(values.award),
      level: textOf(values, 'level') ?? known?.level ?? null,
      brand: firm !== null && isBrand(known, values),
      firm,
      product: said?.key ?? null,
      productId: said?.fileId ?? null,
      title,
      validTo: textOf(values, 'validTo'),
    };
  };
  return [
    ...own.map(({ id, values }) =>
      held(id, values, firms.get(id) ?? null, rowTitle(honour, values)),
    ),
    ...findRows(store, areaHonour, {})
      .filter(({ values }) => holdsOn(areaHonour, values, on))
      .map(({ id, values }) => held(id, values, null, rowTitle(areaHonour, values))),
  ];
};

const rank = (level: string | null): number => {
  const at = honourLevels.indexOf(level as never);
  return at < 0 ? honourLevels.length : at;
};

/** The higher of two levels. */
export const higherLevel = (a: string | null, b: string | null): string | null =>
  rank(b) < rank(a) ? b : a;
