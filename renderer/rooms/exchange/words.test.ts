import { describe, expect, test } from 'vitest';
import type { CardView, Role } from '#shared/exchange.ts';
import {
  countsInWords,
  likelyPeer,
  mergeInWords,
  nothingNewInWords,
  partyInWords,
  receiptInWords,
  skewInWords,
} from './words.ts';

const card = (role: Role, person = '李四'): CardView => ({
  deviceId: role + person,
  officeId: role,
  officeName: '龙游县局',
  role,
  division: '330825',
  person,
  fingerprint: '12345 12345 12345 12345 12345',
  national: false,
});

test('counts and parties', () => {
  expect(
    countsInWords([
      { label: '企业', changes: 3 },
      { label: '走访', changes: 12 },
    ]),
  ).toBe('企业 3 条、走访 12 条');
  expect(partyInWords(card('county'))).toBe('龙游县局 李四（县局办公室）');
  expect(partyInWords(card('county', ''))).toBe('龙游县局（县局办公室）');
});

test('a county with nothing new still has the city’s receipts to pass down', () => {
  expect(nothingNewInWords('county', card('officer'))).toContain('上级回执');
  expect(nothingNewInWords('officer', card('county'))).toBe(
    '没有新内容：龙游县局已确认收到本机的全部改动。',
  );
});

describe('the likely receiver', () => {
  test('is the nearest office above', () => {
    const peers = [card('officer'), card('city'), card('county')];
    expect(likelyPeer('officer', peers)?.role).toBe('county');
    expect(likelyPeer('county', peers)?.role).toBe('city');
  });
  test('is the first where nobody is above, and nobody where there is none', () => {
    expect(likelyPeer('city', [card('county')])?.role).toBe('county');
    expect(likelyPeer('officer', [])).toBeUndefined();
  });
});

test.each([
  [0, null],
  [-600, null],
  [4, null],
  [35, '35 分钟'],
  [600, '10 小时'],
  [10_080, '7 天'],
])('a clock %i minutes ahead', (minutes, words) => {
  const sentence = skewInWords(minutes);
  if (words === null) expect(sentence).toBeNull();
  else expect(sentence).toContain(words);
});

test('a receipt and a merge say their figures', () => {
  expect(
    receiptInWords({
      officeName: '龙游县局',
      role: 'county',
      at: '2026-05-05T01:00:00Z',
      bundles: [{ number: 3, applied: 31, alreadyHad: 4, conflicts: 0, quarantined: 0 }],
      mediaHeld: 6,
      mediaMissing: 1,
      upper: [{ officeName: '衢州市局', role: 'city', at: '2026-05-05T01:00:00Z' }],
    }),
  ).toEqual([
    '第 3 号数据包：并入 31 条，原已有 4 条，冲突 0 处，隔离 0 条。',
    '照片收到 6 张，还缺 1 张，下一个数据包会再带上。',
    '衢州市局（市局办公室）也已收到其中的内容。',
  ]);
  expect(mergeInWords({ applied: 31, alreadyHad: 4, conflicts: 1, quarantined: 0, media: 6 })).toBe(
    '新并入 31 条改动；照片 6 张；4 条原已有，没有重复；1 处两边都改过，两个值都保留着。',
  );
});
