import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { tableDigests } from '#db/queries/digest.ts';
import { allRows, rowsOfFirms } from '#db/queries/synced-rows.ts';
import { lastSeq } from '#db/write.ts';
import type { Bench } from '#services/export.ts';
import { idOfCode } from '#services/import-firms.ts';
import { listImports } from '#services/import-runs.ts';
import { importFile, undoImport } from '#services/imports.ts';
import { importTargets, isOfFirms, targetNamed } from '#shared/import-targets.ts';
import type { LedgerValue } from '#shared/registers/ledger.ts';
import { columnLabel, rowProblems } from '#shared/registers/rows.ts';
import { writeValue } from '#shared/registers/values.ts';
import { sha256Stream } from '#sync/seal.ts';
import { makeBench } from '#tests/support/bench.ts';
import { tableBytes } from '#tests/support/county-tables.ts';
import { tempDir } from '#tests/support/device.ts';
import { demoCreditCode, demoFirmName } from '#tests/support/roster-fixtures.ts';
import { typedInto } from '#tests/support/typed-values.ts';

/**
 * Tables written by what the ledgers declare and read back: import ∘ export is the identity, importing
 * twice is importing once, and an undo leaves live rows as they were.
 */

const dir = tempDir();
const benches: Bench[] = [];
afterAll(() => {
  for (const { store } of benches) store.close();
  dir.remove();
});
const newBench = async (): Promise<Bench> => {
  const bench = await makeBench(join(dir.path, String(benches.length)), 'officer', '澜溪县局');
  benches.push(bench);
  return bench;
};

/** What only says which row it is. */
const says: ReadonlySet<string> = new Set(['year', 'period', 'division']);

type Row = { readonly firm: number; readonly values: Readonly<Record<string, LedgerValue>> };

const rowsFor = (name: string): fc.Arbitrary<Row[]> => {
  const target = targetNamed(name);
  if (!target) throw new RangeError(name);
  const cells = Object.fromEntries(
    target.fields.map((field) => [
      field.key,
      // An empty place means the office's own; beside it the own one would be said twice.
      field.required || field.key === 'division'
        ? typedInto(field)
        : fc.option(typedInto(field), { nil: null, freq: 2 }),
    ]),
  );
  const row = fc.record({ firm: fc.integer({ min: 1, max: 4 }), values: fc.record(cells) });
  return fc
    .array(row, { minLength: 1, maxLength: 8 })
    .map((rows) =>
      rows.filter(
        ({ values }) =>
          // A line that names a year and a place and says nothing of it is no record.
          Object.entries(values).some(([key, v]) => v !== null && !says.has(key)) &&
          rowProblems(target.ledger, values).every(({ severity }) => severity !== 'error'),
      ),
    )
    .filter((rows) => rows.length > 0);
};

/** As a list is exported: name and code of the firm, then every field under its label and unit. */
const exported = (name: string, rows: readonly Row[]): Uint8Array => {
  const target = targetNamed(name);
  if (!target) throw new RangeError(name);
  const header = [
    ...(isOfFirms(target) ? ['企业名称', '统一社会信用代码'] : []),
    ...target.fields.map(({ key }) => columnLabel(target.ledger, key)),
  ];
  const body = rows.map(({ firm, values }) => [
    ...(isOfFirms(target) ? [demoFirmName(firm), demoCreditCode(firm)] : []),
    ...target.fields.map((field) => writeValue(field, values[field.key] ?? null)),
  ]);
  return tableBytes([header, ...body], 'xlsx', { sheet: target.label });
};

const take = (bench: Bench, name: string, rows: readonly Row[]) => {
  const path = join(bench.store.dir, '导出.xlsx');
  writeFileSync(path, exported(name, rows));
  const plan = { path, fileName: '导出.xlsx', target: name, dryRun: false };
  return importFile(bench, plan);
};

const ledgerNames = importTargets.map(({ name }) => name).filter((name) => name !== 'enterprise');

test.each(ledgerNames)(
  '%s: what is exported is read back; twice is once; undone is gone',
  async (name) => {
    const bench = await newBench();
    const { store } = bench;
    const fields = targetNamed(name)?.fields ?? [];
    const firms = [1, 2, 3, 4].map((i) => idOfCode(demoCreditCode(i)));
    const ofFirms = isOfFirms(targetNamed(name) as never);
    const stored = () =>
      ofFirms
        ? [...rowsOfFirms(store, name as never, firms).values()].flat()
        : allRows(store, name as never);
    const live = () => stored().filter((row) => row.deleted === 0);
    fc.assert(
      fc.property(rowsFor(name), (drawn) => {
        // One thing once: two rows that are the same thing and say different of it are asked about.
        const seen = new Set<string>();
        const rows = drawn.filter(({ firm, values }) => {
          const ledger = targetNamed(name)?.ledger;
          const key = JSON.stringify([
            ofFirms ? firm : 0,
            ...(ledger?.sameBy ?? []).map((k) => values[k] ?? null),
          ]);
          const whole = ledger?.sameBy.length === 0 ? JSON.stringify([firm, values]) : key;
          return !seen.has(whole) && seen.add(whole);
        });
        const { lines } = take(bench, name, rows);
        expect(lines('question')).toEqual([]);
        const cellsOf = (row: Readonly<Record<string, LedgerValue>>) =>
          JSON.stringify(fields.map(({ key }) => row[key] ?? null));
        expect(live().map(cellsOf).toSorted()).toEqual(
          rows.map(({ values }) => cellsOf(values)).toSorted(),
        );
        const seq = lastSeq(store);
        const digests = tableDigests(store, sha256Stream);
        expect(take(bench, name, rows).counts).toMatchObject({ new: 0, changed: 0 });
        expect(lastSeq(store)).toBe(seq);
        expect(tableDigests(store, sha256Stream)).toEqual(digests);
        for (const { id } of listImports(bench).filter(({ undoneAt }) => undoneAt === null))
          undoImport(bench, id);
        expect(live()).toEqual([]);
      }),
      // What a failed draw leaves in the store would fail every smaller one.
      { numRuns: 3, endOnFailure: true },
    );
  },
  120_000,
);
