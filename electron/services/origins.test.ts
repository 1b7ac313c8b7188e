import { expect, test } from 'vitest';
import { add, desk, firm, officer, swap } from '#tests/support/ledger-laptops.ts';
import { listConflicts } from './conflicts.ts';
import { confirmRows, saveRows } from './ledgers.ts';
import { lastWords, rowOrigins } from './origins.ts';

/** Who wrote a cell, when, what for, and where it comes from. */

test('each cell tells who wrote it, when, what for and from which row of a file; 仍然如此 renews it', () => {
  const a = officer('张三');
  const b = officer('李四', '2026-03-05T08:00:00.000Z');
  const ref = '规上名单.xlsx › Sheet1 › 第12行';
  const id = add(a, 'economics', { year: 2025, output: 1, source: '导入', sourceRef: ref });
  saveRows(desk(a), {
    ...{ ledger: 'economics', parent: firm, source: '企业自报' },
    rows: [{ id, values: { staff: 8 } }],
  });
  const cells = () => rowOrigins(desk(b), 'economics', [id])[0]?.cells ?? {};
  swap(a, b);
  expect(cells().output).toMatchObject({
    actor: '张三',
    purpose: '新增年度经济数据',
    source: '导入',
    sourceRef: ref,
  });
  expect(cells().staff).toMatchObject({
    ...{ purpose: '修改年度经济数据', source: '企业自报', sourceRef: null, own: false },
  });
  expect(cells().revenue).toBeUndefined();
  const before = cells().output?.at ?? '';
  confirmRows(desk(b), { ledger: 'economics', ids: [id], keys: ['output'] });
  expect(cells().output).toMatchObject({
    actor: '李四',
    own: true,
    purpose: '确认年度经济数据仍然如此',
    source: '导入',
    sourceRef: ref,
  });
  expect((cells().output?.at ?? '') > before).toBe(true);
  expect(cells().staff?.actor).toBe('张三');
  swap(a, b);
  expect(cells().output?.actor).toBe('李四');
  confirmRows(desk(a), { ledger: 'economics', ids: [id] });
  confirmRows(desk(b), { ledger: 'economics', ids: [id] });
  swap(a, b);
  // Both confirmed cells of two sources: each keeps its own, and nobody is asked.
  expect(cells()).toMatchObject({
    output: { source: '导入', sourceRef: ref },
    staff: { source: '企业自报', sourceRef: null },
  });
  expect(listConflicts(desk(a)).total).toBe(0);
});

test('the last word on a row is that of its newest cell', () => {
  const a = officer('张三');
  const b = officer('李四', '2026-05-05T08:00:00.000Z');
  const id = add(a, 'executed_standard', { standardNo: 'GB/T 1-2020' });
  swap(a, b);
  expect(lastWords(desk(b), 'executed_standard', [id]).get(id)).toMatch(/^2026-03/);
  confirmRows(desk(b), { ledger: 'executed_standard', ids: [id] });
  expect(lastWords(desk(b), 'executed_standard', [id]).get(id)).toMatch(/^2026-05/);
});
