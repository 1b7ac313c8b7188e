import type { FirmLedgers, LedgerRow, SaveRows } from '#shared/ledgers.ts';
import { ledgerNamed } from '#shared/registers/index.ts';
import type { Field, Ledger, LedgerValue } from '#shared/registers/ledger.ts';
import { rowTitle } from '#shared/registers/rows.ts';

/**
 * References to rows of the same firm, as a sheet shows them: the row's title, chosen among all titles.
 * In the store the cell holds the row's id; one that names a row nobody sees any more looks empty.
 */

type Choice = { readonly title: string; readonly id: string };
type Choices = ReadonlyMap<string, readonly Choice[]>;

export type Referring = {
  /** The ledger with its references as choices of titles; the rest as declared. */
  readonly ledger: Ledger;
  readonly shown: (rows: readonly LedgerRow[]) => readonly LedgerRow[];
  readonly stored: (rows: SaveRows['rows']) => SaveRows['rows'];
};

/** Titles of a ledger's rows; a second row of one title is told by its number. */
const titlesOf = (name: string, rows: readonly LedgerRow[]): Choice[] => {
  const ledger = ledgerNamed(name);
  const seen = new Map<string, number>();
  return rows.map(({ id, values }) => {
    const title = ledger ? rowTitle(ledger, values) : id;
    const nth = (seen.get(title) ?? 0) + 1;
    seen.set(title, nth);
    return { id, title: nth === 1 ? title : `${title}（${nth}）` };
  });
};

export const referring = (ledger: Ledger, firm: FirmLedgers): Referring => {
  const choices: Choices = new Map(
    ledger.fields.flatMap((field) =>
      field.kind === 'reference' && firm[field.to] !== undefined
        ? [[field.key, titlesOf(field.to, firm[field.to] ?? [])] as const]
        : [],
    ),
  );
  if (choices.size === 0) return { ledger, shown: (rows) => rows, stored: (rows) => rows };
  const asChoice = (field: Field): Field => {
    const known = choices.get(field.key);
    if (!known) return field;
    const { key, label, synonyms, hint } = field;
    return {
      ...{ key, label, kind: 'choice', vocabulary: known.map(({ title }) => title) },
      ...(synonyms ? { synonyms } : {}),
      ...(hint ? { hint } : {}),
    };
  };
  const each = (
    values: Readonly<Record<string, LedgerValue>>,
    turn: (known: readonly Choice[], value: string) => LedgerValue,
  ): Record<string, LedgerValue> =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => {
        const known = choices.get(key);
        return [key, known && typeof value === 'string' ? turn(known, value) : value];
      }),
    );
  return {
    ledger: { ...ledger, fields: ledger.fields.map(asChoice) },
    shown: (rows) =>
      rows.map((row) => ({
        ...row,
        values: each(row.values, (known, id) => known.find((c) => c.id === id)?.title ?? null),
      })),
    stored: (rows) =>
      rows.map((row) => ({
        ...row,
        values: each(
          row.values,
          (known, title) => known.find((c) => c.title === title)?.id ?? null,
        ),
      })),
  };
};
