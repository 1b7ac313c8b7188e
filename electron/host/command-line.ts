import type { Refusal } from '#shared/errors.ts';
import type { ProgramFiles } from './program-files.ts';
import type { Terminal } from './terminal.ts';

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
