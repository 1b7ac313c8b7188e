import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { tempDir } from '#tests/support/device.ts';
import { type Sheet, writeSheets } from './write-workbook.ts';

const temp = tempDir();
afterAll(() => temp.remove());

const partOf = (bytes: Uint8Array, part: string): string => {
  const file = join(temp.path, 'book.xlsx');
  writeFileSync(file, bytes);
  return execFileSync('unzip', ['-p', file, part], { encoding: 'utf8' });
};

const list: Sheet = {
  name: "一'览",
  columns: [
    { title: '企业', kind: 'text', width: 40 },
    { title: '销售', kind: 'number', width: 12 },
    { title: '成立', kind: 'day', width: 12 },
    { title: '说明', kind: 'text', width: 40 },
  ],
  rows: [
    ['澜溪县龘堃𬭎纸业', 12.5, '2009-03-05', '=HYPERLINK("x")'],
    ['甲<&>乙', -1, '2009-03', null],
  ],
};

test('a list can be filtered and prints as wide as A4 with its header and number on every page', async () => {
  const bytes = await writeSheets([list]);
  const sheet = partOf(bytes, 'xl/worksheets/sheet1.xml');
  expect(sheet).toContain('<pageSetUpPr fitToPage="1"/>');
  expect(sheet).toMatch(/<pageSetup [^>]*paperSize="9"/);
  expect(sheet).toMatch(/<pageSetup [^>]*orientation="landscape"/);
  expect(sheet).toMatch(/<pageSetup [^>]*fitToWidth="1"/);
  expect(sheet).toMatch(/<pageSetup [^>]*fitToHeight="0"/);
  expect(sheet).toContain('<autoFilter ref="A1:D3"/>');
  expect(sheet).toContain('第 &amp;P 页，共 &amp;N 页');
  // The order the format prescribes; Excel calls a file broken that has another.
  const order = ['sheetPr', 'sheetViews', 'cols', 'sheetData', 'autoFilter', 'printOptions'];
  const places = [...order, 'pageMargins', 'pageSetup', 'headerFooter'].map((tag) =>
    sheet.search(new RegExp(`<${tag}[ />]`)),
  );
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places.every((place) => place > 0)).toBe(true);
  const names = partOf(bytes, 'xl/workbook.xml');
  expect(names).toContain(
    `<definedName name="_xlnm.Print_Titles" localSheetId="0">'一''览'!$1:$1</definedName>`,
  );
});

test('an official table: merged title, unit line, totals, foot; the header is the third row', async () => {
  const bytes = await writeSheets([
    {
      ...list,
      official: {
        ...{ title: '汇总表', left: '填报单位：澜溪县', right: '单位：万元' },
        totals: [
          [
            { value: '合计：企业 2 家', columns: 2 },
            { value: '产品 3 个', columns: 2 },
          ],
        ],
        foot: '填报人：　　审核人：',
      },
    },
  ]);
  const sheet = partOf(bytes, 'xl/worksheets/sheet1.xml');
  const merged = [...sheet.matchAll(/<mergeCell ref="([^"]+)"/g)].map(([, ref]) => ref);
  expect(merged.toSorted()).toEqual(['A1:D1', 'A2:B2', 'A6:B6', 'A7:D7', 'C2:D2', 'C6:D6']);
  expect(sheet).not.toContain('autoFilter');
  expect(partOf(bytes, 'xl/workbook.xml')).toContain('!$1:$3<');
  const rows = utils.sheet_to_json(Object.values(read(bytes).Sheets)[0] ?? {}, { header: 1 });
  expect(sheet).not.toContain('rowBreaks');
  expect(partOf(bytes, 'xl/styles.xml')).toContain(
    'yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;',
  );
  expect(rows[0]).toEqual(['汇总表']);
  expect(rows[2]).toEqual(['企业', '销售', '成立', '说明']);
});

test('a narrow table stands upright, a share keeps its decimal', async () => {
  const columns = [{ title: '占比（%）', kind: 'number', width: 12, decimals: 1 }] as const;
  const bytes = await writeSheets([{ name: '表', columns, rows: [[65], [33.3]] }]);
  expect(partOf(bytes, 'xl/worksheets/sheet1.xml')).not.toContain('landscape');
  const sheet = read(bytes).Sheets.表;
  expect([sheet?.A2?.w, sheet?.A3?.w]).toEqual(['65.0', '33.3']);
});

test('an official table of many pages turns them itself, three rows before the foot at the latest', async () => {
  const rows = Array.from({ length: 60 }, (_none, n) => [`第${n + 1}家`, n, '2026-03-02', null]);
  const official = { title: '表', left: '', right: '', totals: [], foot: '填报人：' };
  const sheet = partOf(
    await writeSheets([{ ...list, rows, official }]),
    'xl/worksheets/sheet1.xml',
  );
  const breaks = [...sheet.matchAll(/<brk id="(\d+)" max="16383" man="1"\/>/g)].map(([, at]) =>
    Number(at),
  );
  expect(sheet).toContain(
    `<rowBreaks count="${breaks.length}" manualBreakCount="${breaks.length}">`,
  );
  expect(breaks.length).toBeGreaterThan(1);
  // Three rows stand above the list.
  expect(breaks.at(-1)).toBeLessThanOrEqual(3 + 60 - 3);
  expect(sheet.indexOf('<rowBreaks')).toBeGreaterThan(sheet.indexOf('<headerFooter'));
});

const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('toString', '__proto__', '_x0041_', 'constructor', '=1+1', '+8', "'x"),
  fc.string({
    unit: fc
      .integer({ min: 0, max: 0x17f })
      .filter((n) => n !== 13)
      .map((n) => String.fromCodePoint(n)),
  }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(null),
);
/** Control characters are left out. */
const carried = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out.
  text.replace(/[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F]/g, '');

test('whatever stands in a cell is read back, and text stays text', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 20, maxLength: 40 }),
      async (rows) => {
        const columns = [
          { title: '甲', kind: 'text', width: 10 },
          { title: '乙', kind: 'number', width: 10 },
        ] as const;
        const bytes = await writeSheets([{ name: '表', columns, rows }]);
        const sheet = read(bytes, { cellFormula: true, dense: true }).Sheets.表;
        const cells: { t: string; v?: unknown; f?: string }[][] = sheet?.['!data'] as never;
        for (const [r, row] of rows.entries())
          for (const [c, value] of row.entries()) {
            const found = cells[r + 1]?.[c];
            expect(found?.f).toBeUndefined();
            if (typeof value === 'number') expect(found?.v).toBe(value === 0 ? 0 : value);
            else expect(String(found?.v ?? '')).toBe(carried(value ?? ''));
          }
      },
    ),
    { numRuns: 20 },
  );
});
