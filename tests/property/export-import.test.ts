import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { synced } from '#db/schema/index.ts';
import { lastSeq, write } from '#db/write.ts';
import { firmsListed } from '#services/enterprises.ts';
import type { Bench } from '#services/export.ts';
import { exportFirms } from '#services/firm-export.ts';
import { fileTargets } from '#services/firm-sheets.ts';
import { idOfCode } from '#services/import-firms.ts';
import { readImport } from '#services/import-tables.ts';
import { importFile } from '#services/imports.ts';
import { parseCapital } from '#shared/capital.ts';
import { type FirmColumnKey, firmColumnKeys } from '#shared/firm-columns.ts';
import { enterpriseTarget, type ImportTarget } from '#shared/import-targets.ts';
import type { LedgerValue } from '#shared/registers/ledger.ts';
import { naturalKey, rowProblems } from '#shared/registers/rows.ts';
import { makeBench } from '#tests/support/bench.ts';
import { tempDir } from '#tests/support/device.ts';
import { demoCreditCode, demoFirmName } from '#tests/support/roster-fixtures.ts';
import { typedInto } from '#tests/support/typed-values.ts';

/**
 * What the program writes into a workbook it reads back: the list and whole files, into an empty store
 * (which then exports the same) and into the store they came from (where nothing is news).
 */

const dir = tempDir();
const benches: Bench[] = [];
let made = 0;
afterAll(() => {
  for (const { store } of benches) store.close();
  dir.remove();
});
const newBench = async (): Promise<Bench> => {
  made += 1;
  const bench = await makeBench(join(dir.path, String(made)), 'county', '澜溪县局');
  benches.push(bench);
  return bench;
};

type Cells = Readonly<Record<string, LedgerValue>>;
type File = { readonly facts: Cells; readonly ledgers: readonly (readonly [string, Cells])[] };

const capitals = fc
  .constantFrom('5,000 万元', '100 万美元', '1,234.5678 万元', '伍拾万元', '3000 元', '2亿港元', '')
  .map((text): Cells => {
    const capital = parseCapital(text);
    if (capital.kind !== 'amount') return text === '' ? {} : { capitalText: text };
    const { amount, currency } = capital;
    return { capitalText: text, capitalAmount: amount, capitalCurrency: currency };
  });
const ownWords: ReadonlySet<string> = new Set([
  ...['uscc', 'name', 'capitalText', 'capitalCurrency'],
]);
const cellsOf = (target: ImportTarget): fc.Arbitrary<Cells> =>
  fc.record(
    Object.fromEntries(
      target.fields
        .filter(({ key }) => target !== enterpriseTarget || !ownWords.has(key))
        .map((field) => [
          field.key,
          field.required ? typedInto(field) : fc.option(typedInto(field), { nil: null, freq: 2 }),
        ]),
    ),
  );
const ledgerRow = fc
  .constantFrom(
    ...fileTargets.filter(({ name }) => name !== 'enterprise' && name !== 'tier_history'),
  )
  .chain((target) => cellsOf(target).map((cells) => [target, cells] as const))
  .filter(([{ ledger }, cells]) =>
    rowProblems(ledger, cells).every(({ severity }) => severity !== 'error'),
  )
  // A line that names a year and says nothing of it is no record.
  .filter(([, cells]) => Object.entries(cells).some(([k, v]) => v !== null && !says.has(k)))
  .map(([target, cells]) => [target.name, cells] as const);
const says: ReadonlySet<string> = new Set(['year', 'period']);
const file: fc.Arbitrary<File> = fc.record({
  facts: fc.tuple(cellsOf(enterpriseTarget), capitals).map(([a, b]) => ({
    ...a,
    ...b,
    tierSince: a.tier === null ? null : (a.tierSince ?? '2020-01'),
  })),
  ledgers: fc.array(ledgerRow, { maxLength: 6 }),
});

/** Fills a store; every third firm is known by its name alone. One thing is entered once. */
const fill = ({ store }: Bench, files: readonly File[]): void => {
  write(store, { actor: '张三', purpose: '登记' }, (door) => {
    for (const [at, { facts, ledgers }] of files.entries()) {
      const uscc = at % 3 === 2 ? null : demoCreditCode(at + 1);
      const id = uscc === null ? store.clock.uuid() : idOfCode(uscc);
      const division = uscc?.slice(2, 8) ?? null;
      door.insert(synced.enterprise, {
        ...{ id, name: demoFirmName(at + 1), uscc, division },
        ...facts,
      });
      const { tier, tierSince } = facts;
      // Every door writes the line of a tier's history; so does this one.
      if (tier)
        door.insert(synced.tier_history, {
          ...{ id: store.clock.uuid(), enterpriseId: id, changedOn: tierSince, tier },
        } as never);
      const seen = new Set<string>();
      for (const [name, cells] of ledgers) {
        const { ledger } = fileTargets.find((target) => target.name === name) as ImportTarget;
        const key = `${name} ${naturalKey(ledger, id, cells) ?? JSON.stringify(cells)}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const row = { id: store.clock.uuid(), enterpriseId: id, ...cells };
        door.insert(synced[name as keyof typeof synced] as never, row as never);
      }
    }
  });
};

/** Cells that say where a firm stands in this office; no table brings them. */
const unread: ReadonlySet<FirmColumnKey> = new Set(['lastVisit', 'sheets', 'state', 'confirmedOn']);
const columns = firmColumnKeys.filter((key) => !unread.has(key));

type Rows = readonly (readonly unknown[])[];
const exported = async (
  bench: Bench,
  files: boolean,
): Promise<{ readonly path: string; readonly sheets: ReadonlyMap<string, Rows> }> => {
  const path = join(bench.store.dir, files ? '企业档案.xlsx' : '企业名单.xlsx');
  const rowids = [...firmsListed(bench, {})];
  await exportFirms(bench, { rowids, columns, files, path });
  const book = read(readFileSync(path));
  return {
    path,
    sheets: new Map(
      book.SheetNames.map((name) => [
        name,
        utils.sheet_to_json(book.Sheets[name] ?? {}, { header: 1, defval: null }) as unknown[][],
      ]),
    ),
  };
};

/** Reads every sheet in, firms first; who is unknown is entered by name. */
const takeAll = (bench: Bench, path: string, sheets: Iterable<string>) =>
  [...sheets].map((sheet) => {
    const choice = { sheet };
    const file = { path, fileName: '导出.xlsx', choice };
    const { mapping } = readImport(bench, file);
    const plan = { mapping, choice, answers: { '*unknown': 'other' } };
    const { counts, lines } = importFile(bench, { ...file, dryRun: false, plan });
    return { sheet, counts, lines };
  });

const sortedRows = (sheets: ReadonlyMap<string, Rows>) =>
  [...sheets].map(([name, rows]) => [
    name,
    rows[0],
    rows
      .slice(1)
      .map((row) => JSON.stringify(row))
      .toSorted(),
  ]);

test.each([
  ['the list as shown', false],
  ['whole files, a sheet a ledger', true],
])(
  '%s: read back it is what it was, and no news where it came from',
  async (_what, files) => {
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 5 }), async (some) => {
        const [from, to] = [await newBench(), await newBench()];
        fill(from, some);
        const out = await exported(from, files);
        for (const { sheet, counts, lines } of takeAll(to, out.path, out.sheets.keys())) {
          expect({ sheet, asked: lines('question') }).toEqual({ sheet, asked: [] });
          expect(counts.new + counts.changed + counts.same, sheet).toBe(
            (out.sheets.get(sheet)?.length ?? 0) - 1,
          );
        }
        const back = await exported(to, files);
        expect(sortedRows(back.sheets)).toEqual(sortedRows(out.sheets));
        const seq = lastSeq(from.store);
        for (const { sheet, counts } of takeAll(from, out.path, out.sheets.keys()))
          expect({ sheet, new: counts.new, changed: counts.changed, kept: counts.kept }).toEqual({
            sheet,
            ...{ new: 0, changed: 0, kept: 0 },
          });
        expect(lastSeq(from.store)).toBe(seq);
        for (const { store } of benches.splice(0)) store.close();
      }),
      { numRuns: 5, endOnFailure: true },
    );
  },
  180_000,
);
