import type { TypedValue } from '#shared/conflicts.ts';
import { enterpriseFacts } from '#shared/registers/enterprise.ts';
import { ledgerNamed } from '#shared/registers/index.ts';
import { columnOf, type Field, type Ledger, parentKey } from '#shared/registers/ledger.ts';
import { allFields, columnLabel } from '#shared/registers/rows.ts';

/** Words for the columns of ledgers, from their declarations. */

const declared = (table: string): Ledger | undefined =>
  table === enterpriseFacts.name ? enterpriseFacts : ledgerNamed(table);

/** The declared field a column holds; undefined for hand-written tables and book-keeping. */
export const declaredField = (table: string, column: string): Field | undefined => {
  const ledger = declared(table);
  return ledger && allFields(ledger).find(({ key }) => columnOf(key) === column);
};

/** A field's label with its unit, e.g. 工业总产值（万元）. */
export const declaredLabel = (table: string, field: Field): string => {
  const ledger = declared(table);
  return ledger ? columnLabel(ledger, field.key) : field.label;
};

/** The column that says what a ledger's rows hang on. */
export const isParentColumn = (table: string, column: string): boolean => {
  const key = parentKey(declared(table) ?? { parent: null });
  return key !== undefined && columnOf(key) === column;
};

/** How another value of a field may be typed when people decide. */
export const typedOf = (field: Field): TypedValue => {
  switch (field.kind) {
    case 'day':
      return { kind: 'day' };
    case 'flag':
      return { kind: 'choice', options: ['是', '否'] };
    case 'choice':
      return field.open ? { kind: 'text' } : { kind: 'choice', options: field.vocabulary };
    case 'reference':
      return { kind: 'none' };
    default:
      return { kind: 'text' };
  }
};
