import { appendFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into a program before it (`node --import`): each second a line of JSON into the file named by the query of
 * its own address, telling how long the main thread answered nobody, and what the process holds in memory.
 */

export type Beat = {
  /** Longest time without a beat, in milliseconds, above the time between two. */
  readonly blocked: number;
  /** Most milliseconds of the processor it took between two beats: the rest it waited, for a processor or the disk. */
  readonly worked: number;
  /** Bytes. */
  readonly rss: number;
};

const every = 10;

/** Milliseconds of the processor this thread has taken. */
const worked = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

const beatInto = (path: string): void => {
  let last = { at: performance.now(), worked: worked() };
  let most = { blocked: 0, worked: 0 };
  setInterval(() => {
    const now = { at: performance.now(), worked: worked() };
    const took = now.worked - last.worked;
    most = {
      blocked: Math.max(most.blocked, now.at - last.at - every),
      worked: Math.max(most.worked, took),
    };
    last = now;
  }, every).unref();
  setInterval(() => {
    const beat: Beat = { ...most, rss: process.memoryUsage.rss() };
    most = { blocked: 0, worked: 0 };
    appendFileSync(path, `${JSON.stringify(beat)}\n`);
  }, 1_000).unref();
};

const path = new URL(import.meta.url).searchParams.get('into');
// A thread is started with what its program was started with.
if (isMainThread && path !== null) beatInto(path);
