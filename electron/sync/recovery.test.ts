import { expect, test } from 'vitest';
import { createRecovery, joinRecovery, readShare, type Share, shareLine } from './recovery.ts';
import { createRecoveryIdentity, identityOfSecret, secretOfIdentity } from './seal.ts';

const pairs = <T>([a, b, c]: readonly T[]): [T, T][] =>
  [
    [a, b],
    [b, c],
    [c, a],
  ] as [T, T][];

test('R1: an identity and its 32 bytes are one thing, spelt as age spells it', async () => {
  const { identity } = await createRecoveryIdentity();
  const secret = secretOfIdentity(identity);
  expect(secret).toHaveLength(32);
  expect(identityOfSecret(secret).reveal()).toBe(identity.reveal());
});

test('R2: any two of the three restore it, in any order; one does not', async () => {
  const { recipient, shares } = await createRecovery();
  for (const pair of pairs(shares)) expect((await joinRecovery(pair)).recipient).toBe(recipient);
  expect((await joinRecovery(shares)).recipient).toBe(recipient);
  await expect(joinRecovery(shares.slice(0, 1))).rejects.toMatchObject({ code: 'share.mismatch' });
});

test('R3: a share is read as people type it', async () => {
  const { shares } = await createRecovery();
  const share = shares[1] as Share;
  const line = shareLine(share);
  expect(line).toMatch(/^QICE1-2-([0-9A-HJKMNP-TV-Z]{4}-){16}[0-9A-HJKMNP-TV-Z]{2}$/);
  for (const typed of [
    line.toLowerCase(),
    line.replaceAll('-', ' '),
    line
      .replaceAll('-', '')
      .replaceAll('0', 'O')
      .replaceAll('1', 'l')
      .replace(/^QICEl/, 'QICE1'),
    `恢复密钥 第 2 份\n${line}\n请妥善保管`,
    `<pre>${line.replace(/(.{40}-)/, '$1\n')}</pre>`,
  ])
    expect(readShare(typed)).toEqual(share);
});

test('R3: a wrong, missing or swapped digit is found at once', async () => {
  const { shares } = await createRecovery();
  const line = shareLine(shares[0] as Share);
  const digits = [...line.matchAll(/[0-9A-Z]/g)].map(({ index }) => index).slice(5);
  for (const at of digits) {
    const other = line[at] === '7' ? '8' : '7';
    const wrong = line.slice(0, at) + other + line.slice(at + 1);
    expect(() => readShare(wrong), wrong).toThrow(
      expect.objectContaining({ code: 'share.unreadable' }),
    );
  }
  for (const odd of ['', 'QICE1', line.slice(0, -1), line.replace('QICE1', 'QICE2')])
    expect(() => readShare(odd)).toThrow(expect.objectContaining({ code: 'share.unreadable' }));
});

test('R4: the same share twice, and shares of two keys, are refused', async () => {
  const [one, two] = [await createRecovery(), await createRecovery()];
  const [a, b] = [one.shares[0] as Share, two.shares[1] as Share];
  await expect(joinRecovery([a, a])).rejects.toMatchObject({ code: 'share.mismatch' });
  await expect(joinRecovery([a, b])).rejects.toMatchObject({ code: 'share.mismatch' });
  const forged = { ...b, set: a.set };
  await expect(joinRecovery([a, forged])).rejects.toMatchObject({ code: 'share.mismatch' });
});
