import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, startChild } from '#tests/support/child.ts';
import type { Random } from '#tests/support/roster-fixtures.ts';
import type { Said } from './lives/protocol.ts';

/** When a life ends: so long after it has said so many lines. */
export type Moment = { readonly lines: number; readonly milliseconds: number };

/** How long a process may take to say what is waited for, on a busy machine. */
const patience = 60_000;

export type Killed = {
  readonly said: readonly Said[];
  /** When each line was heard, in milliseconds since the start. */
  readonly heard: readonly number[];
  /** What it was at when it died, in one word. */
  readonly at: string;
};

const whatItWasAt = (said: readonly Said[]): string => {
  const last = said.at(-1);
  if (!last) return 'starting';
  return last.said === 'begin' ? last.step.kind : 'between';
};

/**
 * Starts one of the lives beside this file, kills it with SIGKILL at the moment, and tells what it
 * had said by then.
 *
 * @throws where it ended by itself: that is a bug in it or in the program
 */
export const killAt = async (
  life: 'officer' | 'county' | 'keeper' | 'wizard',
  args: readonly string[],
  moment: Moment,
): Promise<Killed> => {
  const said: Said[] = [];
  const heard: number[] = [];
  const started = performance.now();
  const wait = Promise.withResolvers<void>();
  const child: Child = startChild(join(import.meta.dirname, 'lives', `${life}.ts`), args, {
    onLine: (line) => {
      said.push(JSON.parse(line) as Said);
      heard.push(performance.now() - started);
      if (said.length >= moment.lines) wait.resolve();
    },
  });
  if (moment.lines === 0) wait.resolve();
  const late = AbortSignal.timeout(patience);
  late.addEventListener('abort', () => wait.reject(new Error(`${life} says nothing any more`)));
  try {
    await Promise.race([wait.promise, child.ended]);
    await sleep(moment.milliseconds);
  } finally {
    child.kill();
  }
  const { signal, code, err } = await child.ended;
  if (signal !== 'SIGKILL') throw new Error(`${life} ended by itself (${code}): ${err}`);
  return { said, heard, at: whatItWasAt(said) };
};

/** A moment anywhere in a life of up to `lines` lines; one in eight is in its start-up. */
export const anyMoment = (random: Random, lines: number, startUp = 1500, pause = 40): Moment =>
  random() < 1 / 8
    ? { lines: 0, milliseconds: Math.floor(random() * startUp) }
    : { lines: 1 + Math.floor(random() * lines), milliseconds: Math.floor(random() * pause) };

/** Counts by word. */
export const tally = (words: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(words, (word) => word)].map(([word, same]) => [word, same.length]),
  );
