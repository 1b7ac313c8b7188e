import type { Desk } from '#services/desk.ts';
import { Refusal } from '#shared/errors.ts';
import type { Answer, Common, Seat } from './command-line.ts';
import { compose, type House } from './compose.ts';
import { passphraseOf, type Terminal } from './terminal.ts';

export type AtDesk = {
  readonly desk: Desk;
  readonly house: House;
  /** Aborted by Ctrl-C: long work stops and leaves nothing half done. */
  readonly signal: AbortSignal;
  /** Shows how far long work has come, where a person is watching. */
  readonly progress: (label: string, done: number, total: number) => void;
};

export const houseOf = ({ stateDir, files }: Seat, common: Common): House =>
  compose({ storeDir: common.store, stateDir, files });

const progressLine =
  ({ err }: Terminal) =>
  (label: string, done: number, total: number): void => {
    const percent = total > 0 ? Math.floor((100 * done) / total) : 100;
    err(`\r${label} ${percent}%${done >= total ? '\n' : ''}`);
  };

/**
 * Opens the store, works, closes it again whatever happens.
 *
 * @throws Refusal `passphrase.*`, `store.*`, and what `work` refuses
 */
export const atDesk = async (
  seat: Seat,
  common: Common,
  work: (at: AtDesk) => Answer | Promise<Answer>,
): Promise<Answer> => {
  const { terminal } = seat;
  const passphrase = passphraseOf(terminal, common.passphraseFile);
  const house = houseOf(seat, common);
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  process.once('SIGINT', stop);
  try {
    await house.session.unlock(passphrase);
    const desk = house.session.desk();
    if (!desk) throw Refusal.of('store.locked');
    const progress = terminal.watched && !common.json ? progressLine(terminal) : () => {};
    return await work({ desk, house, signal: abort.signal, progress });
  } finally {
    process.off('SIGINT', stop);
    house.close();
  }
};
