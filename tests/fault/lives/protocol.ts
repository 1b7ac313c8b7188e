import { writeSync } from 'node:fs';
import type { SaveSheet } from '#shared/sheets.ts';
import type { SaveVisit } from '#shared/visits.ts';

/** What a process that will be killed says to the one that kills it. */

export type Step =
  | { readonly kind: 'open' }
  | { readonly kind: 'draft'; readonly key: string; readonly body: string }
  | { readonly kind: 'visit'; readonly form: SaveVisit }
  | { readonly kind: 'sheet'; readonly form: SaveSheet }
  | { readonly kind: 'enterprise'; readonly id: string; readonly note: string }
  | { readonly kind: 'export'; readonly path: string }
  | { readonly kind: 'merge'; readonly path: string }
  | { readonly kind: 'backup' }
  /** `to`: hash of what the store must hold afterwards. */
  | { readonly kind: 'restore'; readonly to: string };

/** `done` is said after the step was committed; a step begun and not done may have happened or not. */
export type Said = { readonly said: 'begin' | 'done'; readonly step: Step; readonly now?: string };

/** Written at once, past every buffer of Node's: what was said before the kill has been said. */
export const say = (line: Said): void => {
  writeSync(1, `${JSON.stringify(line)}\n`);
};

export const announce = async <T>(
  step: Step,
  work: () => T | Promise<T>,
  now?: (result: T) => string,
): Promise<T> => {
  say({ said: 'begin', step });
  const result = await work();
  say({ said: 'done', step, ...(now ? { now: now(result) } : {}) });
  return result;
};
