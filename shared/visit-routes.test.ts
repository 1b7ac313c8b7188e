import { expect, test } from 'vitest';
import { askWords, lastVisitWords } from './visit-routes.ts';

test('a day stands as papers write it; what another program left that is none stays as it is', () => {
  const ask = { kind: '措施', text: '送检', overdue: true } as const;
  expect(askWords({ ...ask, dueOn: '2026-03-09' })).toBe('【措施】送检（2026年3月9日，逾期）');
  expect(askWords({ ...ask, dueOn: '年底前', overdue: false })).toBe('【措施】送检（年底前）');
  expect(askWords({ ...ask, dueOn: null })).toBe('【措施】送检');
  const lastVisit = { on: '2026-03-02', people: ['王科员', '李计量'] };
  expect(lastVisitWords({ lastVisit })).toBe('2026年3月2日 王科员、李计量');
});
