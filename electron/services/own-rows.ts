import { findRows, firmsOfRows, getRow, type LedgerRecord } from '#db/queries/ledgers.ts';
import { ledgerTables } from '#db/schema/ledgers.ts';
import type { Door } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import type { LedgerName } from '#shared/registers/index.ts';
import {
  type Ledger,
  type LedgerValue,
  type LedgerValues,
  parentKey,
} from '#shared/registers/ledger.ts';
import { allFields } from '#shared/registers/rows.ts';
import type { Desk } from './desk.ts';
import { requireLedger } from './ledgers.ts';

/** Ledger rows as rooms read them, and those a room writes itself: of runs, of editions as they are published. */

type StoreOf = Pick<Desk, 'store'>;

/** Adds a row; one of the same id that was deleted comes back with what is said now. */
export const insertOwn = (
  { store }: StoreOf,
  door: Door,
  name: LedgerName,
  row: { readonly id: string; readonly parentId?: string | null; readonly values: LedgerValues },
): void => {
  const ledger = requireLedger(name);
  if (getRow(store, ledger, row.id)) {
    const empty = Object.fromEntries(allFields(ledger).map(({ key }) => [key, null]));
    door.update(ledgerTables[name], row.id, { ...empty, ...row.values, deleted: 0 } as never);
    return;
  }
  const key = parentKey(ledger);
  const parent = key === undefined ? {} : { [key]: row.parentId ?? '' };
  door.insert(ledgerTables[name], { id: row.id, ...parent, ...row.values } as never);
};

export const updateOwn = (door: Door, name: LedgerName, id: string, values: object): void => {
  door.update(ledgerTables[name], id, values as never);
};

/** Live rows of a ledger, of one parent where it is named, in the ledger's order. */
export const rowsOf = ({ store }: StoreOf, name: LedgerName, parent?: string): LedgerRecord[] =>
  findRows(store, requireLedger(name), parent === undefined ? {} : { parent });

/** Live rows of a ledger by the firm they are kept under. */
export const rowsByFirm = (
  { store }: StoreOf,
  ledger: Ledger,
): ReadonlyMap<string, readonly LedgerRecord[]> => {
  const rows = findRows(store, ledger, {});
  const firms = firmsOfRows(
    store,
    ledger,
    rows.map(({ id }) => id),
  );
  return Map.groupBy(rows, ({ id }) => firms.get(id)?.id ?? '');
};

/** @throws Refusal `record.missing` where there is none, or it is deleted */
export const rowOf = ({ store }: StoreOf, name: LedgerName, id: string): LedgerRecord => {
  const ledger = requireLedger(name);
  const row = getRow(store, ledger, id);
  if (!row || row.deleted) throw Refusal.of('record.missing', { what: ledger.label });
  return row;
};

/**
 * What a row says, for a digest: its filled cells by name. A cell that a later program adds changes
 * nothing of what was said before.
 */
export const saidIn = (
  name: LedgerName,
  values: LedgerValues,
  without: readonly string[] = [],
): readonly (readonly [string, LedgerValue])[] =>
  requireLedger(name)
    .fields.map(({ key }) => [key, values[key] ?? null] as const)
    .filter(([key, value]) => value !== null && !without.includes(key))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

export const textOf = (values: LedgerValues, key: string): string | null => {
  const value = values[key] ?? null;
  return value === null || value === '' ? null : String(value);
};

export const numberOf = (values: LedgerValues, key: string): number | null => {
  const value = values[key];
  return typeof value === 'number' ? value : null;
};
