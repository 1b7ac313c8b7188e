import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { columns, type Row, sql, statements, tableSql } from '../workload.ts';
import { dump, undump } from './floor.ts';
import { readPacked, writePacked } from './packed.ts';
import type { Peer, Place } from './peer.ts';

/** SQLite's session extension, which better-sqlite3 is not built with, and node:sqlite without it. */

const open = ({ dir, role }: Place): DatabaseSync => {
  const db = new DatabaseSync(join(dir, `${role}.db`));
  // As in db/open.ts, but for the cipher.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768');
  db.exec(tableSql.replace('TABLE bench', 'TABLE IF NOT EXISTS bench'));
  return db;
};

const transaction = (db: DatabaseSync, work: () => void): void => {
  db.exec('BEGIN IMMEDIATE');
  work();
  db.exec('COMMIT');
};

const selectRows = (db: DatabaseSync): Iterable<Row> => {
  const select = db.prepare(`SELECT ${columns.join(', ')} FROM bench`);
  select.setReturnArrays(true);
  return select.iterate() as Iterable<unknown> as Iterable<Row>;
};

export const nodeSqlite: Peer = {
  title: 'bare node:sqlite',
  floor: 'node-sqlite',
  scale: 1,
  lacks: ['records nothing: a dump of the rows', 'no encryption'],
  open: (place) => {
    const db = open(place);
    const apply = statements(db);
    return {
      write: (batch) => transaction(db, () => batch.forEach(apply)),
      exportTo: (file) => writePacked(file, dump(selectRows(db))),
      importFrom: async (file) => {
        const insert = db.prepare(sql.insert);
        for await (const rows of undump(file))
          transaction(db, () => {
            for (const row of rows) insert.run(...row);
          });
      },
      rows: () => selectRows(db),
      close: () => db.close(),
    };
  },
};

export const session: Peer = {
  title: 'SQLite session (node:sqlite)',
  floor: 'node-sqlite',
  scale: 1,
  oneProcess: true,
  lacks: [
    'log in memory of one connection',
    'net state only',
    'conflicts met at apply only',
    'no encryption',
    'no signature',
  ],
  open: (place) => {
    const db = open(place);
    const apply = statements(db);
    const log = db.createSession({ table: 'bench' });
    return {
      write: (batch) => transaction(db, () => batch.forEach(apply)),
      exportTo: (file) => writePacked(file, [log.changeset()]),
      importFrom: async (file) => {
        log.close();
        if (!db.applyChangeset(await readPacked(file)))
          throw new Error('the changeset was not applied');
      },
      rows: () => selectRows(db),
      close: () => db.close(),
    };
  },
};
