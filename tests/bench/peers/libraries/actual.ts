import {
  create,
  fromBinary,
  getClock,
  MessageEnvelopeSchema,
  MessageSchema,
  makeClientId,
  makeClock,
  merkle,
  SyncRequestSchema,
  serializeClock,
  setClock,
  Timestamp,
  toBinary,
} from '@actual-app/crdt';
import type { Database, Statement } from 'better-sqlite3';
import { type Change, tableSql, updated } from '../../workload.ts';
import { openFile, selectRows } from '../encrypted.ts';
import { framed, frames, takeSome, writePacked } from '../packed.ts';
import type { Peer } from '../peer.ts';
import { cellsOf } from './in-memory.ts';

/**
 * Actual's way: each cell is a message with a stamp of 46 characters, kept in `messages_crdt` and
 * hashed into a trie. Its clock, trie and codec are the published package's; the tables and the order
 * of statements follow its server's sync module, without undo, spreadsheet and listeners.
 */

type Message = {
  readonly timestamp: Timestamp;
  readonly row: string;
  readonly column: string;
  readonly value: string | number;
};

const tables = `
  CREATE TABLE IF NOT EXISTS messages_crdt (
    id INTEGER PRIMARY KEY, timestamp TEXT NOT NULL UNIQUE, dataset TEXT NOT NULL,
    row TEXT NOT NULL, column TEXT NOT NULL, value BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS messages_crdt_search
    ON messages_crdt (dataset, row, column, timestamp);
  CREATE TABLE IF NOT EXISTS messages_clock (id INTEGER PRIMARY KEY, clock TEXT)`;

/** How many messages one request carries; Actual sends all in one, which took gigabytes. */
const perRequest = 5_000;

const text = (value: string | number): string =>
  typeof value === 'number' ? `N:${value}` : `S:${value}`;
const untext = (value: string): string | number =>
  value.startsWith('N:') ? Number(value.slice(2)) : value.slice(2);

const stamp = (): Timestamp => {
  const timestamp = Timestamp.send();
  if (timestamp === null) throw new Error('Actual has no clock');
  return timestamp;
};

const messagesOf = (change: Change): Message[] => {
  const message = (row: string, column: string, value: string | number): Message => ({
    timestamp: stamp(),
    row,
    column,
    value,
  });
  if (change.kind === 'delete') return [message(change.id, 'deleted', 1)];
  if (change.kind === 'update')
    return change.values.map((value, i) => message(change.id, updated[i] ?? '', value));
  const id = String(change.values[0]);
  return cellsOf(change.values).map(([name, value]) => message(id, name, value));
};

/** One transaction: drop what a later message has overtaken, write the cells, keep log and trie. */
const applier = (db: Database): ((messages: readonly Message[]) => void) => {
  const prepared = new Map<string, Statement>();
  const cached = (sql: string): Statement => {
    const statement = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  const isNew = ({ row, column, timestamp }: Message): boolean =>
    cached(
      `SELECT timestamp FROM messages_crdt
       WHERE dataset = ? AND row = ? AND column = ? AND timestamp >= ?`,
    ).all('bench', row, column, timestamp.toString()).length === 0;

  return (messages) => {
    const fresh = messages.filter(isNew);
    const exists = cached('SELECT 1 FROM bench WHERE id = ?').pluck();
    const known = new Set(
      [...new Set(fresh.map(({ row }) => row))].filter((row) => exists.get(row) === 1),
    );
    const clock = getClock();
    let trie = clock.merkle;
    db.transaction(() => {
      for (const { timestamp, row, column, value } of fresh) {
        if (known.has(row)) cached(`UPDATE bench SET ${column} = ? WHERE id = ?`).run(value, row);
        else cached(`INSERT INTO bench (id, ${column}) VALUES (?, ?)`).run(row, value);
        known.add(row);
        cached(
          `INSERT INTO messages_crdt (timestamp, dataset, row, column, value)
           VALUES (?, 'bench', ?, ?, ?)`,
        ).run(timestamp.toString(), row, column, text(value));
        trie = merkle.insert(trie, timestamp);
      }
      trie = merkle.prune(trie);
      cached('INSERT OR REPLACE INTO messages_clock (id, clock) VALUES (1, ?)').run(
        serializeClock({ ...clock, merkle: trie }),
      );
    }).immediate();
    clock.merkle = trie;
  };
};

type Kept = { timestamp: string; dataset: string; row: string; column: string; value: string };

function* requests(db: Database): Generator<Uint8Array> {
  const kept = db
    .prepare('SELECT timestamp, dataset, row, column, value FROM messages_crdt WHERE timestamp > ?')
    .iterate(Timestamp.zero.toString()) as IterableIterator<Kept>;
  for (let page = takeSome(kept, perRequest); page.length > 0; page = takeSome(kept, perRequest)) {
    const messages = page.map(({ timestamp, dataset, row, column, value }) =>
      create(MessageEnvelopeSchema, {
        timestamp,
        isEncrypted: false,
        content: toBinary(
          MessageSchema,
          create(MessageSchema, { dataset, row, column, value: String(value) }),
        ),
      }),
    );
    yield framed(toBinary(SyncRequestSchema, create(SyncRequestSchema, { messages })));
  }
}

const readRequest = (bytes: Uint8Array): Message[] =>
  fromBinary(SyncRequestSchema, bytes).messages.map((envelope) => {
    const { row, column, value } = fromBinary(MessageSchema, envelope.content);
    const timestamp = Timestamp.parse(envelope.timestamp);
    if (timestamp === null) throw new Error(`no stamp of Actual's: ${envelope.timestamp}`);
    Timestamp.recv(timestamp);
    return { timestamp, row, column, value: untext(value) };
  });

export const actual: Peer = {
  title: "Actual's tables, @actual-app/crdt 3.1.3",
  floor: 'floor',
  scale: 0.1,
  lacks: [
    'one value wins unseen',
    'clocks 5 minutes apart refused',
    'not encrypted here',
    'no signature',
  ],
  open: (place) => {
    const db = openFile(place);
    db.exec(tableSql.replace('TABLE bench', 'TABLE IF NOT EXISTS bench'));
    db.exec(tables);
    setClock(makeClock(new Timestamp(0, 0, makeClientId())));
    const apply = applier(db);
    return {
      write: (batch) => apply(batch.flatMap(messagesOf)),
      exportTo: (file) => writePacked(file, requests(db)),
      importFrom: async (file) => {
        for await (const frame of frames(file)) apply(readRequest(frame));
      },
      rows: () => selectRows(db),
      close: () => void db.close(),
    };
  },
};
