import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEncrypted } from '#db/open.ts';
import { createSql } from '#db/schema/create-sql.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { readTable } from '#documents/read-table.ts';
import { enterpriseId } from '#services/enterprises.ts';
import { commitImport, previewImport } from '#services/imports.ts';
import { guessImport } from '#shared/import-columns.ts';
import { rowReader } from '#shared/import-rows.ts';
import type { ImportPreview, TableView } from '#shared/imports.ts';
import { randomBytes, uuid } from '#sync/seal.ts';
import { makeBench } from '#tests/support/bench.ts';
import { newDevice, passphrase, realClock } from '#tests/support/device.ts';
import { csvText, demoCreditCode, demoFirmName } from '#tests/support/roster-fixtures.ts';
import { openBuiltDoor } from './built-door.ts';

/**
 * What an import costs beside the bare statements that write the same parsed rows, under the same ids,
 * into the same table of a store of the same settings, without its triggers:
 * `node tests/bench/import.ts [rows] [rounds]`. Two ratios a round, by the clock and by time of the
 * processor; the medians count. With `memory` behind the two numbers: the most memory the built door
 * (`npm run build`) held during an import, all of it: the door, the thread that imports and the pages.
 */
const rows = Number(process.argv[2] ?? 190_000);
const rounds = Number(process.argv[3] ?? 3);

const titles = [
  '企业名称',
  '统一社会信用代码',
  '注册日期',
  '企业类型',
  '注册资金',
  '经营范围',
  '注册地址',
];
const table = (): string =>
  csvText([
    titles,
    ...Array.from({ length: rows }, (_none, at) => {
      const i = at + 1;
      const year = 1990 + (i % 30);
      return [
        demoFirmName(i),
        demoCreditCode(i),
        `${year}-0${1 + (i % 9)}-1${i % 9}`,
        '有限责任公司',
        `${10 + (i % 900)}万元人民币`,
        '机制纸及纸板制造、加工、销售；造纸原料收购；货物进出口；包装装潢印刷品印刷；五金机械配件销售。',
        `浙江省澜江市澜溪县湖口镇工业路${i % 300}号`,
      ];
    }),
  ]);

const mode = process.argv[4];
const dir = mkdtempSync(join(tmpdir(), 'qice-bench-'));
const path = join(dir, '企业名录.csv');
writeFileSync(path, table());

/** Seconds by the clock, and of the processor in all threads of this process. */
type Cost = { readonly wall: number; readonly cpu: number };

const costOf = (work: () => void): Cost => {
  const before = process.cpuUsage();
  const start = performance.now();
  work();
  const wall = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1e6 };
};

/** The rows as the importer parses them, written by one prepared statement in one transaction. */
const bare = (): Cost => {
  const read = readTable(readFileSync(path), '企业名录.csv');
  const reader = rowReader(guessImport(read.columns, { above: [], names: [] }));
  const keys = [
    ...['id', 'uscc', 'name', 'founded_on', 'type', 'capital_text', 'capital_amount'],
    ...['capital_currency', 'scope', 'address', 'township', 'division', 'source', 'source_ref'],
  ];
  const parsed = read.rows.map(({ cells, row }) => {
    const said = reader(cells);
    if (said.kind !== 'row' || said.uscc === null) throw new Error('a row of the bench is a firm');
    const { facts } = said;
    return [
      enterpriseId(said.uscc),
      said.uscc,
      said.name,
      facts.foundedOn ?? null,
      facts.type ?? null,
      facts.capitalText ?? null,
      facts.capitalAmount ?? null,
      facts.capitalCurrency ?? null,
      facts.scope ?? null,
      facts.address ?? null,
      facts.township ?? null,
      said.uscc.slice(2, 8),
      '导入',
      `企业名录.csv › 第${row}行`,
    ];
  });
  const db = openEncrypted(join(dir, `bare-${performance.now()}.db`), randomBytes(32));
  db.exec(createSql(enterprise));
  const insert = db.prepare(
    `INSERT INTO enterprise (${keys.join(', ')}) VALUES (${keys.map(() => '?').join(', ')})`,
  );
  const cost = costOf(() =>
    db.transaction(() => {
      for (const row of parsed) insert.run(...row);
    })(),
  );
  db.close();
  return cost;
};

const imported = async (round: number): Promise<{ plan: Cost; commit: Cost }> => {
  const bench = await makeBench(join(dir, `store-${round}`), 'county', '澜溪县局');
  let id = '';
  const plan = costOf(() => {
    const made = previewImport(bench, { path, fileName: '企业名录.csv' });
    if (made.counts.new !== rows) throw new Error(`${made.counts.new} of ${rows} are new`);
    id = made.id;
  });
  const commit = costOf(() => commitImport(bench, id));
  bench.store.close();
  return { plan, commit };
};

const median = (values: readonly number[]): string =>
  (values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0).toFixed(2);

/** Megabytes of the whole door: at rest, and the most until the file was there, the plan and the commit done. */
const memory = async () => {
  const who = { role: 'county', officeName: '澜溪县局', person: '王五' } as const;
  const device = await newDevice(join(dir, 'store'), who, realClock());
  device.session.close();
  const word = join(dir, 'word');
  writeFileSync(word, passphrase, { mode: 0o600 });
  const door = await openBuiltDoor(device.dir, word, `${device.dir}-state`);
  const peak = (): number => Math.round((door.peak() ?? Number.NaN) / 1e6);
  try {
    // Opening the passphrase takes 134 MB for a moment.
    door.newPeak();
    const atRest = peak();
    const ticket = await door.shelve('企业名录.csv', readFileSync(path));
    const shelved = peak();
    const file = { ticket, job: uuid() };
    const { mapping } = await door.mutate<TableView>('imports.read', file);
    const plan = { mapping, choice: {}, answers: {} };
    const asked = { ...file, job: uuid(), plan };
    const made = await door.mutate<ImportPreview>('imports.preview', asked);
    if (made.counts.new !== rows) throw new Error(`${made.counts.new} of ${rows} are new`);
    const planned = peak();
    await door.mutate('imports.commit', { id: made.id, job: uuid() });
    return { atRest, shelved, planned, committed: peak() };
  } finally {
    await door.close();
  }
};

if (mode === 'memory') {
  console.log('MB', JSON.stringify(await memory()));
} else {
  const ratios: { wall: number; cpu: number }[] = [];
  const shown = ({ wall, cpu }: Cost): string =>
    `${wall.toFixed(2)} s (processor ${cpu.toFixed(2)})`;
  for (let round = 0; round < rounds; round += 1) {
    const floor = bare();
    global.gc?.();
    const { plan, commit } = await imported(round);
    const ratio = {
      wall: (plan.wall + commit.wall) / floor.wall,
      cpu: (plan.cpu + commit.cpu) / floor.cpu,
    };
    ratios.push(ratio);
    console.log(
      `bare ${shown(floor)} · plan ${shown(plan)} · commit ${shown(commit)} · ${ratio.wall.toFixed(2)} × (processor ${ratio.cpu.toFixed(2)} ×)`,
    );
  }
  console.log(
    `median ${median(ratios.map((r) => r.wall))} × (processor ${median(ratios.map((r) => r.cpu))} ×)`,
  );
}
rmSync(dir, { recursive: true, force: true });
