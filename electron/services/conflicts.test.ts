import { expect, test } from 'vitest';
import { openMemoryStore } from '#db/open.ts';
import { getEnterprise } from '#db/queries/enterprises.ts';
import { getSelf } from '#db/queries/self.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { measure, sheet } from '#db/schema/sheets.ts';
import { visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { testClock } from '#tests/support/device.ts';
import { newReplica, packed, type Replica, receive } from '#tests/support/replica.ts';
import { fieldOf } from './cell-fields.ts';
import { conflictCounts, listConflicts } from './conflicts.ts';
import { resolveConflict } from './decisions.ts';
import type { Self } from './desk.ts';
import { readTyped, valueInWords } from './field-words.ts';
import { firmHistory, rowHistory } from './history.ts';

const desk = ({ store }: Replica) => ({ store, self: getSelf(store.reader) as unknown as Self });
const intent = ({ name }: Replica, purpose = '修改企业档案') => ({ actor: name, purpose });
const swap = (a: Replica, b: Replica): void => {
  receive(b, packed(a));
  receive(a, packed(b));
};

/** Two officers who both know the firm 甲厂. */
const two = (): readonly [Replica, Replica] => {
  const a = newReplica('张三', testClock());
  const b = newReplica('李四', testClock('2026-03-03T08:00:00.000Z'));
  write(a.store, intent(a, '新增企业'), (d) =>
    d.insert(enterprise, { id: 'e', name: '甲厂', address: '湖口镇 1 号' }),
  );
  swap(a, b);
  return [a, b];
};

test('every column that travels has a name for people', () => {
  for (const { name, columns } of openMemoryStore(testClock()).schema.shapes)
    for (const column of columns)
      expect(fieldOf(name, column.name).label, `${name}.${column.name}`).toMatch(/\p{Script=Han}/u);
});

test('a question shows what both had before, who wrote what and when, ours last', () => {
  const [a, b] = two();
  write(a.store, intent(a), (d) => d.update(enterprise, 'e', { address: '城南路 2 号' }));
  write(b.store, intent(b), (d) => d.update(enterprise, 'e', { address: '城北路 3 号' }));
  swap(a, b);
  const list = listConflicts(desk(a));
  expect(list.groups).toMatchObject([
    {
      firmId: 'e',
      firmName: '甲厂',
      conflicts: [
        {
          kind: 'values',
          tableLabel: '企业',
          fieldLabel: '注册地址',
          base: { text: '湖口镇 1 号' },
          sides: [
            { text: '城北路 3 号', actor: '李四', own: false, shown: true },
            { text: '城南路 2 号', actor: '张三', own: true, shown: false },
          ],
        },
      ],
    },
  ]);
  expect(list.groups[0]?.conflicts[0]?.sides[0]?.claimedAt).toMatch(/^2026-03-03T08:00/);
  const name = { table: 'enterprise', row: 'e', column: 'address' };
  resolveConflict(desk(a), { ...name, choice: { kind: 'value', value: ' 城东路 4 号 ' } });
  expect(getEnterprise(a.store.reader, 'e')?.address).toBe('城东路 4 号');
  expect(conflictCounts(desk(a))).toEqual({ total: 0, firms: {} });
  expect(() =>
    resolveConflict(desk(a), { ...name, choice: { kind: 'value', value: '又一个' } }),
  ).toThrow(expect.objectContaining({ code: 'conflict.gone' }));
});

test('where a value came from is nobody’s question: two rosters, one firm', () => {
  const [a, b] = two();
  const from = (sourceRef: string) => ({
    source: '导入',
    sourceRef,
    confirmedOn: sourceRef.slice(0, 4),
  });
  write(a.store, intent(a), (d) => d.update(enterprise, 'e', from('2025 名录.csv › 第5行')));
  write(b.store, intent(b), (d) => d.update(enterprise, 'e', from('2026 名录.xls › 第9行')));
  swap(a, b);
  expect(conflictCounts(desk(a)).total).toBe(0);
  expect(getEnterprise(a.store.reader, 'e')).toEqual(getEnterprise(b.store.reader, 'e'));
});

test('what is typed must fit its cell', () => {
  expect(readTyped('enterprise', 'name', '  ')).toEqual({ problem: '请填写企业名称' });
  expect(readTyped('enterprise', 'uscc', '123')).toMatchObject({ problem: expect.any(String) });
  expect(readTyped('enterprise', 'founded_on', '2009年3月5日')).toEqual({ value: '2009-03-05' });
  expect(readTyped('enterprise', 'tier', '巨人')).toMatchObject({ problem: expect.any(String) });
  expect(readTyped('enterprise', 'note', null)).toEqual({ value: null });
  expect(readTyped('visit', 'service_types', '质量')).toMatchObject({
    problem: expect.any(String),
  });
  expect(valueInWords('visit', 'service_types', '["质量","计量"]')).toBe('质量、计量');
});

test('a measure removed by one and worked on by another asks, in the words of the sheet', () => {
  const [a, b] = two();
  write(a.store, intent(a, '写一企一策'), (d) => {
    d.insert(sheet, { id: 's', enterpriseId: 'e', year: 2026 });
    d.insert(measure, { id: 'm', sheetId: 's', position: 0, task: '建台账' });
  });
  swap(a, b);
  write(a.store, intent(a), (d) => d.update(measure, 'm', { deleted: 1 }));
  write(b.store, intent(b), (d) => d.update(measure, 'm', { state: '推进中' }));
  swap(a, b);
  expect(listConflicts(desk(b)).groups[0]).toMatchObject({
    firmName: '甲厂',
    conflicts: [
      {
        kind: 'deleteEdit',
        tableLabel: '措施',
        rowTitle: '2026 年 建台账',
        fieldLabel: '一方删除、一方修改',
        sides: [
          { text: '删除', decides: 'delete', actor: '张三' },
          { text: '保留：状态：推进中', decides: 'keep', actor: '李四' },
        ],
      },
    ],
  });
  expect(() =>
    resolveConflict(desk(b), {
      table: 'measure',
      row: 'm',
      column: 'deleted',
      choice: { kind: 'value', value: '0' },
    }),
  ).toThrow(expect.objectContaining({ code: 'conflict.gone' }));
});

test('a visit to a firm somebody deleted is asked about with the firm', () => {
  const [a, b] = two();
  write(a.store, intent(a), (d) => d.update(enterprise, 'e', { deleted: 1 }));
  write(b.store, intent(b), (d) =>
    d.insert(visit, { id: 'v', enterpriseId: 'e', visitedOn: '2026-03-02' }),
  );
  swap(a, b);
  const [line] = listConflicts(desk(a)).groups[0]?.conflicts ?? [];
  expect(line).toMatchObject({ kind: 'deleteEdit', table: 'enterprise', column: 'deleted' });
  expect(line?.sides.map((s) => s.text).sort()).toEqual(['保留：走访 2026-03-02', '删除']);
});

test('history tells who made what of what, sealed or not, by row, by cell and by firm', () => {
  const [a, b] = two();
  write(b.store, intent(b), (d) => d.update(enterprise, 'e', { address: '城北路', tier: '骨干' }));
  write(b.store, intent(b, '记录走访'), (d) =>
    d.insert(visit, { id: 'v', enterpriseId: 'e', visitedOn: '2026-03-02' }),
  );
  swap(a, b);
  write(a.store, intent(a), (d) => d.update(enterprise, 'e', { deleted: 1 }));
  const { entries, complete } = rowHistory(desk(a), { table: 'enterprise', row: 'e' });
  expect(complete).toBe(true);
  expect(entries.map((e) => [e.what, e.actor, e.purpose])).toEqual([
    ['deleted', '张三', '修改企业档案'],
    ['changed', '李四', '修改企业档案'],
    ['added', '张三', '新增企业'],
  ]);
  expect(entries[1]?.cells).toEqual([
    { column: 'address', label: '注册地址', from: '湖口镇 1 号', to: '城北路' },
    { column: 'tier', label: '层级', from: '（空）', to: '骨干' },
  ]);
  expect(firmHistory(desk(a), 'e').entries.map((e) => e.tableLabel)).toEqual([
    '企业',
    '走访',
    '企业',
    '企业',
  ]);
  expect(() => rowHistory(desk(a), { table: 'sqlite_master', row: 'x' })).toThrow(
    expect.objectContaining({ code: 'record.missing' }),
  );
});
