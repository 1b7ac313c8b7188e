import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { Refusal } from '#shared/errors.ts';

/** What a command line program is given: no globals, so that a test can be one. */
export type Terminal = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether a person sees what goes to `err`, and sees it now. */
  readonly watched: boolean;
};

export const thisTerminal = (): Terminal => ({
  env: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  watched: process.stderr.isTTY === true,
});

/**
 * The passphrase of a command, never from its arguments, which every user of the computer can read.
 *
 * @returns undefined where none was given
 * @throws Refusal `file.missing`
 */
export const passphraseGiven = (terminal: Terminal, file?: string): string | undefined => {
  if (file === undefined) return terminal.env.QICE_PASSPHRASE || undefined;
  try {
    // One line as editors save it; a passphrase may itself begin or end with blanks.
    return readFileSync(file, 'utf8')
      .replace(/^\ufeff/, '')
      .replace(/\r?\n$/, '');
  } catch {
    throw Refusal.of('file.missing', { path: file });
  }
};

/** @throws Refusal `passphrase.missing`, `file.missing` */
export const passphraseOf = (terminal: Terminal, file?: string): string => {
  const passphrase = passphraseGiven(terminal, file);
  if (!passphrase) throw Refusal.of('passphrase.missing');
  return passphrase;
};

/** Decodes an option that is a whole number; `what` names it in the message. */
export const wholeNumber =
  (what: string, min: number, max: number) =>
  (text: string): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`${what}应为 ${min} 至 ${max} 的整数。`);
  };
