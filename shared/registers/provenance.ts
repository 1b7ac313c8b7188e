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

const recordWords = { 走访: 'visit', 调研: 'return' } as const;

/** A record a write came out of: a visit, or what a firm answered in a campaign. */
export type SourceRecord = {
  readonly record: (typeof recordWords)[keyof typeof recordWords];
  /** `YYYY-MM-DD` */
  readonly on: string;
  readonly id: string;
};

/** How a write from a record names it: the day for people, the id for the program. */
export const recordRef = ({ record, on, id }: SourceRecord): string => {
  const [word] = Object.entries(recordWords).find(([, kind]) => kind === record) ?? [];
  return `${word} ${on} ${id}`;
};

const recordWritten =
  /^(走访|调研) (\d{4}-\d{2}-\d{2}) ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** The record a source names; null for a row of a file. */
export const readRecordRef = (ref: string | null): SourceRecord | null => {
  const [, word, on, id] = recordWritten.exec(ref ?? '') ?? [];
  if (word === undefined || on === undefined || id === undefined) return null;
  return { record: recordWords[word as keyof typeof recordWords], on, id };
};

/** What a source leads to, behind 看: 「这次走访」. */
export const refNoun = (ref: string): string =>
  ({ visit: '这次走访', return: '这份答卷', row: '这一行' })[readRecordRef(ref)?.record ?? 'row'];

/** A source as people read it, without the program's own numbers. */
export const refWords = (ref: string): string => {
  const said = readRecordRef(ref);
  return said === null ? ref : `${said.on} 的${said.record === 'visit' ? '走访' : '调研答卷'}`;
};

/** A purpose as people read it: what it was made for and where it came from. */
export const purposeWords = (text: string): string => {
  const { purpose, from } = readPurpose(text);
  if (from === null || from.ref === null || text.startsWith(importPurpose(''))) return text;
  return withProvenance(purpose, { ...from, ref: refWords(from.ref) });
};
