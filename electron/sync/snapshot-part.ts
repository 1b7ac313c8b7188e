/**
 * The bytes of one part of a snapshot: rows of one table in one zstd frame of JSON lines
 * (docs/bundle-format.md, P1–P4). Whether table and columns exist is decided, by look-up, by whoever
 * takes the rows in.
 */
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { FRAME_MAX_RAW_BYTES, openFrame, packFrame } from './frame.ts';
import { nestsWithin, parseJson, textOf } from './json.ts';
import { isSqlValue, type SqlValue, tableSchema } from './segment-rules.ts';

export const PART_MAX_ROWS = 65_536;
const MAX_COLUMNS = 53;
const MAX_DEPTH = 1;

export type PartRow = readonly SqlValue[];
export type SnapshotPart = {
  readonly table: string;
  /** Names in the order of the values. */
  readonly columns: readonly string[];
  readonly rows: readonly PartRow[];
};

const headerSchema = z.tuple([tableSchema]).rest(tableSchema);

export const partPath = (table: string, place: number): string =>
  `snap/${table}-${place}.jsonl.zst`;

/** The file of a part; the same rows give the same bytes. @throws Error where a rule of P2–P4 is broken */
export const encodePart = ({ table, columns, rows }: SnapshotPart): Uint8Array => {
  const lines = [[table, ...columns], ...rows].map((line) => `${JSON.stringify(line)}\n`);
  const raw = Buffer.from(lines.join(''));
  if (raw.length > FRAME_MAX_RAW_BYTES) throw new Error(`part of ${raw.length} raw bytes`);
  const wide = columns.length === 0 || columns.length > MAX_COLUMNS;
  if (wide || rows.length === 0 || rows.length > PART_MAX_ROWS) throw new Error('malformed part');
  return packFrame(raw);
};

const damaged = (why: string): Refusal => Refusal.of('bundle.damaged', { why });

/**
 * Reads the file of a part. Hostile input costs at most 8 MiB of text.
 *
 * @throws Refusal `bundle.damaged` when the bytes break one of P1–P4
 */
export const decodePart = (bytes: Uint8Array): SnapshotPart => {
  const raw = openFrame(bytes);
  if (!nestsWithin(raw, MAX_DEPTH)) throw damaged('快照嵌套过深');
  const text = textOf(raw);
  const lines = text?.split('\n');
  if (lines?.pop() !== '') throw damaged('快照不是完整的文本');
  const [first = '', ...rest] = lines;
  const header = headerSchema.safeParse(parseJson(first));
  if (!header.success) throw damaged('快照开头不合规定');
  const [table, ...columns] = header.data;
  const distinct = new Set(columns).size === columns.length;
  if (!distinct || columns.length === 0 || columns.length > MAX_COLUMNS)
    throw damaged('快照的栏目不合规定');
  if (rest.length === 0 || rest.length > PART_MAX_ROWS) throw damaged('快照的行数不合规定');
  const rows = rest.map((line) => {
    const row = parseJson(line);
    if (!Array.isArray(row) || row.length !== columns.length || !row.every(isSqlValue))
      throw damaged('快照里有不合规定的一行');
    return row as PartRow;
  });
  return { table, columns, rows };
};

/** The first two texts of a line; one whose keys need escapes is found by parsing. */
const keyed = /^\["([^"\\]*)"(?:,"([^"\\]*)")?/;

/**
 * Looks for some rows in a part of this store's base, which was verified when it was taken or made:
 * only the lines asked for are parsed.
 *
 * @param wanting what is asked of a table, told by the first two values of a row; undefined for nothing
 */
export const scanPart = (
  bytes: Uint8Array,
  wanting: (table: string) => ((first: string, second: string) => boolean) | undefined,
): SnapshotPart | undefined => {
  const [head = '[]', ...lines] = Buffer.from(openFrame(bytes)).toString('utf8').split('\n');
  const [table = '', ...columns] = JSON.parse(head) as string[];
  const wants = wanting(table);
  if (!wants) return undefined;
  const rows = lines.flatMap((line): PartRow[] => {
    if (line === '') return [];
    const [, first, second] = keyed.exec(line) ?? [];
    if (first !== undefined && second !== undefined && !wants(first, second)) return [];
    const row = JSON.parse(line) as PartRow;
    return wants(String(row[0]), String(row[1])) ? [row] : [];
  });
  return { table, columns, rows };
};
