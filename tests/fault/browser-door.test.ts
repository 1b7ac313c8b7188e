/** The built browser door as a process: its one line, its one link, its end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const serve = join(import.meta.dirname, '..', '..', 'out', 'main', 'serve.js');

type Door = {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  /** The address in the nth line printed, from 0. */
  readonly address: (nth: number) => Promise<URL>;
  readonly ended: Promise<number | null>;
};

const openDoor = (root: string, ...more: string[]): Door => {
  const child = spawn(
    process.execPath,
    [serve, '--store', join(root, 'store'), '--no-open', ...more],
    { env: { ...process.env, QICE_STATE_DIR: join(root, 'state'), QICE_PASSPHRASE: '' } },
  );
  const lines: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    lines.push(...text.split('\n').filter((line) => line !== ''));
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return {
    child,
    lines,
    ended,
    address: async (nth) => {
      await expect.poll(() => lines[nth], { timeout: 15_000 }).toContain('http://');
      return new URL(/http:\S+/.exec(lines[nth] ?? '')?.[0] ?? '');
    },
  };
};

const enter = async (address: URL): Promise<{ status: number; cookie: string }> => {
  const answer = await fetch(address, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { status: answer.status, cookie };
};

describe('browser door, as a process', () => {
  let root = '';
  const doors: Door[] = [];
  const open = (...more: string[]): Door => {
    const door = openDoor(root, ...more);
    doors.push(door);
    return door;
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'qice-serve-'));
  });
  afterEach(() => {
    for (const { child } of doors.splice(0)) child.kill('SIGKILL');
  });

  it('says one line with the address, and answers the contract to whoever came by it', async () => {
    const door = open();
    const address = await door.address(0);
    expect(address.hostname).toBe('127.0.0.1');
    expect(door.lines).toEqual([expect.stringMatching(/^企策.*：http:\/\/127\.0\.0\.1:\d+\/\?t=/)]);
    const state = new URL('/trpc/session.state', address);
    expect((await fetch(state)).status).toBe(403);
    const { status, cookie } = await enter(address);
    expect(status).toBe(303);
    const answer = await fetch(state, { headers: { cookie } });
    expect(await answer.json()).toMatchObject({ result: { data: { phase: 'new' } } });
    expect((await enter(address)).status).toBe(403);
  });

  it('gives a fresh address at Enter, and another when told to hang up', async () => {
    const door = open();
    const first = await door.address(0);
    door.child.stdin?.write('\n');
    const second = await door.address(1);
    door.child.kill('SIGHUP');
    const third = await door.address(2);
    expect(new Set([first, second, third].map(String)).size).toBe(3);
    expect((await enter(first)).status).toBe(403);
    expect((await enter(second)).status).toBe(403);
    expect((await enter(third)).status).toBe(303);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends whole at %s, with a screen listening',
    async (sign) => {
      const door = open();
      const address = await door.address(0);
      const { cookie } = await enter(address);
      const owner = {
        role: 'officer',
        officeName: '龙游所',
        division: '330825',
        person: '张三',
        passphrase: '龙游的一句口令 2026',
      };
      const headers = { cookie, origin: address.origin, 'content-type': 'application/json' };
      const post = (path: string, body: BodyInit) =>
        fetch(new URL(path, address), { method: 'POST', headers, body });
      expect((await post('/trpc/session.setUp', JSON.stringify(owner))).status).toBe(200);
      const sent = await post('/shelf?name=a.csv', '企业名称\n');
      expect(await sent.json()).toMatchObject({ ticket: expect.any(String) });
      const events = await fetch(new URL('/events', address), { headers: { cookie } });
      expect(events.status).toBe(200);
      const silent = events.text().catch(() => '');

      door.child.kill(sign);
      expect(await door.ended).toBe(0);
      await silent;
      // The database is closed and its journal folded in; nothing lies about unencrypted.
      expect(readdirSync(join(root, 'store')).filter((name) => /-wal$|^shelf$/.test(name))).toEqual(
        [],
      );
      const again = open();
      const { cookie: other } = await enter(await again.address(0));
      const state = await fetch(new URL('/trpc/session.state', await again.address(0)), {
        headers: { cookie: other },
      });
      expect(await state.json()).toMatchObject({ result: { data: { phase: 'locked' } } });
    },
  );

  it('refuses a taken port and a wrong one in words, and ends', async () => {
    const first = open();
    const { port } = await first.address(0);
    expect(await open('--port', port).ended).toBe(2);
    expect(await open('--port', '99999').ended).not.toBe(0);
  });
});
