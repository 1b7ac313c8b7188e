import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localDate } from '#shared/clock.ts';
import { tiers } from '#shared/enterprises.ts';
import { type Device, newDevice, tempDir, testClock } from '#tests/support/device.ts';
import { csvText, demoCreditCode, demoFirmName } from '#tests/support/roster-fixtures.ts';
import { getEnterprise, saveEnterprise } from './enterprises.ts';
import { applyBulk, previewBulk, undoBulk } from './firm-bulk.ts';
import { mergeFirms, undoMerge } from './firm-mergers.ts';
import { readImport } from './import-tables.ts';
import { importFile, previewImport, undoImport } from './imports.ts';
import { firmLedgers } from './ledgers.ts';

const dir = tempDir();
/** Stands still; a test says when the next day comes. */
const clock = testClock('2026-03-02T04:00:00.000Z', 0);
let device: Device;
let files = 0;

beforeAll(async () => {
  device = await newDevice(
    dir.path,
    { role: 'officer', officeName: '澜溪县局', person: '张三' },
    clock,
  );
});
afterAll(() => {
  device.session.close();
  dir.remove();
});

const nextDay = (): string => {
  clock.at += 86_400_000;
  return localDate(new Date(clock.at));
};

const form = (n: number, tier: string | null) => ({
  id: null,
  ...{ uscc: demoCreditCode(n), name: demoFirmName(n), formerNames: null, type: null },
  ...{ legalRep: null, foundedOn: null, capitalText: null, scope: null, township: null },
  ...{ address: null, contactName: null, contactPhone: null, status: null, note: null, tier },
});
const newFirm = (n: number, tier: string | null = null): string =>
  saveEnterprise(device.desk(), form(n, tier)).id;

const list = (n: number, tier: string) => {
  files += 1;
  const path = join(dir.path, `${files}.csv`);
  writeFileSync(
    path,
    csvText([
      ['企业名称', '统一社会信用代码', '培育层级'],
      [demoFirmName(n), demoCreditCode(n), tier],
    ]),
  );
  return { path, fileName: `名单${files}.csv` };
};

type Move = { readonly before: string | null; readonly tier: string; readonly changedOn: string };
const movesOf = (id: string): Move[] =>
  (firmLedgers(device.desk(), id).tier_history ?? []).map(({ values }) => ({
    before: values.before as string | null,
    tier: String(values.tier),
    changedOn: String(values.changedOn),
  }));

/** Every door a tier comes through; the import takes the file's word. */
const doors: Readonly<Record<string, (n: number, id: string, tier: string | null) => () => void>> =
  {
    form: (n, id, tier) => {
      saveEnterprise(device.desk(), { ...form(n, tier), id });
      return () => undefined;
    },
    bulk: (_n, id, tier) => {
      const edit = { choice: { ids: [id] }, field: 'tier' as const, value: tier };
      const { stamp } = previewBulk(device.desk(), { ...edit, limit: 1, offset: 0 });
      const run = applyBulk(device.desk(), { ...edit, stamp });
      return () => undoBulk(device.desk(), run.id);
    },
    import: (n, _id, tier) => {
      const file = list(n, tier ?? '');
      const plan = { mapping: readMapping(file), choice: {}, answers: { '*cells': 'file' } };
      const { id: run } = importFile(device.desk(), { ...file, dryRun: false, plan });
      return () => run && undoImport(device.desk(), run);
    },
  };

const readMapping = (file: { path: string; fileName: string }) =>
  readImport(device.desk(), file).mapping;

test('whichever way a tier changes, the history has the move, and taking it back takes the line', () => {
  let firms = 0;
  const step = fc.record({
    door: fc.constantFrom('form', 'bulk', 'import'),
    tier: fc.constantFrom(...tiers),
    undone: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
      firms += 1;
      const id = newFirm(firms);
      let expected: Move[] = [];
      for (const { door, tier, undone } of steps) {
        const before = expected[0]?.tier ?? null;
        const today = nextDay();
        const undo = doors[door]?.(firms, id, tier);
        const moved = [{ before, tier, changedOn: today }, ...expected];
        if (tier !== before) {
          expect(movesOf(id)).toEqual(moved);
          if (undone && door !== 'form') undo?.();
          else expected = moved;
        }
        const { tier: now, tierSince } = getEnterprise(device.desk(), id);
        expect(movesOf(id)).toEqual(expected);
        expect([now, tierSince]).toEqual([
          expected[0]?.tier ?? null,
          expected[0]?.changedOn ?? null,
        ]);
      }
    }),
    { numRuns: 15 },
  );
});

test('the day a file names is the day of the move; a preview says so before', () => {
  const id = newFirm(500, '储备');
  const path = join(dir.path, 'dated.csv');
  writeFileSync(
    path,
    csvText([
      ['企业名称', '统一社会信用代码', '培育层级', '列入日期'],
      [demoFirmName(500), demoCreditCode(500), '成长', '2025-06-30'],
    ]),
  );
  const file = { path, fileName: '培育名单.csv' };
  const plan = { mapping: readMapping(file), choice: {}, answers: { '*cells': 'file' } };
  expect(previewImport(device.desk(), { ...file, plan }).records.tier_history).toEqual({
    added: 1,
    changed: 0,
  });
  importFile(device.desk(), { ...file, dryRun: false, plan });
  expect(movesOf(id)).toContainEqual({ before: '储备', tier: '成长', changedOn: '2025-06-30' });
  expect(getEnterprise(device.desk(), id).tierSince).toBe('2025-06-30');
});

test('a firm that leaves the library leaves a line, and its day goes', () => {
  const id = newFirm(501, '骨干');
  const today = nextDay();
  doors.form?.(501, id, null);
  expect(movesOf(id)[0]).toEqual({ before: '骨干', tier: '退出', changedOn: today });
  expect(getEnterprise(device.desk(), id).tierSince).toBeNull();
});

test('a merger that takes the other file’s tier takes its day, notes the move, and its undo drops it', () => {
  const keeperId = newFirm(502, '储备');
  nextDay();
  const other = newFirm(503, '领军');
  const since = getEnterprise(device.desk(), other).tierSince;
  const today = nextDay();
  const merged = mergeFirms(device.desk(), {
    firstId: keeperId,
    secondId: other,
    keeperId,
    take: ['tier'],
    keepName: false,
  });
  expect(getEnterprise(device.desk(), keeperId)).toMatchObject({ tier: '领军', tierSince: since });
  expect(movesOf(keeperId)[0]).toEqual({ before: '储备', tier: '领军', changedOn: today });
  undoMerge(device.desk(), merged.id);
  expect(getEnterprise(device.desk(), keeperId).tier).toBe('储备');
  expect(movesOf(keeperId)).toHaveLength(1);
});
