import { describe, expect, it } from 'vitest';
import { openEncrypted } from '../../../db/open.ts';
import { tempDir } from '../../support/device.ts';
import { columns, makeWorkload, type Row, statements, tableSql } from '../workload.ts';
import { readBatches, writeBatches } from './batches.ts';
import { selectRows } from './encrypted.ts';
import { framed, frames, readPacked, takeSome, writePacked } from './packed.ts';
import { digestRows, rowsAfter } from './rows.ts';

const collect = async <T>(from: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const one of from) all.push(one);
  return all;
};

const batches = makeWorkload({ inserts: 1_500, updates: 700, deletes: 100 });
const reversed = [...rowsAfter(batches)].reverse();

describe('the rows that must come of the workload', () => {
  it('are those that SQLite makes of it', async () => {
    const temp = tempDir();
    const db = openEncrypted(`${temp.path}/x.db`, new Uint8Array(32).fill(1));
    db.exec(tableSql);
    const apply = statements(db);
    for (const batch of batches) db.transaction(() => batch.forEach(apply))();
    expect(await digestRows(selectRows(db))).toEqual(await digestRows(rowsAfter(batches)));
    db.close();
    temp.remove();
  });

  it('have one digest in any order, another where a single value differs', async () => {
    const { rows, sha256 } = await digestRows(rowsAfter(batches));
    expect(rows).toBe(1_500);
    expect(await digestRows(reversed)).toEqual({ rows, sha256 });
    for (const at of [0, 1, columns.length - 1]) {
      const other = reversed.map((row, i): Row => (i === 7 ? row.with(at, 'x') : row));
      expect((await digestRows(other)).sha256).not.toBe(sha256);
    }
    expect((await digestRows(reversed.slice(1))).sha256).not.toBe(sha256);
  });

  it('come once each', async () => {
    const twice = reversed.slice(0, 1).concat(reversed);
    await expect(digestRows(twice)).rejects.toThrow('two rows of one id');
  });

  it('do not come of changes to rows that were never made', () => {
    expect(() => rowsAfter([[{ kind: 'delete', id: 'nobody' }]])).toThrow('never made');
  });
});

describe('the workload on a file', () => {
  it('holds the same changes in the same order, one kind a transaction', async () => {
    const temp = tempDir();
    await writeBatches(`${temp.path}/w`, batches);
    const read = await collect(readBatches(`${temp.path}/w`));
    expect(read.flat()).toEqual(batches.flat());
    expect(read.every((batch) => new Set(batch.map(({ kind }) => kind)).size === 1)).toBe(true);
    temp.remove();
  });
});

describe('pieces in a packed file', () => {
  it('come back as they went in, whatever their size', async () => {
    const temp = tempDir();
    const pieces = [0, 1, 3, 65_531, 65_532, 65_536, 300_000, 0, 7].map((n, i) =>
      new Uint8Array(n).fill(i + 1),
    );
    const raw = await writePacked(`${temp.path}/p`, pieces.map(framed));
    expect(raw).toBe(pieces.reduce((sum, { length }) => sum + length + 4, 0));
    const back = await collect(frames(`${temp.path}/p`));
    expect(back.map((piece) => Buffer.from(piece).toString('hex'))).toEqual(
      pieces.map((piece) => Buffer.from(piece).toString('hex')),
    );
    expect((await readPacked(`${temp.path}/p`)).length).toBe(raw);
    temp.remove();
  });

  it('are missed where the file ends too early', async () => {
    const temp = tempDir();
    await writePacked(`${temp.path}/p`, [framed(new Uint8Array(9)).subarray(0, 8)]);
    await expect(collect(frames(`${temp.path}/p`))).rejects.toThrow('within a piece');
    temp.remove();
  });

  it('are taken by the dozen without losing one', () => {
    const from = [1, 2, 3, 4, 5].values();
    expect([takeSome(from, 2), takeSome(from, 2), takeSome(from, 2), takeSome(from, 2)]).toEqual([
      [1, 2],
      [3, 4],
      [5],
      [],
    ]);
  });
});
