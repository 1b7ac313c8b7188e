import fc from 'fast-check';
import { sm2, sm3 } from 'sm-crypto-v2';
import { describe, expect, test } from 'vitest';
import { Redacted } from './redacted.ts';
import { createDeviceKeys, createRecoveryIdentity, secretOfIdentity } from './seal.ts';
import {
  isSm2Public,
  signSm2,
  sm2Public,
  sm2PublicsOf,
  sm2RecipientOf,
  sm2Secret,
  sm2SecretsOf,
  unwrapSm2,
  verifySm2,
  wrapSm2,
} from './sm2.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** The example key of GB/T 32918.5 (GM/T 0003.5), Annex A and C. */
const example = {
  secret: new Redacted('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8'),
  // Its y, ccea…ad13, is odd.
  public: hex('0309f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020').toString(
    'base64',
  ),
};

test('SM3: the examples of GB/T 32905, Annex A', () => {
  expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  expect(sm3('abcd'.repeat(16))).toBe(
    'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
  );
});

describe('the example of GB/T 32918.5', () => {
  test('the public key', () => expect(sm2Public(example.secret)).toBe(example.public));

  test('its signature of "message digest" is valid, and of nothing else', () => {
    const r = 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3';
    const s = 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa';
    const der = hex(`3046022100${r}022100${s}`);
    expect(verifySm2(Buffer.from('message digest'), der, example.public)).toBe(true);
    expect(verifySm2(Buffer.from('message digesT'), der, example.public)).toBe(false);
  });

  test('the encrypted text of Annex C opens', () => {
    // Qice wraps keys of 32 bytes only, so the example goes through the library itself.
    const c1 =
      '04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73' +
      'e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0';
    const c3 = '59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766';
    const c2 = '21886ca989ca9c7d58087307ca93092d651efa';
    const plain = sm2.doDecrypt(c1 + c3 + c2, example.secret.reveal(), 1, { output: 'array' });
    expect(Buffer.from(plain).toString()).toBe('encryption standard');
  });

  test('a wrapped key opens', () => {
    const key = new Uint8Array(32).fill(7);
    expect(unwrapSm2(wrapSm2(key, example.public), example.secret)).toEqual(key);
  });
});

test('K7: the SM2 keys of a device follow from its other keys, one for each use', async () => {
  const keys = await createDeviceKeys();
  const { sign, receive } = sm2SecretsOf(keys);
  expect(sign.reveal()).not.toBe(receive.reveal());
  expect(sm2PublicsOf({ ...keys })).toEqual({
    sm2Sign: sm2Public(sign),
    sm2Recipient: sm2RecipientOf(keys.ageIdentity),
  });
  const { identity } = await createRecoveryIdentity();
  const secret = secretOfIdentity(identity);
  expect(sm2RecipientOf(identity)).toBe(sm2Public(sm2Secret(secret, 'receive')));
  // Fixed for ever: a device that derived another one could not open what was sent to it.
  const fixed = sm2Secret(new Uint8Array(32).fill(1), 'receive');
  expect(sm2Public(fixed)).toBe('A7OFOnaJ+iCilt7ufy0iRSKE9hStPXUaMJcr8Ou6mkXC');
  expect(sm2Public(sm2Secret(new Uint8Array(32).fill(1), 'sign'))).toBe(
    'AtJBniVA55b2wfqkr6UeBf9Qi9VwNONDXLIgTkrl1lUp',
  );
});

test('a public key is a point of the curve in its one spelling', () => {
  expect(isSm2Public(example.public)).toBe(true);
  // No point has this x.
  const odd = [5, 6, 7, 8, 9].map((n) =>
    Buffer.from([2, ...Array(31).fill(0), n]).toString('base64'),
  );
  expect(odd.map(isSm2Public)).toContain(false);
  for (const bad of ['', 'A', `${example.public} `, example.public.slice(0, -1), 'x'.repeat(44)])
    expect(isSm2Public(bad)).toBe(false);
});

describe('what is changed in any bit, or spelt otherwise, is refused', () => {
  const message = Buffer.from('一企一策');
  const flipped = (bytes: Uint8Array, bit: number): Uint8Array =>
    bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

  test('a signature', () => {
    const signature = signSm2(message, example.secret);
    expect(signature.length).toBeLessThanOrEqual(72);
    expect(verifySm2(message, signature, example.public)).toBe(true);
    fc.assert(
      fc.property(fc.nat({ max: signature.length * 8 - 1 }), (bit) => {
        expect(verifySm2(message, flipped(signature, bit), example.public)).toBe(false);
      }),
      { numRuns: 100 },
    );
    const padded = Buffer.concat([signature, Buffer.of(0)]);
    expect(verifySm2(message, padded, example.public)).toBe(false);
    for (const some of ['', '30', '3006020100020100', '30060201010201', `30${'80'.repeat(9)}`])
      expect(verifySm2(message, hex(some), example.public)).toBe(false);
    const other = sm2Public(sm2Secret(new Uint8Array(32).fill(9), 'sign'));
    expect(verifySm2(message, signature, other)).toBe(false);
  });

  test('a wrapped key; nobody else opens it', () => {
    const wrapped = wrapSm2(new Uint8Array(32).fill(3), example.public);
    expect(wrapped.length).toBeLessThanOrEqual(141);
    fc.assert(
      fc.property(fc.nat({ max: wrapped.length * 8 - 1 }), (bit) => {
        expect(unwrapSm2(flipped(wrapped, bit), example.secret)).toBeUndefined();
      }),
      { numRuns: 100 },
    );
    expect(unwrapSm2(wrapped, sm2Secret(new Uint8Array(32), 'receive'))).toBeUndefined();
    expect(unwrapSm2(wrapped.subarray(0, -1), example.secret)).toBeUndefined();
  });

  test('a point that is not on the curve is never multiplied', () => {
    // A curve of small order would give the secret away, remainder by remainder.
    const off = hex(`306c0201050201070420${'00'.repeat(32)}0420${'00'.repeat(32)}`);
    const wrong = hex(`304a0201050201070420${'00'.repeat(32)}0420${'00'.repeat(32)}`);
    expect(unwrapSm2(off, example.secret)).toBeUndefined();
    expect(unwrapSm2(wrong, example.secret)).toBeUndefined();
  });
});
