import type { EnterpriseRecord } from '#db/queries/enterprises.ts';
import type { Table } from '#documents/read-table.ts';
import type { FieldChange, ImportCounts, ImportLine, ImportVerdict } from '#shared/imports.ts';
import {
  capitalUnitOf,
  type RosterFirm,
  type RosterMapping,
  readRosterRow,
} from '#shared/roster.ts';

/** What an import would do, row by row, before anything is written. Pure. */

/** Columns an import fills, with the names people know. */
export const importedFields = {
  name: '企业名称',
  uscc: '统一社会信用代码',
  formerNames: '曾用名',
  type: '企业类型',
  legalRep: '法定代表人',
  foundedOn: '成立日期',
  capitalAmount: '注册资本（元）',
  capitalCurrency: '币种',
  capitalText: '注册资本原文',
  scope: '经营范围',
  division: '行政区划',
  township: '乡镇街道',
  address: '地址',
  contactName: '联系人',
  contactPhone: '联系电话',
  status: '经营状态',
} as const satisfies Partial<Record<keyof EnterpriseRecord, string>>;

export type ImportedField = keyof typeof importedFields;

const fieldNames = Object.keys(importedFields) as ImportedField[];

/** What the file says and the store does not. What the file is silent about is left as it is. */
const changesTo = (firm: RosterFirm, record: EnterpriseRecord | undefined): FieldChange[] =>
  fieldNames
    .filter((field) => firm[field] !== null && firm[field] !== (record?.[field] ?? null))
    .map((field) => ({
      field,
      label: importedFields[field],
      from: record?.[field] ?? null,
      to: firm[field],
    }));

type Seen = { readonly row: number; readonly firm: RosterFirm };

const sameFirm = (a: RosterFirm, b: RosterFirm): boolean =>
  fieldNames.every((field) => a[field] === b[field]);

/** A second row of the same firm: no news, or a contradiction a person must settle in the file. */
const verdictOnRepeat = (
  first: Seen,
  firm: RosterFirm,
): { readonly verdict: ImportVerdict; readonly reason: string } =>
  sameFirm(first.firm, firm)
    ? { verdict: 'skipped', reason: `与第 ${first.row} 行重复` }
    : {
        verdict: 'rejected',
        reason: `与第 ${first.row} 行是同一信用代码，内容不同，请在表中核对后保留一行`,
      };

export type PlannedLine = ImportLine & { readonly firm: RosterFirm | null };

/**
 * The verdict on every row.
 *
 * @param known firms in the store by their id, deleted ones too
 * @param idOf the id a credit code stands for
 */
export const planImport = (
  table: Table,
  mapping: RosterMapping,
  known: ReadonlyMap<string, EnterpriseRecord>,
  idOf: (uscc: string) => string,
): PlannedLine[] => {
  const seen = new Map<string, Seen>();
  const capitalColumn = table.columns.find((c) => c.index === mapping.capital);
  const unit = capitalColumn ? capitalUnitOf(capitalColumn.title) : null;
  return table.rows.map(({ row, cells }): PlannedLine => {
    const read = readRosterRow(mapping, cells, unit);
    const nothing = { row, enterpriseId: null, changes: [], firm: null };
    if (read.kind !== 'firm') {
      const name = mapping.name === null ? null : cells[mapping.name]?.trim() || null;
      const uscc = mapping.uscc === null ? null : cells[mapping.uscc]?.trim() || null;
      return { ...nothing, verdict: read.kind, reason: read.reason, name, uscc };
    }
    const { firm, notes } = read;
    const first = seen.get(firm.uscc);
    if (first)
      return { ...nothing, ...verdictOnRepeat(first, firm), name: firm.name, uscc: firm.uscc };
    seen.set(firm.uscc, { row, firm });
    const id = idOf(firm.uscc);
    const record = known.get(id);
    const alive = record && record.deleted === 0 ? record : undefined;
    const changes = changesTo(firm, alive);
    return {
      row,
      verdict: !alive ? 'new' : changes.length > 0 ? 'changed' : 'same',
      reason: notes.length > 0 ? notes.join('；') : null,
      name: firm.name,
      uscc: firm.uscc,
      enterpriseId: id,
      changes,
      firm,
    };
  });
};

/** Rows by verdict; `read` is all of them. */
export const countVerdicts = (
  lines: readonly { readonly verdict: ImportVerdict }[],
): ImportCounts => {
  const counts = { read: lines.length, new: 0, same: 0, changed: 0, rejected: 0, skipped: 0 };
  for (const { verdict } of lines) counts[verdict] += 1;
  return counts;
};
