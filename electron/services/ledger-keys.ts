import { findRows, getRow } from '#db/queries/ledgers.ts';
import type { NamedLedger } from '#shared/registers/index.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { naturalKey } from '#shared/registers/rows.ts';
import { deriveId } from '#sync/seal.ts';
import type { Desk } from './desk.ts';

/** Which rows of a ledger are the same thing, and the id a new one gets. */

type Reads = Pick<Desk, 'store'>;

/** The live rows of one parent by what they are; read once, then kept up with what is written. */
export type Siblings = {
  /** Whether another one is the same thing already. */
  readonly hasTwin: (row: { readonly id: string | null; readonly values: LedgerValues }) => boolean;
  /** Takes in what a row is now. */
  readonly put: (row: { readonly id: string; readonly values: LedgerValues }) => void;
};

export const siblingsOf = (
  { store }: Reads,
  ledger: NamedLedger,
  parent: string | null,
): Siblings => {
  const keyOf = (values: LedgerValues): string | null => naturalKey(ledger, parent, values);
  const keys = new Map<string, string | null>();
  const ids = new Map<string, Set<string>>();
  const put: Siblings['put'] = ({ id, values }) => {
    ids.get(keys.get(id) ?? '')?.delete(id);
    const key = keyOf(values);
    keys.set(id, key);
    if (key === null) return;
    const same = ids.get(key);
    if (same) same.add(id);
    else ids.set(key, new Set([id]));
  };
  let isRead = false;
  return {
    hasTwin: ({ id, values }) => {
      const key = keyOf(values);
      if (key === null) return false;
      if (!isRead) for (const row of findRows(store, ledger, { parent })) put(row);
      isRead = true;
      const same = ids.get(key);
      return same !== undefined && same.size > (id !== null && same.has(id) ? 1 : 0);
    },
    // Before the first question nothing is known: what was written until then is read with the rest.
    put: (row) => isRead && put(row),
  };
};

/**
 * The id a new row gets: derived from what makes it the thing it is, so that two laptops which add it
 * make one row. Where that id is held by a row that has become another thing, the next one.
 */
export const newRowId = (
  { store }: Reads,
  ledger: NamedLedger,
  parent: string | null,
  values: LedgerValues,
): string => {
  const key = naturalKey(ledger, parent, values);
  if (key === null) return store.clock.uuid();
  for (let nth = 1; ; nth++) {
    const id = deriveId(ledger.name, nth === 1 ? key : `${key} ${nth}`);
    const held = getRow(store, ledger, id);
    if (!held || held.deleted || naturalKey(ledger, parent, held.values) === key) return id;
  }
};
