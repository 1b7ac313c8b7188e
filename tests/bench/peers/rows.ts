import { createHash } from 'node:crypto';
import { type Change, columns, type Row, updated } from '../workload.ts';

/** Whether two replicas hold the same rows. */

const places = updated.map((name) => columns.indexOf(name));
const deletedAt = columns.indexOf('deleted');

/** The rows a store must hold after the changes; no library was asked. */
export const rowsAfter = (batches: Iterable<readonly Change[]>): Iterable<Row> => {
  const rows = new Map<string, (string | number)[]>();
  const rowOf = (id: string) => {
    const row = rows.get(id);
    if (row === undefined) throw new Error(`the workload changes a row it never made: ${id}`);
    return row;
  };
  for (const batch of batches)
    for (const change of batch)
      if (change.kind === 'insert') rows.set(String(change.values[0]), [...change.values]);
      else if (change.kind === 'delete') rowOf(change.id)[deletedAt] = 1;
      else {
        const row = rowOf(change.id);
        change.values.forEach((value, i) => {
          row[places[i] ?? -1] = value;
        });
      }
  return rows.values();
};

export type Digest = { readonly rows: number; readonly sha256: string };

/**
 * One hash over every value of every row, by id.
 *
 * @throws where an id comes twice
 */
export const digestRows = async (rows: Iterable<Row> | AsyncIterable<Row>): Promise<Digest> => {
  const lines = new Map<string, string>();
  for await (const row of rows) {
    const id = String(row[0]);
    if (lines.has(id)) throw new Error(`two rows of one id: ${id}`);
    lines.set(id, JSON.stringify(row));
  }
  const hash = createHash('sha256');
  for (const id of [...lines.keys()].sort()) hash.update(`${lines.get(id)}\n`);
  return { rows: lines.size, sha256: hash.digest('hex') };
};
