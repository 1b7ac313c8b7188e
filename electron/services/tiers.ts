import type { EnterpriseRecord } from '#db/queries/enterprises.ts';
import { findRows } from '#db/queries/ledgers.ts';
import { ledgerTables } from '#db/schema/ledgers.ts';
import type { Door } from '#db/write.ts';
import { tierHistory } from '#shared/registers/tier-history.ts';
import type { Desk } from './desk.ts';
import { addRow } from './ledgers.ts';

/**
 * Moves between tiers (培育层级). Whichever door a tier comes through, the form, a cell, a bulk edit, an
 * import or a merger, the move gets a line in the firm's own ledger.
 */

export type TierMove = {
  readonly firm: string;
  readonly before: string | null;
  readonly after: string | null;
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly reason?: string;
};

/** What the ledger says of a move; leaving the library has a word of its own. */
export const moveValues = ({ before, after, on, reason }: Omit<TierMove, 'firm'>) => ({
  changedOn: on,
  tier: after ?? '退出',
  before,
  ...(reason === undefined ? {} : { reason }),
});

/** Notes a move inside the write that makes it; nothing where nothing moved. */
export const noteTierMove = (
  desk: Pick<Desk, 'store' | 'self'>,
  door: Door,
  move: TierMove,
): void => {
  if (move.before === move.after) return;
  addRow(desk, door, 'tier_history', move.firm, moveValues(move));
};

/**
 * Takes the newest line of a move back that was itself taken back, as long as nobody has worked on it.
 *
 * @param move without `on` where the day is not known any more
 */
export const dropTierMove = (
  { store }: Pick<Desk, 'store'>,
  door: Door,
  { firm, on, ...move }: Omit<TierMove, 'on'> & { readonly on?: string },
): void => {
  const { changedOn, ...rest } = moveValues({ ...move, on: on ?? '' });
  const said = Object.entries({ ...rest, ...(on === undefined ? {} : { changedOn }) });
  const line = findRows(store, tierHistory, { parent: firm }).find(({ values }) =>
    said.every(([key, value]) => values[key] === value),
  );
  if (line) door.update(ledgerTables.tier_history, line.id, { deleted: 1 });
};

/** Puts the day of the line right by which a firm came to its tier, where the firm's day was put right. */
export const redateTierMove = (
  { store }: Pick<Desk, 'store'>,
  door: Door,
  { id, tier, tierSince }: Pick<EnterpriseRecord, 'id' | 'tier' | 'tierSince'>,
  before: string | null,
): void => {
  if (before === null || tierSince === null || before === tierSince) return;
  const line = findRows(store, tierHistory, { parent: id }).find(
    ({ values }) => values.tier === tier && values.changedOn === before,
  );
  if (line) door.update(ledgerTables.tier_history, line.id, { changedOn: tierSince } as never);
};
