import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { listTrusted } from '#db/queries/peers.ts';
import { photo } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import {
  countyName,
  firmId,
  importFirms,
  introduce,
  makeCounty,
  storePhoto,
  visitForm,
} from '#tests/support/county.ts';
import { newDevice, tempDir } from '#tests/support/device.ts';
import { statementOf } from './bundle-out.ts';
import { exportBundle } from './export.ts';
import { mergeBundle } from './merge.ts';
import { photoLedger } from './photo-ledger.ts';
import { getVisit, saveVisit } from './visits.ts';

const temp = tempDir();
afterAll(() => temp.remove());
const at = (name: string): string => join(temp.path, name);

test('a picture is where somebody has said they hold it, however far its row has come', async () => {
  const { officer, county } = await makeCounty(at('stores'));
  const city = await newDevice(at('city'), {
    role: 'city',
    officeName: '澜江市局',
    person: '周处长',
  });
  introduce(county, city);
  importFirms(officer, 3);
  const form = visitForm(firmId(1), '首访');
  saveVisit(officer.desk(), {
    ...form,
    photos: [storePhoto(officer.desk(), 1, 700), storePhoto(officer.desk(), 2, 700)],
  });
  const states = (device: typeof officer) =>
    getVisit(device.desk(), form.id).photos.map((photo) => photo.state);
  expect(states(officer)).toEqual(['here', 'here']);

  // Cut so that the pictures travel behind the records; the last file is lost.
  const { volumes } = await exportBundle(officer.desk(), {
    to: countyName,
    path: at('up.qice'),
    maxBytes: 1_000_000,
  });
  expect(volumes.length).toBeGreaterThan(1);
  expect(states(officer)).toEqual(['exported', 'exported']);
  for (const [i, { fileName }] of volumes.slice(0, -1).entries())
    await mergeBundle(county.desk(), { path: at(fileName), receiptPath: at(`r${i}.qice`) });
  for (const i of volumes.slice(0, -1).keys())
    await mergeBundle(officer.desk(), { path: at(`r${i}.qice`) });
  expect(getVisit(officer.desk(), form.id).state).toBe('county');
  expect(states(officer)).toEqual(['county', 'exported']);
  expect(getVisit(county.desk(), form.id).photos.map((p) => p.present)).toEqual([true, false]);

  const ledger = (device: typeof officer, wanted: 'missing' | 'exported' | null = null) =>
    photoLedger(device.desk(), { state: wanted, limit: 1 });
  expect(ledger(county)).toMatchObject({
    total: 2,
    counts: { missing: 1 },
    askFor: [{ author: '石桥市场监管所 王科员', photos: 1 }],
  });
  expect(ledger(county).rows).toHaveLength(1);
  expect(ledger(county, 'missing').rows).toMatchObject([
    { present: false, ownerTable: 'visit', ownerId: form.id, where: '走访 2026-03-02' },
  ]);
  expect(ledger(officer)).toMatchObject({ counts: { county: 1, exported: 1 }, askFor: [] });
  const found = (query: object) => photoLedger(officer.desk(), { state: null, limit: 9, ...query });
  const [one] = found({}).rows;
  expect(found({ search: one?.sha256.slice(0, 8) ?? '' }).rows).toMatchObject([
    { id: one?.id, visitId: form.id },
  ]);
  expect(found({ search: one?.enterpriseName ?? '' })).toMatchObject({ total: 2 });
  expect(found({ search: '没有这家' })).toMatchObject({
    total: 0,
    bytes: 0,
    counts: { county: 0 },
  });
  // No camera told when: the day of the visit stands for it.
  expect(found({ period: { from: '2026-03-02', to: '2026-03-02' } })).toMatchObject({ total: 2 });
  expect(found({ period: { from: '2026-03-03', to: '2026-12-31' } })).toMatchObject({ total: 0 });
  expect(ledger(officer, 'exported').total).toBe(1);

  // What the county has not confirmed goes again, and further up.
  await exportBundle(officer.desk(), { to: countyName, path: at('again.qice') });
  await mergeBundle(county.desk(), { path: at('again.qice'), receiptPath: at('r.qice') });
  await mergeBundle(officer.desk(), { path: at('r.qice') });
  expect(states(officer)).toEqual(['county', 'county']);
  await exportBundle(county.desk(), { to: '澜江市局', path: at('city.qice') });
  await mergeBundle(city.desk(), { path: at('city.qice'), receiptPath: at('rc.qice') });
  await mergeBundle(county.desk(), { path: at('rc.qice') });
  expect(states(county)).toEqual(['city', 'city']);
  expect(states(city)).toEqual(['city', 'city']);

  // The county passes it on: pictures of this office, and only downwards.
  expect(states(officer)).toEqual(['county', 'county']);
  await exportBundle(county.desk(), { to: '石桥市场监管所', path: at('down.qice') });
  await mergeBundle(officer.desk(), { path: at('down.qice') });
  expect(states(officer)).toEqual(['city', 'city']);
  const upperOf = (device: typeof officer, to: string) => {
    const { store } = device.desk();
    const peer = listTrusted(store.reader).find((o) => o.officeName === to);
    if (!peer) throw new Error(`${to} is not trusted`);
    return statementOf(device.desk(), [], peer).upper.map(({ mediaHeld }) => mediaHeld?.length);
  };
  expect(upperOf(county, '石桥市场监管所')).toEqual([2]);
  expect(upperOf(county, '澜江市局')).toEqual([undefined]);
  const other = await newDevice(at('other'), {
    role: 'officer',
    officeName: '梅溪所',
    person: '李四',
  });
  introduce(other, county);
  expect(upperOf(county, '梅溪所')).toEqual([undefined]);
  other.session.close();
  for (const { session } of [officer, county, city]) session.close();
});

test('an office with more pictures than one statement takes tells of the newest', async () => {
  const { officer, county } = await makeCounty(at('many'));
  const [peer] = listTrusted(county.desk().store.reader);
  if (!peer) throw new Error('the county trusts its officer');
  const hashOf = (n: number): string => n.toString(16).padStart(64, '0');
  const pictures = 50_003;
  write(county.desk().store, { actor: '县局', purpose: '试' }, (door) => {
    for (let n = 0; n < pictures; n++)
      door.insert(photo, {
        id: `p${n}`,
        ownerTable: 'visit',
        ownerId: 'v',
        sha256: hashOf(n),
        mime: 'image/jpeg',
        width: 1,
        height: 1,
        bytes: 1,
      });
  });
  const { mediaHeld, mediaMissing } = statementOf(county.desk(), [], peer);
  expect(mediaHeld).toEqual([]);
  expect(mediaMissing).toHaveLength(50_000);
  expect(mediaMissing[0]).toBe(hashOf(pictures - 50_000));
  expect(mediaMissing.at(-1)).toBe(hashOf(pictures - 1));
  officer.session.close();
  county.session.close();
});
