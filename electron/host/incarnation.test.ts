import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openIncarnation } from './incarnation.ts';

describe('incarnation', () => {
  let root = '';
  let state = '';
  let store = '';
  let count = 0;
  const uuid = (): string => {
    count += 1;
    return `token-${count}`;
  };
  /** The session's part: compare, write the database, confirm. */
  const openAs = (held: string | undefined, dir = store) => {
    const incarnation = openIncarnation(state, dir, uuid);
    const known = held !== undefined && incarnation.accepted.includes(held);
    incarnation.confirm();
    return { known, held: incarnation.next };
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'qice-incarnation-'));
    state = join(root, 'state');
    store = join(root, '企策数据');
    mkdirSync(store);
    count = 0;
  });

  it('knows nothing of a new store, and knows it ever after by a new token each time', () => {
    const first = openAs(undefined);
    expect(first.known).toBe(false);
    const second = openAs(first.held);
    expect(second.known).toBe(true);
    expect(second.held).not.toBe(first.held);
    expect(openAs(second.held).known).toBe(true);
  });

  it('does not know an older copy put back, nor a copy elsewhere', () => {
    const first = openAs(undefined);
    const second = openAs(first.held);
    expect(openAs(first.held).known).toBe(false);
    const elsewhere = join(root, 'copy');
    cpSync(store, elsewhere, { recursive: true });
    expect(openAs(second.held, elsewhere).known).toBe(false);
  });

  it.each([1, 2, 5])('is not fooled by %i crashes before the database was written', (times) => {
    const { held } = openAs(undefined);
    for (let i = 0; i < times; i += 1) openIncarnation(state, store, uuid);
    expect(openAs(held).known).toBe(true);
  });

  it('is not fooled by a crash between the database and the confirmation', () => {
    openAs(undefined);
    const { next } = openIncarnation(state, store, uuid);
    expect(openAs(next).known).toBe(true);
  });

  it('accepts one token only once confirmed', () => {
    const { held } = openAs(undefined);
    const second = openIncarnation(state, store, uuid);
    expect(second.accepted).toEqual([held]);
    expect(openIncarnation(state, store, uuid).accepted).toEqual([held, second.next]);
    second.confirm();
    expect(openIncarnation(state, store, uuid).accepted).toEqual([second.next]);
  });

  it('finds a store by its real path, however it was typed', () => {
    const { held } = openAs(undefined);
    const link = join(root, 'link');
    symlinkSync(store, link, 'junction');
    expect(openAs(held, link).known).toBe(true);
  });

  it('takes an unreadable file for none', () => {
    const { held } = openAs(undefined);
    const [name = ''] = readdirSync(join(state, 'incarnations'));
    writeFileSync(join(state, 'incarnations', name), '{"next":');
    expect(openAs(held).known).toBe(false);
  });
});
