import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tableDigests } from '#db/queries/digest.ts';
import { listHeld } from '#db/queries/trust.ts';
import { Refusal } from '#shared/errors.ts';
import { readBundle } from '#sync/bundle-read.ts';
import { type Certificate, type SignedRecord, signCertificate } from '#sync/certificate.ts';
import { type Manifest, manifestBytes } from '#sync/manifest.ts';
import { createDeviceKeys, type DeviceKeys, sha256Stream, signDetached } from '#sync/seal.ts';
import { firmId, importFirms, introduce, visitForm } from '#tests/support/county.ts';
import { type Device, newDevice, tempDir } from '#tests/support/device.ts';
import { filesOf, plainOf, tarOf, writePlain } from '#tests/support/tampering.ts';
import { trustCardFile, writeCardFile } from './cards.ts';
import { devicesOverview, handOver, retireDevice } from './devices.ts';
import { exportBundle, previewExport } from './export.ts';
import { inspectBundle } from './inspect.ts';
import { mergeBundle } from './merge.ts';
import { recordsHere } from './trust.ts';
import { saveVisit } from './visits.ts';

const dir = tempDir();
const at = (name: string): string => join(dir.path, name);
let officer: Device;
let second: Device;
let county: Device;
let city: Device;

beforeAll(async () => {
  const office = '澜溪县市场监督管理局';
  officer = await newDevice(at('o'), { role: 'officer', officeName: office, person: '张三' });
  second = await newDevice(at('s'), { role: 'officer', officeName: office, person: '李四' });
  county = await newDevice(at('c'), { role: 'county', officeName: office, person: '' });
  city = await newDevice(at('y'), { role: 'city', officeName: '澜江市局', person: '' });
  introduce(officer, county);
  introduce(second, county);
  introduce(county, city);
});
afterAll(() => {
  for (const device of [officer, second, county, city]) device.session.close();
  dir.remove();
});

const idOf = (device: Device): string => device.desk().self.deviceId;
const send = (from: Device, to: Device, name: string) =>
  exportBundle(from.desk(), { to: idOf(to), path: at(name) });
const take = (to: Device, name: string) =>
  mergeBundle(to.desk(), { path: at(name), receiptPath: at(`r-${name}`) });
const said = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'accepted',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code;
      throw error;
    },
  );
const lineOf = (at_: Device, of: Device) =>
  devicesOverview(at_.desk()).devices.find(({ deviceId }) => deviceId === idOf(of));
const contents = (device: Device) => tableDigests(device.desk().store, sha256Stream);
const work = (device: Device, what: string): void => {
  saveVisit(device.desk(), visitForm(firmId(1), what));
};

/** The bundle again, with another manifest signed by whoever holds `keys`. */
const resigned = async (
  name: string,
  reader: Device,
  keys: DeviceKeys,
  change: (m: Manifest) => Manifest,
): Promise<string> => {
  const files = filesOf(await plainOf(at(name), reader.desk().keys.ageIdentity));
  const manifest = change(JSON.parse(String(files[0]?.bytes)) as Manifest);
  const bytes = manifestBytes(manifest);
  const signature = signDetached(bytes, `qice-bundle ${manifest.id} ${manifest.number}`, keys);
  const forged = at(`forged-${name}`);
  const content = [
    { name: 'manifest.json', bytes },
    { name: 'manifest.json.minisig', bytes: Buffer.from(signature) },
    ...files.slice(2),
  ];
  await writePlain(forged, tarOf(content), reader.desk().keys.ageRecipient);
  return forged;
};

test('D1: trusting an officer’s card signs its certificate; the city signs the county’s', () => {
  const records = recordsHere(county.desk());
  expect(records.map(({ format, device }) => [format, device.deviceId])).toEqual([
    ['qice-certificate', idOf(officer)],
    ['qice-certificate', idOf(second)],
  ]);
  expect(lineOf(city, county)).toMatchObject({
    known: 'compared',
    certificate: { by: '澜江市局' },
  });
  expect(recordsHere(officer.desk())).toEqual([]);
});

test('D3, D4: certificates travel down with the receipt and up with the log', async () => {
  importFirms(officer, 3);
  work(officer, '初访');
  await send(officer, county, '1.qice');
  await take(county, '1.qice');
  await mergeBundle(officer.desk(), { path: at('r-1.qice') });
  expect(lineOf(officer, officer)).toMatchObject({ certificate: { by: '澜溪县市场监督管理局' } });
  await send(county, city, '2.qice');
  await take(city, '2.qice');
  expect(lineOf(city, officer)).toMatchObject({
    known: 'certified',
    certificate: { by: '澜溪县市场监督管理局' },
    state: 'active',
  });
  await mergeBundle(county.desk(), { path: at('r-2.qice') });
  expect(lineOf(county, county)?.certificate).toMatchObject({ by: '澜江市局' });
});

test('D5: a certificate that contradicts what is known is refused; one nobody signed is damage', async () => {
  work(officer, '复访');
  await send(officer, county, '3.qice');
  await take(county, '3.qice');
  await send(county, city, '4.qice');
  const { keys } = county.desk();
  const stranger = await createDeviceKeys();
  const swap = (record: SignedRecord): SignedRecord => {
    if (record.format !== 'qice-certificate' || record.device.deviceId !== idOf(officer))
      return record;
    const { signature: _, ...rest } = record;
    const device = {
      ...record.device,
      signPublic: stranger.signPublic,
      ageRecipient: stranger.ageRecipient,
    };
    return signCertificate({ ...rest, device }, keys);
  };
  const contradicting = await resigned('4.qice', city, keys, (m) => ({
    ...m,
    trust: { recovery: null, records: (m.trust?.records ?? []).map(swap) },
  }));
  const before = contents(city);
  expect(await said(mergeBundle(city.desk(), { path: contradicting }))).toBe('bundle.certificate');
  expect(contents(city)).toEqual(before);

  const broken = (record: SignedRecord): SignedRecord =>
    ({ ...record, serial: record.serial + 1 }) as Certificate;
  await expect(
    resigned('4.qice', city, keys, (m) => ({
      ...m,
      trust: { recovery: null, records: (m.trust?.records ?? []).map(broken) },
    })),
  ).rejects.toThrow('证书');
  expect(await said(take(city, '4.qice'))).toBe('accepted');
});

test('F5: an unknown signer, and the right signer with another receiver, change nothing', async () => {
  work(officer, '三访');
  await send(officer, county, '5.qice');
  const stranger = await createDeviceKeys();
  const unknown = await resigned('5.qice', county, stranger, (m) => ({
    ...m,
    from: { ...m.from, signPublic: stranger.signPublic },
    devices: m.devices.map((d) => ({ ...d, signPublic: stranger.signPublic })),
  }));
  expect(await said(inspectBundle(county.desk(), { path: unknown }))).toBe('bundle.untrusted');
  const { keys } = officer.desk();
  const elsewhere = await resigned('5.qice', county, keys, (m) => ({
    ...m,
    to: [{ ...m.to[0], deviceId: idOf(city) } as Manifest['to'][number]],
  }));
  expect(await said(inspectBundle(county.desk(), { path: elsewhere }))).toBe('bundle.notForUs');
});

test('F5: segments of another origin, or an officer’s altered by the county, are refused', async () => {
  await take(county, '5.qice');
  await send(county, city, '6.qice');
  const { keys } = county.desk();
  // The county's own key over the officer's log: it vouches for another author, whom the city knows.
  const spliced = await resigned('6.qice', city, keys, (m) => ({
    ...m,
    devices: m.devices.map((d) =>
      d.deviceId === idOf(officer) ? { ...d, signPublic: keys.signPublic } : d,
    ),
  }));
  expect(['bundle.forked', 'bundle.certificate']).toContain(
    await said(inspectBundle(city.desk(), { path: spliced })),
  );
  expect(await said(take(city, '6.qice'))).toBe('accepted');
});

test('F5: an old bundle replayed changes nothing', async () => {
  const before = contents(county);
  expect(await take(county, '1.qice')).toMatchObject({ applied: 0 });
  expect(contents(county)).toEqual(before);
});

test('hand-over: yes only when an office above holds every change; else what is missing in words', async () => {
  importFirms(second, 3);
  work(second, '没交的');
  expect(handOver(second.desk())).toMatchObject({ safe: false });
  expect(handOver(second.desk()).missing.join()).toMatch(/还有 \d+ 条改动没有上级的回执/);
  await send(second, county, '7.qice');
  // Sent is not received.
  expect(handOver(second.desk()).safe).toBe(false);
  await take(county, '7.qice');
  await mergeBundle(second.desk(), { path: at('r-7.qice') });
  expect(handOver(second.desk())).toEqual({ safe: true, missing: [] });
  expect(handOver(city.desk()).missing.join()).toContain('备份');
});

test('D6, D7: only an office above retires a device, and not before what is merged', async () => {
  const reason = '电脑丢失';
  const codeOf = (run: () => unknown): string => {
    try {
      run();
      return 'accepted';
    } catch (error) {
      return error instanceof Refusal ? error.code : String(error);
    }
  };
  expect(codeOf(() => retireDevice(officer.desk(), { device: idOf(county), reason }))).toBe(
    'device.notBelow',
  );
  expect(codeOf(() => retireDevice(county.desk(), { device: idOf(city), reason }))).toBe(
    'device.notBelow',
  );
  expect(codeOf(() => retireDevice(county.desk(), { device: '没有的', reason }))).toBe(
    'device.unknown',
  );
  expect(codeOf(() => retireDevice(county.desk(), { device: idOf(officer), reason, at: 1 }))).toBe(
    'device.tooEarly',
  );
  expect(lineOf(county, officer)?.state).toBe('active');
});

test('D8: a retired device’s bundle is refused with what to do, nothing goes to it, its card is not trusted again', async () => {
  work(officer, '丢失之后');
  const made = await send(officer, county, '8.qice');
  const before = contents(county);
  const retired = retireDevice(county.desk(), {
    device: '澜溪县市场监督管理局 张三',
    reason: '电脑丢失',
  });
  expect(retired).toMatchObject({ state: 'retired', retirement: { reason: '电脑丢失' } });
  expect(retired.retirement?.lastSeq).toBe(retired.lastSeq);
  const sentence = await mergeBundle(county.desk(), { path: at('8.qice') }).catch(String);
  expect(sentence).toContain('电脑丢失');
  expect(sentence).toMatch(/qice retire --at \d+/);
  expect(await said(inspectBundle(county.desk(), { path: at('8.qice') }))).toBe('bundle.retired');
  expect(await said(inspectBundle(county.desk(), { path: at('1.qice') }))).toBe('bundle.retired');
  expect(await said(send(county, officer, 'x.qice'))).toBe('device.retired');
  writeCardFile(officer.desk(), at('o.qcard'));
  expect(() => trustCardFile(county.desk(), at('o.qcard'), null)).toThrow('停用');
  expect(contents(county)).toEqual(before);
  expect(made.changes).toBeGreaterThan(0);
});

test('D9: forwarded segments beyond the limit are kept for a person, the rest is merged', async () => {
  // Another office had merged the lost laptop's last bundle before it heard.
  const other = await newDevice(at('c2'), {
    role: 'county',
    officeName: '澜溪县市场监督管理局二科',
    person: '',
  });
  try {
    introduce(other, officer);
    introduce(other, city);
    await exportBundle(officer.desk(), { to: idOf(other), path: at('9.qice') });
    await mergeBundle(other.desk(), { path: at('9.qice') });
    work(other, '二科自己的');
    // The city hears of the retirement from the county.
    await send(county, city, '10.qice');
    await take(city, '10.qice');
    expect(lineOf(city, officer)).toMatchObject({
      state: 'retired',
      retirement: { by: '澜溪县市场监督管理局' },
    });
    const lastSeq = lineOf(city, officer)?.lastSeq;
    await exportBundle(other.desk(), { to: idOf(city), path: at('11.qice') });
    const merged = await take(city, '11.qice');
    expect(merged.quarantined).toBeGreaterThan(0);
    expect(merged.applied).toBeGreaterThan(0);
    const line = lineOf(city, officer);
    expect(line?.lastSeq).toBe(lastSeq);
    expect(line?.held).toBe(merged.quarantined);
    expect(listHeld(city.desk().store.reader, idOf(officer)).length).toBeGreaterThan(0);
    // The same again keeps them once, and what is kept is not passed on.
    await take(city, '11.qice');
    expect(lineOf(city, officer)?.held).toBe(merged.quarantined);
    expect(previewExport(city.desk(), idOf(county)).changes).toBeGreaterThan(0);
  } finally {
    other.session.close();
  }
});

test('D8: the office lets the last bundle in by moving the limit, and then it merges', async () => {
  const { manifest } = await readBundle({
    path: at('8.qice'),
    identity: county.desk().keys.ageIdentity,
    ourDeviceId: idOf(county),
    findSender: () => ({ ...officer.desk().self, ...officer.desk().keys }),
  });
  const [end] = Object.values(manifest.provides);
  retireDevice(county.desk(), { device: idOf(officer), reason: '电脑丢失', at: end?.seq ?? 0 });
  const merged = await take(county, '8.qice');
  expect(merged.applied).toBeGreaterThan(0);
  expect(lineOf(county, officer)).toMatchObject({ state: 'retired', lastSeq: end?.seq });
  expect(await said(take(county, '8.qice'))).toBe('bundle.retired');
  // The city follows the later word of the county.
  await send(county, city, '12.qice');
  await take(city, '12.qice');
  expect(lineOf(city, officer)).toMatchObject({ held: 0, lastSeq: end?.seq, state: 'retired' });
});
