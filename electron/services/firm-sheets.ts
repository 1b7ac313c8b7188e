import type { Store } from '#db/open.ts';
import { rowsById, rowsOfFamilies, type SyncedRow } from '#db/queries/synced-rows.ts';
import type { SyncedName } from '#db/schema/index.ts';
import type { Sheet, SheetCell, SheetColumn } from '#documents/write-workbook.ts';
import {
  enterpriseTarget,
  type ImportTarget,
  importTargets,
  isOfFirms,
} from '#shared/import-targets.ts';
import type { Field } from '#shared/registers/ledger.ts';
import { columnLabel } from '#shared/registers/rows.ts';
import { digitsOf, scaleOf, writeValue } from '#shared/registers/values.ts';

/**
 * Files of firms as sheets, one a ledger: under each field's own label and unit, so that an import reads
 * them back as they were (tests/property/export-import.test.ts).
 */

/** Firms read at a time. */
const firmsAtOnce = 1_000;

const isFigure = ({ kind }: Field): boolean =>
  kind === 'integer' || kind === 'decimal' || kind === 'money' || kind === 'year';

const columnOf = ({ ledger }: ImportTarget, field: Field): SheetColumn => ({
  title: ledger.fields.some(({ key }) => key === field.key)
    ? columnLabel(ledger, field.key)
    : field.label,
  kind: isFigure(field) ? 'number' : field.kind === 'day' ? 'day' : 'text',
  width: field.kind === 'longText' ? 40 : field.kind === 'text' ? 22 : 14,
});

const cellOf = (field: Field, row: SyncedRow): SheetCell => {
  const value = row[field.key] ?? null;
  if (value === null || !isFigure(field)) return writeValue(field, value);
  return Number(digitsOf(Number(value), scaleOf(field)));
};

const nameColumns: readonly SheetColumn[] = [
  { title: '企业名称', kind: 'text', width: 34 },
  { title: '统一社会信用代码', kind: 'text', width: 22 },
];

/** Name and code first, wherever the form has them. */
const ownFields = enterpriseTarget.fields.filter(({ key }) => key !== 'name' && key !== 'uscc');

type Filled = Sheet & { readonly rows: readonly SheetCell[][] };

/** The sheet of the firms' own facts. */
const factsSheet = (store: Store, firms: readonly string[]): Filled => {
  const rows: SheetCell[][] = [];
  for (let at = 0; at < firms.length; at += firmsAtOnce) {
    const some = firms.slice(at, at + firmsAtOnce);
    const found = rowsById(store, 'enterprise', some);
    for (const id of some) {
      const row = found.get(id);
      if (row) rows.push([...namesOf(row), ...ownFields.map((field) => cellOf(field, row))]);
    }
  }
  const columns = [...nameColumns, ...ownFields.map((field) => columnOf(enterpriseTarget, field))];
  return { name: '企业档案', columns, rows };
};

const namesOf = (firm: SyncedRow): [SheetCell, SheetCell] => [firm.name ?? null, firm.uscc ?? null];

const ledgerSheet = (store: Store, target: ImportTarget, firms: readonly string[]): Filled => {
  const rows: SheetCell[][] = [];
  for (let at = 0; at < firms.length; at += firmsAtOnce) {
    const some = firms.slice(at, at + firmsAtOnce);
    const names = rowsById(store, 'enterprise', some);
    const found = rowsOfFamilies(store, target.name as SyncedName, some);
    for (const id of some) {
      const firm = names.get(id);
      for (const row of found.get(id) ?? [])
        if (firm && row.deleted === 0)
          rows.push([...namesOf(firm), ...target.fields.map((field) => cellOf(field, row))]);
    }
  }
  const columns = [...nameColumns, ...target.fields.map((field) => columnOf(target, field))];
  return { name: target.label, columns, rows };
};

/** What a firm's file is made of: its facts, then every ledger. */
export const fileTargets: readonly ImportTarget[] = importTargets.filter(isOfFirms);

/**
 * A sheet of the files of some firms.
 *
 * @param firms ids of kept firms, in the order wanted; rows of files merged into them are theirs
 */
export const fileSheet = (store: Store, target: ImportTarget, firms: readonly string[]): Filled =>
  target === enterpriseTarget ? factsSheet(store, firms) : ledgerSheet(store, target, firms);
