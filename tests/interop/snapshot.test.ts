/** A snapshot opened without Qice: Debian's age, tar, minisign, sha256sum, zstd and jq. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportBundle } from '#services/export.ts';
import { makeSnapshot } from '#services/make-snapshot.ts';
import { mergeBundle } from '#services/merge.ts';
import type { Manifest } from '#sync/manifest.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { countyName, importFirms, makeCounty } from '#tests/support/county.ts';
import { tempDir } from '#tests/support/device.ts';

const temp = tempDir();
const at = (...parts: string[]): string => join(temp.path, ...parts);
const inside = at('inside');
const typed = (line: string): string =>
  execFileSync('bash', ['-o', 'pipefail', '-c', line], {
    cwd: inside,
    stdio: ['ignore', 'pipe', 'pipe'],
  }).toString();

let manifest: Manifest;

beforeAll(async () => {
  const { officer, county } = await makeCounty(at('stores'));
  importFirms(officer, 40);
  await exportBundle(officer.desk(), { to: countyName, path: at('up.qice') });
  await mergeBundle(county.desk(), { path: at('up.qice') });
  const fresh = await makeBench(at('fresh'), 'officer', '新所');
  introduceBenches(county.desk(), fresh);
  await makeSnapshot(county.desk(), { to: '新所', path: at('s.qice') });
  officer.session.close();
  county.session.close();
  mkdirSync(inside);
  writeFileSync(at('identity.txt'), `${fresh.keys.ageIdentity.reveal()}\n`);
  typed(`age -d -i ${at('identity.txt')} ${at('s.qice')} | tar x`);
  manifest = JSON.parse(readFileSync(join(inside, 'manifest.json'), 'utf8')) as Manifest;
});
afterAll(() => temp.remove());

test('M15: the office signed the manifest, the manifest lists the parts', () => {
  typed(`minisign -V -P ${manifest.from.signPublic} -m manifest.json`);
  expect(manifest).toMatchObject({
    v: 3,
    minReader: 3,
    kind: 'snapshot',
    segments: [],
    prereq: {},
  });
  const said = typed(
    `jq -r '.snapshot[] | .sha256 + "  " + .path' manifest.json | sha256sum --strict -c`,
  );
  expect(said.trim().split('\n')).toHaveLength(manifest.snapshot?.length ?? 0);
});

test('P2–P4: the parts are JSON lines: a header, and as many rows as listed', () => {
  for (const { path, table, rows } of manifest.snapshot ?? []) {
    const count = typed(`zstd -dc ${path} | jq -c 'length' | sort -n | uniq -c`)
      .trim()
      .split(/\s+/);
    const [header] = typed(`zstd -dc ${path} | sed -n 1p`).split('\n');
    expect((JSON.parse(header ?? '') as string[])[0]).toBe(table);
    const lines = Number(typed(`zstd -dc ${path} | wc -l`));
    expect(lines).toBe(rows + 1);
    expect(Number(count[0])).toBeGreaterThan(0);
  }
  const firms = typed(
    `zstd -dc snap/enterprise-*.zst | jq -r 'select(.[0] != "enterprise") | .[2]'`,
  );
  expect(firms.trim().split('\n')).toHaveLength(40);
});

test('C2: where each log stood is signed by its author', () => {
  for (const { origins, signPublic } of manifest.devices)
    for (const origin of origins.filter((o) => manifest.provides[o]))
      typed(`minisign -V -P ${signPublic} -m chk/${origin}.json`);
  expect(Object.keys(manifest.provides).length).toBeGreaterThan(0);
});
