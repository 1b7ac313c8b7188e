/**
 * The bytes of a segment: up to 4,096 changes of one origin, as they were made, in one zstd frame of
 * JSON lines that is forwarded byte for byte (docs/bundle-format.md, S1–S12).
 *
 * What `decodeSegment` is given may come from anyone: memory and time are bounded before anything is
 * believed. Table names and masks are only shapes here; whether they exist is decided, by look-up,
 * by whoever applies the segment.
 */
import { Refusal } from '#shared/errors.ts';
import { openFrame, packFrame } from './frame.ts';
import { nestsWithin, parseJson, textOf } from './json.ts';
import { sha256 } from './seal.ts';
import {
  type Op,
  opOf,
  problemOfSegment,
  SEGMENT_MAX_OPS,
  SEGMENT_MAX_RAW_BYTES,
  type Segment,
  type SegmentHeader,
  type SqlValue,
  segmentHeaderSchema,
  type Tx,
  txOf,
} from './segment-rules.ts';

export {
  NO_SEGMENT,
  type Op,
  SEGMENT_MAX_OPS,
  SEGMENT_MAX_RAW_BYTES,
  type Segment,
  type SegmentHeader,
  type SqlValue,
  type Tx,
} from './segment-rules.ts';

/** A header, then per change one line and one line more when a transaction begins. */
const MAX_LINES = 1 + 2 * SEGMENT_MAX_OPS;
const MAX_DEPTH = 2;
const LF = 10;

const opParts = (op: Op) => [op.seq, op.table, op.row, op.mask, op.values];
const txParts = (tx: Tx) => [tx.seq, tx.hlc, tx.actor, tx.purpose];
const opLine = (op: Op): string => `${JSON.stringify(opParts(op))}\n`;

/** SHA-256 of the bytes of a segment file: what the next segment's `prev` and a checkpoint's `head` hold. */
export const segmentHash = (bytes: Uint8Array): string => sha256(bytes);

/**
 * The file of a segment. −0 is written as 0, as SQLite stores it.
 *
 * @throws Error (not a Refusal: our own mistake) when the segment breaks one of S2–S11
 */
export const encodeSegment = (segment: Segment): Uint8Array => {
  const header = segmentHeaderSchema.parse(segment.header);
  const broken =
    segment.ops.find((op) => !opOf(opParts(op))) ?? segment.txs.find((tx) => !txOf(txParts(tx)));
  if (broken) throw new Error(`malformed change or transaction at seq ${broken.seq}`);
  const problem = problemOfSegment(segment);
  if (problem) throw new Error(problem);

  const txAt = new Map(segment.txs.map((tx) => [tx.seq, tx]));
  const lines = [`${JSON.stringify(header)}\n`];
  for (const op of segment.ops) {
    const tx = txAt.get(op.seq);
    if (tx) lines.push(`${JSON.stringify(['t', ...txParts(tx)])}\n`);
    lines.push(opLine(op));
  }
  const raw = Buffer.from(lines.join(''));
  if (raw.length > SEGMENT_MAX_RAW_BYTES) throw new Error(`segment of ${raw.length} raw bytes`);
  return packFrame(raw);
};

const damaged = (why: string): Refusal => Refusal.of('bundle.damaged', { why });

const linesOf = (raw: Uint8Array): string[] => {
  if (!nestsWithin(raw, MAX_DEPTH)) throw damaged('记录段嵌套过深');
  let count = 0;
  for (let at = raw.indexOf(LF); at >= 0; at = raw.indexOf(LF, at + 1)) {
    count += 1;
    if (count > MAX_LINES) throw damaged('记录段行数超过上限');
  }
  const text = textOf(raw);
  if (text === undefined) throw damaged('记录段不是 UTF-8 文本');
  const lines = text.split('\n');
  if (lines.pop() !== '') throw damaged('记录段最后一行不完整');
  return lines;
};

/**
 * A change that keeps its line and reads its values from it when they are asked for: a segment of them
 * is little more than its text, and what is read of one lives only as long as it is looked at.
 */
class WrittenOp implements Op {
  readonly seq: number;
  readonly table: string;
  readonly row: string;
  readonly mask: number;
  readonly #line: string;

  constructor({ seq, table, row, mask }: Omit<Op, 'values'>, line: string) {
    this.seq = seq;
    this.table = table;
    this.row = row;
    this.mask = mask;
    this.#line = line;
  }

  get values(): readonly SqlValue[] {
    return (JSON.parse(this.#line) as OpParts)[4];
  }

  toJSON(): Op {
    const { seq, table, row, mask, values } = this;
    return { seq, table, row, mask, values };
  }
}

type OpParts = [seq: number, table: string, row: string, mask: number, values: SqlValue[]];
type TxParts = [seq: number, hlc: number, actor: string, purpose: string];

/** @param keep what is kept of a change that was found to be one, and of its line */
const read = (bytes: Uint8Array, keep: (op: Op, line: string) => Op): Segment => {
  const [first = '', ...rest] = linesOf(openFrame(bytes));
  const header = segmentHeaderSchema.safeParse(parseJson(first));
  // One spelling: no member twice, none that the schema would quietly leave out.
  if (!header.success || JSON.stringify(header.data) !== first) throw damaged('记录段开头不合规定');
  const [firstSeq] = header.data.seq;

  const txs: Tx[] = [];
  const ops: Op[] = [];
  for (const line of rest) {
    const parts = parseJson(line);
    if (!Array.isArray(parts)) throw damaged('记录段里有读不懂的一行');
    if (parts[0] === 't') {
      const tx = txOf(parts.slice(1));
      // A transaction stands directly before its first change (S7).
      if (!tx || tx.seq !== firstSeq + ops.length) throw damaged('记录段里的操作次序不对');
      txs.push(tx);
    } else {
      const op = opOf(parts);
      if (!op) throw damaged('记录段里有不合规定的记录');
      ops.push(keep(op, line));
    }
  }
  const segment: Segment = { header: header.data, txs, ops };
  const problem = problemOfSegment(segment);
  if (problem) throw damaged(problem);
  return segment;
};

/**
 * Reads the bytes of a segment file. Hostile input costs at most 8 MiB of text.
 *
 * @throws Refusal `bundle.damaged` when the bytes break any of S1–S12
 */
export const decodeSegment = (bytes: Uint8Array): Segment => read(bytes, (op) => op);

/**
 * The same, for whoever asks for the values of few of its changes, or one after the other: each reads
 * them from its line when it is asked.
 *
 * @throws Refusal `bundle.damaged` when the bytes break any of S1–S12
 */
export const verifySegment = (bytes: Uint8Array): Segment =>
  read(bytes, (op, line) => new WrittenOp(op, line));

/** The beginning of a change's line as we write it; rows whose id needs escapes are found by parsing. */
const opBegins = /^\[(\d+),"([a-z0-9_]+)","([^"\\]*)",(\d+),\[/;

/** The change in a line; undefined for the line of a transaction, or one that must be parsed to tell. */
const writtenOp = (line: string): WrittenOp | undefined => {
  const [, seq, table, row, mask] = opBegins.exec(line) ?? [];
  if (table === undefined || row === undefined) return undefined;
  return new WrittenOp({ seq: Number(seq), table, row, mask: Number(mask) }, line);
};

/**
 * Reads a segment whose very bytes `decodeSegment` or `verifySegment` has accepted before: what the
 * latter answers, in a fraction of the time. Never for bytes that nobody has checked.
 */
export const decodeVerified = (bytes: Uint8Array): Segment => {
  const raw = openFrame(bytes);
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('utf8');
  // A line feed inside a text is escaped: every one here ends a line.
  let end = text.indexOf('\n');
  const header = JSON.parse(text.slice(0, end)) as SegmentHeader;
  const txs: Tx[] = [];
  const ops: Op[] = [];
  for (let at = end + 1; at < text.length; at = end + 1) {
    end = text.indexOf('\n', at);
    const line = text.slice(at, end);
    const op = writtenOp(line);
    if (op) {
      ops.push(op);
      continue;
    }
    const parts = JSON.parse(line) as OpParts | ['t', ...TxParts];
    if (parts[0] === 't') {
      const [, seq, hlc, actor, purpose] = parts;
      txs.push({ seq, hlc, actor, purpose });
    } else {
      const [seq, table, row, mask] = parts;
      ops.push(new WrittenOp({ seq, table, row, mask }, line));
    }
  }
  return { header, txs, ops };
};

/**
 * Changes by table, counted without reading their values: for segments this store has verified once
 * and keeps. Not for bytes from outside.
 */
export const countTables = (bytes: Uint8Array): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const line of Buffer.from(openFrame(bytes)).toString('utf8').split('\n')) {
    const table = /^\[\d+,"([a-z0-9_]+)"/.exec(line)?.[1];
    if (table !== undefined) counts[table] = (counts[table] ?? 0) + 1;
  }
  return counts;
};
