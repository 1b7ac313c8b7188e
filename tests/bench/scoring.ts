import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { write } from '#db/write.ts';
import type { Desk } from '#services/desk.ts';
import { entrySheet, handWork } from '#services/hand-work.ts';
import { insertOwn, rowsOf } from '#services/own-rows.ts';
import { runWorkbook } from '#services/run-export.ts';
import { viewRun } from '#services/run-views.ts';
import { readScheme } from '#services/schemes.ts';
import { scoreFirms } from '#services/score-firms.ts';
import { startRun } from '#services/score-runs.ts';
import { indicators } from '#shared/scoring/indicators/index.ts';
import type { Raw } from '#shared/scoring/item-points.ts';
import { readyScheme, scoreFirm } from '#shared/scoring/score.ts';
import { uuid } from '#sync/seal.ts';
import { makeBench } from '#tests/support/bench.ts';
import { realClock } from '#tests/support/device.ts';
import { randomFrom } from '#tests/support/roster-fixtures.ts';
import { fillWithFirms } from './firms.ts';

/**
 * `node tests/bench/scoring.ts [firms] [indicators]`: one scheme over so many firms of an encrypted
 * store, and the same raw values through the engine alone. Prints milliseconds; asserts nothing.
 */

const firms = Number(process.argv[2] ?? 5_000);
const rows = Number(process.argv[3] ?? 40);
const dir = mkdtempSync(join(tmpdir(), 'qice-bench-scoring-'));

const timed = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  const result = await work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const spent = (user + system) / 1000;
  console.log(
    name.padEnd(52),
    `${wall.toFixed(0).padStart(7)} ms`,
    `${spent.toFixed(0).padStart(7)} ms CPU`,
  );
  return result;
};

/** Figures, patents, standards, honours and checks beside what `fillWithFirms` writes. */
const fillFiles = ({ store }: Desk): void => {
  const random = randomFrom(11);
  const n = (max: number): number => Math.floor(random() * max);
  const ids = store.handle.prepare('SELECT id FROM enterprise').pluck().all() as string[];
  write(store, { actor: '量', purpose: '量' }, () => {
    const put = (sql: string) => store.handle.prepare(sql);
    const year = put(
      `INSERT INTO economics (id, enterprise_id, year, output, revenue, profit, tax, export, rnd, staff, rank_province)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    const patent = put(
      'INSERT INTO patent (id, enterprise_id, title, kind, state) VALUES (?, ?, ?, ?, ?)',
    );
    const honour = put(
      'INSERT INTO honour (id, enterprise_id, award, level, valid_to) VALUES (?, ?, ?, ?, ?)',
    );
    const work = put(
      'INSERT INTO standards_work (id, enterprise_id, title, role, stage) VALUES (?, ?, ?, ?, ?)',
    );
    const check = put(
      'INSERT INTO spot_check (id, enterprise_id, checked_on, product, result) VALUES (?, ?, ?, ?, ?)',
    );
    for (const id of ids) {
      for (const y of [2021, 2022, 2023, 2024, 2025])
        year.run(
          uuid(),
          id,
          y,
          n(1e9),
          n(1e9),
          n(1e8) - 1e7,
          n(1e7),
          n(1e6),
          n(1e7),
          n(900),
          1 + n(60),
        );
      for (let i = n(6); i > 0; i--)
        patent.run(uuid(), id, '一种装置', i % 2 ? '发明' : '实用新型', '已授权');
      if (n(3) === 0) honour.run(uuid(), id, '市名牌产品', '市', '2027-01-01');
      if (n(4) === 0) work.run(uuid(), id, '标准', n(2) ? '主持' : '参与', '已发布');
      if (n(5) === 0) check.run(uuid(), id, '2025-03-03', '产品', n(9) ? '合格' : '不合格');
    }
  });
};

/** A scheme with a row for each of the first `rows` indicators that give figures, again from the start where they run out. */
const makeScheme = (desk: Desk): string => {
  const figures = indicators.filter(({ gives }) => gives !== 'words');
  return write(desk.store, { actor: '量', purpose: '量' }, (door) => {
    const [scheme, version] = [uuid(), uuid()];
    const put = (
      ...[name, row]: [Parameters<typeof insertOwn>[2], Parameters<typeof insertOwn>[3]]
    ) => insertOwn(desk, door, name, row);
    put('scheme', { id: scheme, values: { code: 'bench', name: '量' } });
    put('scheme_version', {
      id: version,
      parentId: scheme,
      values: { version: '1', tieBreaks: 'profitTax,revenue' },
    });
    for (let i = 0; i < rows; i++) {
      const indicator = figures[i % figures.length]?.key ?? '';
      const kinds = [
        ['按比例', { per: 100_000, points: 100 }],
        ['分档', { steps: [1, 10, 100, 1000].map((k) => ({ from: k * 10_000, points: k * 10 })) }],
        ['计数', { parts: [{ indicator, each: 100 }] }],
      ] as const;
      const [kind, rule] = kinds[i % 3] ?? kinds[0];
      const values = { code: `i${i}`, title: `项${i}`, position: i, cap: 2_500, kind, indicator };
      put('scheme_item', {
        id: uuid(),
        parentId: version,
        values: { ...values, rule: JSON.stringify(rule) },
      });
    }
    return version;
  });
};

const bench = await makeBench(dir, 'county', '澜溪县局', undefined, realClock());
const desk = bench as unknown as Desk;
fillWithFirms(desk.store, firms);
fillFiles(desk);
const versionId = makeScheme(desk);
const scheme = readScheme(desk, versionId);
if (scheme.faults.length > 0) throw new Error(scheme.faults.join());
const live = rowsOf(desk, 'scheme_item', versionId).length;
console.log(`${firms} firms, ${live} indicators, Node ${process.version}`);

const moment = { year: 2025, day: '2026-05-05' };
const scored = await timed('files read, every indicator, points, places', () =>
  scoreFirms(desk, { scheme, moment, scope: {} }),
);
const ready = readyScheme(scheme.scheme);
const raws = scored.map(
  ({ frozen }) => new Map(frozen.lines.map(({ code, raw }): [string, Raw] => [code, raw])),
);
await timed('the engine alone on the same raw values', () =>
  raws.map((raw) => scoreFirm(ready, raw)),
);
const { id } = await timed('the whole run: scored, frozen, written', () =>
  startRun(desk, {
    title: '量',
    versionId,
    year: moment.year,
    dataDate: moment.day,
    scope: {},
    panelId: null,
    awardId: null,
    againId: null,
  }),
);
await timed('the run opened, its digest checked', () => viewRun(desk, id));
await timed('what was entered or changed by hand beside it', () => handWork(desk, id));
await timed('the sheet of what can be entered', () => entrySheet(desk, id));
await timed('the run as a workbook', () => runWorkbook(desk, id));
console.log(`${scored.length} firms scored`);
desk.store.close();
rmSync(dir, { recursive: true, force: true });
