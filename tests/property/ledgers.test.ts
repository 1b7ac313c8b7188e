import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tableDigests } from '#db/queries/digest.ts';
import { findRows } from '#db/queries/ledgers.ts';
import { getSelf } from '#db/queries/self.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import type { Self } from '#services/desk.ts';
import {
  confirmRows,
  deleteRows,
  requireLedger,
  restoreRows,
  saveRows,
} from '#services/ledgers.ts';
import { Refusal } from '#shared/errors.ts';
import { naturalKey } from '#shared/registers/rows.ts';
import { sha256Stream, uuid } from '#sync/seal.ts';
import { faultsOf } from '#tests/support/memory-stores.ts';
import { inboxOf, newReplica, packed, type Replica, receive } from '#tests/support/replica.ts';

/**
 * Officers who fill the same ledgers apart: whatever they add, change, delete, put back and confirm,
 * in whatever order bundles pass, the stores end equal and the same year of a firm is one row.
 */

const firm = 'e';
const years = [2023, 2024, 2025];
const economics = requireLedger('economics');

type Step =
  | { readonly kind: 'add'; who: number; year: number; cell: number; value: number }
  | { readonly kind: 'change'; who: number; nth: number; cell: number; value: number }
  | { readonly kind: 'move'; who: number; nth: number; year: number }
  | { readonly kind: 'delete' | 'restore' | 'confirm'; who: number; nth: number }
  | { readonly kind: 'take'; who: number; from: number };

const replicas = 3;
const who = fc.nat(replicas - 1);
const nth = fc.nat(3);
const cells = ['output', 'revenue', 'staff'] as const;
const cell = fc.nat(cells.length - 1);
const value = fc.nat(3);
const year = fc.nat(years.length - 1);
const rarely = (kind: 'delete' | 'restore' | 'confirm') =>
  fc.record({ kind: fc.constant(kind), who, nth });
const step = (moves: boolean): fc.Arbitrary<Step> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('add' as const), who, year, cell, value }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('change' as const), who, nth, cell, value }),
    },
    ...(moves
      ? [
          {
            weight: 1,
            arbitrary: fc.record({ kind: fc.constant('move' as const), who, nth, year }),
          },
        ]
      : []),
    { weight: 1, arbitrary: rarely('delete') },
    { weight: 1, arbitrary: rarely('restore') },
    { weight: 1, arbitrary: rarely('confirm') },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('take' as const), who, from: who }),
    },
  );

const deskOf = ({ store }: Replica) => ({
  store,
  self: getSelf(store.reader) as unknown as Self,
});

/** What people are told not to do is no step; anything else that is thrown is a bug. */
const unlessRefused = (work: () => unknown): void => {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
};

const act = (all: readonly Replica[], s: Step): void => {
  const replica = all[s.who];
  if (!replica) return;
  const desk = deskOf(replica);
  if (s.kind === 'take') {
    const from = all[s.from];
    if (from && from !== replica) receive(replica, packed(from));
    return;
  }
  const save = (id: string | null, values: Record<string, number>): void =>
    unlessRefused(() =>
      saveRows(desk, { ledger: 'economics', parent: firm, rows: [{ id, values }] }),
    );
  if (s.kind === 'add') {
    save(null, { year: years[s.year] ?? 2023, [cells[s.cell] ?? 'output']: s.value });
    return;
  }
  const rows = findRows(replica.store, economics, { deleted: s.kind === 'restore' });
  const row = rows[s.nth % Math.max(1, rows.length)];
  if (!row) return;
  const input = { ledger: 'economics', ids: [row.id] };
  if (s.kind === 'change') save(row.id, { [cells[s.cell] ?? 'output']: s.value });
  else if (s.kind === 'move') save(row.id, { year: years[s.year] ?? 2023 });
  else if (s.kind === 'delete') deleteRows(desk, input);
  else if (s.kind === 'restore') unlessRefused(() => restoreRows(desk, input));
  else confirmRows(desk, input);
};

const begin = (): Replica[] =>
  Array.from({ length: replicas }, (_none, i) => {
    let at = 1_000_000 * i;
    const replica = newReplica(`r${i}`, {
      now: () => {
        at += 1_000;
        return new Date(at);
      },
      uuid,
    });
    write(replica.store, { actor: `r${i}`, purpose: '新增企业' }, (door) =>
      door.insert(enterprise, { id: firm, name: '甲厂' }),
    );
    return replica;
  });

const settle = (all: readonly Replica[]): void => {
  for (let round = 0; round < all.length; round++)
    for (const from of all)
      for (const to of all) if (to !== from) expect(receive(to, packed(from))).toBe(true);
};

const live = (steps: readonly Step[], check: (all: readonly Replica[]) => void): void => {
  const all = begin();
  for (const s of steps) act(all, s);
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
  check(all);
  for (const { store } of all) store.close();
};

const runs = Number(process.env.QICE_TREES ?? 16);
const seed = process.env.FC_SEED ? { seed: Number(process.env.FC_SEED) } : {};

test('whatever officers do to a ledger apart, the stores end equal', () => {
  fc.assert(
    fc.property(fc.array(step(true), { maxLength: 40 }), (steps) => live(steps, () => {})),
    { numRuns: runs, ...seed },
  );
});

test('a year that several add is one row, as long as nobody turns a row into another year', () => {
  fc.assert(
    fc.property(fc.array(step(false), { maxLength: 40 }), (steps) =>
      live(steps, ([first]) => {
        if (!first) return;
        const keys = findRows(first.store, economics, { deleted: true }).map(({ values }) =>
          naturalKey(economics, firm, values),
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
    ),
    { numRuns: runs, ...seed },
  );
});
