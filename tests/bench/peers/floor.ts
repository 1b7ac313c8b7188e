import { type Row, sql, statements, tableSql } from '../workload.ts';
import { openFile, selectRows } from './encrypted.ts';
import { framed, frames, writePacked } from './packed.ts';
import type { Peer } from './peer.ts';

/** How many rows a dumping peer reads and writes at a time. */
const atATime = 1_000;

/** Rows as JSON, a thousand a piece. */
export function* dump(rows: Iterable<Row>): Generator<Uint8Array> {
  let held: Row[] = [];
  for (const row of rows) {
    held.push(row);
    if (held.length === atATime) {
      yield framed(Buffer.from(JSON.stringify(held)));
      held = [];
    }
  }
  if (held.length > 0) yield framed(Buffer.from(JSON.stringify(held)));
}

/** The rows of a dump, as they were put together. */
export async function* undump(file: string): AsyncGenerator<Row[]> {
  for await (const frame of frames(file)) yield JSON.parse(Buffer.from(frame).toString()) as Row[];
}

/** The bare statements on the encrypted file; its "exchange" is a dump of the rows. */
export const floor: Peer = {
  title: 'bare better-sqlite3, encrypted file',
  floor: 'floor',
  scale: 1,
  lacks: ['records nothing: a dump of the rows'],
  open: (place) => {
    const db = openFile(place);
    db.exec(tableSql.replace('TABLE bench', 'TABLE IF NOT EXISTS bench'));
    const apply = statements(db);
    return {
      write: (batch) => db.transaction(() => batch.forEach(apply)).immediate(),
      exportTo: (file) => writePacked(file, dump(selectRows(db))),
      importFrom: async (file) => {
        const insert = db.prepare(sql.insert);
        for await (const rows of undump(file))
          db.transaction(() => {
            for (const row of rows) insert.run(...row);
          }).immediate();
      },
      rows: () => selectRows(db),
      close: () => void db.close(),
    };
  },
};
