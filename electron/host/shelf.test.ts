import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createShelf, type Shelf } from './shelf.ts';

const bytes = async function* (...parts: string[]) {
  for (const part of parts) yield Buffer.from(part);
};

describe('shelf', () => {
  let root = '';
  let shelf: Shelf;
  let count = 0;
  const uuid = (): string => {
    count += 1;
    return `${count}`;
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'qice-shelf-'));
    shelf = createShelf(join(root, 'shelf'), uuid, 100);
  });

  it('lends a file where it lies', () => {
    const path = join(root, '名单.xlsx');
    writeFileSync(path, 'x');
    const ticket = shelf.lend(path);
    expect(shelf.path(ticket)).toBe(path);
    expect(shelf.name(ticket)).toBe('名单.xlsx');
    shelf.clear();
    expect(existsSync(path)).toBe(true);
  });

  it('lets go of one file: its own is deleted, a lent one stays', async () => {
    const lentPath = join(root, '现场.jpg');
    writeFileSync(lentPath, 'x');
    const lent = shelf.lend(lentPath);
    const kept = await shelf.keep('现场.jpg', bytes('ab'));
    const path = shelf.path(kept);
    for (const ticket of [lent, kept]) {
      shelf.release(ticket);
      expect(() => shelf.path(ticket)).toThrow();
    }
    expect([existsSync(lentPath), existsSync(path)]).toEqual([true, false]);
  });

  it('keeps bytes under a clean name, two of a name side by side', async () => {
    const one = await shelf.keep('../../照片.jpg', bytes('ab', 'c'));
    const two = await shelf.keep('照片.jpg', bytes('d'));
    expect(shelf.name(one)).toBe('照片.jpg');
    expect(readFileSync(shelf.path(one), 'utf8')).toBe('abc');
    expect(readFileSync(shelf.path(two), 'utf8')).toBe('d');
    expect(shelf.path(one).startsWith(join(root, 'shelf'))).toBe(true);
  });

  it('refuses what is too large or breaks off, and keeps no half of it', async () => {
    await expect(shelf.keep('a', bytes('x'.repeat(60), 'y'.repeat(60)))).rejects.toMatchObject({
      code: 'file.unwritable',
    });
    const broken = async function* () {
      yield Buffer.from('x');
      throw new Error('cable pulled');
    };
    await expect(shelf.keep('b', broken())).rejects.toThrow('cable pulled');
    expect(readdirSync(join(root, 'shelf'))).toEqual([]);
  });

  it('offers a place to write to', () => {
    const { ticket, path } = shelf.reserve('龙游所→县局 12.qice');
    writeFileSync(path, 'bundle');
    expect(shelf.path(ticket)).toBe(path);
    expect(shelf.name(ticket)).toBe('龙游所→县局 12.qice');
  });

  it('knows no ticket it never gave, and none after clearing', async () => {
    const missing = { code: 'file.missing' };
    expect(() => shelf.path('nope')).toThrow(expect.objectContaining(missing));
    expect(() => shelf.lend(join(root, 'nope'))).toThrow(expect.objectContaining(missing));
    const kept = await shelf.keep('a', bytes('a'));
    const path = shelf.path(kept);
    shelf.clear();
    expect(() => shelf.name(kept)).toThrow(expect.objectContaining(missing));
    expect(existsSync(path)).toBe(false);
  });

  it('clears its own files only, and sweeps everybody’s', async () => {
    const other = createShelf(join(root, 'shelf'), uuid);
    const kept = other.path(await other.keep('a', bytes('a')));
    shelf.reserve('b');
    shelf.clear();
    expect(existsSync(kept)).toBe(true);
    shelf.sweep();
    expect(existsSync(kept)).toBe(false);
  });
});
