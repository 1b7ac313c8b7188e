import { expect, test } from 'vitest';
import { historyOf, mapped, pushed, redone, undone } from './history.ts';

test('typing on in one field is one step, another field or a pause is the next', () => {
  let h = historyOf('');
  h = pushed(h, 'a', 'x', 1000);
  h = pushed(h, 'ab', 'x', 1200);
  h = pushed(h, 'abc', 'y', 1300);
  h = pushed(h, 'abcd', 'y', 9000);
  expect(h.past).toEqual(['', 'ab', 'abc']);
  h = undone(undone(h));
  expect(h.present).toBe('ab');
  h = redone(h);
  expect(h.present).toBe('abc');
  expect(undone(undone(undone(undone(h)))).present).toBe('');
});

test('a change after undo forgets what was undone; a step without a tag stands alone', () => {
  let h = historyOf(0);
  h = pushed(h, 1, null, 1);
  h = pushed(h, 2, null, 2);
  h = pushed(undone(h), 3, null, 3);
  expect(redone(h).present).toBe(3);
  expect(undone(h).present).toBe(1);
});

test('nothing to undo or redo is no change, nor is the same value', () => {
  const h = historyOf('a');
  expect(undone(h)).toBe(h);
  expect(redone(h)).toBe(h);
  expect(pushed(h, 'a', null, 1)).toBe(h);
});

test('a change beneath the form reaches every step', () => {
  const h = mapped(pushed(historyOf(1), 2, null, 1), (n) => n * 10);
  expect([h.past, h.present]).toEqual([[10], 20]);
});
