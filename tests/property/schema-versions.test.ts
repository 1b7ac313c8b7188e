import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tableDigests } from '#db/queries/digest.ts';
import { countQuarantined } from '#db/queries/quarantine.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { shippedSchema } from '#db/schema/index.ts';
import { write } from '#db/write.ts';
import { sha256Stream, uuid } from '#sync/seal.ts';
import { faultsOf } from '#tests/support/memory-stores.ts';
import { nextEnterprise, nextSchema, pennant, upgraded } from '#tests/support/next-schema.ts';
import { inboxOf, newReplica, packed, type Replica, receive } from '#tests/support/replica.ts';

/**
 * P9: programs of two schema versions exchange in both directions; after the upgrade the tables and
 * the inboxes are equal, whatever was understood late.
 */

type Peer = { replica: Replica; next: boolean };

const upgrade = (peer: Peer): void => {
  if (peer.next) return;
  peer.replica = { ...peer.replica, store: upgraded(peer.replica.store) };
  peer.next = true;
};

const rows = ['r1', 'r2'];
type Step =
  | { readonly kind: 'old'; who: number; row: number; column: 'name' | 'note'; value: number }
  | { readonly kind: 'new'; who: number; row: number; column: 'motto' | 'rank'; value: number }
  | { readonly kind: 'both'; who: number; row: number; value: number }
  | { readonly kind: 'pennant'; who: number; row: number; value: number }
  | { readonly kind: 'take'; who: number; from: number }
  | { readonly kind: 'upgrade'; who: number };

const replicas = 4;
const who = fc.nat(replicas - 1);
const row = fc.nat(rows.length - 1);
const value = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('old' as const),
      who,
      row,
      column: fc.constantFrom('name' as const, 'note' as const),
      value,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('new' as const),
      who,
      row,
      column: fc.constantFrom('motto' as const, 'rank' as const),
      value,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('both' as const), who, row, value }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pennant' as const), who, row, value }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('take' as const), who, from: who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('upgrade' as const), who }) },
);

const put = ({ store, name }: Replica, table: string, id: string, cells: object): void => {
  const tables = { enterprise, next: nextEnterprise, pennant } as const;
  const target = tables[table as keyof typeof tables] as typeof enterprise;
  write(store, { actor: name, purpose: '改' }, (door) => {
    const needed = table === 'pennant' ? {} : { name: '未名' };
    if (!door.update(target, id, cells))
      door.insert(target, { ...needed, ...cells, id } as typeof enterprise.$inferInsert);
  });
};

const act = (peers: readonly Peer[], s: Step): void => {
  const peer = peers[s.who];
  if (!peer) return;
  const { replica } = peer;
  const id = 'row' in s ? (rows[s.row] ?? 'r1') : '';
  const known = peer.next;
  if (s.kind === 'upgrade') upgrade(peer);
  else if (s.kind === 'old') put(replica, 'enterprise', id, { [s.column]: `旧${s.value}` });
  else if (s.kind === 'take') {
    const from = peers[s.from];
    if (from && from !== peer) receive(replica, packed(from.replica));
  } else if (known && s.kind === 'new') put(replica, 'next', id, { [s.column]: `新${s.value}` });
  // One change to a column everybody knows and to one only the next version knows.
  else if (known && s.kind === 'both')
    put(replica, 'next', id, { note: `同${s.value}`, motto: `同${s.value}` });
  else if (known && s.kind === 'pennant')
    put(replica, 'pennant', id, { title: `奖${s.value}`, year: `${2020 + s.value}` });
};

const runs = Number(process.env.FC_RUNS ?? 20);
const seed = process.env.FC_SEED ? { seed: Number(process.env.FC_SEED) } : {};

const makePeers = (clocks: readonly number[]): Peer[] =>
  clocks.map((start, i) => {
    let at = start;
    const now = () => {
      at += 1;
      return new Date(at);
    };
    // Two of each to begin with.
    const next = i >= replicas / 2;
    return { replica: newReplica(`r${i}`, { now, uuid }, next ? nextSchema : shippedSchema), next };
  });

const settle = (peers: readonly Peer[]): void => {
  for (let round = 0; round < peers.length; round++)
    for (const from of peers)
      for (const to of peers)
        if (to !== from) expect(receive(to.replica, packed(from.replica))).toBe(true);
};

const startClock = fc.integer({ min: 0, max: 4_102_444_800_000 });

test('two schema versions exchange both ways; after the upgrade tables and inboxes are equal (P9)', () => {
  let kept = 0;
  fc.assert(
    fc.property(
      fc.array(startClock, { minLength: replicas, maxLength: replicas }),
      fc.array(step, { maxLength: 50 }),
      fc.boolean(),
      (clocks, steps, settleFirst) => {
        const peers = makePeers(clocks);
        for (const s of steps) act(peers, s);
        if (settleFirst) settle(peers);
        for (const { replica } of peers) kept += countQuarantined(replica.store);
        for (const peer of peers) upgrade(peer);
        settle(peers);
        const [first, ...others] = peers.map(({ replica }) => replica);
        if (!first) return;
        for (const replica of [first, ...others]) {
          expect(countQuarantined(replica.store)).toBe(0);
          expect(tableDigests(replica.store, sha256Stream)).toEqual(
            tableDigests(first.store, sha256Stream),
          );
          expect(inboxOf(replica)).toBe(inboxOf(first));
          expect(faultsOf(replica.store)).toEqual([]);
        }
        for (const { replica } of peers) replica.store.close();
      },
    ),
    { numRuns: runs, ...seed },
  );
  // A run in which nothing was ever kept back would prove nothing.
  expect(kept).toBeGreaterThan(runs / 4);
}, 300_000);

test('a change understood late does not undo what was written since in knowledge of it', () => {
  const [old, newer] = [makePeers([1_000]), makePeers([0, 0, 2_000])].map((p) => p.at(-1));
  if (!old || !newer) throw new Error('two peers');
  put(newer.replica, 'next', 'r1', { name: '甲厂', note: '一', motto: '质量第一' });
  receive(old.replica, packed(newer.replica));
  expect(countQuarantined(old.replica.store)).toBe(1);
  put(old.replica, 'enterprise', 'r1', { note: '二' });
  upgrade(old);
  const shown = old.replica.store.handle
    .prepare("SELECT name, note, motto FROM enterprise WHERE id = 'r1'")
    .get();
  expect(shown).toEqual({ name: '甲厂', note: '二', motto: '质量第一' });
  expect(inboxOf(old.replica)).toBe('[]');
});
