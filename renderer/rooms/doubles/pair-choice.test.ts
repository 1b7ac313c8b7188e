import { expect, test } from 'vitest';
import type { FirmBrief, PairComparison } from '#shared/firm-pairs.ts';
import { likelyKeeper, sideOf, takenFields } from './pair-choice.ts';

const firm = (uscc: string | null, records: number): FirmBrief => ({
  id: 'x',
  name: '企业',
  uscc,
  township: null,
  address: null,
  records,
});
const pair = (first: FirmBrief, second: FirmBrief): PairComparison => ({
  first,
  second,
  reasons: [],
  fields: [
    { key: 'name', label: '企业名称', first: '甲', second: '乙' },
    { key: 'contactPhone', label: '联系电话', first: null, second: '0570-1' },
  ],
});

test('the file with a code is kept, else the fuller one', () => {
  expect(likelyKeeper(pair(firm(null, 9), firm('9133', 0)))).toBe('second');
  expect(likelyKeeper(pair(firm('a', 1), firm('b', 2)))).toBe('second');
  expect(likelyKeeper(pair(firm(null, 1), firm(null, 1)))).toBe('first');
});

test('an empty field is filled from the other file; a choice goes before', () => {
  const both = pair(firm('a', 0), firm(null, 0));
  expect(both.fields.map((f) => sideOf(f, 'first', {}))).toEqual(['first', 'second']);
  expect(takenFields(both, 'first', {})).toEqual(['contactPhone']);
  expect(takenFields(both, 'first', { name: 'second', contactPhone: 'first' })).toEqual(['name']);
  expect(takenFields(both, 'second', {})).toEqual([]);
});
