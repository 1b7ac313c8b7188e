import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEncrypted } from '#db/open.ts';
import { readTable } from '#documents/read-table.ts';
import { commitImport, importFile, previewImport } from '#services/imports.ts';
import { guessImport } from '#shared/import-columns.ts';
import { rowReader } from '#shared/import-rows.ts';
import { randomBytes } from '#sync/seal.ts';
import { makeBench } from '#tests/support/bench.ts';
import { csvText, demoCreditCode, demoFirmName } from '#tests/support/roster-fixtures.ts';

/**
 * What an import costs beside the bare statements that write the same parsed rows into a store of the
 * same settings: `node tests/bench/import.ts [rows] [rounds]`. One ratio a round; the median counts. With
 * `memory` behind the two numbers: the most memory an import in a process of its own held.
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
const dir = mode === 'child' ? (process.argv[5] ?? '') : mkdtempSync(join(tmpdir(), 'qice-bench-'));
const path = join(dir, '企业名录.csv');
if (mode !== 'child') writeFileSync(path, table());

const seconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

/** The rows as the importer parses them, written by one prepared statement in one transaction. */
const bare = (): number => {
  const read = readTable(readFileSync(path), '企业名录.csv');
  const reader = rowReader(guessImport(read.columns, { above: [], names: [] }));
  const keys = [
    ...['id', 'uscc', 'name', 'founded_on', 'type', 'capital_text', 'capital_amount'],
    ...['capital_currency', 'scope', 'address', 'township', 'division', 'source', 'source_ref'],
  ];
  const parsed = read.rows.map(({ cells, row }) => {
    const said = reader(cells);
    if (said.kind !== 'row') throw new Error('a row of the bench is a firm');
    const { facts } = said;
    return [
      `0190${String(row).padStart(4, '0').slice(-4)}-0000-7000-8000-${String(row).padStart(12, '0')}`,
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
      said.uscc?.slice(2, 8) ?? null,
      '导入',
      `企业名录.csv › 第${row}行`,
    ];
  });
  const db = openEncrypted(join(dir, `bare-${performance.now()}.db`), randomBytes(32));
  db.exec(
    `CREATE TABLE firm (${keys.map((k) => `${k} ${k === 'capital_amount' ? 'INTEGER' : 'TEXT'}`).join(', ')}, deleted INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (id)) STRICT`,
  );
  const insert = db.prepare(
    `INSERT INTO firm (${keys.join(', ')}) VALUES (${keys.map(() => '?').join(', ')})`,
  );
  const time = seconds(() =>
    db.transaction(() => {
      for (const row of parsed) insert.run(...row);
    })(),
  );
  db.close();
  return time;
};

const imported = async (
  round: number,
): Promise<{ whole: number; plan: number; commit: number }> => {
  const bench = await makeBench(join(dir, `store-${round}`), 'county', '澜溪县局');
  let plan = 0;
  let commit = 0;
  plan = seconds(() => {
    const { id, counts } = previewImport(bench, { path, fileName: '企业名录.csv' });
    if (counts.new !== rows) throw new Error(`${counts.new} of ${rows} are new`);
    commit = -seconds(() => commitImport(bench, id));
  });
  bench.store.close();
  return { whole: plan, plan: plan + commit, commit: -commit };
};

if (mode === 'memory') {
  // In a process of its own, which did not make the file.
  const own = ['tests/bench/import.ts', String(rows), '1', 'child', dir];
  console.log(execFileSync(process.execPath, own, { encoding: 'utf8' }).trim());
} else if (mode === 'child') {
  const bench = await makeBench(join(dir, 'store'), 'county', '澜溪县局');
  importFile(bench, { path, fileName: '企业名录.csv', dryRun: false });
  bench.store.close();
  // KiB on Linux: the most this process ever held.
  console.log(`most memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
} else {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const floor = bare();
    const { whole, plan, commit } = await imported(round);
    ratios.push(whole / floor);
    console.log(
      `bare ${floor.toFixed(2)} s · import ${whole.toFixed(2)} s (plan ${plan.toFixed(2)}, commit ${commit.toFixed(2)}) · ${(whole / floor).toFixed(2)} ×`,
    );
  }
  console.log(
    `median ${ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)]?.toFixed(2)} ×`,
  );
}
if (mode !== 'child') rmSync(dir, { recursive: true, force: true });
