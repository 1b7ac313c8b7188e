import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tempDir, testClock } from '#tests/support/device.ts';
import { createMediaStore, openPictureShelf, type Picture } from './media.ts';
import { mediaFile, openEncrypted, openMedia, openStore, type Store } from './open.ts';

const temp = tempDir();
afterAll(() => temp.remove());
const key = new Uint8Array(32).fill(3);
const open = (name: string): Store =>
  openStore({ dir: join(temp.path, name), key, clock: testClock() });

const picture = (n: number, bytes: number): Picture => ({
  sha256: n.toString(16).padStart(64, '0'),
  mime: 'image/jpeg',
  bytes: new Uint8Array(bytes).fill(n),
});

test('a shelf is written when it is full, and the rest when it is emptied', () => {
  const store = open('shelf');
  const batches: number[] = [];
  const shelf = openPictureShelf({
    putAll: (pictures) => {
      batches.push(pictures.length);
      store.media.putAll(pictures);
    },
  });
  const pictures = Array.from({ length: 7 }, (_, n) => picture(n, 5 * 1_048_576));
  for (const one of pictures) shelf.add(one);
  expect(batches).toEqual([4]);
  shelf.empty();
  shelf.empty();
  expect(batches).toEqual([4, 3]);
  for (const { sha256, bytes } of pictures) {
    expect(store.media.get(sha256)?.bytes.equals(bytes)).toBe(true);
  }
  store.close();
});

test('pictures put together are kept together or not at all', () => {
  const store = open('together');
  const broken = { ...picture(2, 10), mime: null as never };
  store.media.put(picture(1, 10).sha256, 'image/jpeg', picture(1, 10).bytes);
  expect(() => store.media.putAll([picture(3, 10), broken])).toThrow(/NOT NULL/);
  expect(store.media.has(picture(3, 10).sha256)).toBe(false);
  expect(store.media.has(picture(1, 10).sha256)).toBe(true);
  store.close();
});

test('the file of pictures shows nothing of them, and a changed byte is noticed', () => {
  const store = open('cipher');
  const secret = Buffer.from('统一社会信用代码'.repeat(4_000));
  store.media.put(picture(1, 0).sha256, 'image/jpeg', secret);
  store.close();
  const file = mediaFile(join(temp.path, 'cipher'));
  const bytes = readFileSync(file);
  expect(bytes.length).toBeGreaterThan(secret.length);
  expect(bytes.includes(Buffer.from('统一社会'))).toBe(false);
  // In the middle of the picture, away from every header.
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const again = open('cipher');
  expect(() => again.media.get(picture(1, 0).sha256)).toThrow();
  again.close();
});

test('a file of pictures from before they had a kind of their own still opens, and takes more', () => {
  const dir = join(temp.path, 'before');
  mkdirSync(dir);
  const before = createMediaStore(openEncrypted(join(dir, 'media.db'), key));
  before.putAll([picture(1, 700_000)]);
  const store = open('before');
  store.media.putAll([picture(2, 900_000)]);
  store.close();
  const again = open('before');
  expect([1, 2].map((n) => again.media.get(picture(n, 0).sha256)?.bytes.length)).toEqual([
    700_000, 900_000,
  ]);
  again.close();
  expect(() => openMedia(join(dir, 'media.db'), new Uint8Array(32).fill(4))).toThrow(
    expect.objectContaining({ code: 'SQLITE_NOTADB' }),
  );
});
