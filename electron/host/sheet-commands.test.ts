import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveSheet } from '#services/sheet-saving.ts';
import { firmId, importFirms } from '#tests/support/county.ts';
import { newDevice, passphrase } from '#tests/support/device.ts';
import { runCommand } from './command-program.ts';

/** `qice sheets` and `qice issue` as a person types them, in this process. */

const dir = mkdtempSync(join(tmpdir(), 'qice-sheet-commands-'));
afterAll(() => rmSync(dir, { recursive: true }));

const run = async (...args: string[]) => {
  const said = { out: '', err: '' };
  const say = (key: keyof typeof said) => (text: string) => {
    said[key] += text;
  };
  const terminal = {
    env: { QICE_PASSPHRASE: passphrase },
    out: say('out'),
    err: say('err'),
    watched: false,
  };
  const files = { root: new URL('.', import.meta.url) } as never;
  const status = await runCommand({ terminal, stateDir: join(dir, 'state'), files }, [
    ...args,
    ...['--store', join(dir, 'store')],
  ]);
  return { status, ...said };
};

// Each command opens the store anew, which a passphrase makes slow on purpose.
const patience = 60_000;
const [whole, lacking] = [
  '3f0d7a4e-3f6f-4c58-9f5a-0c5a1c0b7a01',
  '3f0d7a4e-3f6f-4c58-9f5a-0c5a1c0b7a02',
];

beforeAll(async () => {
  const device = await newDevice(join(dir, 'store'), {
    role: 'officer',
    officeName: '石桥所',
    person: '王五',
  });
  importFirms(device, 1);
  const sheet = { enterpriseId: firmId(1), grade: null, situation: null, gap: null, goal: null };
  const measure = {
    ...{ person: '王五', duty: '牵头', goal: '通过认证', task: '辅导' },
    ...{ dueOn: '2026-06-30', state: '未启动' as const },
  };
  for (const [id, year, dueOn] of [
    [whole, 2026, '2026-06-30'],
    [lacking, 2025, null],
  ] as const)
    saveSheet(device.desk(), {
      ...sheet,
      ...{ id, year },
      measures: [{ ...measure, dueOn, id: id.replace('7a', '8a') }],
    });
  device.session.close();
}, patience);

test(
  'a sheet is issued by its number; one that lacks a fixing is refused by its name',
  async () => {
    const refused = await run('issue', lacking);
    expect(refused).toMatchObject({ status: 1, out: '' });
    expect(refused.err).toContain('第 1 条措施缺少定完成时间');
    expect((await run('issue', whole)).out).toContain('已签发');
    const listed = await run('sheets', '--json');
    const { sheets } = JSON.parse(listed.out) as { sheets: { id: string; status: string }[] };
    expect(sheets.map(({ id, status }) => [id, status])).toEqual([
      [whole, 'issued'],
      [lacking, 'draft'],
    ]);
    expect((await run('sheets', '--year', '2025')).out).toMatch(/共 1 张工作表\n.*未签发/);
    expect((await run('issue', 'no-such-sheet')).status).toBe(1);
  },
  patience,
);
