import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { openEncrypted } from '../../../db/open.ts';
import { columns, type Row } from '../workload.ts';
import type { Place } from './peer.ts';

/**
 * The encrypted file that every store on better-sqlite3 is measured in, floor and peers alike. (This
 * folder has a package.json of its own, and with it no short names: imports here are relative.)
 */
export const openFile = ({ dir, role }: Place): Database =>
  openEncrypted(join(dir, `${role}.db`), new Uint8Array(32).fill(9));

export const selectRows = (db: Database): Iterable<Row> =>
  db
    .prepare(`SELECT ${columns.join(', ')} FROM bench`)
    .raw()
    .iterate() as Iterable<Row>;
