import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tableDigests } from '#db/queries/digest.ts';
import { getEnterprise } from '#db/queries/enterprises.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { sha256Stream, uuid } from '#sync/seal.ts';
import { faultsOf } from '#tests/support/memory-stores.ts';
import { inboxOf, newReplica, packed, type Replica, receive } from '#tests/support/replica.ts';

/**
 * Random lives of several replicas on the real store: edits, bundles passed on late, twice, out of
 * order or never, wall clocks anywhere between 1970 and 2099. Seeds can be given by FC_SEED.
 */

const rows = ['r1', 'r2', 'r3'];
const columns = ['name', 'address', 'note', 'township'] as const;

type Step =
  | { readonly kind: 'edit'; who: number; row: number; column: number; value: number }
  | { readonly kind: 'send'; who: number }
  | { readonly kind: 'take'; who: number; bundle: number };

const replicas = 4;
const who = fc.nat(replicas - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      who,
      row: fc.nat(rows.length - 1),
      column: fc.nat(columns.length - 1),
      value: fc.nat(3),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('send' as const), who }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('take' as const), who, bundle: fc.nat(30) }),
  },
);
const startClock = fc.integer({ min: 0, max: 4_102_444_800_000 });

const edit = ({ store, name }: Replica, row: string, column: string, value: string): void => {
  write(store, { actor: name, purpose: '改' }, (door) => {
    if (getEnterprise(door.reader, row)) door.update(enterprise, row, { [column]: value });
    else door.insert(enterprise, { id: row, name: '未名', [column]: value });
  });
};

/** Everybody's log to everybody, until nobody learns anything new. */
const settle = (all: readonly Replica[]): void => {
  for (let round = 0; round < all.length; round++)
    for (const from of all) {
      const bodies = packed(from);
      for (const to of all) if (to !== from) expect(receive(to, bodies)).toBe(true);
    }
};

const live = (clocks: readonly number[], steps: readonly Step[]) => {
  const all = clocks.map((start, i) => {
    let at = start;
    return newReplica(`r${i}`, {
      now: () => {
        at += 1;
        return new Date(at);
      },
      uuid,
    });
  });
  const bundles: Uint8Array[][] = [];
  const written = new Map<string, number>();
  for (const s of steps) {
    const replica = all[s.who];
    if (!replica) continue;
    if (s.kind === 'edit') {
      const row = rows[s.row] ?? '';
      const column = columns[s.column] ?? 'name';
      edit(replica, row, column, `v${s.value}`);
      written.set(replica.name, (written.get(replica.name) ?? 0) + 1);
    } else if (s.kind === 'send') bundles.push(packed(replica));
    else {
      const bundle = bundles[s.bundle % Math.max(1, bundles.length)];
      if (bundle) {
        const before = tableDigests(replica.store, sha256Stream);
        if (!receive(replica, bundle))
          expect(tableDigests(replica.store, sha256Stream)).toEqual(before);
      }
    }
  }
  return all;
};

const close = (all: readonly Replica[]): void => {
  for (const { store } of all) store.close();
};

const runs = Number(process.env.QICE_TREES ?? 16);
const seed = process.env.FC_SEED ? { seed: Number(process.env.FC_SEED) } : {};

test('any life ends in equal tables, equal inboxes and a log that rebuilds every table (P1, P3)', () => {
  fc.assert(
    fc.property(
      fc.array(startClock, { minLength: replicas, maxLength: replicas }),
      fc.array(step, { maxLength: 60 }),
      (clocks, steps) => {
        const all = live(clocks, steps);
        settle(all);
        const [first, ...others] = all;
        if (!first) return;
        for (const other of others) {
          expect(tableDigests(other.store, sha256Stream)).toEqual(
            tableDigests(first.store, sha256Stream),
          );
          expect(inboxOf(other)).toBe(inboxOf(first));
        }
        for (const replica of all) expect(faultsOf(replica.store)).toEqual([]);
        close(all);
      },
    ),
    { numRuns: runs, ...seed },
  );
});

test('taking the same segments again changes nothing (P2)', () => {
  fc.assert(
    fc.property(
      fc.array(startClock, { minLength: replicas, maxLength: replicas }),
      fc.array(step, { maxLength: 40 }),
      (clocks, steps) => {
        const all = live(clocks, steps);
        settle(all);
        const [a, b] = all;
        if (!a || !b) return;
        const before = [tableDigests(a.store, sha256Stream), inboxOf(a)];
        expect(receive(a, packed(b))).toBe(true);
        expect([tableDigests(a.store, sha256Stream), inboxOf(a)]).toEqual(before);
        close(all);
      },
    ),
    { numRuns: Math.ceil(runs / 3), ...seed },
  );
});

test('two people change one cell unseen: both values are kept, and a decision closes it everywhere (P4, P5)', () => {
  fc.assert(
    fc.property(startClock, startClock, startClock, fc.nat(3), fc.nat(3), (c1, c2, c3, v1, v2) => {
      const all = live([c1, c2, c3], []);
      const [a, b, c] = all;
      if (!a || !b || !c) return;
      edit(a, 'r1', 'name', '起始');
      settle(all);
      edit(a, 'r1', 'name', `v${v1}`);
      edit(b, 'r1', 'name', `v${v2}`);
      settle(all);
      const values = c.store.handle
        .prepare("SELECT DISTINCT value FROM sync_sibling WHERE rid = 'r1'")
        .pluck()
        .all();
      expect(values.sort()).toEqual(v1 === v2 ? [] : [`"v${v1}"`, `"v${v2}"`].sort());
      edit(c, 'r1', 'name', '裁定');
      settle(all);
      for (const replica of all) {
        expect(inboxOf(replica)).toBe('[]');
        expect(getEnterprise(replica.store.reader, 'r1')?.name).toBe('裁定');
      }
      close(all);
    }),
    { numRuns: runs, ...seed },
  );
});

test('two laptops that meet the same firm make one file, and silence contradicts nobody', () => {
  const all = live([1_000, 2_000], []);
  const [a, b] = all;
  if (!a || !b) throw new Error('two replicas');
  const intent = { actor: 'x', purpose: 'x' };
  write(a.store, intent, (d) => d.insert(enterprise, { id: 'e', name: '甲厂', address: '湖口镇' }));
  write(b.store, intent, (d) => d.insert(enterprise, { id: 'e', name: '甲厂', note: '新厂房' }));
  settle(all);
  for (const replica of all) {
    expect(getEnterprise(replica.store.reader, 'e')).toMatchObject({
      name: '甲厂',
      address: '湖口镇',
      note: '新厂房',
    });
    expect(inboxOf(replica)).toBe('[]');
  }
  close(all);
});
