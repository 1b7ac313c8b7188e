import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tableDigests } from '#db/queries/digest.ts';
import { listEnterprises } from '#services/enterprises.ts';
import { listImportLines } from '#services/import-runs.ts';
import { readImport } from '#services/import-tables.ts';
import { commitImport, importFile, previewImport } from '#services/imports.ts';
import type { RefusalCode } from '#shared/errors.ts';
import { sha256Stream } from '#sync/seal.ts';
import { contentOf } from '#tests/support/content.ts';
import { type Device, newDevice, tempDir } from '#tests/support/device.ts';
import {
  emptyFile,
  passwordProtectedXls,
  passwordProtectedXlsx,
} from '#tests/support/locked-files.ts';
import { type RosterFormat, rosterFixture } from '#tests/support/roster-fixtures.ts';
import { expectRefused } from '#tests/support/sentence.ts';

/** Rosters as they are: what cannot be read is refused, what can be read is told row by row. */

const temp = tempDir();
let device: Device;

beforeAll(async () => {
  const who = { role: 'officer', officeName: '石桥市场监管所', person: '王科员' } as const;
  device = await newDevice(join(temp.path, 'store'), who);
});
afterAll(() => {
  device.session.close();
  temp.remove();
});

const ticketOf = (fileName: string, bytes: Uint8Array): string => {
  const { ticket, path } = device.shelf.reserve(fileName);
  writeFileSync(path, bytes);
  return ticket;
};

const unreadable: readonly [string, RefusalCode, string, () => Uint8Array][] = [
  ['an .xls of no bytes', 'table.empty', '名录.xls', emptyFile],
  ['an .xlsx of no bytes', 'table.empty', '名录.xlsx', emptyFile],
  ['an .xls with a password', 'table.password', '名录.xls', passwordProtectedXls],
  ['an .xlsx with a password', 'table.password', '名录.xlsx', passwordProtectedXlsx],
  [
    'half an .xlsx',
    'table.unreadable',
    '名录.xlsx',
    () => rosterFixture('xlsx', 300).bytes.slice(0, 9000),
  ],
  ['a table without a header', 'table.noHeader', '名录.csv', () => Buffer.from('甲,乙\n1,2\n')],
];

for (const [what, code, fileName, bytes] of unreadable)
  test(`${what} is refused and nothing is written`, async () => {
    const before = contentOf(device.desk().store);
    const ticket = ticketOf(fileName, bytes());
    const path = device.shelf.path(ticket);
    await expectRefused(code, () => readImport(device.desk(), { path, fileName }));
    const input = { path, fileName, dryRun: false };
    await expectRefused(code, () => importFile(device.desk(), input));
    expect(contentOf(device.desk().store)).toEqual(before);
  });

for (const format of ['xls', 'xlsx', 'csv-gb18030'] as const satisfies RosterFormat[])
  test(`merged headers, total rows, duplicate firms and wrong codes in ${format}: a verdict a row, a preview writes nothing`, () => {
    const { bytes, fileName, expected } = rosterFixture(format, 60);
    const ticket = ticketOf(fileName, bytes);
    const before = tableDigests(device.desk().store, sha256Stream);
    const file = { path: device.shelf.path(ticket), fileName };
    expect(readImport(device.desk(), file).headerRow).toBe(expected.headerRow);
    const { id, counts } = previewImport(device.desk(), file);
    expect(tableDigests(device.desk().store, sha256Stream)).toEqual(before);
    // Wrong codes and names are asked; of firms that come twice, those that contradict are asked too.
    expect(counts.question).toBeGreaterThanOrEqual(7);
    expect(counts.question).toBeLessThan(expected.rejected + 12);
    const page = { id, offset: 0, limit: 1000 };
    for (const verdict of ['question', 'skipped'] as const)
      for (const line of listImportLines(device.desk(), { ...page, verdict }).lines)
        expect(line.question?.text ?? line.reason).toMatch(/\p{Script=Han}/u);

    commitImport(device.desk(), id);
    const firms = listEnterprises(device.desk(), { search: '', limit: 1000, offset: 0 });
    expect(firms.total).toBe(expected.distinctCodes);
    expect(firms.rows.filter((row) => row.name.includes('错码'))).toEqual([]);
  });

test('a preview holds for what it saw, also where the file is another by now', () => {
  const { bytes, fileName } = rosterFixture('csv-utf8', 70);
  const ticket = ticketOf(fileName, bytes);
  const path = device.shelf.path(ticket);
  const { id, counts } = previewImport(device.desk(), { path, fileName });
  writeFileSync(path, rosterFixture('csv-utf8', 71).bytes);
  expect(commitImport(device.desk(), id).counts).toEqual(counts);
});
