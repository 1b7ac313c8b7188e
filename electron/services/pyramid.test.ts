import { expect, test } from 'vitest';
import type { LedgerRecord } from '#db/queries/ledgers.ts';
import { getSelf } from '#db/queries/self.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { testClock } from '#tests/support/device.ts';
import { newReplica } from '#tests/support/replica.ts';
import type { Desk, Self } from './desk.ts';
import { saveRows } from './ledgers.ts';
import { gradeOn, overview } from './pyramid.ts';

const rated = (id: string, values: LedgerValues): LedgerRecord => ({
  id,
  parentId: 'firm',
  deleted: false,
  values,
});

test('the grade is that of the newest rating that holds, whatever order the rows come in', () => {
  const rows = [
    rated('1', { year: 2024, grade: 'AAA', ratedOn: '2024-12-01' }),
    rated('2', { year: 2025, grade: 'B', ratedOn: null }),
    rated('3', { year: 2025, grade: 'A', ratedOn: '2025-06-01' }),
    rated('4', { year: 2025, grade: 'AA', ratedOn: '2025-12-20', validTo: '2026-12-31' }),
  ];
  for (const some of [rows, rows.toReversed()]) {
    expect(gradeOn(some, '2026-05-05')).toBe('AA');
    expect(gradeOn(some, '2027-05-05')).toBe('A');
  }
  expect(gradeOn([], '2026-05-05')).toBeNull();
});

test('goals and honours of the area that the office types in stand in the overview of their years', () => {
  const { store } = newReplica('县局', testClock());
  const desk = { store, self: getSelf(store.reader) as unknown as Self } as Desk;
  const add = (ledger: string, values: LedgerValues): string =>
    saveRows(desk, { ledger, parent: null, rows: [{ id: null, values: { ...values } }] }).ids[0] ??
    '';
  const told = (on: string) => {
    const { goalYear, structure, stock } = overview(desk, { on });
    const products = structure.find(({ indicator }) => indicator === '名牌产品数');
    return [
      goalYear,
      products?.goalCount,
      stock.map(({ award, count, firms }) => [award, count, firms]),
    ];
  };
  expect(told('2026-05-05')).toEqual([null, null, []]);
  const goal = add('structure_goal', { year: 2027, indicator: '名牌产品数', count: 5 });
  add('structure_goal', { year: 2030, indicator: '名牌产品数', count: 9 });
  add('area_honour', { award: '地理标志产品', level: '国家', validTo: '2028-12-31' });
  expect(told('2026-05-05')).toEqual([2027, 5, [['地理标志产品', 1, 0]]]);
  expect(told('2029-05-05')).toEqual([2030, 9, []]);
  saveRows(desk, {
    ledger: 'structure_goal',
    parent: null,
    rows: [{ id: goal, values: { count: 6 } }],
  });
  expect(told('2026-05-05')[1]).toBe(6);
  expect(() => add('structure_goal', { year: 2027, indicator: '名牌产品数', count: 1 })).toThrow(
    '已有一条',
  );
});
