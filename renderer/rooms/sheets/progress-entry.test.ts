import { expect, test } from 'vitest';
import { addProgressInput } from '#shared/sheets.ts';
import {
  blankEntry,
  inputOfEntry,
  problemsOfEntry,
  readPercent,
  withEntry,
  withoutEntry,
} from './progress-entry.ts';
import { blankSheet } from './sheet-form.ts';

const today = '2026-05-05';
const id = '3f0d7a4e-3f6f-4c58-9f5a-0c5a1c0b7a01';
const measureId = '3f0d7a4e-3f6f-4c58-9f5a-0c5a1c0b7a02';
const blank = blankEntry(id, measureId, today);

test.each([
  ['60', 60],
  ['６０％', 60],
  ['0', 0],
  ['', null],
  ['101', undefined],
  ['一半', undefined],
  ['-1', undefined],
])('%s percent is %s', (text, percent) => {
  expect(readPercent(text)).toBe(percent);
});

test('names what is wrong, field by field', () => {
  expect(problemsOfEntry(blank, today)).toEqual({ note: '请填写进展情况' });
  expect(Object.keys(problemsOfEntry({ ...blank, onDate: '', percent: 'x' }, today))).toEqual([
    'onDate',
    'percent',
    'note',
  ]);
});

test('a good entry is a valid input', () => {
  const entry = { ...blank, onDate: '5.3', percent: '60%', note: '已送检 7 台', state: '推进中' };
  expect(addProgressInput.parse(inputOfEntry(entry, today))).toEqual({
    id,
    measureId,
    onDate: '2026-05-03',
    percent: 60,
    note: '已送检 7 台',
    state: '推进中',
  });
});

test('one entry a measure, and none where nothing was typed', () => {
  const form = blankSheet(2026, measureId);
  const typed = withEntry(form, { ...blank, note: '已' }, blank);
  expect(withEntry(typed, { ...blank, note: '已送' }, blank).entries).toHaveLength(1);
  expect(withEntry(typed, blank, blank).entries).toEqual([]);
  expect(withEntry(form, { ...blank, onDate: '5.' }, blank).entries).toHaveLength(1);
  expect(withoutEntry(typed, measureId).entries).toEqual([]);
});
