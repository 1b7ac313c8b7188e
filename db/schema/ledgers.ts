import { index, integer, type SQLiteColumn, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { type LedgerName, ledgers } from '#shared/registers/index.ts';
import { columnOf, type Field, type Ledger, parentKey } from '#shared/registers/ledger.ts';

/**
 * The tables of the ledgers, from their declarations. Column order, which is permanent: id, parent,
 * deleted, source, source_ref, confirmed_on, note, then the fields as declared.
 */

/** Whether a field's column holds integers; the others hold text. */
export const isInteger = ({ kind }: Pick<Field, 'kind'>): boolean =>
  ['integer', 'decimal', 'money', 'year', 'flag'].includes(kind);

const common = () => ({
  deleted: integer('deleted').notNull().default(0),
  source: text('source'),
  sourceRef: text('source_ref'),
  /** `YYYY-MM-DD`: when a person last said that the row holds. */
  confirmedOn: text('confirmed_on'),
  note: text('note'),
});

const fieldColumn = (field: Field) => {
  const column = isInteger(field) ? integer(columnOf(field.key)) : text(columnOf(field.key));
  return field.required ? column.notNull() : column;
};

const derived = (ledger: Ledger) => {
  const parent = parentKey(ledger);
  return sqliteTable(
    ledger.name,
    {
      id: text('id').primaryKey(),
      ...(parent === undefined ? {} : { [parent]: text(columnOf(parent)).notNull() }),
      ...common(),
      ...Object.fromEntries(ledger.fields.map((f) => [f.key, fieldColumn(f)])),
    },
    (table) => {
      const owner = parent === undefined ? undefined : columnIn(table, parent);
      const own = (ledger.indexes ?? []).map((keys) => {
        const [first, ...rest] = keys.flatMap((key) => columnIn(table, key) ?? []);
        if (!first) throw new RangeError(`${ledger.name}: an index of nothing`);
        return index(`${ledger.name}_by_${keys.map(columnOf).join('_')}`).on(first, ...rest);
      });
      return [...(owner ? [index(`${ledger.name}_by_${ledger.parent}`).on(owner)] : []), ...own];
    },
  );
};

/** What all tables of ledgers have; their own columns are looked up by key (`columnIn`). */
const shared = () => sqliteTable('ledger', { id: text('id').primaryKey(), ...common() });
export type LedgerTable = ReturnType<typeof shared>;

/** A column of a ledger's table by the key of its field. */
export const columnIn = (table: object, key: string): SQLiteColumn | undefined =>
  (table as Readonly<Record<string, SQLiteColumn | undefined>>)[key];

/** Tables by ledger, in the order of the declarations. */
export const ledgerTables = Object.fromEntries(
  ledgers.map((ledger) => [ledger.name, derived(ledger)]),
) as unknown as { readonly [N in LedgerName]: LedgerTable };

/** The tables of some ledgers by name, in their order. */
export const tablesOf = <const L extends readonly { readonly name: LedgerName }[]>(
  some: L,
): { readonly [N in L[number]['name']]: LedgerTable } =>
  Object.fromEntries(some.map(({ name }) => [name, ledgerTables[name]])) as {
    readonly [N in L[number]['name']]: LedgerTable;
  };
