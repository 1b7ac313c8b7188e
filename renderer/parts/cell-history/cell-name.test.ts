import { expect, test } from 'vitest';
import { cellOf, columnOf } from './cell-name.ts';

test('a field is marked with the names the store knows it by', () => {
  expect(columnOf('capitalText')).toBe('capital_text');
  expect(columnOf('name')).toBe('name');
  expect(cellOf('measure', 'm-1', 'dueOn')).toEqual({ 'data-cell': 'measure m-1 due_on' });
});

test('a record that is not saved yet has no history', () => {
  expect(cellOf('visit', null, 'content')).toEqual({});
});
