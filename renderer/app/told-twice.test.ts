import { expect, test } from 'vitest';
import { isToldTwice } from './told-twice.ts';

const underWay = { input: { year: 2026 }, at: 1000, underWay: true };
const answered = { ...underWay, underWay: false };

test('the second press of a double click says the same while the first is under way, or just after', () => {
  expect(isToldTwice(null, { year: 2026 }, 1000)).toBe(false);
  expect(isToldTwice(underWay, { year: 2026 }, 60_000)).toBe(true);
  expect(isToldTwice(answered, { year: 2026 }, 1200)).toBe(true);
  expect(isToldTwice({ ...answered, input: undefined }, undefined, 1200)).toBe(true);
});

test('what says something else, or comes later, is told', () => {
  expect(isToldTwice(underWay, { year: 2027 }, 1001)).toBe(false);
  expect(isToldTwice(answered, { year: 2026 }, 1500)).toBe(false);
  const [one, other] = [new Blob(['1']), new Blob(['2'])];
  for (const inside of [(file: Blob) => file, (file: Blob) => ({ file, choice: {} })]) {
    const told = { ...underWay, input: inside(one) };
    expect(isToldTwice(told, inside(other), 1001)).toBe(false);
    expect(isToldTwice(told, inside(one), 1001)).toBe(true);
  }
});
