import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, expect, test } from 'vitest';
import { isFirmAnchor } from '#shared/import-targets.ts';
import { tempDir } from '#tests/support/device.ts';
import { csvText, demoCreditCode, demoFirmName } from '#tests/support/roster-fixtures.ts';
import { openTable, readTable } from './read-table.ts';
import { bytesOfFile } from './table-bytes.ts';

const dir = tempDir();
afterAll(() => dir.remove());

/** Several pieces long, so that characters lie across their ends. */
const text = csvText([
  ['企业名称', '统一社会信用代码', '经营范围'],
  ...Array.from({ length: 3_000 }, (_none, i) => [
    demoFirmName(i),
    demoCreditCode(i),
    `特种纸、装饰原纸${'纸'.repeat(i % 7)}`,
  ]),
]);

test.each(['utf8', 'gb18030', 'utf16le'])(
  'a file of %s read in pieces says what its bytes say',
  (encoding) => {
    const bytes = iconv.encode(text, encoding, { addBOM: encoding === 'utf16le' });
    const path = join(dir.path, `${encoding}.csv`);
    writeFileSync(path, bytes);
    const table = openTable(bytesOfFile(path), 'a.csv', isFirmAnchor);
    const rows = [...table.rows()];
    expect(rows).toHaveLength(3_000);
    expect(rows).toEqual(readTable(bytes, 'a.csv').rows);
    expect([...table.rows()]).toEqual(rows);
  },
);

test('a file that is written to while it is read is refused, not half read', () => {
  const path = join(dir.path, 'moving.csv');
  writeFileSync(path, text);
  const table = openTable(bytesOfFile(path), 'a.csv', isFirmAnchor);
  const rows = table.rows();
  rows.next();
  appendFileSync(path, '澜溪新来的厂,,\n');
  expect(() => [...rows]).toThrow(
    expect.objectContaining({
      code: 'table.unreadable',
      message: expect.stringContaining('被改动'),
    }),
  );
  expect(() => [...table.rows()]).toThrow(expect.objectContaining({ code: 'table.unreadable' }));
});
