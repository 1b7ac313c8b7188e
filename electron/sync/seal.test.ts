import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { publicKeyFile } from './minisign.ts';
import { Redacted } from './redacted.ts';
import {
  createDeviceKeys,
  deriveId,
  fingerprint,
  minisignSecretFile,
  randomBytes,
  sha256,
  sha256Stream,
  signDetached,
  uuid,
  verifyDetached,
} from './seal.ts';

const keys = await createDeviceKeys();
const other = await createDeviceKeys();
const bytes = Buffer.from('一企一策');

describe('hashes and identifiers', () => {
  test('SHA-256 gives the published digest, whole or in pieces', () => {
    const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const stream = sha256Stream();
    stream.update(Buffer.from('a'));
    stream.update(Buffer.from('bc'));
    expect([sha256('abc'), sha256(Buffer.from('abc')), stream.hex()]).toEqual(
      Array(3).fill(expected),
    );
  });

  test('a derived id is the same for ever, shaped as a version 8 UUID', () => {
    // A fixed value: another answer in a later version would split every enterprise in two.
    expect(deriveId('enterprise', '91330825MA2DGXXX0A')).toBe(
      '045f1ed7-47a1-80d7-ba60-a34fb15e4377',
    );
    expect(deriveId('a', 'bc')).not.toBe(deriveId('ab', 'c'));
    expect(deriveId('enterprise', 'x')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab]/);
  });

  test('random bytes and ids have their length and do not repeat', () => {
    expect(randomBytes(16)).toHaveLength(16);
    expect(sha256(randomBytes(16))).not.toBe(sha256(randomBytes(16)));
    expect(uuid()).not.toBe(uuid());
  });
});

describe('device keys', () => {
  test('public halves have the shape of minisign and age', () => {
    expect(keys.signPublic).toMatch(/^RW[A-Za-z0-9+/]{54}$/);
    expect(keys.ageRecipient).toMatch(/^age1[02-9ac-hj-np-z]{58}$/);
    expect(keys.ageIdentity.reveal()).toMatch(/^AGE-SECRET-KEY-1/);
  });

  test('a secret never shows in text, JSON or an inspector', () => {
    const seen = [`${keys.signSecret}`, JSON.stringify(keys), inspect(keys, { depth: 9 })].join();
    expect(seen).toContain('〈密钥〉');
    expect(seen).not.toContain(keys.signSecret.reveal());
    expect(seen).not.toContain(keys.ageIdentity.reveal());
    expect(inspect(new Redacted('s3cret'), { showHidden: true })).toBe('〈密钥〉');
  });

  test('the fingerprint is 5 groups of 5 digits and follows both keys', () => {
    const print = fingerprint(keys);
    expect(print).toMatch(/^\d{5}( \d{5}){4}$/);
    expect(fingerprint({ ...keys })).toBe(print);
    expect(fingerprint({ ...keys, ageRecipient: other.ageRecipient })).not.toBe(print);
    expect(fingerprint({ ...keys, signPublic: other.signPublic })).not.toBe(print);
    // K5: with SM2 keys what people compare covers them, both.
    const national = { ...keys, sm2Sign: 'A', sm2Recipient: 'B' };
    const withThem = fingerprint(national);
    expect(withThem).not.toBe(print);
    expect(fingerprint({ ...national, sm2Sign: 'C' })).not.toBe(withThem);
    expect(fingerprint({ ...national, sm2Recipient: 'C' })).not.toBe(withThem);
    expect(fingerprint({ ...keys, sm2Sign: null, sm2Recipient: null })).toBe(print);
    expect(fingerprint({ signPublic: 'RW', ageRecipient: 'age1' })).toBe(
      '07167 04503 00120 87798 70394',
    );
  });

  test('halves of two pairs are not used together', () => {
    const mixed = { ...keys, signPublic: other.signPublic };
    expect(() => signDetached(bytes, 'x', mixed)).toThrow('one pair');
  });
});

describe('minisign', () => {
  const text = signDetached(bytes, '第 1 号', keys);

  test('a signature verifies and gives its trusted comment', () => {
    expect(verifyDetached(bytes, text, keys.signPublic)).toEqual({
      ok: true,
      trustedComment: '第 1 号',
    });
  });

  test('other bytes, another key, and every change of the signature text are refused', () => {
    expect(verifyDetached(Buffer.from('一企二策'), text, keys.signPublic).ok).toBe(false);
    expect(verifyDetached(bytes, text, other.signPublic).ok).toBe(false);
    expect(verifyDetached(bytes, text, 'RW').ok).toBe(false);
    const start = text.indexOf('\n');
    for (let at = start; at < text.length; at += 1) {
      const changed = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
      expect(verifyDetached(bytes, changed, keys.signPublic), `at ${at}`).toMatchObject({
        ok: false,
      });
    }
    for (const odd of [
      `${text}\n`,
      text.slice(0, -1),
      text.replaceAll('\n', '\r\n'),
      '',
      '\n\n\n\n',
    ]) {
      expect(verifyDetached(bytes, odd, keys.signPublic).ok).toBe(false);
    }
  });

  test('a trusted comment that could add lines is our mistake', () => {
    for (const comment of ['a\nb', 'a\r', '\ud800', 'x'.repeat(1_025)]) {
      expect(() => signDetached(bytes, comment, keys)).toThrow('trusted comment');
    }
  });

  test('key files have the two lines of minisign', () => {
    expect(publicKeyFile(keys.signPublic)).toMatch(
      /^untrusted comment: minisign public key [0-9A-F]{16}\nRW.{54}\n$/,
    );
    expect(minisignSecretFile(keys).reveal()).toMatch(/^untrusted comment: .+\nRWQAAEIy.+\n$/);
  });
});

test('names that BoringSSL lacks do not reach node:crypto', () => {
  const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
  for (const name of ['./seal.ts', './age-file.ts']) {
    expect(read(name)).not.toMatch(/createHash\('(?!sha256')|chacha20|createCipheriv/);
  }
  // The one file that may ask for the cipher, because it has another answer where there is none.
  expect(read('./aead.ts').match(/'chacha20-poly1305'/g)).toHaveLength(1);
});
