import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fastestSm, javascriptSm, nodeSm, provesSm, type SmCiphers } from './sm.ts';

const both: readonly SmCiphers[] = [nodeSm, javascriptSm];
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test.each(both)('$name gives the known answers; one that does not is found out', (ciphers) => {
  expect(provesSm(ciphers)).toBe(true);
  const wrong = (bytes: Uint8Array): Uint8Array =>
    bytes.map((byte, i) => (i === 31 ? ~byte : byte));
  expect(provesSm({ ...ciphers, ctr: (...given) => wrong(ciphers.ctr(...given)) })).toBe(false);
  expect(provesSm({ ...ciphers, mac: (...given) => wrong(ciphers.mac(...given)) })).toBe(false);
  expect(
    provesSm({
      ...ciphers,
      mac: () => {
        throw new Error('no such cipher');
      },
    }),
  ).toBe(false);
});

test.each(both)('$name: SM4, example 1 of GB/T 32907, Annex A', ({ ctr }) => {
  const key = hex('0123456789abcdeffedcba9876543210');
  // The first block of the key stream is the counter, encrypted.
  expect(text(ctr(key, key, Buffer.alloc(16)))).toBe('681edf34d206965e86b3e94f536e4246');
});

test('here those of node:crypto are chosen', () => expect(fastestSm()).toBe(nodeSm));

test('both write the same bytes, whatever the counter, and read each other', () => {
  const of = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
  // Counters that carry over, as far as the top.
  const counter = fc
    .tuple(of(16), fc.nat({ max: 16 }))
    .map(([bytes, carried]) => bytes.map((byte, i) => (i < 16 - carried ? byte : 255)));
  const pieces = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 3 });
  fc.assert(
    fc.property(
      of(16),
      counter,
      fc.uint8Array({ maxLength: 300 }),
      pieces,
      (key, at, plain, said) => {
        const sealed = nodeSm.ctr(key, at, plain);
        expect(text(javascriptSm.ctr(key, at, plain))).toBe(text(sealed));
        expect(text(javascriptSm.ctr(key, at, sealed))).toBe(text(plain));
        expect(text(javascriptSm.mac(key, ...said))).toBe(text(nodeSm.mac(key, ...said)));
      },
    ),
  );
});

test('nobody else asks for these ciphers: where Electron has none they would be missing', () => {
  const sources = readdirSync(import.meta.dirname).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'sm.ts',
  );
  expect(sources.length).toBeGreaterThan(20);
  for (const name of sources)
    expect(readFileSync(join(import.meta.dirname, name), 'utf8')).not.toMatch(/create\w+\('sm\d/);
});
