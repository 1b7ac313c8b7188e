import { expect, test } from 'vitest';
import { rebase, same } from './rebase.ts';

const base = {
  gap: 'a',
  goal: 'b',
  tags: ['x'],
  measures: [
    { id: '1', duty: 'd1', state: '未启动' },
    { id: '2', duty: 'd2', state: '未启动' },
  ],
};

test('an untouched field follows the record, a touched one keeps what was typed', () => {
  const mine = { ...base, gap: 'typed' };
  const now = { ...base, gap: 'theirs', goal: 'theirs too' };
  expect(rebase(base, mine, now)).toMatchObject({ gap: 'typed', goal: 'theirs too' });
});

test('rows are matched by id, cell by cell', () => {
  const [first, second] = base.measures;
  if (!first || !second) throw new Error('fixture');
  const mine = { ...base, measures: [second, { ...first, duty: 'typed' }, { ...first, id: '3' }] };
  const now = { ...base, measures: [{ ...first, state: '完成' }, second, { ...second, id: '4' }] };
  expect(rebase(base, mine, now).measures).toEqual([
    { id: '2', duty: 'd2', state: '未启动' },
    { id: '1', duty: 'typed', state: '完成' },
    { id: '3', duty: 'd1', state: '未启动' },
    { id: '4', duty: 'd2', state: '未启动' },
  ]);
});

test('a row removed beneath us stays only where we typed into it', () => {
  const [first, second] = base.measures;
  if (!first || !second) throw new Error('fixture');
  const mine = { ...base, measures: [first, { ...second, duty: 'typed' }] };
  expect(rebase(base, mine, { ...base, measures: [] }).measures).toEqual([
    { ...second, duty: 'typed' },
  ]);
});

test('lists of words are one field', () => {
  expect(rebase(base, { ...base, tags: ['x', 'y'] }, { ...base, tags: [] }).tags).toEqual([
    'x',
    'y',
  ]);
  expect(same(['a'], ['a'])).toBe(true);
});
