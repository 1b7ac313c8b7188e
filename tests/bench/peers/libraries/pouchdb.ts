import { join } from 'node:path';
import leveldb from 'pouchdb-adapter-leveldb';
import PouchDB from 'pouchdb-core';
import { type Change, type Row, updated } from '../../workload.ts';
import { framed, frames, writePacked } from '../packed.ts';
import type { Peer } from '../peer.ts';
import { cellNames, cellsOf } from './in-memory.ts';

/** How many documents a feed or a listing gives at a time. */
const page = 1_000;

const refuseErrors = (answers: readonly { error?: unknown }[]): void => {
  const wrong = answers.find(({ error }) => error);
  if (wrong) throw new Error(`PouchDB: ${JSON.stringify(wrong)}`);
};

type Doc = Parameters<PouchDB['bulkDocs']>[0][number];

/** A document as the batch leaves it: one revision a transaction, however often it was touched. */
const write = async (db: PouchDB, batch: readonly Change[]): Promise<void> => {
  const docs = new Map<string, Doc>();
  const old = batch.flatMap((change) => (change.kind === 'insert' ? [] : [change.id]));
  if (old.length > 0) {
    const { rows } = await db.allDocs({ keys: [...new Set(old)], include_docs: true });
    for (const { id, doc } of rows) if (doc) docs.set(id, doc);
  }
  for (const change of batch) {
    if (change.kind === 'insert') {
      const id = String(change.values[0]);
      docs.set(id, { _id: id, ...Object.fromEntries(cellsOf(change.values)) });
      continue;
    }
    const doc = docs.get(change.id);
    if (doc === undefined) throw new Error(`PouchDB lost ${change.id}`);
    if (change.kind === 'delete') doc.deleted = 1;
    else
      change.values.forEach((value, i) => {
        doc[updated[i] ?? ''] = value;
      });
  }
  refuseErrors(await db.bulkDocs([...docs.values()]));
};

/** As a replication reads: the feed of changes, then the leaves with their ancestry. */
async function* feed(db: PouchDB): AsyncGenerator<Uint8Array> {
  let since: number | string = 0;
  for (;;) {
    const { results, last_seq } = await db.changes({ since, limit: page, style: 'all_docs' });
    if (results.length === 0) return;
    const wanted = results.flatMap(({ id, changes }) => changes.map(({ rev }) => ({ id, rev })));
    const got = await db.bulkGet({ docs: wanted, revs: true });
    const docs = got.results.flatMap(({ docs }) => docs.flatMap(({ ok }) => (ok ? [ok] : [])));
    yield framed(Buffer.from(JSON.stringify(docs)));
    since = last_seq;
  }
}

async function* rowsOf(db: PouchDB): AsyncGenerator<Row> {
  let startkey: string | undefined;
  for (;;) {
    const { rows } = await db.allDocs({
      include_docs: true,
      limit: page,
      ...(startkey === undefined ? {} : { startkey, skip: 1 }),
    });
    if (rows.length === 0) return;
    for (const { id, doc } of rows)
      yield [id, ...cellNames.map((name) => (doc?.[name] ?? 'missing') as string | number)];
    startkey = rows.at(-1)?.id;
  }
}

export const pouchdb: Peer = {
  title: 'PouchDB 9.0.0 on LevelDB',
  floor: 'floor',
  scale: 1,
  lacks: [
    'latest revisions only',
    'whole documents, no SQL',
    'no forcing to the disk',
    'no encryption',
    'no signature',
  ],
  open: ({ dir, role }) => {
    PouchDB.plugin(leveldb);
    const db = new PouchDB(join(dir, role), { adapter: 'leveldb' });
    return {
      write: (batch) => write(db, batch),
      exportTo: (file) => writePacked(file, feed(db)),
      importFrom: async (file) => {
        for await (const frame of frames(file)) {
          const docs = JSON.parse(Buffer.from(frame).toString()) as Doc[];
          refuseErrors(await db.bulkDocs(docs, { new_edits: false }));
        }
      },
      rows: () => rowsOf(db),
      close: () => db.close(),
    };
  },
};
