import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openEncrypted, type Store, storeFile } from '#db/open.ts';
import { rollSources } from '#db/schema/roll.ts';
import { write } from '#db/write.ts';
import type { Desk } from '#services/desk.ts';
import { getEnterprise, listEnterprises } from '#services/enterprises.ts';
import { rehearse, settleRoll } from '#services/roll.ts';
import { newDevice, openDevice, passphrase, realClock } from '#tests/support/device.ts';
import { randomFrom } from '#tests/support/roster-fixtures.ts';
import { benchFirm, fillWithFirms, insertFirmSql } from './firms.ts';
import { measureFirstScreen } from './first-screen.ts';

/**
 * `npm run build`, then `node --expose-gc tests/bench/enterprises.ts [firms]`: search, list, file and first screen of a
 * whole prefecture's firms with what hangs on them, beside what SQLite's LIKE takes over the same
 * columns of the same store, and beside bare INSERTs. Prints a table; asserts nothing.
 */

const firms = Number(process.argv[2] ?? 200_000);
const pageSize = 50;

/** Wall and processor milliseconds: on a busy machine the second says more. */
type Cost = { readonly wall: number; readonly cpu: number };

const costOf = (work: () => unknown): Cost => {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { wall, cpu: (user + system) / 1000 };
};

const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ??
  Number.NaN;

const show = (name: string, ...values: (number | string)[]): void =>
  console.log(
    name.padEnd(44),
    ...values.map((v) => (typeof v === 'number' ? v.toFixed(2) : v).padStart(12)),
  );
const showCosts = (name: string, costs: readonly Cost[]): void => {
  const wall = costs.map((c) => c.wall);
  const cpu = costs.map((c) => c.cpu);
  show(name, quantile(wall, 0.5), quantile(wall, 0.95), quantile(cpu, 0.5), quantile(cpu, 0.95));
};

const searches = [
  ...[
    '澜溪恒辰',
    'lxhctz',
    '机械',
    'xzy',
    'hengchen',
    '7012345',
    '湖口镇工业',
    '91339921MA9',
    '阀门',
  ],
  ...[
    '湖口 纸业',
    'zzqqx',
    '龘龘',
    'yinyue',
    '造纸厂',
    '王经理',
    'lxyfzy',
    '辰达牌',
    '13812',
    '光明',
  ],
];
/** Every text somebody would have typed on the way. */
const keystrokes = searches.flatMap((s) => [...s].map((_, n) => s.slice(0, n + 1).trim()));

/** The same columns of the same store, by LIKE: a page of hits and their number. */
const likeSearch = ({ handle }: Store) => {
  const holds = rollSources.map(({ table, owner, texts }) => {
    const any = Object.keys(texts).map((c) => `t.${c} LIKE @w`);
    if (any.length === 0) return null;
    return owner === 'id'
      ? any.map((c) => c.replace('t.', 'e.')).join(' OR ')
      : `EXISTS (SELECT 1 FROM ${table} t WHERE t.${owner} = e.id AND t.deleted = 0 AND (${any.join(' OR ')}))`;
  });
  const where = `FROM enterprise e WHERE e.deleted = 0 AND (${holds.filter(Boolean).join(' OR ')})`;
  const page = handle.prepare(`SELECT e.id ${where} ORDER BY e.name LIMIT ${pageSize}`).pluck();
  const count = handle.prepare(`SELECT count(*) ${where}`).pluck();
  return (word: string) => [page.all({ w: `%${word}%` }), count.get({ w: `%${word}%` })];
};

/** What the triggers cost: bare prepared INSERTs, and the same through the door. */
const insertCosts = (store: Store, dir: string, rows: number): readonly [Cost, Cost] => {
  const floor = openEncrypted(join(dir, 'floor.db'), new Uint8Array(32).fill(9));
  const table = store.handle
    .prepare("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'enterprise'")
    .pluck()
    .get() as string;
  floor.exec(table);
  const random = randomFrom(11);
  const made = Array.from({ length: rows }, (_, n) => benchFirm(firms + n + 1, random));
  const run = (add: { run: (row: object) => unknown }) => () => {
    for (const row of made) add.run(row);
  };
  const bare = costOf(() => floor.transaction(run(floor.prepare(insertFirmSql)))());
  const captured = costOf(() =>
    write(store, { actor: '量', purpose: '量' }, run(store.handle.prepare(insertFirmSql))),
  );
  floor.close();
  return [bare, captured];
};

const dir = mkdtempSync(join(tmpdir(), 'qice-bench-'));
try {
  const who = { role: 'county', officeName: '澜溪县局', person: '李科长' } as const;
  const device = await newDevice(join(dir, 'a'), who, realClock());
  const filled = fillWithFirms(device.desk().store, firms);
  const bytes = statSync(storeFile(device.dir)).size;
  device.session.close();
  show('firms', firms);
  show('rows', filled);
  show('store MB', bytes / 1e6);
  // The first start copies the store, as after every day of work; the second finds it copied.
  for (const start of ['after work', 'again'])
    show(`first screen ${start}`, JSON.stringify(await measureFirstScreen(device.dir, passphrase)));
  const elsewhere = await measureFirstScreen(device.dir, passphrase, join(dir, 'new-state'));
  show('first screen, the folder of state gone', JSON.stringify(elsewhere));

  const again = openDevice(device.dir, realClock());
  await again.session.unlock(passphrase);
  const desk: Desk = again.desk();
  settleRoll(desk);
  // As the program does before anybody asks.
  for (let n = 0; rehearse(desk, n); n++);
  show('', 'wall p50', 'wall p95', 'cpu p50', 'cpu p95');
  const page =
    (query: object, offset = 0) =>
    () =>
      listEnterprises(desk, { ...query, limit: pageSize, offset });
  const found = keystrokes.map((search) => costOf(page({ search })));
  showCosts(`search, ${keystrokes.length} keystrokes, ms`, found);
  const like = likeSearch(desk.store);
  const some = keystrokes.filter((_, n) => n % 7 === 3);
  const liked = some.map((word) => costOf(() => like(word)));
  showCosts(`LIKE, ${some.length} of them, ms`, liked);
  // A blank behind: another question than the one just answered.
  const ofSome = some.map((search) => costOf(page({ search: `${search} ` })));
  const ratio = (key: keyof Cost): number =>
    quantile(
      liked.map((c) => c[key]),
      0.5,
    ) /
    quantile(
      ofSome.map((c) => c[key]),
      0.5,
    );
  show('LIKE ÷ search, medians', ratio('wall'), '', ratio('cpu'));
  const orders = ['name', 'capital', 'township', 'lastVisitOn', 'tier', 'foundedOn'] as const;
  showCosts(
    'sort, ms',
    orders.flatMap((by) => [true, false].map((down) => costOf(page({ order: { by, down } })))),
  );
  showCosts(
    'page of a sorted list, ms',
    Array.from({ length: 40 }, (_, n) =>
      costOf(page({ order: { by: 'name', down: false } }, Math.floor((firms / 40) * n))),
    ),
  );
  showCosts(
    'filter, ms',
    (['certificateEnding', 'notVisitedQuarter', 'noOwnMark', 'unconfirmedYear'] as const).map((c) =>
      costOf(page({ township: ['湖口镇', '石桥镇'], conditions: [c] })),
    ),
  );
  const { rows } = listEnterprises(desk, {
    order: { by: 'lastVisitOn', down: true },
    limit: 200,
    offset: firms / 20,
  });
  showCosts(
    'opening a file, ms',
    rows.map(({ id }) => costOf(() => getEnterprise(desk, id))),
  );
  const [bare, captured] = insertCosts(desk.store, dir, Math.ceil(firms / 10));
  show('recorded INSERT ÷ bare', captured.wall / bare.wall, '', captured.cpu / bare.cpu);
  again.session.close();
} finally {
  rmSync(dir, { recursive: true, force: true });
}
