import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lastSeq } from '#db/write.ts';
import { type Device, newDevice, tempDir } from '#tests/support/device.ts';
import {
  demoCreditCode,
  demoFirmName,
  type RosterFormat,
  rosterFixture,
} from '#tests/support/roster-fixtures.ts';
import { listEnterprises, saveEnterprise } from './enterprises.ts';
import {
  commitImport,
  getImport,
  importFile,
  listImports,
  previewImport,
  readImport,
  undoImport,
} from './imports.ts';

const dir = tempDir();
let device: Device;
beforeAll(async () => {
  device = await newDevice(join(dir.path, 'a'), {
    role: 'officer',
    officeName: '澜溪县局',
    person: '张三',
  });
});
afterAll(() => {
  device.session.close();
  dir.remove();
});

const put = (name: string, bytes: Uint8Array | string): { path: string; ticket: string } => {
  const path = join(dir.path, name);
  writeFileSync(path, bytes);
  return { path, ticket: device.shelf.lend(path, name) };
};

const csv = (...rows: string[][]): string =>
  [['企业名称', '统一社会信用代码', '注册资金', '注册地址'], ...rows]
    .map((r) => r.join(','))
    .join('\n');

const firm = (i: number, capital = '100万', address = `湖口镇${i}号`): string[] => [
  demoFirmName(i),
  demoCreditCode(i),
  capital,
  address,
];

test.each<RosterFormat>(['csv-utf8', 'csv-gb18030', 'xlsx', 'xls'])(
  'a dirty %s roster: every row has a verdict, and the same file again changes nothing',
  (format) => {
    const { fileName, bytes, expected } = rosterFixture(format, 120, 7);
    const { path } = put(fileName, bytes);
    const first = importFile(device.desk(), { path, fileName, dryRun: false });
    const { counts } = first;
    expect(counts.read).toBe(expected.rows);
    expect(counts.new + counts.same + counts.changed + counts.rejected + counts.skipped).toBe(
      expected.rows,
    );
    for (const line of first.lines)
      if (line.verdict === 'rejected' || line.verdict === 'skipped')
        expect(line.reason).toMatch(/\p{Script=Han}/u);
    const before = lastSeq(device.desk().store);
    const again = importFile(device.desk(), { path, fileName, dryRun: false });
    expect(again.counts).toMatchObject({ new: 0, changed: 0, same: expected.distinctCodes });
    expect(lastSeq(device.desk().store)).toBe(before);
  },
);

test('read ▸ preview ▸ commit ▸ report ▸ undo, by hand', () => {
  const desk = device.desk();
  const { ticket } = put(
    '名单.csv',
    csv(firm(901), firm(902), ['合计', '2', '', ''], firm(901), [
      demoFirmName(903),
      '91350100M000100Y4Z',
      '',
      '',
    ]),
  );
  const table = readImport(desk, ticket);
  expect(table).toMatchObject({
    rows: 5,
    headerRow: 1,
    mapping: { name: 0, uscc: 1, capital: 2, address: 3 },
  });
  const preview = previewImport(desk, { ticket, mapping: table.mapping });
  expect(preview.lines.map((l) => l.verdict)).toEqual([
    'new',
    'new',
    'skipped',
    'skipped',
    'rejected',
  ]);
  expect(preview.lines[4]?.reason).toContain('校验');
  const report = commitImport(desk, { ticket, mapping: table.mapping, stamp: preview.stamp });
  expect(report.counts).toMatchObject({ read: 5, new: 2, skipped: 2, rejected: 1 });
  expect(listImports(desk)[0]?.id).toBe(report.id);
  expect(getImport(desk, report.id).lines).toHaveLength(5);
  const found = () => listEnterprises(desk, { search: demoCreditCode(901), limit: 10, offset: 0 });
  expect(found().rows[0]).toMatchObject({ capitalAmount: 1_000_000, township: '湖口镇' });
  expect(undoImport(desk, report.id)).toEqual({ removed: 2, restored: 0, kept: 0 });
  expect(found().total).toBe(0);
  expect(() => undoImport(desk, report.id)).toThrow(
    expect.objectContaining({ code: 'import.undone' }),
  );
});

test('a changed roster shows what changes; undo leaves what somebody has edited since', () => {
  const desk = device.desk();
  const one = put('一.csv', csv(firm(911), firm(912)));
  importFile(desk, { ...one, fileName: '一.csv', dryRun: false });
  const two = put('二.csv', csv(firm(911, '200万'), firm(912, '300万'), firm(913)));
  const preview = importFile(desk, { ...two, fileName: '二.csv', dryRun: true });
  expect(preview.counts).toMatchObject({ new: 1, changed: 2, same: 0 });
  expect(preview.lines[0]?.changes).toContainEqual(
    expect.objectContaining({ field: 'capitalAmount', from: 1_000_000, to: 2_000_000 }),
  );
  importFile(desk, { ...two, fileName: '二.csv', dryRun: false });
  const run = listImports(desk).find((r) => r.fileName === '二.csv' && r.counts.changed === 2);
  const [edited] = listEnterprises(desk, { search: demoCreditCode(912), limit: 1, offset: 0 }).rows;
  saveEnterprise(desk, {
    id: edited?.id ?? '',
    uscc: demoCreditCode(912),
    name: demoFirmName(912),
    capitalText: '350万元',
    address: '湖口镇912号',
    township: '湖口镇',
    formerNames: null,
    type: null,
    legalRep: null,
    foundedOn: null,
    scope: null,
    contactName: null,
    contactPhone: null,
    status: null,
    tier: null,
    note: null,
  });
  const undone = undoImport(desk, run?.id ?? '');
  expect(undone).toMatchObject({ removed: 1, restored: 1 });
  expect(undone.kept).toBeGreaterThan(0);
  const amount = (i: number) =>
    listEnterprises(desk, { search: demoCreditCode(i), limit: 1, offset: 0 }).rows[0]
      ?.capitalAmount;
  expect(amount(911)).toBe(1_000_000);
  expect(amount(912)).toBe(3_500_000);
  expect(amount(913)).toBeUndefined();
});

test('a store that changed after the preview is not written over', () => {
  const desk = device.desk();
  const { ticket, path } = put('三.csv', csv(firm(921)));
  const { mapping } = readImport(desk, ticket);
  const { stamp } = previewImport(desk, { ticket, mapping });
  importFile(desk, { path, fileName: '三.csv', dryRun: false });
  expect(() => commitImport(desk, { ticket, mapping, stamp })).toThrow(
    expect.objectContaining({ code: 'import.stale' }),
  );
});

test('columns chosen by hand are proposed for the next table of the same source', () => {
  const desk = device.desk();
  const text = [
    ['单位', '代码号', '住址'],
    [demoFirmName(931), demoCreditCode(931), '石桥镇'],
  ]
    .map((r) => r.join(','))
    .join('\n');
  const { ticket } = put('四.csv', `企业名称,统一社会信用代码,住址\n${text.split('\n')[1]}`);
  const byHand = { ...readImport(desk, ticket).mapping, address: null };
  const { stamp } = previewImport(desk, { ticket, mapping: byHand });
  commitImport(desk, { ticket, mapping: byHand, stamp });
  expect(readImport(desk, ticket).mapping.address).toBeNull();
});
