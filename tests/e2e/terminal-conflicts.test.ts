/** `qice conflicts` and `qice resolve` of the built terminal door. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');
const root = mkdtempSync(join(tmpdir(), 'qice-cli-conflicts-'));
const bureau = '澜溪县市场监督管理局';

const run = (...args: readonly string[]) => {
  const done = spawnSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
    cwd: root,
    env: { ...process.env, QICE_STATE_DIR: join(root, 'state'), QICE_PASSPHRASE: '一句口令 2026' },
  });
  return { status: done.status, out: done.stdout, err: done.stderr };
};
const json = (store: string, ...args: readonly string[]) => {
  const { status, out } = run(...args, '--store', join(root, store), '--json');
  expect(out.trimEnd().split('\n')).toHaveLength(1);
  return { status, data: JSON.parse(out) };
};
const refused = (code: string, status = 1) => ({
  status,
  data: { error: { code, message: expect.stringMatching(/\p{Script=Han}/u) } },
});

/** Both offices register the same firm from papers that do not agree. */
beforeAll(() => {
  const roster = (address: string, phone: string): string =>
    `企业名称,统一社会信用代码,地址,联系电话\n澜溪纸业有限公司,91330825MA2DGXXX0M,${address},${phone}\n`;
  writeFileSync(join(root, 'one.csv'), roster('城南路 2 号', '1111111'));
  writeFileSync(join(root, 'two.csv'), roster('城北路 3 号', '2222222'));
  const init = ['init', '--division', '330825', '--role'];
  json('officer', ...init, 'officer', '--name', '石桥所', '--person', '王科员');
  json('county', ...init, 'county', '--name', bureau, '--person', '李科长');
  json('officer', 'import', 'one.csv');
  json('county', 'import', 'two.csv');
  json('officer', 'card', '--out', 'officer.qcard');
  json('county', 'card', '--out', 'county.qcard');
  json('county', 'trust', 'officer.qcard');
  json('officer', 'trust', 'county.qcard');
  json('officer', 'export', '--to', bureau, '--out', 'up.qice');
  expect(json('county', 'conflicts').data).toMatchObject({ total: 0, conflicts: [] });
  expect(json('county', 'merge', 'up.qice').data).toMatchObject({ conflicts: 2 });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('lists what waits, for programs and for people', () => {
  const { status, data } = json('county', 'conflicts');
  expect(status).toBe(0);
  expect(data.total).toBe(2);
  expect(data.conflicts).toMatchObject([
    {
      number: 1,
      firm: '澜溪纸业有限公司',
      fieldLabel: '注册地址',
      base: null,
      sides: [
        { text: '城南路 2 号', actor: '王科员', device: '石桥所', own: false },
        { text: '城北路 3 号', actor: '李科长', own: true },
      ],
    },
    { number: 2, fieldLabel: '联系电话' },
  ]);
  const words = run('conflicts', '--store', join(root, 'county')).out;
  expect(words).toContain('待裁定 2 处');
  expect(words).toMatch(/\[1\] 城南路 2 号（石桥所 王科员，/);
});

test('says what a decision needs', () => {
  for (const args of [
    [],
    ['1'],
    ['1', '--side', '1', '--keep'],
    ['1', '--side', '9'],
    ['--side', '1'],
    ['1', '--device', 'x'],
  ])
    expect(json('county', 'resolve', ...args), args.join(' ')).toEqual(refused('usage', 2));
  expect(json('county', 'resolve', '7', '--side', '1')).toEqual(refused('conflict.gone'));
  expect(json('county', 'resolve', '1', '--keep')).toEqual(refused('conflict.gone'));
  expect(json('county', 'conflicts').data.total).toBe(2);
});

test('a decision closes one, a device’s word the rest, and the officer gets both', () => {
  const name: string = json('county', 'conflicts').data.conflicts[0].name;
  expect(json('county', 'resolve', name, '--value', '城东路 4 号').data).toMatchObject({
    decided: 1,
    column: 'address',
  });
  expect(json('county', 'resolve', name, '--side', '1')).toEqual(refused('conflict.gone'));
  const [officer] = json('county', 'conflicts').data.devices.filter(
    (d: { own: boolean }) => !d.own,
  );
  expect(json('county', 'resolve', '--device', officer.deviceId).data).toEqual({ decided: 1 });
  expect(run('conflicts', '--store', join(root, 'county')).out).toBe('没有需要裁定的内容\n');

  json('county', 'export', '--to', '石桥所', '--out', 'down.qice');
  expect(json('officer', 'merge', 'down.qice').data).toMatchObject({ conflicts: 0 });
  expect(json('officer', 'conflicts').data.total).toBe(0);
  const firm = json('officer', 'list', 'enterprises').data.rows[0];
  expect(firm).toMatchObject({ address: '城东路 4 号' });
  expect(json('officer', 'check').data).toMatchObject({ ok: true });
});
