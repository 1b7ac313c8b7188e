import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { storeFile } from '#db/open.ts';
import type { Desk } from '#services/desk.ts';
import { getEnterprise, listEnterprises } from '#services/enterprises.ts';
import { settleRoll } from '#services/roll.ts';
import { makeBench } from '#tests/support/bench.ts';
import { fillWithFirms } from './firms.ts';

const firms = Number(process.argv[2] ?? 200_000);
const dir = mkdtempSync(join(tmpdir(), 'qice-bench-'));
const timed = <T>(work: () => T): { ms: number; value: T } => {
  const start = performance.now();
  const value = work();
  return { ms: performance.now() - start, value };
};
const show = (name: string, value: number | string): void =>
  console.log(`${name.padEnd(44)} ${typeof value === 'number' ? value.toFixed(2) : value}`);
const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ??
  Number.NaN;

const bench = await makeBench(join(dir, 'a'), 'county', '澜溪县局');
const desk = bench as unknown as Desk;
try {
  const filled = timed(() => fillWithFirms(bench.store, firms));
  show('rows', filled.value);
  show('fill ms', filled.ms);
  show('store MB', statSync(storeFile(bench.store.dir)).size / 1e6);
  show('first page ms', timed(() => listEnterprises(desk, { limit: 100, offset: 0 })).ms);
  show('rss MB before', process.memoryUsage().rss / 1e6);
  let longest = 0;
  let steps = 0;
  const roll = timed(() => {
    for (;;) {
      const step = timed(() => bench.store.roll.step());
      longest = Math.max(longest, step.ms);
      steps += 1;
      if (!step.value) break;
    }
  });
  show('roll ms', roll.ms);
  show('roll steps', steps);
  show('roll longest step ms', longest);
  globalThis.gc?.();
  show('rss MB after', process.memoryUsage().rss / 1e6);
  settleRoll(desk);
  const searches = [
    '澜溪恒辰',
    'lxhctz',
    '机械',
    'xzy',
    'hengchen',
    '7012345',
    '湖口镇',
    '91339921MA9',
    '阀',
    'j',
    '有限公司',
    '湖口 纸业',
    'zzqqx',
    '龘龘',
    'yinyue',
    '造纸厂',
    '3399',
    '1',
    '王经理',
    'lxyfzy',
    '有',
  ];
  const keystrokes = searches.flatMap((s) => [...s].map((_, n) => s.slice(0, n + 1)));
  const all: number[] = [];
  for (const search of keystrokes) {
    const { ms, value } = timed(() => listEnterprises(desk, { search, limit: 50, offset: 0 }));
    all.push(ms);
    if (process.argv[3]) show(`  ${search} ${value.total} ${value.rows[0]?.name}`, ms);
  }
  show('keystrokes', all.length);
  show('search p50', quantile(all, 0.5));
  show('search p95', quantile(all, 0.95));
  show('search max', quantile(all, 1));
  for (const by of ['name', 'capital', 'township', 'lastVisitOn', 'tier'] as const)
    show(
      `sort ${by}`,
      timed(() => listEnterprises(desk, { order: { by, down: true }, limit: 100, offset: 0 })).ms,
    );
  show(
    'deep page',
    timed(() =>
      listEnterprises(desk, { order: { by: 'name', down: true }, limit: 100, offset: firms - 200 }),
    ).ms,
  );
  show(
    'filter',
    timed(() =>
      listEnterprises(desk, {
        township: ['湖口镇'],
        conditions: ['notVisitedQuarter'],
        limit: 100,
        offset: 0,
      }),
    ).ms,
  );
  const { rows } = listEnterprises(desk, {
    order: { by: 'name', down: true },
    limit: 100,
    offset: 5000,
  });
  const opened = rows.map(({ id }) => timed(() => getEnterprise(desk, id)).ms);
  show('open p50', quantile(opened, 0.5));
  show('open p95', quantile(opened, 0.95));
  const likes = ['机械', 'zzqqx', '湖口镇', '7012345', '龘龘'].map(
    (word) =>
      timed(() =>
        bench.store.handle
          .prepare(
            `SELECT id FROM enterprise WHERE deleted = 0 AND (name LIKE @w OR former_names LIKE @w OR uscc LIKE @w OR township LIKE @w OR address LIKE @w OR legal_rep LIKE @w OR contact_name LIKE @w OR contact_phone LIKE @w) ORDER BY name LIMIT 50`,
          )
          .all({ w: `%${word}%` }),
      ).ms,
  );
  show('LIKE p50', quantile(likes, 0.5));
} finally {
  bench.store.close();
  rmSync(dir, { recursive: true, force: true });
}
