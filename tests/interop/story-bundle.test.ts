/**
 * What an officer really hands over, opened in twenty years without Qice: the keys come from
 * `qice keys`, everything else from Debian's age, tar, minisign, sha256sum, zstd and jq.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportBundle } from '#services/export.ts';
import { issueSheet } from '#services/sheet-issuing.ts';
import { saveSheet } from '#services/sheet-saving.ts';
import { saveVisit } from '#services/visits.ts';
import type { ExportResult } from '#shared/exchange.ts';
import type { Manifest } from '#sync/manifest.ts';
import {
  countyName,
  firmId,
  importFirms,
  makeCounty,
  sheetForm,
  storePhoto,
  visitForm,
} from '#tests/support/county.ts';
import { type Device, passphrase, tempDir } from '#tests/support/device.ts';

const temp = tempDir();
const at = (...parts: string[]): string => join(temp.path, ...parts);
const inside = at('inside');
const firms = 40;
const visit = visitForm(firmId(7), '看了二号车间，谈了申报条件');
const sheet = sheetForm(firmId(7), '特种纸年产 3 万吨');

const run = (tool: string, args: readonly string[], cwd = temp.path): string =>
  execFileSync(tool, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] }).toString();
/** A pipeline, as a person would type it. */
const typed = (line: string): string => run('bash', ['-o', 'pipefail', '-c', line], inside);

/** `qice keys` in a process of its own, on a store that nobody has open. */
const writeKeys = (device: Device, out: string): void => {
  const cli = join(import.meta.dirname, '../../electron/cli.ts');
  execFileSync(process.execPath, [cli, 'keys', '--store', device.dir, '--out', out], {
    env: { ...process.env, QICE_STATE_DIR: `${device.dir}-state`, QICE_PASSPHRASE: passphrase },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};

let made: ExportResult;
let manifest: Manifest;

beforeAll(async () => {
  const { officer, county } = await makeCounty(at('stores'));
  importFirms(officer, firms);
  saveSheet(officer.desk(), sheet);
  issueSheet(officer.desk(), sheet.id);
  saveVisit(officer.desk(), { ...visit, photos: [storePhoto(officer.desk(), 3, 120)] });
  made = await exportBundle(officer.desk(), { to: countyName, path: at('b.qice') });
  officer.session.close();
  county.session.close();
  writeKeys(county, at('county-keys'));
  writeKeys(officer, at('officer-keys'));

  run('age', ['-d', '-i', 'county-keys/qice-age-identity.txt', '-o', 'b.tar', 'b.qice']);
  mkdirSync(inside);
  run('tar', ['xf', 'b.tar', '-C', inside]);
  manifest = JSON.parse(readFileSync(join(inside, 'manifest.json'), 'utf8')) as Manifest;
});
afterAll(() => temp.remove());

test('the officer who made it can open it too', () => {
  run('age', ['-d', '-i', 'officer-keys/qice-age-identity.txt', '-o', 'own.tar', 'b.qice']);
  expect(readFileSync(at('own.tar')).equals(readFileSync(at('b.tar')))).toBe(true);
});

test('tar lists what the manifest lists, and nothing else', () => {
  const listed = [...manifest.segments, ...manifest.media].map(({ path }) => path);
  const signed = ['manifest.json', ...Object.keys(manifest.provides).map((o) => `chk/${o}.json`)];
  const names = run('tar', ['tf', 'b.tar']).trim().split('\n');
  expect(names.toSorted()).toEqual(
    [...signed, ...signed.map((name) => `${name}.minisig`), ...listed].toSorted(),
  );
  expect(listed.length).toBeGreaterThan(1);
});

test('minisign believes the officer’s own public key, and not the county’s', () => {
  const verify = (whose: string): string =>
    run('minisign', ['-V', '-p', at(whose, 'qice-minisign.pub'), '-m', 'manifest.json'], inside);
  expect(verify('officer-keys')).toContain(`Trusted comment: qice-bundle ${manifest.id} 1`);
  expect(() => verify('county-keys')).toThrow();
  for (const name of readdirSync(join(inside, 'chk')).filter((file) => file.endsWith('.json')))
    run(
      'minisign',
      ['-V', '-p', at('officer-keys', 'qice-minisign.pub'), '-m', `chk/${name}`],
      inside,
    );
});

test('sha256sum agrees with every listed hash', () => {
  const sums = [...manifest.segments, ...manifest.media].map(
    ({ path, sha256 }) => `${sha256}  ${path}\n`,
  );
  writeFileSync(at('sums'), sums.join(''));
  const checked = run('sha256sum', ['--check', '--strict', at('sums')], inside);
  expect(checked.match(/: OK$/gm)).toHaveLength(sums.length);
});

test('zstd and jq read as many changes as the manifest and the screen say, in Chinese', () => {
  const changes = Number(
    typed('zstd -dcq seg/*.zst | jq -c "arrays | select(.[0] | numbers)" | wc -l'),
  );
  expect(changes).toBe(made.changes);
  expect(Object.values(manifest.counts).reduce((sum, count) => sum + count, 0)).toBe(changes);
  const readBack = typed(`zstd -dcq seg/*.zst | jq -r '.. | strings' | grep -c '二号车间'`);
  expect(Number(readBack)).toBeGreaterThan(0);
});

test('the photo is a JPEG under the hash that names it', () => {
  expect(manifest.media).toHaveLength(1);
  const [photo] = readdirSync(join(inside, 'media'));
  const bytes = readFileSync(join(inside, 'media', photo ?? ''));
  expect(bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff');
  expect(bytes.subarray(-2).toString('hex')).toBe('ffd9');
  expect(typed('cd media && sha256sum *')).toBe(`${photo}  ${photo}\n`);
});
