/**
 * The public test vectors of the age format (C2SP/CCTV, npm `cctv-age`) through the reader that
 * opens our bundles: what age calls valid is read byte for byte, everything else is refused.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import * as cctv from 'cctv-age';
import { afterAll, expect, test } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { sodiumAead } from '#sync/aead.ts';
import { decryptWith } from '#sync/age-file.ts';
import { openBundle } from '#sync/bundle-open.ts';
import { Redacted } from '#sync/redacted.ts';
import { createRecoveryIdentity, sha256 } from '#sync/seal.ts';
import { allOf, streamOf } from '#tests/support/tampering.ts';

const sodium = await sodiumAead();

type Vector = {
  readonly name: string;
  readonly head: Map<string, string[]>;
  readonly file: Buffer;
};

const parse = (name: string, bytes: Uint8Array): Vector => {
  const whole = Buffer.from(bytes);
  const end = whole.indexOf('\n\n');
  const lines = whole.toString('utf8', 0, end).split('\n');
  const head = new Map<string, string[]>();
  for (const line of lines) {
    const [key = '', ...rest] = line.split(': ');
    head.set(key, [...(head.get(key) ?? []), rest.join(': ')]);
  }
  const body = whole.subarray(end + 2);
  return { name, head, file: head.has('compressed') ? inflateSync(body) : body };
};

const all = Object.entries(cctv as unknown as Record<string, Uint8Array>)
  .filter(([, bytes]) => bytes instanceof Uint8Array)
  .map(([name, bytes]) => parse(name, bytes));

const dir = mkdtempSync(join(tmpdir(), 'qice-cctv-'));
afterAll(() => rmSync(dir, { recursive: true }));

/** SHA-256 of what the reader gives, or the code of its refusal. */
const read = async ({ name, file }: Vector, identity: Redacted): Promise<string> => {
  const path = join(dir, name);
  writeFileSync(path, file);
  try {
    const opened = await openBundle({ path, identity });
    try {
      const pieces: Uint8Array[] = [];
      for await (const piece of opened.plain) pieces.push(piece);
      return sha256(Buffer.concat(pieces));
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

/** Bundles have X25519 stanzas and are not armoured (B1): only these vectors can be for us. */
const forUs = ({ head }: Vector): boolean =>
  !head.has('armored') &&
  !head.has('passphrase') &&
  (head.get('identity') ?? []).some((identity) => identity.startsWith('AGE-SECRET-KEY-1'));

/** The same through the cipher of Electron, beneath the checks of a bundle's length. */
const readBySodium = async ({ file }: Vector, identity: Redacted): Promise<string> => {
  const opened = await decryptWith(identity, streamOf(file), sodium);
  return opened ? sha256(await allOf(opened)) : 'no match';
};

const ours = all.filter(forUs);
const foreign = all.filter((vector) => !forUs(vector));

test('there are as many vectors as when this was written, or more', () => {
  expect(ours.length).toBeGreaterThanOrEqual(60);
  expect(all.length).toBeGreaterThanOrEqual(140);
});

test.each(ours.map((vector) => [vector.name, vector] as const))('B1, B3: %s', async (_, vector) => {
  const identity = vector.head.get('identity')?.find((one) => one.startsWith('AGE-SECRET-KEY-1'));
  const said = await read(vector, new Redacted(identity ?? ''));
  const [expected = ''] = vector.head.get('expect') ?? [];
  if (expected === 'success') expect(said).toBe(vector.head.get('payload')?.[0]);
  else if (expected === 'no match') expect(said).toBe('bundle.notForUs');
  else expect(['bundle.damaged', 'bundle.foreign', 'bundle.notForUs']).toContain(said);

  const bySodium = await readBySodium(vector, new Redacted(identity ?? '')).catch(() => 'refused');
  if (expected === 'success') expect(bySodium).toBe(said);
  else expect(['refused', 'no match']).toContain(bySodium);
});

test.each(foreign.map((vector) => [vector.name, vector] as const))(
  'not a bundle of ours, and refused: %s',
  async (_, vector) => {
    const { identity } = await createRecoveryIdentity();
    expect(['bundle.damaged', 'bundle.foreign', 'bundle.notForUs']).toContain(
      await read(vector, identity),
    );
  },
);
