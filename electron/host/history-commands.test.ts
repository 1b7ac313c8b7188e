import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firmId } from '#tests/support/county.ts';
import { passphrase } from '#tests/support/device.ts';
import { rosterFixture } from '#tests/support/roster-fixtures.ts';
import { runCommand } from './command-program.ts';

/** `qice history` and `qice devices --held` as a person types them, in this process. */

const dir = mkdtempSync(join(tmpdir(), 'qice-history-'));
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
  const store = ['--store', join(dir, 'store')];
  const status = await runCommand({ terminal, stateDir: join(dir, 'state'), files }, [
    ...args,
    ...store,
  ]);
  return { status, ...said };
};

// Each command opens the store anew, which a passphrase makes slow on purpose.
const patience = 60_000;

beforeAll(async () => {
  const init = ['init', '--role', 'officer', '--division', '339921'];
  await run(...init, '--name', '石桥所', '--person', '王五');
  const { bytes, fileName } = rosterFixture('csv-utf8', 3);
  writeFileSync(join(dir, fileName), bytes);
  await run('import', join(dir, fileName));
}, patience);

const firm = firmId(1);

test(
  'a record’s history and that of one of its cells, for people and for programs',
  async () => {
    const row = await run('history', 'enterprise', firm);
    expect(row.status).toBe(0);
    expect(row.out).toMatch(/^新增企业\n.*王五 本机，导入 企业名录/);
    expect(row.out).toMatch(/企业名称：澜溪/);

    const cell = await run('history', 'enterprise', firm, '--column', 'name');
    expect(cell.out).toMatch(/^企业 企业名称\n新增时：澜溪.*（现在显示的）\n/);
    expect(cell.out).toContain('从新增开始，没有更早的');
    const json = await run('history', 'enterprise', firm, '--column', 'name', '--json');
    expect(JSON.parse(json.out)).toMatchObject({
      fieldLabel: '企业名称',
      begins: 'record',
      values: [{ how: 'added', shown: true, actor: '王五' }],
    });
  },
  patience,
);

test(
  'a record, a column or a table that is not here is said to be missing',
  async () => {
    for (const args of [
      ['enterprise', 'nobody', '--column', 'name'],
      ['enterprise', firm, '--column', 'colour'],
      ['sync_tx', firm],
    ]) {
      const refused = await run('history', ...args, '--json');
      expect(refused.status, args.join(' ')).toBe(1);
      expect(JSON.parse(refused.out).error.code).toBe('record.missing');
    }
  },
  patience,
);

test(
  'nothing kept of retired devices is said so',
  async () => {
    expect((await run('devices', '--held')).out).toContain('没有留待处理的改动');
    const both = await run('devices', '--held', '--let-in', 'x', '--json');
    expect(JSON.parse(both.out).error.code).toBe('usage');
    const none = await run('devices', '--let-in', 'x', '--json');
    expect(JSON.parse(none.out).error.code).toBe('record.missing');
  },
  patience,
);
