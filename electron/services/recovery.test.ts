import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { readCard } from '#sync/card.ts';
import { type Share, shareLine } from '#sync/recovery.ts';
import { importFirms, introduce, makeCounty } from '#tests/support/county.ts';
import { type Device, newDevice, tempDir, testClock } from '#tests/support/device.ts';
import { filesOf } from '#tests/support/tampering.ts';
import { trustCardFile, writeCardFile } from './cards.ts';
import { exportBundle } from './export.ts';
import { sharePages } from './key-shelf.ts';
import { mergeBundle } from './merge.ts';
import { ownRecovery } from './own-recovery.ts';
import { drillRecovery, makeRecovery, openWithShares, recoveryState } from './recovery.ts';

const dir = tempDir();
const at = (name: string): string => join(dir.path, name);
const clock = testClock();
let officer: Device;
let county: Device;
let city: Device;
let lines: string[];

beforeAll(async () => {
  ({ officer, county } = await makeCounty(dir.path, () => clock));
  city = await newDevice(
    at('city'),
    { role: 'city', officeName: '澜江市市场监督管理局', person: '' },
    clock,
  );
  introduce(county, city);
});
afterAll(() => {
  for (const device of [officer, county, city]) device.session.close();
  dir.remove();
});

const refused = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );
const tarIn = async (path: string): Promise<string[]> => {
  await openWithShares(lines.slice(0, 2), { path, out: `${path}.tar` });
  return filesOf(readFileSync(`${path}.tar`)).map(({ name }) => name);
};

test('R5: an office without a recovery key is reminded; an officer is not, and cannot make one', async () => {
  expect(recoveryState(county.desk()).warning).toContain('还没有恢复密钥');
  expect(recoveryState(officer.desk())).toMatchObject({ applies: false, warning: null });
  expect(await refused(makeRecovery(officer.desk()))).toBe('recovery.office');
  expect(await refused(drillRecovery(county.desk(), []))).toBe('recovery.missing');
});

test('R2: three printed pages, any two of which pass the drill; the date is kept', async () => {
  const made = await makeRecovery(county.desk());
  lines = made.shares.map(shareLine);
  const pages = await sharePages(made);
  expect(pages).toHaveLength(3);
  for (const [i, { html, fileName }] of pages.entries()) {
    expect(fileName).toContain(`第${i + 1}份`);
    expect(html).toContain(lines[i]);
    expect(html).toContain('<svg');
    // One page must not give two shares away.
    expect(html).not.toContain(lines[(i + 1) % 3]);
  }
  expect(recoveryState(county.desk()).warning).toContain('还没有演练');
  expect(await refused(makeRecovery(county.desk()))).toBe('recovery.exists');
  const done = await drillRecovery(county.desk(), [pages[2]?.html ?? '', lines[0] ?? '']);
  expect(done.warning).toBeNull();
  expect(done.drilledAt).not.toBeNull();
});

test('R4: shares of another key, or one share twice, are no drill', async () => {
  const other = await makeRecovery(city.desk());
  const [a, b] = other.shares as [Share, Share];
  expect(await refused(drillRecovery(county.desk(), [a, b].map(shareLine)))).toBe('recovery.other');
  expect(await refused(drillRecovery(county.desk(), [shareLine(a), lines[1] ?? '']))).toBe(
    'share.mismatch',
  );
  expect(await refused(drillRecovery(county.desk(), [lines[0] ?? '', lines[0] ?? '']))).toBe(
    'share.mismatch',
  );
  expect(await refused(drillRecovery(county.desk(), ['', lines[0] ?? '']))).toBe(
    'share.unreadable',
  );
});

test('R5: a year without a drill is said', () => {
  const before = clock.at;
  clock.at += 366 * 86_400_000;
  expect(recoveryState(county.desk()).warning).toContain('超过一年');
  clock.at = before;
});

test('K1, B12: the card carries the recovery key; the officer’s next bundle can be opened with two shares', async () => {
  const path = at('county2.qcard');
  writeCardFile(county.desk(), path);
  const card = readCard(readFileSync(path, 'utf8'));
  expect(card).toMatchObject({ v: 2, recovery: ownRecovery(county.desk())?.recipient });
  trustCardFile(officer.desk(), path, null);
  importFirms(officer, 3);
  await exportBundle(officer.desk(), { to: county.desk().self.deviceId, path: at('1.qice') });
  expect(await tarIn(at('1.qice'))).toContain('manifest.json');
});

test('B12, M13: a bundle brings the key of its sender’s office; what goes back is encrypted to it', async () => {
  await exportBundle(county.desk(), { to: city.desk().self.deviceId, path: at('2.qice') });
  expect(await tarIn(at('2.qice'))).toContain('manifest.json');
  await mergeBundle(city.desk(), { path: at('2.qice'), receiptPath: at('r2.qice') });
  expect(await tarIn(at('r2.qice'))).toEqual(['manifest.json', 'manifest.json.minisig']);
});

test('a lost computer: nothing but two shares and the file is needed, and other files stay shut', async () => {
  expect(await refused(openWithShares(lines.slice(1), { path: at('2.qice'), out: at('x') }))).toBe(
    'accepted',
  );
  writeFileSync(at('foreign'), 'no bundle');
  expect(await refused(openWithShares(lines.slice(1), { path: at('foreign'), out: at('y') }))).toBe(
    'bundle.foreign',
  );
  const stranger = await newDevice(
    at('stranger'),
    { role: 'city', officeName: '别处市局', person: '' },
    clock,
  );
  const other = (await makeRecovery(stranger.desk())).shares.map(shareLine);
  stranger.session.close();
  expect(await refused(openWithShares(other.slice(1), { path: at('1.qice'), out: at('z') }))).toBe(
    'bundle.notForUs',
  );
});
