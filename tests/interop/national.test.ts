/** openssl, by itself, opens what Qice writes in the national envelope; each takes the other's signature. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomBytes } from '#sync/seal.ts';
import {
  signSm2,
  sm2Public,
  sm2PublicPem,
  sm2Secret,
  sm2SecretPem,
  sm2SecretsOf,
  unwrapSm2,
  verifySm2,
  wrapSm2,
} from '#sync/sm2.ts';
import { nationalParcel, type Parcel, writeParcel } from '#tests/support/sample-bundle.ts';
import { filesOf, plainOf } from '#tests/support/tampering.ts';

const dir = mkdtempSync(join(tmpdir(), 'qice-national-'));
const at = (...parts: string[]) => join(dir, ...parts);
const openssl = (args: readonly string[], input?: Uint8Array): Buffer =>
  execFileSync('openssl', args, { cwd: dir, stdio: ['pipe', 'pipe', 'pipe'], input });
const ID = ['-sigopt', 'distid:1234567812345678'];

afterAll(() => rmSync(dir, { recursive: true }));

describe('the recipe of docs/bundle-format.md', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/bundle-format.md'), 'utf8');
  const recipe = /```bash\n(file=.*?)```/s.exec(page)?.[1] ?? '';
  /** Runs it in a folder of its own; returns what it said when it refused. */
  const follow = (name: string, file: Uint8Array, key: string): string => {
    mkdirSync(at(name));
    writeFileSync(at(name, '报送.qice'), file);
    writeFileSync(at(name, 'qice-sm2-receive.pem'), key);
    try {
      execFileSync('bash', ['-c', recipe], { cwd: at(name), stdio: 'pipe' });
      return '';
    } catch (error) {
      return String((error as { stderr: Buffer }).stderr);
    }
  };
  let parcel: Parcel;
  let whole: Buffer;
  let key: string;
  beforeAll(async () => {
    // Three pieces: the recipe must count, and find the last.
    parcel = { ...(await nationalParcel()), media: [Buffer.from(randomBytes(150_000))] };
    await writeParcel(at('b.qice'), parcel);
    whole = readFileSync(at('b.qice'));
    key = sm2SecretPem(sm2SecretsOf(parcel.to.keys).receive).reveal();
  });

  test('N1–N10: opens a bundle, checks every code in it and the signature', async () => {
    expect(follow('open', whole, key)).toBe('');
    const inside = await plainOf(at('b.qice'), parcel.to.keys.ageIdentity);
    expect(readFileSync(at('open', 'inside.tar')).equals(inside)).toBe(true);
    for (const { name, bytes } of filesOf(inside))
      expect(readFileSync(at('open', name)).equals(bytes)).toBe(true);
  });

  test('N9: the sender opens it too, a stranger does not', () => {
    const secretOf = (keys: typeof parcel.to.keys): string =>
      sm2SecretPem(sm2SecretsOf(keys).receive).reveal();
    expect(follow('sender', whole, secretOf(parcel.from.keys))).toBe('');
    const stranger = sm2SecretPem(sm2Secret(randomBytes(32), 'receive')).reveal();
    expect(follow('stranger', whole, stranger)).toContain('not for this key');
  });

  test('N4, N7: it refuses what Qice refuses', () => {
    const turned = (place: number): Buffer =>
      Buffer.from(whole.map((byte, i) => (i === place ? byte ^ 1 : byte)));
    const salt = 12 + [1, 2].reduce((sum) => sum + 1 + (whole[12 + sum] ?? 0), 0);
    expect(follow('header', turned(salt), key)).toContain('the header is not authentic');
    expect(follow('payload', turned(whole.length - 70_000), key)).toContain('piece 1');
    expect(follow('cut', whole.subarray(0, -1), key)).toContain('piece 2');
    expect(follow('cut-piece', whole.subarray(0, salt + 48 + 2 * 65_568), key)).toContain(
      'piece 1',
    );
  });
});

describe('single steps, both ways', () => {
  const secret = sm2Secret(randomBytes(32), 'sign');
  const publicKey = sm2Public(secret);
  const message = Buffer.from('一企一策');
  beforeAll(() => {
    openssl(['ecparam', '-genkey', '-name', 'SM2', '-noout', '-out', 'theirs.pem']);
    openssl(['pkey', '-in', 'theirs.pem', '-pubout', '-out', 'theirs.pub']);
    writeFileSync(at('ours.pem'), sm2SecretPem(secret).reveal());
    writeFileSync(at('ours.pub'), sm2PublicPem(publicKey));
    writeFileSync(at('m'), message);
  });
  /** A public key of openssl's as Qice writes one: x, and whether y is odd. */
  const publicOf = (args: readonly string[]): string => {
    const point = openssl(['pkey', ...args, '-pubout', '-outform', 'DER']).subarray(-64);
    const odd = (point[63] ?? 0) & 1;
    return Buffer.concat([Buffer.of(2 + odd), point.subarray(0, 32)]).toString('base64');
  };
  const theirPublic = (): string => publicOf(['-in', 'theirs.pem']);

  test('K7: HKDF with SM3 is openssl’s', () => {
    const seed = randomBytes(32);
    const wide = openssl([
      ...['kdf', '-keylen', '48', '-kdfopt', 'digest:SM3', '-binary'],
      ...['-kdfopt', `hexkey:${Buffer.from(seed).toString('hex')}`],
      ...['-kdfopt', 'info:qice-sm2-sign-v1', 'HKDF'],
    ]);
    const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
    const number = (BigInt(`0x${wide.toString('hex')}`) % (order - 2n)) + 1n;
    expect(sm2Secret(seed, 'sign').reveal()).toBe(number.toString(16).padStart(64, '0'));
  });

  test('our keys are keys to openssl, and belong together', () => {
    expect(publicOf(['-in', 'ours.pem'])).toBe(publicKey);
    expect(openssl(['pkey', '-pubin', '-in', 'ours.pub', '-noout', '-text']).toString()).toContain(
      'ASN1 OID: SM2',
    );
  });

  test('N10: a signature of openssl’s is valid here, and of nothing else', () => {
    for (let round = 0; round < 20; round += 1) {
      const theirs = openssl(['dgst', '-sm3', '-sign', 'theirs.pem', ...ID, 'm']);
      expect(verifySm2(message, theirs, theirPublic())).toBe(true);
      expect(verifySm2(Buffer.from('x'), theirs, theirPublic())).toBe(false);
    }
    const other = openssl(['dgst', '-sm3', '-sign', 'theirs.pem', '-sigopt', 'distid:x', 'm']);
    expect(verifySm2(message, other, theirPublic())).toBe(false);
  });

  test('N10: ours are valid there', () => {
    for (let round = 0; round < 20; round += 1) {
      writeFileSync(at('m.sm2'), signSm2(message, secret));
      const said = openssl([
        ...['dgst', '-sm3', '-verify', 'ours.pub', ...ID, '-signature', 'm.sm2', 'm'],
      ]);
      expect(said.toString()).toContain('Verified OK');
    }
  });

  test('N3: a key wrapped by either opens with the other', () => {
    for (let round = 0; round < 20; round += 1) {
      const key = Buffer.from(randomBytes(32));
      const theirs = openssl(['pkeyutl', '-encrypt', '-pubin', '-inkey', 'ours.pub'], key);
      expect(Buffer.from(unwrapSm2(theirs, secret) ?? 'none').equals(key)).toBe(true);
      const back = openssl(
        ['pkeyutl', '-decrypt', '-inkey', 'theirs.pem'],
        wrapSm2(key, theirPublic()),
      );
      expect(back.equals(key)).toBe(true);
    }
  });
});
