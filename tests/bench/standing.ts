import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { write } from '#db/write.ts';
import { applicationBoard } from '#services/applications.ts';
import { loadPack, shippedPack } from '#services/award-packs.ts';
import { matchCatalogue } from '#services/catalogue.ts';
import { calendar } from '#services/deadlines.ts';
import type { Desk } from '#services/desk.ts';
import { insertOwn } from '#services/own-rows.ts';
import { overview } from '#services/pyramid.ts';
import { tierList } from '#services/tier-list.ts';
import type { LedgerName } from '#shared/registers/index.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { uuid } from '#sync/seal.ts';
import { makeBench } from '#tests/support/bench.ts';
import { realClock } from '#tests/support/device.ts';
import { randomFrom } from '#tests/support/roster-fixtures.ts';
import { fillWithFirms } from './firms.ts';

/**
 * `node tests/bench/standing.ts [firms]`: what the cultivation room asks, over so many firms, each beside a
 * bare scan of the tables it reads. Prints CPU milliseconds of the process, the least of five, and the
 * ratio; asserts nothing.
 */

const firms = Number(process.argv[2] ?? 5_000);
const dir = mkdtempSync(join(tmpdir(), 'qice-bench-standing-'));

const cpuOf = (work: () => unknown): number => {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
};
const least = (work: () => unknown): number =>
  Math.min(...Array.from({ length: 5 }, () => cpuOf(work)));

const award = '省名牌产品';
const year = 2026;

/** Two products a firm, and what hangs on a county's firms beside them. */
const fill = (desk: Desk): void => {
  const { store } = desk;
  const random = randomFrom(7);
  const n = (max: number): number => Math.floor(random() * max);
  const ids = store.handle.prepare('SELECT id FROM enterprise').pluck().all() as string[];
  write(store, { actor: '量', purpose: '量' }, (door) => {
    const put = (name: LedgerName, parentId: string | null, values: LedgerValues): string => {
      const id = uuid();
      insertOwn(desk, door, name, { id, parentId, values });
      return id;
    };
    for (let i = 0; i < 300; i++)
      put('catalogue_entry', null, { award, year, name: `产品${i}号`, leastSales: 30_000_000 });
    for (const [at, firm] of ids.entries()) {
      const products = [0, 1].map((k) => {
        const values = {
          name: `${k ? '精制' : ''}产品${n(1_500)}号`,
          main: k ? 0 : 1,
          sales: n(1e8),
        };
        return put('product', firm, values);
      });
      const [productId = ''] = products;
      put('economics', firm, { year: year - 1, revenue: n(1e9), output: n(1e9) });
      put('credit_rating', firm, { year: year - 1, grade: 'AABBCD'[n(6)] ?? 'B' });
      put('executed_standard', firm, { standardNo: `GB/T ${n(9_999)}`, productId });
      const kind = 'ISO 9001 质量管理体系';
      if (n(2)) put('certification', firm, { kind, validTo: `${year + n(3)}-05-05` });
      if (n(3) === 0) put('trademark', firm, { name: `牌${at}` });
      if (n(4) === 0)
        put('spot_check', firm, { product: '纸', checkedOn: `${year - 1}-03-03`, result: '合格' });
      if (n(5) === 0) put('honour', firm, { award, level: '省', productId, validTo: '2028-01-01' });
      put('cultivation', firm, { year, targetAward: award, plannedYear: year + 1 });
      if (at % 3 !== 0) continue;
      const application = put('application', firm, { award, year, productId, product: null });
      let afterId: string | null = null;
      for (const [day, stage] of ['摸底', '列入计划', '意向', '申报', '初审'].entries()) {
        if (day > n(6)) break;
        afterId = put('application_step', application, {
          afterId,
          stage,
          onDate: `${year}-03-0${day + 1}`,
        });
      }
      for (let i = 0; i < 6; i++) put('application_item', application, { name: `材料${i}` });
    }
  });
};

const bench = await makeBench(dir, 'county', '澜溪县局', undefined, realClock());
const desk = bench as unknown as Desk;
loadPack(desk, shippedPack());
fillWithFirms(desk.store, firms);
fill(desk);

const on = `${year}-05-05`;
const boardOf = (search: string) => () =>
  applicationBoard(desk, { year, award: null, search, on: null });
const pipeline = ['application', 'application_step', 'application_item', 'product', 'enterprise'];
const asked: readonly (readonly [string, () => unknown, readonly string[]])[] = [
  [
    '总览 overview',
    () => overview(desk, { on }),
    [
      ...['enterprise', 'honour', 'product', 'credit_rating', 'certification', 'economics'],
      ...['executed_standard', 'application', 'application_step'],
    ],
  ],
  ['申报 board', boardOf(''), pipeline],
  ['申报 board, a word typed', boardOf('产品7'), pipeline],
  [
    '评价目录 matched',
    () => matchCatalogue(desk, { award, year }),
    [
      ...['enterprise', 'product', 'application', 'spot_check', 'economics', 'certification'],
      ...['trademark', 'executed_standard', 'catalogue_entry'],
    ],
  ],
  [
    '窗口与到期 calendar',
    () => calendar(desk, { on }),
    ['application', 'certification', 'honour', 'trademark', 'credit_rating', 'product'],
  ],
  [
    '培育梯队 tiers',
    () => tierList(desk, { year, tier: null, search: '' }),
    ['enterprise', 'tier_history', 'cultivation'],
  ],
];
const { handle } = desk.store;
console.log(`${firms} firms, Node ${process.version}; CPU ms, the least of five`);
for (const [name, ask, tables] of asked) {
  const scan = (): void => {
    for (const table of tables) handle.prepare(`SELECT * FROM "${table}"`).all();
  };
  const [own, bare] = [least(ask), least(scan)];
  console.log(
    name.padEnd(28),
    `${own.toFixed(0).padStart(6)} ms`,
    `bare scan ${bare.toFixed(0).padStart(5)} ms`,
    `ratio ${(own / bare).toFixed(2)}`,
  );
}
desk.store.close();
rmSync(dir, { recursive: true, force: true });
