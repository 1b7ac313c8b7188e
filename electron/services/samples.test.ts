import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { mediaHolders, putOffice } from '#db/queries/peers.ts';
import { Redacted } from '#sync/redacted.ts';
import { makeBench } from '#tests/support/bench.ts';
import { tempDir } from '#tests/support/device.ts';
import { filesOf, plainOf } from '#tests/support/tampering.ts';
import type { Self } from './desk.ts';
import type { Bench } from './export.ts';
import { inspectBundle } from './inspect.ts';
import { mergeBundle } from './merge.ts';

/**
 * Bundles of every version ever shipped, as files that nobody writes again (B10): what an office has
 * in a drawer must open in twenty years. Their keys lie beside them in the clear; they are test keys.
 * A version is added as a folder of its own, and none is ever changed or removed.
 */

type Party = Self & { readonly signPublic: string; readonly ageRecipient: string };
type Seat = {
  readonly self: Self;
  readonly ageIdentity: string;
  /** From version 2 on: an office recognises what it certified. */
  readonly signSecret?: string;
  readonly party: Party;
};

const samples = join(import.meta.dirname, '../../tests/samples');
const versions = readdirSync(samples).filter((name) => name.startsWith('bundle-v'));
const temp = tempDir();
const opened: Bench[] = [];
afterAll(() => {
  for (const { store } of opened) store.close();
  temp.remove();
});

const sitDown = async (dir: string, seat: Seat, peer: Seat): Promise<Bench> => {
  const bench = await makeBench(join(temp.path, dir), seat.self.role, seat.self.officeName);
  opened.push(bench);
  const trustedAt = bench.store.clock.now().toISOString();
  putOffice(bench.store, { ...peer.party, vouchedBy: null, trustedAt });
  const ageIdentity = new Redacted(seat.ageIdentity);
  const { signPublic, ageRecipient } = seat.party;
  const keys = seat.signSecret
    ? { signPublic, ageRecipient, signSecret: new Redacted(seat.signSecret), ageIdentity }
    : { ...bench.keys, ageIdentity };
  return { ...bench, self: seat.self, keys };
};

/** The version inside, which no reader may lose. */
const versionIn = async (path: string, bench: Bench): Promise<unknown> => {
  const [manifest] = filesOf(await plainOf(path, bench.keys.ageIdentity));
  return JSON.parse(Buffer.from(manifest?.bytes ?? []).toString('utf8')).v;
};

test('every version of changes and receipts has its samples', () =>
  expect(versions).toEqual(['bundle-v1', 'bundle-v2', 'bundle-v5']));

test.each(versions)(
  '%s: bundles and a receipt are read as on the day they were made',
  async (v) => {
    const at = (name: string): string => join(samples, v, name);
    const seats = JSON.parse(readFileSync(at('keys.json'), 'utf8')) as Record<
      'officer' | 'county',
      Seat
    >;
    const county = await sitDown(`${v}-county`, seats.county, seats.officer);
    const officer = await sitDown(`${v}-officer`, seats.officer, seats.county);
    const merge = (name: string) => mergeBundle(county, { path: at(name) });

    for (const name of ['delta.qice', 'delta-next.qice'])
      expect(await versionIn(at(name), county)).toBe(Number(v.slice('bundle-v'.length)));
    // Version 5 lies in the national envelope.
    expect((await inspectBundle(county, { path: at('delta.qice') })).envelope).toBe(
      v === 'bundle-v5' ? 'sm' : 'age',
    );
    // The second builds on the first.
    expect((await merge('delta-next.qice')).parked).toBe(true);
    expect(await merge('delta.qice')).toMatchObject({
      applied: 3,
      quarantined: 0,
      conflicts: 0,
      media: 1,
      unparked: [{ number: 2, applied: 1 }],
    });
    const one = (sql: string) => county.store.handle.prepare(sql).get();
    expect(one("SELECT name, address FROM enterprise WHERE id = 'e-1'")).toEqual({
      name: '澜溪甲厂',
      address: '湖口镇',
    });
    expect(one("SELECT visited_on, content FROM visit WHERE id = 'v-1'")).toEqual({
      visited_on: '2026-03-02',
      content: '看了车间，建议计量建档',
    });
    const photo = one("SELECT sha256 FROM photo WHERE id = 'p-1'") as { sha256: string };
    expect(county.store.media.has(photo.sha256)).toBe(true);

    const seen = await inspectBundle(officer, { path: at('receipt.qice') });
    expect(seen).toMatchObject({
      kind: 'receipt',
      receipt: {
        bundles: [{ number: 1, applied: 3, conflicts: 0 }],
        mediaHeld: 1,
        mediaMissing: 0,
      },
    });
  },
);

test('snapshot-v3: a snapshot with its picture is read as on the day it was made', async () => {
  const at = (name: string): string => join(samples, 'snapshot-v3', name);
  const seats = JSON.parse(readFileSync(at('keys.json'), 'utf8')) as Record<
    'fresh' | 'county',
    Seat
  >;
  const fresh = await sitDown('v3-fresh', seats.fresh, seats.county);
  expect(await versionIn(at('snapshot.qice'), fresh)).toBe(3);
  expect(await mergeBundle(fresh, { path: at('snapshot.qice') })).toMatchObject({
    kind: 'snapshot',
    applied: 3,
    media: 1,
  });
  const one = (sql: string) => fresh.store.handle.prepare(sql).get();
  expect(one("SELECT name, address FROM enterprise WHERE id = 'e-1'")).toEqual({
    name: '澜溪甲厂',
    address: '湖口镇',
  });
  const photo = one("SELECT sha256 FROM photo WHERE id = 'p-1'") as { sha256: string };
  expect(fresh.store.media.has(photo.sha256)).toBe(true);
});

test('receipt-v4: a receipt that says which pictures the city holds is read as on the day it was made', async () => {
  const at = (name: string): string => join(samples, 'receipt-v4', name);
  const seats = JSON.parse(readFileSync(at('keys.json'), 'utf8')) as Record<
    'officer' | 'county',
    Seat
  >;
  const officer = await sitDown('v4-officer', seats.officer, seats.county);
  expect(await versionIn(at('receipt.qice'), officer)).toBe(4);
  expect(await mergeBundle(officer, { path: at('receipt.qice') })).toMatchObject({
    kind: 'receipt',
    receipt: { mediaHeld: 1, mediaMissing: 0 },
  });
  const [hash = ''] = officer.store.handle
    .prepare('SELECT sha256 FROM sync_media_ack')
    .pluck()
    .all() as string[];
  expect(mediaHolders(officer.store, [hash]).get(hash)?.toSorted()).toEqual(['city', 'county']);
});
