import type { Desk } from '#services/desk.ts';
import { Refusal } from '#shared/errors.ts';
import { compose, type House } from './compose.ts';
import type { ProgramFiles } from './program-files.ts';
import { passphraseOf, type Terminal } from './terminal.ts';

/** What every command of the terminal door takes. */
export type Common = {
  readonly store: string;
  readonly json?: boolean;
  readonly passphraseFile?: string;
};

/** What a command answers: one object for programs, a few lines for people. */
export type Answer = { readonly data: object; readonly text: string };

/** Where a command runs. */
export type Seat = {
  readonly terminal: Terminal;
  readonly stateDir: string;
  readonly files: ProgramFiles;
};

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

/** Exit statuses, for scripts. */
export const exits = { done: 0, refused: 1, usage: 2 } as const;

/** Prints an answer: with `--json` exactly one object on standard output, else the lines. */
export const printAnswer = (terminal: Terminal, json: boolean, { data, text }: Answer): void =>
  terminal.out(`${json ? JSON.stringify(data) : text}\n`);

/** Prints a refusal and gives its exit status. */
export const printRefusal = (terminal: Terminal, json: boolean, refusal: Refusal): number => {
  const { code, message } = refusal.toData();
  if (json) terminal.out(`${JSON.stringify({ error: { code, message } })}\n`);
  else terminal.err(`${message}\n`);
  return code === 'usage' ? exits.usage : exits.refused;
};
