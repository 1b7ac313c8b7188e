import { expect, test } from 'vitest';
import { type GreenTimes, greenStanding } from './green-tickets.ts';
import { holidayTableWith } from './holidays.ts';

/** Working days saved by the calendar of 2026: New Year 15 to 23 February off, 14 and 28 February worked. */

const table = holidayTableWith([]);
const ticket: GreenTimes = {
  ...{ acceptedOn: '2026-02-13', statutoryDays: 10, promisedDays: 5 },
  ...{ finishedOn: null, result: null },
};
const at = (more: Partial<GreenTimes>, on = '2026-03-31') =>
  greenStanding({ ...ticket, ...more }, on, table);

test('the day of acceptance is not counted, holidays neither, a make-up Saturday is', () => {
  // 14 February is a working Saturday; the next working day is 24 February.
  expect(at({ finishedOn: '2026-02-14' })).toMatchObject({ state: '已办结', used: 1, saved: 9 });
  expect(at({ finishedOn: '2026-02-24' })).toMatchObject({ used: 2, saved: 8, late: 0 });
  expect(at({}, '2026-02-24')).toMatchObject({ state: '办理中', used: 2, dueOn: '2026-02-27' });
  expect(at({ promisedDays: null }, '2026-02-24').dueOn).toBe('2026-03-05');
});

test('beyond the limit nothing is saved: it is late, decided or still running', () => {
  expect(at({ finishedOn: '2026-03-05' })).toMatchObject({ used: 10, saved: 0, late: 0 });
  expect(at({ finishedOn: '2026-03-10' })).toMatchObject({ used: 13, saved: 0, late: 3 });
  expect(at({}, '2026-03-10')).toMatchObject({ state: '办理中', saved: null, late: 3 });
});

test('what cannot be told is not made up: no limit, no acceptance, taken back by the firm, not yet', () => {
  expect(at({ statutoryDays: null, finishedOn: '2026-02-24' })).toMatchObject({
    saved: null,
    late: 0,
  });
  expect(at({ acceptedOn: null, finishedOn: '2026-02-24' })).toMatchObject({
    ...{ state: '已办结', used: null, saved: null, dueOn: null },
  });
  expect(at({ acceptedOn: null }).state).toBe('未受理');
  expect(at({ finishedOn: '2026-03-20', result: '企业撤回' })).toMatchObject({
    ...{ state: '企业撤回', saved: null, late: 0 },
  });
  // Asked of a day before it was finished, it is in hand.
  expect(at({ finishedOn: '2026-03-20' }, '2026-02-24')).toMatchObject({
    state: '办理中',
    used: 2,
  });
  expect(at({}, '2026-02-01')).toMatchObject({ used: null });
});
