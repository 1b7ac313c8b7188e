import type { SaidValues } from '#shared/import-rows.ts';
import type { PlannedLine, PlannedRecord } from './import-lines.ts';

/**
 * The lines of a block as one list of cells, beside the shapes their records have in common: the names
 * of cells, and a firm's name, code and id, are said once and not for every line. Pure.
 */

/** What many records of a block have in common. */
export type RecordShape = {
  readonly table: string;
  readonly kind: PlannedRecord['kind'];
  /** What a record says, in the order of its values. */
  readonly keys: readonly string[];
};

type Value = SaidValues[string];

/** A record before its values are told apart by name. */
export type BareRecord = {
  readonly shape: RecordShape;
  readonly id: string;
  readonly values: readonly Value[];
  readonly rest: Rest | null;
};

export type BareLine = Omit<PlannedLine, 'records'> & { readonly records: readonly BareRecord[] };

/** What few records have. */
type Rest = Pick<PlannedRecord, 'now' | 'last' | 'keep' | 'open'>;

export type PackedLines = {
  readonly shapes: readonly RecordShape[];
  /** Line after line: its own seven, how many records, and of each its shape, id, rest and values. */
  readonly cells: readonly unknown[];
};

/** Instead of a value: the same as the line's name, or as its code. */
const [asName, asCode] = [true, false] as const;
/** Instead of a record's id: the firm of the line. */
const asFirm = true;

const restOf = ({ now, last, keep, open }: PlannedRecord): Rest | null =>
  now || last || keep || open
    ? { ...(now && { now }), ...(last && { last }), ...(keep && { keep }), ...(open && { open }) }
    : null;

const openShapes = () => {
  const shapes: RecordShape[] = [];
  const known = new Map<string, number>();
  let last = 0;
  const isLast = ({ table, kind }: PlannedRecord, keys: readonly string[]): boolean => {
    const shape = shapes[last];
    if (shape?.table !== table || shape.kind !== kind) return false;
    return keys.length === shape.keys.length && keys.every((key, nth) => key === shape.keys[nth]);
  };
  const findOrAdd = ({ table, kind }: PlannedRecord, keys: readonly string[]): number => {
    const key = `${table} ${kind} ${keys.join(' ')}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, shapes.length);
    return shapes.push({ table, kind, keys }) - 1;
  };
  /** Mostly the same as of the line before. */
  const numberOf = (record: PlannedRecord, keys: readonly string[]): number => {
    if (!isLast(record, keys)) last = findOrAdd(record, keys);
    return last;
  };
  return { shapes, numberOf };
};

export const packLines = (lines: readonly PlannedLine[]): PackedLines => {
  const { shapes, numberOf } = openShapes();
  const cells: unknown[] = [];
  for (const { row, verdict, reason, name, uscc, firm, question, records } of lines) {
    cells.push(row, verdict, reason, name, uscc, firm, question ?? null, records.length);
    for (const record of records) {
      const { said, id } = record;
      const keys = Object.keys(said);
      cells.push(numberOf(record, keys), id === firm ? asFirm : id, restOf(record));
      for (const key of keys) {
        const value = said[key];
        cells.push(value === name ? asName : value === uscc ? asCode : value);
      }
    }
  }
  return { shapes, cells };
};

/** Lines as they were packed, their records not yet told apart by name: an import writes them as they are. */
export function* bareLines({ shapes, cells }: PackedLines): Generator<BareLine> {
  let at = 0;
  const next = <T>(): T => {
    const cell = cells[at];
    at += 1;
    return cell as T;
  };
  const record = ({ name, uscc, firm }: Omit<PlannedLine, 'records'>): BareRecord => {
    const shape = shapes[next<number>()];
    if (!shape) throw new RangeError('a record of no shape');
    const id = next<string | typeof asFirm>();
    const rest = next<Rest | null>();
    const values = shape.keys.map(() => {
      const value = next<Value | boolean>();
      return value === asName ? name : value === asCode ? uscc : value;
    });
    return { shape, id: id === asFirm ? String(firm) : id, values: values as Value[], rest };
  };
  while (at < cells.length) {
    const line = {
      row: next<number>(),
      verdict: next<PlannedLine['verdict']>(),
      reason: next<string | null>(),
      name: next<string | null>(),
      uscc: next<string | null>(),
      firm: next<string | null>(),
    };
    const question = next<PlannedLine['question'] | null>();
    const count = next<number>();
    const records: BareRecord[] = [];
    for (let nth = 0; nth < count; nth += 1) records.push(record(line));
    yield question ? { ...line, question, records } : { ...line, records };
  }
}

export const wholeRecord = ({ shape, id, values, rest }: BareRecord): PlannedRecord => {
  const said: Record<string, Value> = {};
  for (const [nth, key] of shape.keys.entries()) said[key] = values[nth] as Value;
  return { table: shape.table, id, kind: shape.kind, said, ...rest };
};

/** What `packLines` was given. */
export const unpackLines = (packed: PackedLines): PlannedLine[] =>
  bareLines(packed)
    .map((line) => ({ ...line, records: line.records.map(wholeRecord) }))
    .toArray();
