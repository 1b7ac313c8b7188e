import type { Desk } from './desk.ts';
import type { Session } from './session.ts';

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

/**
 * How far the reading is that a search or a filter waits for: firms read of all there are. Counting
 * unit: 家. Null where nothing is missing.
 */
export const rollReading = ({
  store: { roll },
}: WithStore): { readonly done: number; readonly total: number } | null =>
  roll.ready() ? null : roll.progress();

/** Milliseconds between two pieces read ahead of any question: the screen's own work goes first. */
const pause = 4;
/** Milliseconds left to the first screen; a question that needs the roll does not wait for it. */
const firstScreen = 1_000;

/** Reads what is missing before anybody asks; ends where the store is closed. */
export const warmRoll = (session: Pick<Session, 'desk'>): void => {
  const desk = session.desk();
  const go = (): void => {
    if (desk && session.desk() === desk && desk.store.roll.step()) setTimeout(go, pause).unref();
  };
  setTimeout(go, firstScreen).unref();
};
