import { expect, test } from 'vitest';
import type { LedgerRecord } from '#db/queries/ledgers.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { gradeOn } from './pyramid.ts';

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
