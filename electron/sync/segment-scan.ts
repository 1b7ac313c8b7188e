import { zstdDecompressSync } from 'node:zlib';
import {
  type Op,
  opOf,
  SEGMENT_MAX_RAW_BYTES,
  type SegmentHeader,
  type Tx,
  txOf,
} from './segment-rules.ts';

/**
 * Looks for some rows in a segment of this store. Such a segment was verified when it was merged or
 * sealed, so nothing is checked twice and only the lines asked for are parsed: about a third of the
 * time of `decodeSegment`.
 */

const textOfSegment = (body: Uint8Array): string =>
  zstdDecompressSync(body, { maxOutputLength: SEGMENT_MAX_RAW_BYTES }).toString('utf8');

/** The header alone: what the author of the segment had seen. */
export const scanHeader = (body: Uint8Array): SegmentHeader => {
  const text = textOfSegment(body);
  return JSON.parse(text.slice(0, text.indexOf('\n'))) as SegmentHeader;
};

/** A change with the transaction it was made in. */
export type FoundOp = { readonly op: Op; readonly tx: Tx };

/** Table and row of a change line; rows whose id needs escapes are found by parsing. */
const named = /^\[\d+,"([a-z0-9_]+)","([^"\\]*)",/;

/** @param wants whether a row is asked for */
export const scanSegment = (
  body: Uint8Array,
  wants: (table: string, row: string) => boolean,
): { readonly header: SegmentHeader; readonly found: readonly FoundOp[] } => {
  const [first = '', ...lines] = textOfSegment(body).split('\n');
  const found: FoundOp[] = [];
  let tx: Tx | undefined;
  for (const line of lines) {
    if (line.startsWith('["t"')) {
      tx = txOf((JSON.parse(line) as unknown[]).slice(1)) ?? tx;
      continue;
    }
    const [, table, row] = named.exec(line) ?? [];
    if (line === '' || (table !== undefined && row !== undefined && !wants(table, row))) continue;
    const op = opOf(JSON.parse(line) as unknown[]);
    if (op && tx && wants(op.table, op.row)) found.push({ op, tx });
  }
  return { header: JSON.parse(first) as SegmentHeader, found };
};
