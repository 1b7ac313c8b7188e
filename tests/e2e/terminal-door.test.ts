/** The built terminal door: every command, its one JSON object and its exit status. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');
const passphrase = '龙游的一句口令 2026';
const roster = `企业名称,统一社会信用代码,地址
浙江龙游纸业有限公司,91330825MA2DGXXX0M,龙游县城南
坏码企业,123,龙游县
`;

describe('qice', () => {
  const root = mkdtempSync(join(tmpdir(), 'qice-cli-'));
  const at = (name: string): string => join(root, name);

  const run = (args: readonly string[], env: Record<string, string> = {}) => {
    const done = spawnSync(process.execPath, [cli, ...args], {
      encoding: 'utf8',
      cwd: root,
      env: { ...process.env, QICE_STATE_DIR: at('state'), QICE_PASSPHRASE: passphrase, ...env },
    });
    return { status: done.status, out: done.stdout, err: done.stderr };
  };
  /** With `--json`: exactly one object on standard output, whatever happens. */
  const json = (args: readonly string[], env?: Record<string, string>) => {
    const { status, out } = run([...args, '--json'], env);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    return { status, data: JSON.parse(out) as Record<string, unknown> };
  };
  const officer = (...args: string[]) => json([...args, '--store', at('officer')]);
  const county = (...args: string[]) => json([...args, '--store', at('county')]);
  const done = (data: object) => ({ status: 0, data: expect.objectContaining(data) });
  const refused = (code: string, status = 1) => ({
    status,
    data: { error: { code, message: expect.stringMatching(/\p{Script=Han}/u) } },
  });

  beforeAll(() => {
    writeFileSync(at('名单.csv'), roster);
    writeFileSync(at('passphrase.txt'), `${passphrase}\n`);
    const init = ['init', '--division', '330825'];
    const one = officer(...init, '--role', 'officer', '--name', '龙游所', '--person', '张三');
    expect(one).toEqual(done({ role: 'officer', officeName: '龙游所', person: '张三' }));
    const two = county(...init, '--role', 'county', '--name', '龙游县市场监督管理局');
    expect(two).toEqual(done({ role: 'county', store: at('county') }));
  });

  it('refuses to set up twice, and to open without the right passphrase', () => {
    const again = ['init', '--role', 'city', '--name', '甲', '--division', '3308'];
    expect(officer(...again)).toEqual(refused('store.exists'));
    const status = ['status', '--store', at('officer')];
    expect(json(status, { QICE_PASSPHRASE: 'wrong' })).toEqual(refused('passphrase.wrong'));
    expect(json(status, { QICE_PASSPHRASE: '' })).toEqual(refused('passphrase.missing'));
    const byFile = [...status, '--passphrase-file', at('passphrase.txt')];
    expect(json(byFile, { QICE_PASSPHRASE: '' }).status).toBe(0);
    expect(json(['status', '--store', at('nothing')])).toEqual(refused('store.missing'));
  });

  it('says what is wrong with a command line, and that it was the command line', () => {
    for (const args of [
      ['nothing'],
      ['init'],
      ['init', '--role', 'king', '--name', 'x', '--division', '330825'],
      ['import'],
      ['import', 'a', 'b'],
      ['list', 'dragons'],
      ['list', 'enterprises', '--limit', '-1'],
      ['status', '--bogus'],
      ['export', '--to'],
      ['serve', '--port', '70000'],
    ])
      expect(json([...args]), args.join(' ')).toEqual(refused('usage', 2));
    const plain = run(['nothing']);
    expect(plain).toMatchObject({ status: 2, out: '' });
    expect(plain.err).toContain('没有这个命令：nothing');
    expect(run(['--help'])).toMatchObject({ status: 0, err: '' });
  });

  it('carries a roster from an officer to the county and a receipt back', () => {
    expect(officer('import', at('nothing.csv'))).toEqual(refused('file.missing'));
    const found = { read: 2, created: 1, updated: 0, unchanged: 0 };
    const rejected = [{ row: 3, verdict: 'question', reason: expect.stringContaining('123') }];
    expect(officer('import', '名单.csv', '--dry-run')).toEqual(done({ ...found, rejected }));
    expect(officer('list', 'enterprises').data).toEqual({ total: 0, rows: [] });
    expect(officer('import', '名单.csv')).toEqual(done({ ...found, rejected }));
    expect(officer('import', '名单.csv')).toEqual(done({ created: 0, unchanged: 1 }));
    expect(officer('list', 'enterprises', '--search', 'lyzy')).toEqual(done({ total: 1 }));
    expect(officer('list', 'enterprises', '--search', '没有')).toEqual(done({ total: 0 }));

    expect(officer('export', '--to', '龙游县市场监督管理局', '--out', 'x.qice')).toEqual(
      refused('office.unknown'),
    );
    const card = officer('card', '--out', 'officer.qcard').data as { fingerprint: string };
    county('card', '--out', 'county.qcard');
    expect(officer('trust', 'officer.qcard')).toEqual(refused('card.self'));
    expect(county('trust', 'officer.qcard', '--fingerprint', '12345')).toEqual(
      refused('card.changed'),
    );
    const compared = ['--fingerprint', card.fingerprint.replaceAll(' ', '-')];
    expect(county('trust', 'officer.qcard', ...compared)).toEqual(done({ officeName: '龙游所' }));
    expect(officer('trust', 'county.qcard')).toEqual(done({ role: 'county' }));

    const out = officer('export', '--to', '龙游县市场监督管理局', '--out', 'x.qice');
    expect(out).toEqual(done({ number: 1, media: 0, bytes: statSync(at('x.qice')).size }));
    expect(officer('status')).toEqual(done({ pending: expect.objectContaining({ exported: 1 }) }));

    const seen = { number: 1, signature: 'valid', hashes: 'valid' };
    expect(county('inspect', 'x.qice')).toEqual(done(seen));
    expect(county('merge', 'x.qice', '--dry-run')).toEqual(done({ conflicts: 0 }));
    expect(county('list', 'enterprises')).toEqual(done({ total: 0 }));
    const merged = county('merge', 'x.qice', '--receipt-out', 'r.qice');
    expect(merged).toEqual(done({ alreadyHad: 0, quarantined: 0, receipt: at('r.qice') }));
    expect(county('list', 'enterprises')).toEqual(done({ total: 1 }));
    expect(county('merge', 'x.qice')).toEqual(done({ applied: 0 }));
    expect(officer('merge', 'r.qice')).toEqual(done({ kind: 'receipt' }));
    expect(officer('status')).toEqual(done({ pending: expect.objectContaining({ county: 1 }) }));
  });

  it('writes this device’s keys, readable by nobody else', () => {
    expect(officer('keys', '--out', 'keys')).toEqual(
      done({ identity: at('keys/qice-age-identity.txt') }),
    );
    expect(readFileSync(at('keys/qice-age-identity.txt'), 'utf8')).toContain('\nAGE-SECRET-KEY-');
    expect(readFileSync(at('keys/qice-minisign.pub'), 'utf8')).toMatch(
      /^untrusted comment: .*\nRW/,
    );
    if (process.platform !== 'win32')
      expect(statSync(at('keys/qice-age-identity.txt')).mode & 0o777).toBe(0o600);
  });

  it('backs up, checks and restores', () => {
    const backup = officer('backup').data as { path: string };
    expect(existsSync(backup.path)).toBe(true);
    expect(officer('check')).toEqual(done({ ok: true }));
    expect(officer('restore', backup.path)).toEqual(done({ notices: [expect.any(String)] }));
    expect(officer('restore', at('名单.csv'))).toEqual(refused('backup.unusable'));
    expect(officer('list', 'enterprises')).toEqual(done({ total: 1 }));
  });
});
