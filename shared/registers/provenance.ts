import { type Source, sources } from './ledger.ts';

/**
 * Where the values of a write come from, told behind what it was made for: `修改企业档案〔企业自报〕`,
 * `确认企业档案仍然如此〔导入：名单.xlsx › 第12行〕`. The purpose of a write travels with each of its
 * changes, so a cell's source is merged with the cell (docs/decisions/0023-provenance.md).
 */

export type Provenance = {
  readonly source: Source;
  /** The row of a file, e.g. `规上名单.xlsx › Sheet1 › 第12行`. */
  readonly ref: string | null;
};

export type Purpose = {
  /** What the write was made for, without its source. */
  readonly purpose: string;
  readonly from: Provenance | null;
};

/** @param purpose words of the program, without 〔 */
export const withProvenance = (purpose: string, from: Provenance | null): string =>
  from === null
    ? purpose
    : `${purpose}〔${from.source}${from.ref === null ? '' : `：${from.ref}`}〕`;

const written = new RegExp(`^([^〔]*)〔(${sources.join('|')})(?:：(.+))?〕$`, 's');

/** How an import names its writes; the file's name follows. */
export const importPurpose = (fileName: string): string => `导入 ${fileName}`;

/** Reads what a write says of itself; one that names no source has none. */
export const readPurpose = (text: string): Purpose => {
  if (text.startsWith(importPurpose('')))
    return { purpose: text, from: { source: '导入', ref: null } };
  const [, purpose = '', source, ref] = written.exec(text) ?? [];
  const known = sources.find((word) => word === source);
  return known === undefined
    ? { purpose: text, from: null }
    : { purpose, from: { source: known, ref: ref ?? null } };
};

/** How a write from a visit names it: the day for people, the id for the program. */
export const visitRef = (visitedOn: string, id: string): string => `走访 ${visitedOn} ${id}`;

const visitWritten =
  /^走访 (\d{4}-\d{2}-\d{2}) ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** The visit a source names; null for a row of a file. */
export const readVisitRef = (
  ref: string | null,
): { readonly on: string; readonly id: string } | null => {
  const [, on, id] = visitWritten.exec(ref ?? '') ?? [];
  return on === undefined || id === undefined ? null : { on, id };
};

/** A source as people read it, without the program's own numbers. */
export const refWords = (ref: string): string => {
  const visit = readVisitRef(ref);
  return visit === null ? ref : `${visit.on} 的走访`;
};

/** A purpose as people read it: what it was made for and where it came from. */
export const purposeWords = (text: string): string => {
  const { purpose, from } = readPurpose(text);
  if (from === null || from.ref === null || text.startsWith(importPurpose(''))) return text;
  return withProvenance(purpose, { ...from, ref: refWords(from.ref) });
};
