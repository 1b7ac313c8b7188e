import { findRows, firmsOfRows, type LedgerRecord } from '#db/queries/ledgers.ts';
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
  type Named = ReadonlyMap<string, string | null>;
  // Files are read for the first row that only says a name, and folded for its firm alone.
  let files: ReadonlyMap<string, readonly LedgerRecord[]> | undefined;
  const namesOf = new Map<string | null, Named>();
  const readFiles = (): ReadonlyMap<string, readonly LedgerRecord[]> => {
    const rows = findRows(store, product, { parent: firm });
    const firms = firmsOfRows(
      store,
      product,
      rows.map(({ id }) => id),
    );
    return Map.groupBy(rows, ({ id }) => firms.get(id)?.id ?? '');
  };
  /** Files of a firm by their names. Two of one name: null, for the name alone does not say which is meant. */
  const byName = (owner: string | null): Named => {
    const known = namesOf.get(owner);
    if (known) return known;
    files ??= readFiles();
    const names = new Map<string, string | null>();
    for (const { id, values } of files.get(owner ?? '') ?? [])
      for (const key of new Set(
        [String(values.name), rowTitle(product, values)].map((name) => nameKey(owner, name)),
      ))
        names.set(key, names.has(key) ? null : id);
    namesOf.set(owner, names);
    return names;
  };
  return (owner, values) => {
    const said = textOf(values, 'productId');
    if (said !== null) return { key: said, fileId: said };
    const name = textOf(values, 'product');
    if (name === null) return null;
    const fileId = byName(owner).get(nameKey(owner, name)) ?? null;
    return { key: fileId ?? nameKey(owner, name), fileId };
  };
};
