import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getOffice } from '#db/queries/peers.ts';
import { recoveryKeys } from '#db/queries/trust.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import type { EnvelopeName } from '#shared/exchange.ts';
import { readCard } from '#sync/card.ts';
import { type Manifest, readManifest } from '#sync/manifest.ts';
import { shareLine } from '#sync/recovery.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { tempDir } from '#tests/support/device.ts';
import { filesOf, plainOf } from '#tests/support/tampering.ts';
import { cardView, officeView, ownParty, trustCardFile, writeCardFile } from './cards.ts';
import type { Desk } from './desk.ts';
import { type Bench, exportBundle, previewExport } from './export.ts';
import { inspectBundle } from './inspect.ts';
import { makeSnapshot } from './make-snapshot.ts';
import { mergeBundle } from './merge.ts';
import { beginNational } from './national.ts';
import { ownRecovery } from './own-recovery.ts';
import { drillRecovery, makeRecovery, openWithShares } from './recovery.ts';
import { assertCertificates, certificatesHere } from './trust.ts';

/** Two real stores, from the first SM2 key to the receipt in the national envelope. */

const temp = tempDir();
const at = (name: string): string => join(temp.path, name);
let officer: Bench;
let county: Bench;
let shares: string[];
beforeAll(async () => {
  officer = await makeBench(at('officer'), 'officer', '石桥所');
  county = await makeBench(at('county'), 'county', '澜溪县局');
  introduceBenches(officer, county);
  shares = (await makeRecovery(county)).shares.map(shareLine);
});
afterAll(() => {
  officer.store.close();
  county.store.close();
  temp.remove();
});

const refused = async (work: () => unknown): Promise<string> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'accepted';
};
const cardOf = (bench: Bench, name: string): string => {
  writeCardFile(bench, at(name));
  return at(name);
};
const trust = (by: Bench, card: string, renew = false) =>
  trustCardFile(by as Desk, card, null, renew);
const addFirm = (n: number): void =>
  write(officer.store, { actor: '王五', purpose: '登记' }, (door) =>
    door.insert(enterprise, { id: `firm-${n}`, name: `第 ${n} 家` }),
  );
const send = (name: string, envelope?: EnvelopeName) =>
  exportBundle(officer, { to: county.self.deviceId, path: at(name), envelope });
const inside = async (name: string): Promise<{ names: string[]; manifest: Manifest }> => {
  const files = filesOf(await plainOf(at(name), county.keys.ageIdentity));
  const manifest = readManifest(files[0]?.bytes ?? new Uint8Array());
  return { names: files.map((file) => file.name), manifest };
};
const knownHere = (by: Bench, of: Bench) => {
  const row = getOffice(by.store.reader, of.self.deviceId);
  if (!row) throw new Error('introduced');
  return row;
};

test('without SM2 keys on both sides there is no such envelope, and nothing is written', async () => {
  addFirm(1);
  const before = cardView(ownParty(officer)).fingerprint;
  expect(await refused(() => send('0.qice', 'sm'))).toBe('envelope.own');
  beginNational(officer);
  beginNational(officer);
  expect(await refused(() => send('0.qice', 'sm'))).toBe('envelope.peer');
  expect(previewExport(officer, county.self.deviceId).national).toBe(false);
  // K5: what people compare covers the new keys.
  expect(cardView(ownParty(officer)).fingerprint).not.toBe(before);
});

test('K1: a card with SM2 keys adds to the one before; the older one takes nothing back', async () => {
  const old = cardOf(county, 'county-1.qcard');
  expect(readCard(readFileSync(old, 'utf8')).v).toBe(2);
  beginNational(county);
  const card = readCard(readFileSync(cardOf(county, 'county-3.qcard'), 'utf8'));
  expect(card).toMatchObject({ v: 3, recoverySm2: ownRecovery(county)?.sm2Recipient });
  trust(officer, at('county-3.qcard'));
  trust(officer, old);
  expect(knownHere(officer, county)).toMatchObject({
    sm2Sign: card.v === 3 && card.sm2Sign,
    sm2Recipient: card.v === 3 && card.sm2Recipient,
  });
  expect(officeView(knownHere(officer, county)).fingerprint).toBe(
    cardView(ownParty(county)).fingerprint,
  );
  expect(recoveryKeys(officer.store.reader).get(county.self.deviceId)?.sm2Recipient).toBe(
    ownRecovery(county)?.sm2Recipient,
  );
});

test('N11: the envelope rests on SM2 keys a person compared', async () => {
  expect(previewExport(officer, county.self.deviceId).national).toBe(true);
  await send('1.qice', 'sm');
  // The county knows the officer by the card from before.
  expect(await refused(() => inspectBundle(county, { path: at('1.qice') }))).toBe(
    'bundle.untrusted',
  );
  await send('1-age.qice');
  expect((await inspectBundle(county, { path: at('1-age.qice') })).envelope).toBe('age');
  trust(county, cardOf(officer, 'officer-3.qcard'));
  expect(certificatesHere(county).get(officer.self.deviceId)).toMatchObject({
    v: 2,
    device: { sm2Sign: knownHere(county, officer).sm2Sign },
  });
});

test('D5: who gives a device another SM2 key than its certificate contradicts it', async () => {
  const { manifest } = await inside('1.qice');
  const other = ownParty(county);
  const posing = (change: object): Manifest => ({
    ...manifest,
    from: { ...manifest.from, ...change },
  });
  expect(await refused(() => assertCertificates(county, manifest))).toBe('accepted');
  for (const change of [{ sm2Sign: other.sm2Sign }, { sm2Recipient: other.sm2Recipient }])
    expect(await refused(() => assertCertificates(county, posing(change)))).toBe(
      'bundle.certificate',
    );
});

test('from the officer to the county and back, all in the national envelope', async () => {
  const { names, manifest } = await inside('1.qice');
  expect(names.slice(0, 3)).toEqual([
    'manifest.json',
    'manifest.json.minisig',
    'manifest.json.sm2',
  ]);
  expect([manifest.v, manifest.minReader]).toEqual([5, 5]);
  expect(await inspectBundle(county, { path: at('1.qice') })).toMatchObject({
    envelope: 'sm',
    changes: 1,
  });
  const merged = await mergeBundle(county, { path: at('1.qice'), receiptPath: at('r1.qice') });
  expect(merged).toMatchObject({ applied: 1, quarantined: 0 });
  const receipt = await inspectBundle(officer, { path: at('r1.qice') });
  expect(receipt).toMatchObject({ envelope: 'sm', kind: 'receipt' });
  await mergeBundle(officer, { path: at('r1.qice') });
  expect(previewExport(officer, county.self.deviceId).changes).toBe(0);
});

test('one whose ground is missing waits, and is merged from where it lies', async () => {
  addFirm(2);
  await send('2.qice', 'sm');
  const { prereq } = (await inside('2.qice')).manifest;
  expect(Object.keys(prereq)).toHaveLength(1);
  const late = await makeBench(at('late'), 'county', '澜溪县局');
  const seat = { ...late, self: county.self, keys: county.keys };
  try {
    beginNational(seat);
    trust(seat, at('officer-3.qcard'));
    expect(await mergeBundle(seat, { path: at('2.qice') })).toMatchObject({ parked: true });
    expect(await mergeBundle(seat, { path: at('1.qice') })).toMatchObject({
      applied: 1,
      unparked: [{ applied: 1 }],
    });
  } finally {
    late.store.close();
  }
});

test('R7: the same two shares open both envelopes', async () => {
  await send('3-age.qice');
  for (const name of ['1.qice', '3-age.qice']) {
    await openWithShares(shares.slice(1), { path: at(name), out: at(`${name}.tar`) });
    const [first] = filesOf(readFileSync(at(`${name}.tar`)));
    expect(first?.name).toBe('manifest.json');
  }
});

test('R7: a key from before there was an SM2 half gets it at its drill', async () => {
  const { store } = county;
  const half = ownRecovery(county)?.sm2Recipient;
  store.handle.prepare("DELETE FROM setting WHERE key = 'recovery:sm2'").run();
  expect(ownRecovery(county)?.sm2Recipient).toBeUndefined();
  await drillRecovery(county, shares.slice(0, 2));
  expect(ownRecovery(county)?.sm2Recipient).toBe(half);
});

test('a snapshot goes in it as well', async () => {
  await mergeBundle(county, { path: at('2.qice') });
  const fresh = await makeBench(at('fresh'), 'officer', '石桥所');
  try {
    beginNational(fresh);
    trust(county, cardOf(fresh, 'fresh.qcard'));
    trust(fresh, cardOf(county, 'county-4.qcard'));
    await makeSnapshot(county, { to: fresh.self.deviceId, path: at('s.qice'), envelope: 'sm' });
    expect(await mergeBundle(fresh, { path: at('s.qice') })).toMatchObject({
      kind: 'snapshot',
      applied: 2,
    });
  } finally {
    fresh.store.close();
  }
});

test('other SM2 keys for the same device are a changed card; other keys drop those from before', async () => {
  const stranger = await makeBench(at('stranger'), 'officer', '石桥所');
  const posing = { ...stranger, self: officer.self };
  try {
    const plain = cardOf(posing, 'posing-1.qcard');
    expect(await refused(() => trust(county, plain))).toBe('card.changed');
    beginNational(posing);
    expect(await refused(() => trust(county, cardOf(posing, 'posing-3.qcard')))).toBe(
      'card.changed',
    );
    expect(knownHere(county, officer).sm2Sign).toBe(ownParty(officer).sm2Sign);
    trust(county, plain, true);
    expect(knownHere(county, officer)).toMatchObject({ sm2Sign: null, sm2Recipient: null });
  } finally {
    stranger.store.close();
  }
});
