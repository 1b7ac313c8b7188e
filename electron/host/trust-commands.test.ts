import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { passphrase } from '#tests/support/device.ts';
import { runCommand } from './command-program.ts';

/** `qice devices`, `qice retire`, `qice recovery` as a person types them, in this process. */

const dir = mkdtempSync(join(tmpdir(), 'qice-trust-'));
const at = (name: string): string => join(dir, name);
afterAll(() => rmSync(dir, { recursive: true }));

const run = async (...args: string[]) => {
  let out = '';
  let err = '';
  const status = await runCommand(
    {
      terminal: {
        env: { QICE_PASSPHRASE: passphrase },
        out: (text) => {
          out += text;
        },
        err: (text) => {
          err += text;
        },
        watched: false,
      },
      stateDir: at('state'),
      files: { root: new URL('.', import.meta.url) } as never,
    },
    args,
  );
  return { status, out, err };
};
const json = async (store: string, ...args: string[]) => {
  const { status, out } = await run(...args, '--store', at(store), '--json');
  return { status, data: JSON.parse(out) };
};
const refused = (code: string) => ({ data: { error: expect.objectContaining({ code }) } });

beforeAll(async () => {
  const init = ['init', '--division', '339921'];
  await json('o', ...init, '--role', 'officer', '--name', '石桥所', '--person', '王五');
  await json('c', ...init, '--role', 'county', '--name', '澜溪县局');
  for (const [from, to] of [
    ['o', 'c'],
    ['c', 'o'],
  ] as const) {
    await json(from, 'card', '--out', at(`${from}.qcard`));
    await json(to, 'trust', at(`${from}.qcard`));
  }
});

test('recovery: made once, drilled with two shares, opens a bundle without a store', async () => {
  expect((await json('c', 'recovery', 'status')).data.warning).toContain('还没有恢复密钥');
  const { data: made } = await json('c', 'recovery', 'make', '--out', at('shares'));
  expect(made.files).toHaveLength(3);
  const [one, , three] = made.files as string[];
  if (!one || !three) throw new Error('three files');
  expect(statSync(one).mode & 0o077).toBe(0);
  expect(await json('c', 'recovery', 'make', '--out', at('x'))).toMatchObject(
    refused('recovery.exists'),
  );
  const drill = ['recovery', 'drill', '--share', one, '--share', three];
  expect(await json('c', ...drill)).toMatchObject({ status: 0, data: { warning: null } });
  await json('c', 'export', '--to', '石桥所', '--out', at('1.qice'));
  const typed = /QICE1-[0-9A-Z-]+/.exec(readFileSync(three, 'utf8'))?.[0] ?? '';
  const shares = ['--share', one, '--share', typed];
  const open = await run(
    'recovery',
    'open',
    at('1.qice'),
    ...shares,
    '--out',
    at('1.tar'),
    '--json',
  );
  expect(JSON.parse(open.out)).toMatchObject({ file: at('1.tar') });
  expect(readFileSync(at('1.tar')).toString('latin1', 0, 13)).toBe('manifest.json');
  expect((await run('recovery', 'drill', '--store', at('c'))).err).toContain('--share');
  expect((await run('recovery', 'fly', '--store', at('c'))).status).toBe(2);
});

test('devices: who, how far, and whether this computer may leave; status says so too', async () => {
  const { data } = await json('c', 'devices');
  expect(data.devices).toHaveLength(2);
  expect(data.devices[1]).toMatchObject({
    officeName: '石桥所',
    state: 'active',
    certificate: { by: '澜溪县局' },
    mayRetire: true,
  });
  expect(data.handOver.safe).toBe(false);
  const { data: status } = await json('o', 'status');
  expect(status.handOver).toEqual({ safe: true, missing: [] });
  expect((await run('status', '--store', at('o'))).out).toContain('可以移交或重装');
});

test('retire: with a reason, by the office above, and said in the list', async () => {
  expect((await run('retire', '石桥所 王五', '--store', at('c'))).status).toBe(2);
  const retire = ['retire', '石桥所 王五', '--reason', '电脑丢失'];
  expect(await json('o', 'retire', '澜溪县局', '--reason', '试试')).toMatchObject(
    refused('device.unknown'),
  );
  expect(await json('c', ...retire)).toMatchObject({ status: 0, data: { state: 'retired' } });
  expect((await run('devices', '--store', at('c'))).out).toContain('已停用：澜溪县局');
  expect(await json('c', 'export', '--to', '石桥所', '--out', at('2.qice'))).toMatchObject(
    refused('device.retired'),
  );
});
