import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tableDigests } from '#db/queries/digest.ts';
import { getEnterprise } from '#db/queries/enterprises.ts';
import { allHomes, filesOf, homeOf, listPairs } from '#db/queries/homes.ts';
import { visitsOfEnterprise } from '#db/queries/visits.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import type { Desk } from '#services/desk.ts';
import { declareDifferent, mergeFirms, undoMerge } from '#services/firm-mergers.ts';
import { Refusal } from '#shared/errors.ts';
import { sha256Stream, uuid } from '#sync/seal.ts';
import { testClock } from '#tests/support/device.ts';
import { faultsOf } from '#tests/support/memory-stores.ts';
import { inboxOf, newReplica, packed, type Replica, receive } from '#tests/support/replica.ts';

/**
 * Offices that merge the same files crosswise, in rings, take mergers back, delete firms and go on
 * visiting them, with bundles late or never: in the end every office keeps every firm under the same
 * home, and every visit ever written is shown under exactly one of them.
 */

const firms = ['f1', 'f2', 'f3', 'f4'];
const offices = 3;

type Step =
  | { readonly kind: 'visit'; who: number; firm: number }
  | { readonly kind: 'merge'; who: number; a: number; b: number; takeName: boolean }
  | { readonly kind: 'differ'; who: number; a: number; b: number }
  | { readonly kind: 'undo'; who: number; which: number }
  | { readonly kind: 'rename'; who: number; firm: number }
  | { readonly kind: 'remove'; who: number; firm: number }
  | { readonly kind: 'take'; who: number; from: number };

const who = fc.nat(offices - 1);
const firm = fc.nat(firms.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('visit' as const), who, firm }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('merge' as const),
      who,
      a: firm,
      b: firm,
      takeName: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('differ' as const), who, a: firm, b: firm }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('undo' as const), who, which: fc.nat(5) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rename' as const), who, firm }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), who, firm }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('take' as const), who, from: who }) },
);

type Office = Replica & { readonly bench: Pick<Desk, 'store' | 'self'> };

const newOffice = (i: number): Office => {
  const replica = newReplica(`第${i}所`, testClock());
  const self = {
    deviceId: uuid(),
    officeId: uuid(),
    officeName: replica.name,
    role: 'county' as const,
    division: '339921',
    person: replica.name,
  };
  return { ...replica, bench: { store: replica.store, self } };
};

const idOf = (n: number): string => firms[n] ?? '';

/** Does a step as a person would; what Qice refuses (one file with itself, a deleted firm) is refused. */
const live = (office: Office, s: Exclude<Step, { kind: 'take' }>): number => {
  const { store, bench } = office;
  const intent = { actor: office.name, purpose: '试' };
  try {
    if (s.kind === 'visit') {
      write(store, intent, (door) =>
        door.insert(visit, { id: uuid(), enterpriseId: idOf(s.firm), visitedOn: '2026-03-02' }),
      );
      return 1;
    }
    if (s.kind === 'merge')
      mergeFirms(bench, {
        firstId: idOf(s.a),
        secondId: idOf(s.b),
        keeperId: idOf(s.a),
        take: s.takeName ? ['name'] : [],
        keepName: true,
      });
    else if (s.kind === 'differ')
      declareDifferent(bench, { firstId: idOf(s.a), secondId: idOf(s.b) });
    else if (s.kind === 'undo') {
      const standing = listPairs(store).filter((p) => p.verdict === 'same');
      const pair = standing[s.which % Math.max(1, standing.length)];
      if (pair) undoMerge(bench, pair.id);
    } else
      write(store, intent, (door) =>
        door.update(
          enterprise,
          idOf(s.firm),
          s.kind === 'remove' ? { deleted: 1 } : { name: `${office.name}改的名` },
        ),
      );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return 0;
};

test('mergers converge and lose no child row, whoever merges what with what', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const all = Array.from({ length: offices }, (_, i) => newOffice(i));
      const [first, ...others] = all;
      if (!first) return;
      write(first.store, { actor: '县局', purpose: '登记' }, (door) => {
        for (const id of firms) door.insert(enterprise, { id, name: `企业${id}` });
      });
      for (const other of others) receive(other, packed(first));
      let visits = 0;
      for (const s of steps) {
        const office = all[s.who];
        if (!office) continue;
        if (s.kind === 'take') receive(office, packed(all[s.from] ?? office));
        else visits += live(office, s);
      }
      for (let round = 0; round < offices; round++)
        for (const from of all) for (const to of all) if (to !== from) receive(to, packed(from));

      for (const { store } of all) {
        expect(tableDigests(store, sha256Stream)).toEqual(tableDigests(first.store, sha256Stream));
        expect(allHomes(store)).toEqual(allHomes(first.store));
        expect(faultsOf(store)).toEqual([]);
        const homes = new Set(firms.map((id) => homeOf(store, id)));
        const shown = [...homes].flatMap((home) =>
          visitsOfEnterprise(store.reader, filesOf(store, home)),
        );
        expect(shown.length).toBe(visits);
        expect(new Set(shown.map(({ id }) => id)).size).toBe(visits);
        // A firm that is not deleted is never hidden behind a deleted one.
        for (const id of firms)
          if (getEnterprise(store.reader, id)?.deleted === 0)
            expect(getEnterprise(store.reader, homeOf(store, id))?.deleted).toBe(0);
      }
      for (const other of others) expect(inboxOf(other)).toBe(inboxOf(first));
      for (const { store } of all) store.close();
    }),
    { numRuns: Number(process.env.QICE_TREES ?? 16) },
  );
});
