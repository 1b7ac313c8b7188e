import { getRow, hasFirm } from '#db/queries/ledgers.ts';
import type { LedgerPage, ListLedger } from '#shared/ledgers.ts';
import { ledgerNamed, type NamedLedger } from '#shared/registers/index.ts';
import type { LedgerValue } from '#shared/registers/ledger.ts';
import { columnLabel, rowTitle, showCell } from '#shared/registers/rows.ts';
import type { Desk } from './desk.ts';
import { listLedger, requireLedger } from './ledgers.ts';

/** A page of a ledger as lines a person reads in a terminal: whose each row is, and what it points at, by name. */
export type LedgerLines = LedgerPage & {
  readonly columns: readonly string[];
  readonly lines: readonly (readonly string[])[];
};

/** The ledger whose row a ledger's rows hang on; undefined for firms, sheets and nothing. */
const above = ({ parent }: NamedLedger): NamedLedger | undefined =>
  parent === null ? undefined : ledgerNamed(parent);

/** What a row is called, with what it hangs on before it, up to but not including the firm. */
const titleOf = (desk: Desk, ledger: NamedLedger, id: LedgerValue): string => {
  const row = getRow(desk.store, ledger, String(id));
  if (!row) return '';
  const own = rowTitle(ledger, row.values);
  const parent = above(ledger);
  return parent ? `${titleOf(desk, parent, row.parentId)} › ${own}` : own;
};

/** @throws Refusal `record.missing`, `record.invalid` */
export const ledgerLines = (desk: Desk, input: ListLedger): LedgerLines => {
  const ledger = requireLedger(input.ledger);
  const page = listLedger(desk, input);
  const parent = above(ledger);
  const ofFirm = hasFirm(ledger);
  // A step of a ladder is nothing without its two ends.
  const ends = ledger.fields.filter(
    (field) => field.kind === 'reference' && field.required && !ledger.list.includes(field.key),
  );
  const keys = [...ends.map(({ key }) => key), ...ledger.list];
  const target = new Map(
    ledger.fields.flatMap((field) =>
      field.kind === 'reference' ? [[field.key, requireLedger(field.to)] as const] : [],
    ),
  );
  return {
    ...page,
    columns: [
      ...(ofFirm ? ['企业'] : []),
      ...(parent ? [parent.label] : []),
      ...keys.map((key) => columnLabel(ledger, key)),
    ],
    lines: page.rows.map(({ firm, parentId, values }) => [
      ...(ofFirm ? [firm?.name ?? ''] : []),
      ...(parent ? [titleOf(desk, parent, parentId)] : []),
      ...keys.map((key) => {
        const to = target.get(key);
        const value = values[key] ?? null;
        return to && value !== null ? titleOf(desk, to, value) : showCell(ledger, key, values);
      }),
    ]),
  };
};
