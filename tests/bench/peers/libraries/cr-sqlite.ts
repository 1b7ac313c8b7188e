import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as SQLite from '@vlcn.io/wa-sqlite';
import { columns, type Row, sql, tableSql } from '../../workload.ts';
import { framed, frames, writePacked } from '../packed.ts';
import type { Peer, Replica } from '../peer.ts';

/**
 * cr-sqlite as it comes by npm: SQLite with its extension in WebAssembly, the store in memory. The
 * native extension is fetched from elsewhere when installed, so that it is not measured.
 */

type Value = string | number | bigint | Uint8Array | null;

/** How many rows of changes are written as one piece and applied as one transaction. */
const perPiece = 5_000;

const changeColumns = [
  '"table"',
  'pk',
  'cid',
  'val',
  'col_version',
  'db_version',
  'site_id',
  'cl',
  'seq',
];

const openWasm = async () => {
  // The build without Asyncify: the faster one, enough for a store in memory.
  const { default: makeModule } = (await import('@vlcn.io/wa-sqlite/dist/crsqlite-sync.mjs')) as {
    default: (options: { wasmBinary: Uint8Array }) => Promise<unknown>;
  };
  const wasm = fileURLToPath(import.meta.resolve('@vlcn.io/wa-sqlite/dist/crsqlite-sync.wasm'));
  const sqlite = SQLite.Factory(await makeModule({ wasmBinary: await readFile(wasm) }));
  const db = await sqlite.open_v2(':memory:');
  const prepare = async (text: string) => {
    const found = await sqlite.prepare_v2(db, sqlite.str_value(sqlite.str_new(db, text)));
    if (found === null) throw new Error(`no statement: ${text}`);
    return found.stmt;
  };
  return { sqlite, db, prepare };
};

const toText = (value: Value): unknown =>
  value instanceof Uint8Array
    ? { b: Buffer.from(value).toString('base64') }
    : typeof value === 'bigint'
      ? Number(value)
      : value;
const fromText = (value: unknown): Value =>
  typeof value === 'object' && value !== null
    ? new Uint8Array(Buffer.from((value as { b: string }).b, 'base64'))
    : (value as Value);

const openReplica = async (recording: boolean): Promise<Replica> => {
  const { sqlite, db, prepare } = await openWasm();
  await sqlite.exec(db, tableSql);
  if (recording) await sqlite.exec(db, "SELECT crsql_as_crr('bench')");
  const [insert, update, remove] = [
    await prepare(sql.insert),
    await prepare(sql.update),
    await prepare(sql.remove),
  ];

  const run = async (stmt: number, values: readonly Value[]): Promise<void> => {
    sqlite.bind_collection(stmt, [...values] as never);
    await sqlite.step(stmt);
    await sqlite.reset(stmt);
  };
  const inTransaction = async (work: () => Promise<void>): Promise<void> => {
    await sqlite.exec(db, 'BEGIN');
    await work();
    await sqlite.exec(db, 'COMMIT');
  };
  async function* select(text: string): AsyncGenerator<Value[]> {
    const stmt = await prepare(text);
    while ((await sqlite.step(stmt)) === SQLite.SQLITE_ROW) yield sqlite.row(stmt) as Value[];
    await sqlite.finalize(stmt);
  }
  async function* pieces(text: string): AsyncGenerator<Uint8Array> {
    let held: unknown[][] = [];
    for await (const row of select(text)) {
      held.push(row.map(toText));
      if (held.length === perPiece) {
        yield framed(Buffer.from(JSON.stringify(held)));
        held = [];
      }
    }
    yield framed(Buffer.from(JSON.stringify(held)));
  }

  const whole = `SELECT ${columns.join(', ')} FROM bench`;
  const changes = `SELECT ${changeColumns.join(', ')} FROM crsql_changes`;
  const intake = recording
    ? `INSERT INTO crsql_changes (${changeColumns.join(', ')}) VALUES (${changeColumns.map(() => '?').join(', ')})`
    : sql.insert;
  return {
    write: (batch) =>
      inTransaction(async () => {
        for (const change of batch)
          if (change.kind === 'insert') await run(insert, change.values);
          else if (change.kind === 'update') await run(update, [...change.values, change.id]);
          else await run(remove, [change.id]);
      }),
    exportTo: (file) => writePacked(file, pieces(recording ? changes : whole)),
    importFrom: async (file) => {
      const take = await prepare(intake);
      for await (const frame of frames(file)) {
        const rows = JSON.parse(Buffer.from(frame).toString()) as unknown[][];
        await inTransaction(async () => {
          for (const row of rows) await run(take, row.map(fromText));
        });
      }
    },
    rows: () => select(whole) as AsyncGenerator<unknown> as AsyncGenerator<Row>,
    close: () => {},
  };
};

const build = '@vlcn.io/wa-sqlite 0.22.0';

export const wasm: Peer = {
  title: `bare SQLite in WASM, ${build}`,
  floor: 'wasm',
  scale: 1,
  oneProcess: true,
  lacks: ['in memory', 'records nothing: a dump of the rows', 'no encryption'],
  open: () => openReplica(false),
};

export const crSqlite: Peer = {
  title: `cr-sqlite 0.16 in WASM, ${build}`,
  floor: 'wasm',
  scale: 0.2,
  oneProcess: true,
  lacks: ['in memory', 'one value wins unseen', 'no encryption', 'no signature'],
  open: () => openReplica(true),
};
