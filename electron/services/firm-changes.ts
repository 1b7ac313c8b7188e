import type { EnterpriseRecord } from '#db/queries/enterprises.ts';
import type { Door } from '#db/write.ts';
import { localDate } from '#shared/clock.ts';
import type { Desk } from './desk.ts';
import { addRow } from './ledgers.ts';
import { noteTierMove, redateTierMove } from './tiers.ts';

/** What a change of a firm's facts brings with it, whichever form it was made in. */

type Told = Pick<EnterpriseRecord, 'id' | 'name' | 'tier' | 'tierSince'>;

/** Since when a firm has its tier: as said, else today where it changes. */
export const sinceOf = (
  { store }: Pick<Desk, 'store'>,
  now: { readonly tier: string | null; readonly tierSince?: string | null | undefined },
  before: Pick<EnterpriseRecord, 'tier' | 'tierSince'> | undefined,
): string | null => {
  if (now.tier === null) return null;
  const known = before?.tierSince ?? null;
  if (before && now.tier === before.tier)
    return now.tierSince === undefined ? known : now.tierSince;
  const said = now.tierSince === known ? null : now.tierSince;
  return said ?? localDate(store.clock.now());
};

/** A change of tier or name is part of a firm's story: it gets a line in its own ledger. */
export const noteChanges = (
  desk: Pick<Desk, 'store' | 'self'>,
  door: Door,
  before: Told | undefined,
  after: Told,
): void => {
  const today = localDate(desk.store.clock.now());
  const [was, is] = [before?.tier ?? null, after.tier];
  if (was === is) redateTierMove(desk, door, after, before?.tierSince ?? null);
  else {
    const on = (is === null ? null : after.tierSince) ?? today;
    noteTierMove(desk, door, { firm: after.id, before: was, after: is, on });
  }
  if (before && after.name !== before.name)
    addRow(desk, door, 'former_name', after.id, { name: before.name, changedOn: today });
};
