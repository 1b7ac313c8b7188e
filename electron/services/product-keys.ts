import { findRows, firmsOfRows } from '#db/queries/ledgers.ts';
import { foldText } from '#shared/fold.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { product } from '#shared/registers/product.ts';
import { rowTitle } from '#shared/registers/rows.ts';
import type { Desk } from './desk.ts';
import { textOf } from './own-rows.ts';

/** A product a row speaks of. */
export type SaidProduct = {
  /** One key for one product of one firm. */
  readonly key: string;
  /** Its file (产品档案); null where there is none, or two of that name. */
  readonly fileId: string | null;
};

const nameKey = (firm: string | null, name: string): string => `${firm ?? ''} ${foldText(name)}`;

/**
 * Tells which product rows speak of by `productId` and `product`: a row that names the file and one that
 * only says its name speak of one product. Counts of products (个) are counts of its keys.
 *
 * @param firm where rows of one firm alone are asked about
 */
export const productTeller = (
  { store }: Pick<Desk, 'store'>,
  firm: string | null = null,
): ((firm: string | null, values: LedgerValues) => SaidProduct | null) => {
  const files = findRows(store, product, { parent: firm });
  const firms = firmsOfRows(
    store,
    product,
    files.map(({ id }) => id),
  );
  // Two files of one name: null, for the name alone does not say which is meant.
  const byName = new Map<string, string | null>();
  for (const { id, values } of files) {
    const owner = firms.get(id)?.id ?? null;
    const names = [String(values.name), rowTitle(product, values)];
    for (const key of new Set(names.map((name) => nameKey(owner, name))))
      byName.set(key, byName.has(key) ? null : id);
  }
  return (owner, values) => {
    const name = textOf(values, 'product');
    const named = name === null ? null : (byName.get(nameKey(owner, name)) ?? null);
    const fileId = textOf(values, 'productId') ?? named;
    if (fileId !== null) return { key: fileId, fileId };
    return name === null ? null : { key: nameKey(owner, name), fileId };
  };
};
