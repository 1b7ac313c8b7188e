import type { Desk } from './desk.ts';

/** The roll in memory is read piece by piece: see `db/roll/roll.ts`. */

type WithStore = Pick<Desk, 'store'>;

/** Reads what is missing now, however long it takes: for a terminal and for tests. */
export const settleRoll = ({ store }: WithStore): void => {
  while (store.roll.step());
};

/** Reads what is missing and lets others go first after each piece. */
export const whenRollReady = async (desk: WithStore): Promise<void> => {
  while (desk.store.roll.step()) await new Promise(setImmediate);
};
