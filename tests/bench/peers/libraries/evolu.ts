import * as Evolu from '@evolu/common';
import * as LocalFirst from '@evolu/common/local-first';
import type { Statement } from 'better-sqlite3';
import { type Change, columns, type Row, updated } from '../../workload.ts';
import { openFile } from '../encrypted.ts';
import { framed, frames, takeSome, writePacked } from '../packed.ts';
import type { Peer, Place } from '../peer.ts';
import { cellsOf } from './in-memory.ts';

/**
 * Evolu's own database worker in this process, on our encrypted file: a mutation goes in as its shared
 * worker would send it, and what another device has sent as a broadcast. Its history is read here and
 * encoded and encrypted by its protocol.
 */

const secret = new Uint8Array(32).fill(7);
const owner = LocalFirst.createAppOwner(LocalFirst.OwnerSecret.orThrow(secret));

/** How many messages are read before they are encoded as broadcasts of at most 1 MB. */
const perRead = 5_000;

/** An id is 16 bytes in base64url; those of the UUID. */
const toId = (uuid: string): Evolu.Id =>
  Evolu.Id.orThrow(Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url'));
const uuidOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const openDriver = (place: Place) => {
  const db = openFile(place);
  const prepared = new Map<string, Statement>();
  const statementOf = (query: Evolu.SqliteQuery): Statement => {
    const statement = prepared.get(query.sql) ?? db.prepare(query.sql);
    if (query.options?.prepare) prepared.set(query.sql, statement);
    return statement;
  };
  const driver: Evolu.SqliteDriver = {
    exec: (query) => {
      const statement = statementOf(query);
      const values = query.parameters as unknown[];
      if (statement.reader)
        return { rows: statement.all(...values) as Evolu.SqliteRow[], changes: 0 as never };
      return { rows: [], changes: statement.run(...values).changes as never };
    },
    deleteDatabase: () => {
      throw new Error('nothing is deleted here');
    },
    export: () => new Uint8Array(db.serialize()),
    [Symbol.dispose]: () => void db.close(),
  };
  return { db, driver };
};

type Request = Extract<LocalFirst.DbWorkerInput, { type: 'Request' }>['request'];
type WriteRequest = Extract<
  Request,
  { message: { type: 'Mutate' } } | { message: { type: 'ApplySyncMessage' } }
>;

/** Starts the worker and speaks to it, one request at a time. */
const startWorker = async (driver: Evolu.SqliteDriver) => {
  const name = Evolu.Name.orThrow('bench');
  const console = Evolu.createConsole({ level: 'error' });
  const run = Evolu.createRun({
    console,
    consoleStoreOutputEntry: Evolu.createStore<Evolu.ConsoleEntry | null>(null),
    createMessagePort: Evolu.createMessagePort,
    createBroadcastChannel: Evolu.createBroadcastChannel,
    createSqliteDriver: () => () => Evolu.ok(driver),
    lockManager: navigator.locks as unknown as Evolu.LockManagerDep['lockManager'],
  });
  const toWorker = Evolu.createMessageChannel<LocalFirst.DbWorkerInit>();
  const channel = Evolu.createMessageChannel<LocalFirst.DbWorkerInput, LocalFirst.DbWorkerOutput>();
  const waiting: ((output: LocalFirst.DbWorkerOutput) => void)[] = [];
  const next = () => new Promise<LocalFirst.DbWorkerOutput>((answer) => waiting.push(answer));
  channel.port1.onMessage = (output) => waiting.shift()?.(output);

  const started = next();
  const worker = run(LocalFirst.startDbWorker(toWorker.port2 as never));
  toWorker.port1.postMessage({
    type: 'DbWorkerInit',
    name,
    consoleLevel: 'error',
    sqliteSchema: { tables: { bench: new Set(columns.slice(1)) }, indexes: [] },
    encryptionKey: owner.encryptionKey,
    memoryOnly: false,
    port: channel.port2.native,
  });
  const first = await started;
  if (first.type !== 'LeaderAcquired') throw new Error(`Evolu does not start: ${first.type}`);
  let clock = first.clock;

  const ask = async (request: WriteRequest): Promise<void> => {
    const answered = next();
    channel.port1.postMessage({
      type: 'Request',
      attemptId: Evolu.createId(run.deps),
      request,
      clock,
      now: run.deps.time.now(),
    });
    const output = await answered;
    if (output.type !== 'OnQueuedResponse') throw new Error(`Evolu says ${output.type}`);
    const { message } = output.response;
    if (message.type === 'ApplySyncMessage' && !message.result.ok)
      throw new Error(`Evolu refuses: ${JSON.stringify(message.result.error)}`);
    if (message.type === 'ApplySyncMessage' || message.type === 'Mutate') clock = message.clock;
  };
  const stop = async (): Promise<void> => {
    channel.port1.postMessage({ type: 'Dispose' });
    await worker;
    await run[Symbol.asyncDispose]();
  };
  return { ask, stop, run };
};

const mutationOf = (change: Change): LocalFirst.MutationChange => {
  const [id, cells] =
    change.kind === 'insert'
      ? [String(change.values[0]), cellsOf(change.values)]
      : change.kind === 'delete'
        ? [change.id, [['deleted', 1] as const]]
        : [change.id, change.values.map((value, i) => [updated[i] ?? '', value] as const)];
  return {
    ownerId: owner.id,
    table: 'bench',
    id: toId(id),
    values: Object.fromEntries(cells) as LocalFirst.DbChange['values'],
    isInsert: change.kind === 'insert',
    isDelete: null,
  };
};

type Kept = { timestamp: Uint8Array; id: Uint8Array; column: string; value: string | number };

/** The history as messages: the rows of one timestamp are one change. */
function* messagesOf(rows: Iterable<Kept>): Generator<LocalFirst.CrdtMessage> {
  const open: { stamp: Uint8Array; id: Uint8Array; cells: [string, string | number][] }[] = [];
  const close = (): LocalFirst.CrdtMessage | undefined => {
    const change = open.pop();
    if (change === undefined) return undefined;
    const names = change.cells.map(([name]) => name);
    return {
      timestamp: LocalFirst.timestampBytesToTimestamp(change.stamp as LocalFirst.TimestampBytes),
      change: {
        table: 'bench',
        id: Evolu.idBytesToId(change.id as Evolu.IdBytes),
        values: Object.fromEntries(
          change.cells.filter(([name]) => name !== 'createdAt' && name !== 'updatedAt'),
        ) as LocalFirst.DbChange['values'],
        isInsert: names.includes('createdAt'),
        isDelete: null,
      },
    };
  };
  for (const { timestamp, id, column, value } of rows) {
    const last = open.at(-1);
    if (last && Buffer.compare(last.stamp, timestamp) === 0) last.cells.push([column, value]);
    else {
      const done = close();
      if (done) yield done;
      open.push({ stamp: timestamp, id, cells: [[column, value]] });
    }
  }
  const done = close();
  if (done) yield done;
}

export const evolu: Peer = {
  title: 'Evolu 8.11.0, its database worker',
  floor: 'floor',
  scale: 0.1,
  lacks: ['one value wins unseen', 'clocks 5 minutes apart set aside', 'no signature'],
  open: async (place) => {
    const { db, driver } = openDriver(place);
    const { ask, stop } = await startWorker(driver);
    const random = { randomBytes: Evolu.createRandomBytes() };
    const broadcasts = function* (): Generator<Uint8Array> {
      const kept = messagesOf(
        db
          .prepare(
            `SELECT "timestamp", "id", "column", "value" FROM evolu_history
             WHERE "ownerId" = ? ORDER BY "timestamp"`,
          )
          .iterate(LocalFirst.ownerIdToOwnerIdBytes(owner.id)) as IterableIterator<Kept>,
      );
      for (;;) {
        const page = takeSome(kept, perRead);
        if (!Evolu.isNonEmptyArray(page)) return;
        yield* LocalFirst.createProtocolBroadcastMessagesFromCrdtMessages(random)(owner, page).map(
          framed,
        );
      }
    };
    return {
      write: (batch) => {
        const changes = batch.map(mutationOf);
        if (!Evolu.isNonEmptyArray(changes)) throw new Error('an empty transaction');
        return ask({
          type: 'ForEvolu',
          id: Evolu.createId<'EvoluInstance'>({
            randomBytes: random.randomBytes,
          }) as LocalFirst.EvoluInstanceId,
          message: { type: 'Mutate', changes, onCompleteIds: [], subscribedQueries: new Set() },
        });
      },
      exportTo: (file) => writePacked(file, broadcasts()),
      importFrom: async (file) => {
        for await (const frame of frames(file))
          await ask({
            type: 'ForSharedWorker',
            message: { type: 'ApplySyncMessage', owner, inputMessage: new Uint8Array(frame) },
          });
      },
      rows: () =>
        Iterator.from(
          db
            .prepare(`SELECT "id", ${columns.slice(1).join(', ')} FROM bench`)
            .raw()
            .iterate() as Iterable<[string, ...(string | number)[]]>,
        ).map(([id, ...cells]): Row => [uuidOf(Buffer.from(id, 'base64url')), ...cells]),
      close: stop,
    };
  },
};
