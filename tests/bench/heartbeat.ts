import { appendFileSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into a program before it (`node --import`): each second a line of JSON into the file named by the query of
 * its own address, telling how long the main thread answered nobody, and what the process holds in memory.
 */

export type Beat = {
  /** Longest time without a beat, in milliseconds, above the time between two. */
  readonly blocked: number;
  /** The same without what the thread waited for a processor: other programs' doing. */
  readonly busy: number;
  /** Bytes. */
  readonly rss: number;
};

const every = 10;

/** Nanoseconds the main thread has waited for a processor (sched-stats, /proc/<pid>/schedstat); else 0. */
const waited = (): number => {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'latin1').split(' ')[1]);
  } catch {
    return 0;
  }
};

const beatInto = (path: string): void => {
  let last = { at: performance.now(), waited: waited() };
  let most = { blocked: 0, busy: 0 };
  setInterval(() => {
    const now = { at: performance.now(), waited: waited() };
    const blocked = now.at - last.at - every;
    const busy = blocked - (now.waited - last.waited) / 1e6;
    most = { blocked: Math.max(most.blocked, blocked), busy: Math.max(most.busy, busy) };
    last = now;
  }, every).unref();
  setInterval(() => {
    const beat: Beat = { ...most, rss: process.memoryUsage.rss() };
    most = { blocked: 0, busy: 0 };
    appendFileSync(path, `${JSON.stringify(beat)}\n`);
  }, 1_000).unref();
};

const path = new URL(import.meta.url).searchParams.get('into');
// A thread is started with what its program was started with.
if (isMainThread && path !== null) beatInto(path);
