import { expect, test } from 'vitest';
import { type Card, readCard, writeCard } from './card.ts';
import { createDeviceKeys, signDetached } from './seal.ts';
import { sm2PublicsOf } from './sm2.ts';

const keys = await createDeviceKeys();
const other = await createDeviceKeys();

const card: Card = {
  format: 'qice-card',
  v: 1,
  officeId: '0b6c3f52-7d1e-4a37-9a44-6f0d5d0c9a01',
  officeName: '龙游县市场监督管理局',
  role: 'county',
  division: '330825',
  deviceId: '0b6c3f52-7d1e-4a37-9a44-6f0d5d0c9a02',
  person: '张三',
  signPublic: keys.signPublic,
  ageRecipient: keys.ageRecipient,
  madeAt: '2026-03-01T08:00:00.000Z',
};
const text = writeCard(card, keys);

const expectUnreadable = (changed: string) =>
  expect(() => readCard(changed)).toThrow('这不是有效的企策名片文件');

test('K1: a card is one line of JSON and comes back as it was', () => {
  expect(text.split('\n')).toHaveLength(2);
  expect(readCard(text)).toEqual(card);
});

test('K1: spaces and line ends do not matter, order of members neither', () => {
  const members = Object.entries(JSON.parse(text)).reverse();
  expect(readCard(JSON.stringify(Object.fromEntries(members), null, 2))).toEqual(card);
  expect(readCard(`\r\n${text}\r\n`)).toEqual(card);
});

test('K3: every changed member is refused', () => {
  for (const [name, value] of Object.entries(JSON.parse(text))) {
    expectUnreadable(JSON.stringify({ ...JSON.parse(text), [name]: `${value}x` }));
    expectUnreadable(JSON.stringify({ ...JSON.parse(text), [name]: undefined }));
  }
  expectUnreadable(JSON.stringify({ ...JSON.parse(text), role: 'city' }));
  expectUnreadable(JSON.stringify({ ...JSON.parse(text), more: 1 }));
});

test('K3: another key cannot sign it, nor the right key something else', () => {
  const { signature: _, ...unsigned } = JSON.parse(text);
  const bytes = Buffer.from(JSON.stringify(unsigned));
  const forged = signDetached(bytes, 'qice-card', other);
  expectUnreadable(JSON.stringify({ ...unsigned, signature: forged }));
  expectUnreadable(
    JSON.stringify({ ...unsigned, signPublic: other.signPublic, signature: forged }),
  );
  const elsewhere = signDetached(bytes, 'qice-bundle', keys);
  expectUnreadable(JSON.stringify({ ...unsigned, signature: elsewhere }));
  const restyled = JSON.parse(text).signature.replace('from qice', 'from Qice');
  expectUnreadable(JSON.stringify({ ...unsigned, signature: restyled }));
});

test('K2: names that mislead the eye are refused before they are shown', () => {
  for (const officeName of ['', '局\u202e长', '局\n长', '局\ud800', '局'.repeat(101), '\u200f局']) {
    expect(() => writeCard({ ...card, officeName }, keys)).toThrow();
  }
});

test('K4: other versions, other files and oversized text are not cards', () => {
  const odd = [
    '',
    '{}',
    'null',
    '[]',
    '[['.repeat(9_000),
    text.repeat(2),
    ' '.repeat(17_000) + text,
  ];
  for (const changed of odd) expectUnreadable(changed);
  expectUnreadable(JSON.stringify({ ...JSON.parse(text), v: 2 }));
});

test('a card for keys one does not hold is our mistake', () => {
  expect(() => writeCard(card, other)).toThrow('keys');
});

test('K1, K2: version 3 names SM2 keys that are points of the curve, and nothing half', () => {
  const national: Card = {
    ...card,
    v: 3,
    ...sm2PublicsOf(keys),
    recovery: null,
    recoverySm2: null,
  };
  expect(readCard(writeCard(national, keys))).toEqual(national);
  // Well signed, but there is no point with this x.
  const off = Buffer.from([2, ...Array<number>(31).fill(255), 255]).toString('base64');
  expectUnreadable(writeCard({ ...national, sm2Recipient: off }, keys));
  expectUnreadable(writeCard({ ...national, recoverySm2: off }, keys));
  const { sm2Sign: _, ...half } = national;
  expect(() => writeCard(half as Card, keys)).toThrow();
});
