import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveApprovalRule } from '#services/sheet-approvals.ts';
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
const [whole, lacking, asked] = [
  '3f0d7a4e-3f6f-4c58-9f5a-0c5a1c0b7a01',
  '3f0d7a4e-3f6f-4c58-9f5a-0c5a1c0b7a02',
  '3f0d7a4e-3f6f-4c58-9f5a-0c5a1c0b7a03',
];

beforeAll(async () => {
  const device = await newDevice(join(dir, 'store'), {
    role: 'officer',
    officeName: '石桥所',
    person: '王五',
  });
  importFirms(device, 1);
  const sheet = { enterpriseId: firmId(1), situation: null, gap: null, goal: null };
  const measure = {
    ...{ person: '王五', duty: '牵头', goal: '通过认证', task: '辅导' },
    ...{ dueOn: '2026-06-30', state: '未启动' as const },
  };
  for (const [id, year, dueOn, grade] of [
    [whole, 2026, '2026-06-30', 'B'],
    [lacking, 2025, null, 'B'],
    [asked, 2024, '2026-06-30', 'A'],
  ] as const)
    saveSheet(device.desk(), {
      ...sheet,
      ...{ id, year, grade },
      measures: [{ ...measure, dueOn, id: id.replace('7a', '8a') }],
    });
  const county = { ...device.desk(), self: { ...device.desk().self, role: 'county' } } as const;
  const grades = { 科室负责人: [], 分管领导: ['A'] };
  saveApprovalRule(county, { fromOn: '2026-03-02', grades });
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
      [asked, 'draft'],
    ]);
    const unasked = await run('issue', asked);
    expect(unasked).toMatchObject({ status: 1, out: '' });
    expect(unasked.err).toContain('还差：分管领导审批');
    expect((await run('sheets', '--year', '2024')).out).toContain('未签发，还差：分管领导审批');
    expect((await run('sheets', '--year', '2025')).out).toMatch(/共 1 张工作表\n.*未签发/);
    expect((await run('issue', 'no-such-sheet')).status).toBe(1);
  },
  patience,
);
