import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tableDigests } from '#db/queries/digest.ts';
import { getEnterprise } from '#db/queries/enterprises.ts';
import { getSelf } from '#db/queries/self.ts';
import { getVisit } from '#db/queries/visits.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { columnName, conflictCounts, listConflicts, questions } from '#services/conflicts.ts';
import { resolveByDevice, resolveConflict } from '#services/decisions.ts';
import type { Self } from '#services/desk.ts';
import { countOpenConflicts, openConflicts } from '#services/open-conflicts.ts';
import type { Decision } from '#shared/conflicts.ts';
import { sha256Stream, uuid } from '#sync/seal.ts';
import { faultsOf } from '#tests/support/memory-stores.ts';
import { newReplica, packed, type Replica, receive } from '#tests/support/replica.ts';

/**
 * Questions to a person on the real store: the same on every replica, and closed everywhere by one
 * decision, whatever the clocks say. QICE_TREES raises the counts, FC_SEED repeats a life.
 */

const runs = Number(process.env.QICE_TREES ?? 12);
const seed = process.env.FC_SEED ? { seed: Number(process.env.FC_SEED) } : {};
const startClock = fc.integer({ min: 0, max: 4_102_444_800_000 });

const replicas = (clocks: readonly number[]): Replica[] =>
  clocks.map((start, i) => {
    let at = start;
    const now = (): Date => {
      at += 1;
      return new Date(at);
    };
    return newReplica(`r${i}`, { now, uuid });
  });

const bench = ({ store }: Replica) => ({ store, self: getSelf(store.reader) as unknown as Self });

/** Everybody's log to everybody, until nobody learns anything new. */
const settle = (all: readonly Replica[]): void => {
  for (let round = 0; round < all.length; round++)
    for (const from of all) {
      const bodies = packed(from);
      for (const to of all) if (to !== from) expect(receive(to, bodies)).toBe(true);
    }
};

const close = (all: readonly Replica[]): void => {
  for (const { store } of all) store.close();
};

const inboxes = (all: readonly Replica[]): string[] => [
  ...new Set(
    all.map(({ store }) => {
      const open = openConflicts(store);
      expect(countOpenConflicts(store)).toBe(open.length);
      return JSON.stringify(open);
    }),
  ),
];

const expectEqual = (all: readonly Replica[]): void => {
  const digests = all.map(({ store }) => JSON.stringify([...tableDigests(store, sha256Stream)]));
  expect(new Set(digests).size).toBe(1);
  for (const { store } of all) expect(faultsOf(store)).toEqual([]);
};

type Deed = {
  who: number;
  what: 'edit' | 'delete' | 'restore' | 'visit' | 'seal';
  row: number;
  column: number;
  value: number;
};
const columns = ['name', 'address', 'capitalText', 'note'] as const;
const firms = ['r1', 'r2'];

const act = ({ store, name }: Replica, deed: Deed): void => {
  const row = firms[deed.row] ?? 'r1';
  const said = deed.column === 2 ? `${deed.value + 1} 万元` : `v${deed.value}`;
  const patch = { [columns[deed.column] ?? 'name']: said };
  write(store, { actor: name, purpose: '改' }, (door) => {
    const known = getEnterprise(door.reader, row);
    if (!known) return door.insert(enterprise, { id: row, name: '未名', ...patch });
    if (deed.what === 'delete') door.update(enterprise, row, { deleted: 1 });
    else if (deed.what === 'restore') door.update(enterprise, row, { deleted: 0 });
    else if (deed.what === 'edit') door.update(enterprise, row, patch);
    else if (deed.what === 'visit') {
      const id = `${row}-${deed.value}`;
      if (getVisit(door.reader, id)) door.update(visit, id, { content: `${name} ${deed.column}` });
      else door.insert(visit, { id, enterpriseId: row, visitedOn: '2026-03-02' });
    }
  });
};

const deed: fc.Arbitrary<Deed> = fc.record({
  who: fc.nat(3),
  what: fc.constantFrom('edit', 'edit', 'edit', 'delete', 'restore', 'visit', 'seal'),
  row: fc.nat(firms.length - 1),
  column: fc.nat(columns.length - 1),
  value: fc.nat(2),
});

/** A life with half of its exchange: `seal` gives what one has to the next one. */
const live = (all: readonly Replica[], deeds: readonly Deed[]): void => {
  for (const d of deeds) {
    const who = all[d.who];
    if (!who) continue;
    if (d.what === 'seal') receive(all[(d.who + 1 + d.value) % all.length] ?? who, packed(who));
    else act(who, d);
  }
};

/** Decides all that is open here, in whatever way; keeping a row may show what its cells ask. */
const decideAll = (decider: Replica, pick: number): number => {
  let decided = 0;
  for (let guard = 0; guard < 100; guard++) {
    const [open] = questions(bench(decider));
    if (!open) return decided;
    const { table, row, kind } = open;
    const column = columnName(bench(decider), table, open.column);
    const side = open.kind === 'values' ? open.siblings[pick % open.siblings.length] : undefined;
    const choice: Decision =
      kind === 'deleteEdit'
        ? { kind: pick % 2 === 0 ? 'keep' : 'delete' }
        : side && pick % 3 !== 0
          ? { kind: 'sibling', origin: side.origin, seq: side.seq }
          : { kind: 'value', value: column === 'capital_text' ? '9 万元' : '裁定' };
    const before = openConflicts(decider.store).length;
    resolveConflict(bench(decider), { table, row, column, choice });
    decided += 1;
    if (kind === 'values') expect(openConflicts(decider.store).length).toBeLessThan(before);
    expect(
      openConflicts(decider.store).some(
        (c) => c.table === table && c.row === row && c.column === open.column,
      ),
    ).toBe(false);
  }
  throw new Error('deciding does not end');
};

test('every replica asks the same questions, and one person’s decisions close them everywhere', () => {
  let decided = 0;
  fc.assert(
    fc.property(
      fc.array(startClock, { minLength: 4, maxLength: 4 }),
      fc.array(deed, { maxLength: 40 }),
      fc.nat(3),
      fc.nat(5),
      (clocks, deeds, who, pick) => {
        const all = replicas(clocks);
        live(all, deeds);
        settle(all);
        expect(inboxes(all)).toHaveLength(1);
        const decider = all[who];
        if (!decider) return;
        expect(listConflicts(bench(decider)).total).toBe(conflictCounts(bench(decider)).total);
        decided += decideAll(decider, pick);
        settle(all);
        expect(inboxes(all)).toEqual(['[]']);
        expectEqual(all);
        close(all);
      },
    ),
    { numRuns: runs, ...seed },
  );
  if (runs >= 20) expect(decided).toBeGreaterThan(0);
});

test('two people decide without knowing of each other: still one state, and it can be decided again', () => {
  fc.assert(
    fc.property(
      fc.array(startClock, { minLength: 4, maxLength: 4 }),
      fc.array(deed, { maxLength: 30 }),
      fc.nat(5),
      fc.nat(5),
      (clocks, deeds, one, two) => {
        const all = replicas(clocks);
        const [a, b] = all;
        if (!a || !b) return;
        live(all, deeds);
        settle(all);
        decideAll(a, one);
        decideAll(b, two);
        settle(all);
        expect(inboxes(all)).toHaveLength(1);
        decideAll(b, one);
        settle(all);
        expect(inboxes(all)).toEqual(['[]']);
        expectEqual(all);
        close(all);
      },
    ),
    { numRuns: Math.ceil(runs / 2), ...seed },
  );
});

test('a decision for the value already shown is recorded, travels and closes the question', () => {
  fc.assert(
    fc.property(startClock, startClock, startClock, (c1, c2, c3) => {
      const all = replicas([c1, c2, c3]);
      const [a, b, c] = all;
      if (!a || !b || !c) return;
      const edit = (who: Replica, value: number) =>
        act(who, { who: 0, what: 'edit', row: 0, column: 1, value });
      edit(a, 0);
      settle(all);
      edit(a, 1);
      edit(b, 2);
      settle(all);
      const shown = getEnterprise(c.store.reader, 'r1')?.address;
      const [line] = listConflicts(bench(c)).groups[0]?.conflicts ?? [];
      expect(line?.base).toEqual({ text: 'v0' });
      const side = line?.sides.find((s) => s.shown);
      expect(side?.value).toBe(shown);
      resolveConflict(bench(c), {
        table: 'enterprise',
        row: 'r1',
        column: 'address',
        choice: { kind: 'sibling', origin: side?.origin ?? '', seq: side?.seq ?? 0 },
      });
      settle(all);
      expect(inboxes(all)).toEqual(['[]']);
      for (const { store } of all) expect(getEnterprise(store.reader, 'r1')?.address).toBe(shown);
      close(all);
    }),
    { numRuns: runs, ...seed },
  );
});

test.each([
  ['keep', 0],
  ['delete', 1],
] as const)(
  'one deletes, one edits unseen: both are kept, and 「%s」 closes it everywhere',
  (kind, deleted) => {
    fc.assert(
      fc.property(startClock, startClock, startClock, fc.boolean(), (c1, c2, c3, child) => {
        const all = replicas([c1, c2, c3]);
        const [a, b, c] = all;
        if (!a || !b || !c) return;
        const said = { who: 0, row: 0, column: 1, value: 0 };
        act(a, { ...said, what: 'edit' });
        settle(all);
        act(a, { ...said, what: 'delete' });
        act(b, { ...said, what: child ? 'visit' : 'edit', value: 1 });
        settle(all);
        for (const replica of all) {
          expect(openConflicts(replica.store).map((o) => o.kind)).toEqual(['deleteEdit']);
          expect(getEnterprise(replica.store.reader, 'r1')?.deleted).toBe(1);
          expect(listConflicts(bench(replica)).groups[0]?.conflicts[0]?.sides).toHaveLength(2);
        }
        resolveConflict(bench(c), {
          table: 'enterprise',
          row: 'r1',
          column: 'deleted',
          choice: { kind },
        });
        settle(all);
        expect(inboxes(all)).toEqual(['[]']);
        expectEqual(all);
        const row = getEnterprise(a.store.reader, 'r1');
        expect(row).toMatchObject({ deleted, ...(child ? {} : { address: 'v1' }) });
        // Edits and deletions that knew of each other ask nothing.
        act(b, { ...said, what: 'edit', value: 2 });
        settle(all);
        act(a, { ...said, what: 'delete' });
        settle(all);
        expect(inboxes(all)).toEqual(['[]']);
        close(all);
      }),
      { numRuns: Math.ceil(runs / 2), ...seed },
    );
  },
);

test('all values of one device are taken at once', () => {
  const all = replicas([3, 2, 1]);
  const [a, b, c] = all;
  if (!a || !b || !c) throw new Error('three replicas');
  const said = { who: 0, row: 0, value: 0 };
  act(a, { ...said, what: 'edit', column: 0 });
  settle(all);
  for (const column of [0, 1, 2, 3]) {
    act(a, { ...said, what: 'edit', column, value: 1 });
    act(b, { ...said, what: 'edit', column, value: 2 });
  }
  settle(all);
  // The amount and its currency are asked about with the words they come from.
  expect(conflictCounts(bench(c))).toEqual({ total: 4, firms: { r1: 4 } });
  c.store.handle
    .prepare('INSERT INTO sync_origin (origin, device_id) VALUES (?, ?)')
    .run(b.origin, bench(b).self.deviceId);
  expect(resolveByDevice(bench(c), { deviceId: bench(b).self.deviceId })).toEqual({ decided: 4 });
  settle(all);
  expect(inboxes(all)).toEqual(['[]']);
  expect(getEnterprise(a.store.reader, 'r1')).toMatchObject({
    name: 'v2',
    address: 'v2',
    capitalText: '3 万元',
    capitalAmount: 30_000,
    note: 'v2',
  });
  close(all);
});
