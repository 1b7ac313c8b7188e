/**
 * The file that keeps a device's secrets, `keystore.json` in the store's folder:
 *
 *     {v: 1, kdf: {name: 'scrypt', N, r, p, salt}, box: {iv, tag, data}, keychain?, sum}
 *
 * `box` is AES-256-GCM over JSON, under a key that scrypt makes of the passphrase; `v` and `kdf` are
 * authenticated with it. `keychain` is the same key as wrapped by the operating system, where the
 * person chose that. `sum` is SHA-256 of the rest: it says nothing about who wrote the file, but it
 * tells a damaged file from a wrong passphrase, so that nobody retypes a right one for an hour.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  type ScryptOptions,
  scrypt,
} from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { translateFailure } from '#db/failures.ts';
import { Refusal } from '#shared/errors.ts';
import { minPassphrase } from '#shared/settings.ts';
import { replacePrivateFile } from './private-file.ts';

/** What an operating system's keychain does (Electron's `safeStorage`). Both may reject. */
export type Keychain = {
  readonly protect: (text: string) => Promise<Buffer>;
  readonly unprotect: (wrapped: Buffer) => Promise<string>;
};

const base64 = (min: number, max: number) =>
  z.base64().refine((text) => {
    const { length } = Buffer.from(text, 'base64');
    return length >= min && length <= max;
  });

/** The least scrypt `N` a file may name: 16 MiB. */
export const leastCost = 16_384;

const kdfShape = z.object({
  name: z.literal('scrypt'),
  // Bounded above, so that a doctored file cannot ask for all the memory there is.
  N: z
    .int()
    .min(leastCost)
    .max(2 ** 20)
    .refine((n) => (n & (n - 1)) === 0),
  r: z.literal(8),
  p: z.literal(1),
  salt: base64(16, 64),
});
type Kdf = z.infer<typeof kdfShape>;

const fileShape = z.object({
  v: z.literal(1),
  kdf: kdfShape,
  box: z.object({ iv: base64(12, 12), tag: base64(16, 16), data: base64(1, 1_000_000) }),
  keychain: base64(1, 100_000).optional(),
  sum: z.string(),
});
type KeystoreFile = z.infer<typeof fileShape>;

/** 64 MiB and about a fifth of a second on an office laptop. */
const usualCost = 65_536;
const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** The same sentence typed on Windows and on macOS is the same key. */
const keyOf = (passphrase: string, kdf: Kdf): Promise<Buffer> => {
  const { N, r, p } = kdf;
  const salt = Buffer.from(kdf.salt, 'base64');
  return derive(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 256 * N * r });
};

const boundTo = (kdf: Kdf): Buffer =>
  Buffer.from(JSON.stringify(['qice-keystore', 1, kdf.name, kdf.N, kdf.r, kdf.p, kdf.salt]));

const sumOf = (file: Omit<KeystoreFile, 'sum'>): string =>
  createHash('sha256')
    .update(JSON.stringify([file.v, boundTo(file.kdf).toString(), file.box.iv, file.box.tag]))
    .update(JSON.stringify([file.box.data, file.keychain ?? null]))
    .digest('hex');

const damaged = (): Refusal => Refusal.of('store.damaged', { what: '密钥文件 keystore.json' });

const read = (path: string): KeystoreFile => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw Refusal.of('store.missing', { dir: dirname(path) });
    throw translateFailure(error, path);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damaged();
  }
  const file = fileShape.safeParse(value);
  if (!file.success || sumOf(file.data) !== file.data.sum) throw damaged();
  return file.data;
};

/** @returns undefined where the key is not the one the box was locked with. */
const unlock = (file: KeystoreFile, key: Buffer): unknown => {
  const { iv, tag, data } = file.box;
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'));
  decipher.setAAD(boundTo(file.kdf)).setAuthTag(Buffer.from(tag, 'base64'));
  try {
    const text = [decipher.update(data, 'base64', 'utf8'), decipher.final('utf8')].join('');
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const save = async (
  path: string,
  secrets: unknown,
  passphrase: string,
  keychain: Keychain | undefined,
  N = usualCost,
): Promise<void> => {
  if ([...passphrase].length < minPassphrase) throw Refusal.of('passphrase.weak');
  const kdf: Kdf = { name: 'scrypt', N, r: 8, p: 1, salt: randomBytes(32).toString('base64') };
  const key = await keyOf(passphrase, kdf);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(boundTo(kdf));
  const data = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
  const file = {
    v: 1 as const,
    kdf,
    box: {
      iv: iv.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
      data: data.toString('base64'),
    },
    keychain: (await keychain?.protect(key.toString('base64')))?.toString('base64'),
  };
  replacePrivateFile(path, `${JSON.stringify({ ...file, sum: sumOf(file) }, null, 1)}\n`);
};

/**
 * Writes a new keystore. Never over an old one: whoever loses the keys loses the store.
 *
 * @param secrets JSON values only
 * @param keychain given where the person wants this computer to open the store without asking
 * @param N of scrypt, 1 KiB of memory each; tests make hundreds of stores and take `leastCost`
 * @throws Refusal `store.exists`, `passphrase.weak`, `disk.full`, `store.readonly`
 */
export const createKeystore = async (
  path: string,
  secrets: unknown,
  passphrase: string,
  keychain?: Keychain,
  N = usualCost,
): Promise<void> => {
  if (existsSync(path)) throw Refusal.of('store.exists', { dir: dirname(path) });
  await save(path, secrets, passphrase, keychain, N);
};

/** @throws Refusal `passphrase.wrong`, `store.damaged`, `store.missing` */
export const openKeystore = async (path: string, passphrase: string): Promise<unknown> => {
  const file = read(path);
  const secrets = unlock(file, await keyOf(passphrase, file.kdf));
  if (secrets === undefined) throw Refusal.of('passphrase.wrong');
  return secrets;
};

/**
 * Opens without a passphrase, where the operating system holds the key.
 *
 * @returns undefined where it does not (never offered, another user or computer): ask the person.
 * @throws Refusal `store.damaged`, `store.missing`
 */
export const openKeystoreByKeychain = async (
  path: string,
  keychain: Keychain,
): Promise<unknown> => {
  const file = read(path);
  if (!file.keychain) return undefined;
  try {
    const key = await keychain.unprotect(Buffer.from(file.keychain, 'base64'));
    return unlock(file, Buffer.from(key, 'base64'));
  } catch {
    return undefined;
  }
};

/**
 * Locks the same secrets with a new passphrase. A keychain slot is dropped unless given again.
 *
 * @throws Refusal as `openKeystore`, and `passphrase.weak`
 */
export const changePassphrase = async (
  path: string,
  from: string,
  to: string,
  keychain?: Keychain,
): Promise<void> => save(path, await openKeystore(path, from), to, keychain);

/** Whether there is one at all. */
export const hasKeystore = (path: string): boolean => existsSync(path);
