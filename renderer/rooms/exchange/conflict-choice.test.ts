import { expect, test } from 'vitest';
import type { ConflictLine, ConflictSide } from '#shared/conflicts.ts';
import { choiceOfDigit, decisionOf, titleOf } from './conflict-choice.ts';

const side = (seq: number, decides: ConflictSide['decides'] = null): ConflictSide => ({
  origin: 'o',
  seq,
  text: `值${seq}`,
  value: `值${seq}`,
  decides,
  actor: '张三',
  deviceId: null,
  device: '石桥所',
  own: false,
  shown: false,
  claimedAt: '2026-03-02T00:00:00.000Z',
  receivedAt: null,
});
const line: ConflictLine = {
  kind: 'values',
  table: 'visit',
  row: 'v',
  column: 'content',
  tableLabel: '走访',
  rowTitle: '2026-03-02',
  fieldLabel: '走访内容',
  base: null,
  sides: [side(1), side(2)],
  typed: { kind: 'text' },
};

test('digits choose sides that are there, and nothing else', () => {
  expect(choiceOfDigit(line, '2')).toEqual({ kind: 'side', place: 1 });
  for (const key of ['0', '3', 'a', 'F1', '12']) expect(choiceOfDigit(line, key)).toBeUndefined();
});

test('a choice becomes the decision it stands for', () => {
  expect(titleOf(line)).toBe('走访 2026-03-02 走访内容');
  expect(decisionOf(line, { kind: 'side', place: 1 })).toEqual({
    kind: 'sibling',
    origin: 'o',
    seq: 2,
  });
  expect(decisionOf(line, { kind: 'typed', value: '另' })).toEqual({ kind: 'value', value: '另' });
  expect(decisionOf(line, { kind: 'side', place: 5 })).toBeUndefined();
  const asked = { ...line, sides: [side(1, 'delete'), side(2, 'keep')] };
  expect(decisionOf(asked, { kind: 'side', place: 0 })).toEqual({ kind: 'delete' });
});
