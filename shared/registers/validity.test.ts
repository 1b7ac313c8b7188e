import fc from 'fast-check';
import { expect, test } from 'vitest';
import { certification } from './certification.ts';
import { honour } from './honour.ts';
import { daysUntil, expiriesOf, holdsOn, isStale, monthsSince, nearnessOf } from './validity.ts';

const today = '2026-05-05';

test('the stock on a day: begun, not run out, not taken back; without an end it stays', () => {
  const holds = (values: object) => holdsOn(honour, { award: '省名牌', ...values }, today);
  expect(holds({ validFrom: '2026-05-05', validTo: '2026-05-05' })).toBe(true);
  expect(holds({ validFrom: '2026-05-06' })).toBe(false);
  expect(holds({ validTo: '2026-05-04' })).toBe(false);
  expect(holds({ validTo: '2026-05' })).toBe(true);
  expect(holds({})).toBe(true);
  expect(holds({ revoked: 1 })).toBe(false);
  expect(holdsOn(certification, { kind: 'HACCP', state: '撤销' }, today)).toBe(false);
});

test('alarms at 90, 30 and 0 days, to the day', () => {
  expect([-1, 0, 30, 31, 90, 91].map(nearnessOf)).toEqual([
    'expired',
    'within30',
    'within30',
    'within90',
    'within90',
    null,
  ]);
  const row = (id: string, validTo: string, state = '有效') => ({
    id,
    values: { kind: 'HACCP', number: id, validTo, state },
  });
  const rows = [
    row('a', '2026-08-03'),
    row('b', '2026-05-04'),
    row('c', '2026-08-04'),
    row('d', '2024-01-01'),
    row('e', '2026-05-05', '注销'),
  ];
  expect(expiriesOf(certification, rows, today).map(({ row: id, days }) => [id, days])).toEqual([
    ['b', -1],
    ['a', 90],
  ]);
});

test('days are counted on the calendar, months whole, and a year makes a value stale', () => {
  expect(daysUntil('2024-03-01', '2024-02-28')).toBe(2);
  expect(daysUntil('2026-05', today)).toBe(26);
  expect(monthsSince('2025-05-06T01:00:00.000Z', today)).toBe(11);
  expect(isStale('2025-05-06', today)).toBe(false);
  expect(isStale('2025-05-05', today)).toBe(true);
  expect(isStale('2026-03-05', today, 2)).toBe(true);
  const day = fc.date({
    min: new Date('1990-01-01'),
    max: new Date('2100-01-01'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, n) => {
      const iso = (date: Date) => date.toISOString().slice(0, 10);
      const later = new Date(from.getTime() + n * 86_400_000);
      expect(daysUntil(iso(later), iso(from))).toBe(n);
    }),
  );
});
