import { afterAll, beforeEach, expect, test } from 'vitest';
import { lastSeq } from '#db/write.ts';
import { foldFirmName } from '#shared/fold.ts';
import type { ImportLine } from '#shared/imports.ts';
import { tableBytes } from '#tests/support/county-tables.ts';
import { tempDir } from '#tests/support/device.ts';
import { firm, firmId, importOffice, roster } from '#tests/support/import-office.ts';
import {
  demoCreditCode,
  demoFirmName,
  type RosterFormat,
  rosterFixture,
} from '#tests/support/roster-fixtures.ts';
import { listImportLines, listImports } from './import-runs.ts';
import { readImport } from './import-tables.ts';
import { commitImport, previewImport } from './imports.ts';

/** Any table into the store: what is new, what changed, what stays; looked at, written, cancelled. */

const dir = tempDir();
const office = importOffice(dir.path);
const { answered, content, desk, device, edit, put, rowsOf, save, stored, take } = office;
beforeEach(office.begin);
afterAll(() => dir.remove());

test.each<RosterFormat>(['csv-utf8', 'csv-gb18030', 'xlsx', 'xls'])(
  'a dirty %s roster: every row ends where a person would put it; the same file again changes nothing',
  (format) => {
    const { fileName, bytes, expected } = rosterFixture(format, 60, 7);
    const file = put(fileName, bytes);
    const { counts, lines } = take(file);
    expect(counts.read).toBe(expected.rows);
    const byRow = new Map(lines().map((line) => [line.row, line]));
    const at = (row: number): ImportLine => byRow.get(row) as ImportLine;
    // 60 firms with a total, a blank and a repeated header behind the first thirty.
    const firms = [...byRow.values()].filter(({ row }) => row < 5 + 63 && row !== 35 && row !== 37);
    expect(new Set(firms.map(({ verdict }) => verdict))).toEqual(new Set(['new']));
    expect(at(35)).toMatchObject({ verdict: 'skipped', reason: '合计行' });
    expect(at(37)).toMatchObject({ verdict: 'skipped', reason: '重复的表头' });
    // Twelve firms a second time: the first brings three products in one cell.
    const again = Array.from({ length: 12 }, (_none, i) => at(68 + i));
    expect(again[0]).toMatchObject({ verdict: 'new', enterpriseId: firmId(1) });
    expect(rowsOf('product', 1).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['特种纸', '装饰原纸', '包装纸']),
    );
    for (const [i, line] of again.entries()) {
      if (i === 0) continue;
      const sameName = foldFirmName(line.name ?? '') === foldFirmName(demoFirmName(i + 1));
      if (line.verdict === 'skipped') expect(line.reason).toBe(`与第 ${5 + i} 行重复`);
      else expect(line.question?.kind).toBe('repeat');
      // Brackets, blanks and traditional characters are no other name; 「原…」 and 有限责任公司 are asked.
      if (!sameName) expect(line.verdict).toBe('question');
    }
    // Seven wrong codes, each with what is wrong; the known one with its true check character.
    const wrong = Array.from({ length: 7 }, (_none, i) => at(80 + i));
    expect(wrong.map((line) => line.question?.kind)).toEqual(Array(7).fill('code'));
    expect(wrong[0]?.question?.options[0]).toMatchObject({
      answer: 'use:91350100M000100Y43',
      role: 'suggested',
    });
    expect(wrong[6]?.question?.text).toContain('存成了数字');
    expect(lines('question', 'skipped').every((line) => line.reason ?? line.question?.text)).toBe(
      true,
    );

    const before = content();
    const seq = lastSeq(desk().store);
    const second = take(file);
    expect(second.counts).toMatchObject({ new: 0, changed: 0 });
    expect(lastSeq(desk().store)).toBe(seq);
    expect(content()).toEqual(before);
  },
);

test('three sides: news is taken, a person’s edit stays unless said otherwise', () => {
  const one = put('名单.csv', roster(firm(1), firm(2), firm(3), firm(4)));
  take(one);
  edit(2, { address: '湖口镇新路2号' });
  edit(3, { address: '湖口镇新路3号' });
  const two = put(
    '名单.csv',
    roster(firm(1, '200万'), firm(2, '100万', '石桥镇2号'), firm(3), firm(4)),
  );
  const { id } = previewImport(desk(), two);
  const page = listImportLines(desk(), { id, verdict: 'all', offset: 0, limit: 10 });
  expect(page.lines.map(({ verdict }) => verdict)).toEqual(['changed', 'changed', 'same', 'same']);
  const address = page.lines[1]?.records[0]?.cells.find(({ field }) => field === 'address');
  expect(address).toMatchObject({
    now: '湖口镇新路2号',
    last: '湖口镇2号',
    file: '石桥镇2号',
    choice: 'keep',
  });
  const kept = listImportLines(desk(), { id, verdict: 'kept', offset: 0, limit: 10 });
  expect(kept.lines.map(({ row }) => row)).toEqual([3, 4]);
  commitImport(desk(), id);
  expect(stored(1).capitalAmount).toBe(2_000_000);
  expect(stored(2).address).toBe('湖口镇新路2号');
  // The township the file says is derived from its address; it was not edited, so it is news.
  expect(stored(3).address).toBe('湖口镇新路3号');
  answered(two, { [address?.key ?? '']: 'file' });
  expect(stored(2).address).toBe('石桥镇2号');
  expect(stored(3).address).toBe('湖口镇新路3号');
  answered(two, { '*cells': 'file' });
  expect(stored(3).address).toBe('湖口镇3号');
});

test('a store that changed after the preview is not written over', () => {
  const file = put('三.csv', roster(firm(1)));
  const { id } = previewImport(desk(), file);
  save({ uscc: demoCreditCode(1), name: '别人刚建的' });
  expect(() => commitImport(desk(), id)).toThrow(expect.objectContaining({ code: 'import.stale' }));
  expect(stored(1).name).toBe('别人刚建的');
});

test('columns chosen by hand are proposed for the next table of the same source', () => {
  const file = put(
    '四.csv',
    `企业名称,统一社会信用代码,住址\n${firm(8).slice(0, 2).join(',')},石桥镇`,
  );
  const { mapping } = readImport(desk(), file);
  const uses = [
    ...mapping.uses.filter(({ column }) => column !== 2),
    { column: 2, into: 'enterprise', field: 'station', unit: null, year: null },
  ];
  take(file, { mapping: { ...mapping, uses } });
  expect(readImport(desk(), file)).toMatchObject({
    remembered: true,
    mapping: { uses: expect.arrayContaining([expect.objectContaining({ field: 'station' })]) },
  });
});

test('hidden rows are the person’s choice', () => {
  const rows = [['企业名称', '统一社会信用代码'], firm(1).slice(0, 2), firm(2).slice(0, 2)];
  const file = put('藏.xlsx', tableBytes(rows, 'xlsx', { hiddenRows: [2], hiddenColumns: [1] }));
  const view = readImport(desk(), file);
  expect(view).toMatchObject({ hiddenRows: 1, columns: [{ hidden: false }, { hidden: true }] });
  const without = take(file, { mapping: { ...view.mapping, hiddenRows: false } });
  expect(without.lines().map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ['new', null],
    ['skipped', '隐藏行，按您的选择不导入'],
  ]);
  expect(take(file, { mapping: view.mapping }).counts).toMatchObject({ new: 1, same: 1 });
});

test('a cancelled import leaves nothing, whether it was looked at or written', () => {
  const file = put('五.csv', roster(firm(1), firm(2)));
  const before = content();
  const cancelled = { signal: AbortSignal.abort() };
  expect(() => previewImport(desk(), file, cancelled)).toThrow(
    expect.objectContaining({ code: 'job.cancelled' }),
  );
  const { id } = previewImport(desk(), file);
  expect(() => commitImport(desk(), id, cancelled)).toThrow(
    expect.objectContaining({ code: 'job.cancelled' }),
  );
  expect(content()).toEqual(before);
  expect(listImports(desk())).toEqual([]);
});

test('in a thread of its own: the same answers, with progress', async () => {
  const file = put('六.csv', roster(...Array.from({ length: 40 }, (_none, i) => firm(i + 1))));
  const { mapping } = readImport(desk(), file);
  const plan = { mapping, choice: {}, answers: {} };
  const preview = await desk().jobs.run('planImport', 'p', { ...file, plan });
  expect(preview.counts).toMatchObject({ new: 40 });
  const report = await desk().jobs.run('commitImport', 'c', { id: preview.id });
  expect(report.records).toEqual({ enterprise: { added: 40, changed: 0 } });
  expect(device().events.some((event) => event.type === 'progress' && event.job === 'c')).toBe(
    true,
  );
}, 90_000);
