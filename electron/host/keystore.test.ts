import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  changePassphrase,
  createKeystore,
  type Keychain,
  openKeystore,
  openKeystoreByKeychain,
} from './keystore.ts';

const secrets = { storeKey: 'c2VjcmV0', signSecret: 'AAAA' };
const passphrase = '龙游的一句口令 2026';

const mask = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
const keychain: Keychain = {
  protect: async (text) => mask(Buffer.from(text)),
  unprotect: async (wrapped) => mask(wrapped).toString(),
};

type Json = { [key: string]: Json | string | number };
/** Every place in the file where one value stands, as a list of keys. */
const leaves = (value: Json, at: string[] = []): string[][] =>
  Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' ? leaves(inner, [...at, key]) : [[...at, key]],
  );
const bent = (value: Json | string | number | undefined): string | number => {
  if (typeof value === 'number') return value * 2;
  const text = String(value);
  return (text[0] === 'A' ? 'B' : 'A') + text.slice(1);
};
const bend = (file: Json, [key, ...rest]: string[]): Json => {
  if (key === undefined) return file;
  const inner = file[key];
  return { ...file, [key]: typeof inner === 'object' ? bend(inner, rest) : bent(inner) };
};

describe('keystore', () => {
  let path = '';
  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), 'qice-keystore-')), 'keystore.json');
  });
  const read = (): Json => JSON.parse(readFileSync(path, 'utf8')) as Json;
  const write = (file: Json): void => writeFileSync(path, JSON.stringify(file));

  it('gives back what was put in, to the passphrase alone', async () => {
    await createKeystore(path, secrets, passphrase);
    expect(await openKeystore(path, passphrase)).toEqual(secrets);
    await expect(openKeystore(path, `${passphrase} `)).rejects.toMatchObject({
      code: 'passphrase.wrong',
    });
    const text = readFileSync(path, 'utf8');
    expect(text).not.toContain(secrets.storeKey);
    expect(text).not.toContain('keychain');
  });

  it('is private and leaves no half file behind', async () => {
    await createKeystore(path, secrets, passphrase);
    expect(readdirSync(join(path, '..'))).toEqual(['keystore.json']);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('takes the same sentence however the keyboard composed it', async () => {
    await createKeystore(path, secrets, 'Qice１２３caf\u00e9');
    expect(await openKeystore(path, 'Qice123cafe\u0301')).toEqual(secrets);
  });

  it('is never written over an old one, nor with a weak passphrase', async () => {
    await expect(createKeystore(path, secrets, '1234567')).rejects.toMatchObject({
      code: 'passphrase.weak',
    });
    await createKeystore(path, secrets, passphrase);
    await expect(createKeystore(path, {}, passphrase)).rejects.toMatchObject({
      code: 'store.exists',
    });
    expect(await openKeystore(path, passphrase)).toEqual(secrets);
  });

  it('is refused as damaged when any one field was changed', async () => {
    await createKeystore(path, secrets, passphrase, keychain);
    const good = read();
    expect(leaves(good).map((at) => at.join('.'))).toEqual([
      'v',
      'kdf.name',
      'kdf.N',
      'kdf.r',
      'kdf.p',
      'kdf.salt',
      'box.iv',
      'box.tag',
      'box.data',
      'keychain',
      'sum',
    ]);
    for (const at of leaves(good)) {
      write(bend(good, at));
      await expect(openKeystore(path, passphrase), at.join('.')).rejects.toMatchObject({
        code: 'store.damaged',
      });
      await expect(openKeystoreByKeychain(path, keychain)).rejects.toMatchObject({
        code: 'store.damaged',
      });
    }
  });

  it('gives nothing to one who changes a field and mends the checksum', async () => {
    await createKeystore(path, secrets, passphrase, keychain);
    const good = read();
    type Whole = { v: number; kdf: Json; box: Json; keychain: string };
    const mended = (file: Json): Json => {
      const { v, kdf, box, keychain: slot } = file as unknown as Whole;
      const bound = JSON.stringify(['qice-keystore', 1, kdf.name, kdf.N, kdf.r, kdf.p, kdf.salt]);
      const sum = createHash('sha256')
        .update(JSON.stringify([v, bound, box.iv, box.tag]))
        .update(JSON.stringify([box.data, slot]))
        .digest('hex');
      return { ...file, sum };
    };
    expect(mended(good)).toEqual(good);
    for (const at of [
      ['kdf', 'N'],
      ['kdf', 'salt'],
      ['box', 'iv'],
      ['box', 'tag'],
      ['box', 'data'],
    ]) {
      write(mended(bend(good, at)));
      await expect(openKeystore(path, passphrase), at.join('.')).rejects.toMatchObject({
        code: 'passphrase.wrong',
      });
      expect(await openKeystoreByKeychain(path, keychain), at.join('.')).toBeUndefined();
    }
  });

  it.each(['', '{', 'null', '[]', '{"v":1}'])(
    'is refused as damaged when it reads %j',
    async (text) => {
      writeFileSync(path, text);
      await expect(openKeystore(path, passphrase)).rejects.toMatchObject({ code: 'store.damaged' });
    },
  );

  it('says so where there is none', async () => {
    await expect(openKeystore(path, passphrase)).rejects.toMatchObject({ code: 'store.missing' });
  });

  it('opens by the keychain where offered, and asks elsewhere', async () => {
    await createKeystore(path, secrets, passphrase, keychain);
    expect(await openKeystoreByKeychain(path, keychain)).toEqual(secrets);
    const stranger: Keychain = {
      ...keychain,
      unprotect: async () => {
        throw new Error('not this user');
      },
    };
    expect(await openKeystoreByKeychain(path, stranger)).toBeUndefined();
    expect(await openKeystore(path, passphrase)).toEqual(secrets);
  });

  it('changes its passphrase and forgets the old one', async () => {
    await createKeystore(path, secrets, passphrase, keychain);
    const before = readFileSync(path, 'utf8');
    await expect(changePassphrase(path, 'wrong one', 'new passphrase')).rejects.toMatchObject({
      code: 'passphrase.wrong',
    });
    await expect(changePassphrase(path, passphrase, 'short')).rejects.toMatchObject({
      code: 'passphrase.weak',
    });
    expect(readFileSync(path, 'utf8')).toBe(before);
    await changePassphrase(path, passphrase, 'new passphrase');
    expect(await openKeystore(path, 'new passphrase')).toEqual(secrets);
    await expect(openKeystore(path, passphrase)).rejects.toMatchObject({
      code: 'passphrase.wrong',
    });
    expect(await openKeystoreByKeychain(path, keychain)).toBeUndefined();
  });
});
