import { describe, expect, test } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { readTar, TAR_END, type TarEntry, tarHeader, tarPadding, tarSize } from './tar.ts';

const pack = (...files: [name: string, content: string][]): Buffer =>
  Buffer.concat([
    ...files.flatMap(([name, content]) => {
      const bytes = Buffer.from(content);
      return [tarHeader({ name, size: bytes.length }), bytes, tarPadding(bytes.length)];
    }),
    TAR_END,
  ]);

async function* inPieces(bytes: Uint8Array, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

const unpack = async (bytes: Uint8Array, pieces = 4_096): Promise<[string, string][]> => {
  const tar = readTar(inPieces(bytes, pieces));
  const files: [string, string][] = [];
  for (let entry = await tar.next(); entry; entry = await tar.next()) {
    files.push([entry.name, Buffer.from(await tar.body()).toString()]);
  }
  return files;
};

/** Every other body whole, the others in parts. */
const unpackParts = async (bytes: Uint8Array, pieces: number): Promise<[string, string][]> => {
  const tar = readTar(inPieces(bytes, pieces));
  const files: [string, string][] = [];
  for (let entry = await tar.next(); entry; entry = await tar.next()) {
    const parts: Uint8Array[] = [];
    if (files.length % 2 === 1) parts.push(await tar.body());
    else for await (const part of tar.parts()) parts.push(Buffer.from(part));
    files.push([entry.name, Buffer.concat(parts).toString()]);
  }
  return files;
};

const expectRefused = async (bytes: Uint8Array) =>
  expect(unpack(bytes)).rejects.toMatchObject({ name: 'Refusal', code: 'bundle.damaged' });

const files: [string, string][] = [
  ['manifest.json', '{}'],
  ['media/empty', ''],
  ['media/block', 'x'.repeat(512)],
  ['seg/a-1-2.jsonl.zst', 'y'.repeat(1_300)],
];

test('T1–T4: files come back, in order, from pieces of any length', async () => {
  const bytes = pack(...files);
  expect(bytes).toHaveLength(tarSize(files.map(([, content]) => content.length)));
  for (const pieces of [1, 7, 512, 1_000_000]) {
    expect(await unpack(bytes, pieces)).toEqual(files);
    expect(await unpackParts(bytes, pieces)).toEqual(files);
  }
});

test('T1: every changed byte of a header is refused', async () => {
  const bytes = pack(['a/b', 'hello']);
  for (let at = 0; at < 512; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expectRefused(changed);
  }
});

describe('T1: what tar knows and a bundle does not', () => {
  const withField = (at: number, text: string): Buffer => {
    const block = Buffer.from(tarHeader({ name: 'a', size: 0 }));
    block.write(text, at, 'latin1');
    block.write('        ', 148, 'latin1');
    const sum = block.reduce((total, byte) => total + byte, 0);
    block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    return Buffer.concat([block, TAR_END]);
  };

  test('the helper itself makes an accepted header', async () => {
    expect(await unpack(withField(0, 'b'))).toEqual([['b', '']]);
  });

  test.each([
    ['symbolic link', 156, '2'],
    ['hard link', 156, '1'],
    ['folder', 156, '5'],
    ['pax header', 156, 'x'],
    ['GNU long name', 156, 'L'],
    ['old regular file', 156, '\0'],
    ['other mode', 100, '0000755'],
    ['owner', 108, '0001750'],
    ['time', 136, '00000000001'],
    ['link target', 157, 'b'],
    ['user name', 265, 'root'],
    ['prefix', 345, 'etc'],
    ['GNU magic', 257, 'ustar  \0'],
    ['base-256 size', 124, '\x80\0\0\0\0\0\0\0\0\0\0\x01'],
    ['size with spaces', 124, '          0'],
    ['absolute name', 0, '/a'],
    ['parent folder', 0, '../a'],
    ['hidden file', 0, '.a'],
    ['bytes behind the name', 0, 'a\0b'],
    ['Chinese name', 0, '\xe7\xba\xb8'],
    ['no name', 0, '\0'],
  ])('%s', async (_, at, text) => {
    await expect(readTar(inPieces(withField(at, text), 512)).next()).rejects.toBeInstanceOf(
      Refusal,
    );
  });

  test('a size is given before anything is held in memory for it', async () => {
    const tar = readTar(inPieces(withField(124, '77777777777'), 512));
    expect(await tar.next()).toEqual({ name: 'a', size: 8 ** 11 - 1 });
  });
});

test('T2: a name a bundle cannot hold is our mistake', () => {
  const odd: TarEntry[] = [
    { name: 'a'.repeat(101), size: 0 },
    { name: '../a', size: 0 },
    { name: '纸', size: 0 },
    { name: 'a', size: -1 },
    { name: 'a', size: 8 ** 11 },
  ];
  for (const entry of odd) expect(() => tarHeader(entry)).toThrow('tar');
  expect(tarHeader({ name: 'a'.repeat(100), size: 8 ** 11 - 1 })).toHaveLength(512);
});

test('T3: padding is zero', async () => {
  const bytes = pack(['a', 'hello']);
  bytes[512 + 5] = 1;
  await expectRefused(bytes);
});

test('T4: exactly 1,024 zero bytes end it', async () => {
  const bytes = pack(...files);
  await expectRefused(Buffer.concat([bytes, Buffer.alloc(1)]));
  await expectRefused(Buffer.concat([bytes, Buffer.alloc(9_216)]));
  await expectRefused(Buffer.concat([bytes, bytes]));
  const last = Buffer.from(bytes);
  last[last.length - 1] = 1;
  await expectRefused(last);
});

test('T4: every shorter archive is refused', async () => {
  const bytes = pack(['a', 'hello'], ['b', '']);
  for (let length = 0; length < bytes.length; length += 1) {
    await expectRefused(bytes.subarray(0, length));
  }
});

test('next and body alternate', async () => {
  const tar = readTar(inPieces(pack(['a', 'hello']), 512));
  await expect(tar.body()).rejects.toThrow('next()');
  await tar.next();
  await expect(tar.next()).rejects.toThrow('not taken');
});
