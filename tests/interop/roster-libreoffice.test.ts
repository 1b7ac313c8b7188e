/** The same roster as LibreOffice writes it: what offices send is rarely what the register exported. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable } from '#documents/read-table.ts';
import { importFile } from '#services/imports.ts';
import type { ImportLine } from '#shared/imports.ts';
import { type Device, newDevice, tempDir } from '#tests/support/device.ts';
import { rosterFixture } from '#tests/support/roster-fixtures.ts';

const temp = tempDir();
const csv = rosterFixture('csv-utf8', 180);
let device: Device;

/** Comma, double quote, UTF-8, from the first row, every column guessed as a person's import does. */
const asComma = '--infilter=Text - txt - csv (StarCalc):44,34,76,1,,2052,false,true';

const convert = (format: string, from = 'roster.csv'): void => {
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${join(temp.path, 'libreoffice')}`,
      ...(from.endsWith('.csv') ? ['--headless', asComma] : ['--headless']),
      ...['--convert-to', format, '--outdir', temp.path],
      join(temp.path, from),
    ],
    { stdio: 'pipe' },
  );
};

beforeAll(async () => {
  device = await newDevice(join(temp.path, 'store'), {
    role: 'officer',
    officeName: '石桥市场监管所',
    person: '王科员',
  });
  writeFileSync(join(temp.path, 'roster.csv'), csv.bytes);
  for (const format of ['xls', 'xlsx', 'ods']) convert(format);
});
afterAll(() => {
  device.session.close();
  temp.remove();
});

const read = (format: string): readonly ImportLine[] => {
  const path = join(temp.path, `roster.${format}`);
  return importFile(device.desk(), { path, fileName: `企业名录.${format}`, dryRun: true }).lines();
};

/** What an office reads in the preview: the row, its verdict, whose it is, and when it was founded. */
const essence = (lines: readonly ImportLine[]): string[] =>
  lines.map(({ row, verdict, name, uscc, question, records }) => {
    const cells = records.flatMap((record) => record.cells);
    const founded = cells.find(({ field }) => field === 'foundedOn')?.file ?? '';
    // A code that a spreadsheet took for a number is asked about either way, by other digits.
    return [row, verdict, name, question?.kind === 'code' ? '' : uscc, founded].join(' ');
  });

describe.each(['xls', 'xlsx', 'ods'])('saved by LibreOffice as .%s', (format) => {
  test('every row has the verdict it has in the csv', () => {
    const expected = read('csv');
    // One of those that come twice brings products.
    expect(expected.filter(({ verdict }) => verdict === 'new')).toHaveLength(181);
    expect(essence(read(format))).toEqual(essence(expected));
  });
});

// Of .ods the reader does not know what is hidden.
test('rows and columns hidden in an .xls are read and marked', () => {
  const sheet = utils.aoa_to_sheet([
    ['企业名称', '电话'],
    ['甲', '1'],
    ['乙', '2'],
  ]);
  sheet['!rows'] = [{}, { hidden: true }];
  sheet['!cols'] = [{}, { hidden: true }];
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '名录');
  writeFileSync(join(temp.path, 'hidden.xlsx'), write(book, { type: 'buffer' }));
  convert('xls', 'hidden.xlsx');
  const table = readTable(readFileSync(join(temp.path, 'hidden.xls')), 'hidden.xls');
  expect(table.rows.map(({ hidden }) => hidden ?? false)).toEqual([true, false]);
  expect(table.columns.map(({ hidden }) => hidden)).toEqual([false, true]);
});
