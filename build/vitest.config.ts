import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');

type Running = {
  /**
   * Whether each file loads every module anew. No module of ours keeps anything between calls, and
   * loading them took longer than the tests of 126 small files.
   */
  readonly isolate?: boolean;
  /** Files at a time. */
  readonly maxWorkers?: number;
};

/** A suite of the pyramid: where its files lie and how long one test may take, in milliseconds. */
const suite = (
  name: string,
  include: string[],
  testTimeout: number,
  // Two cores on the smallest machine we promise to be green on.
  { isolate = true, maxWorkers = 2 }: Running = {},
) => ({
  root,
  test: {
    ...{ name, include, testTimeout, hookTimeout: testTimeout },
    ...{ environment: 'node' as const, isolate, maxWorkers },
    // What a page comes to show is asked for until it does: a machine under load is slow, not wrong.
    expect: { poll: { timeout: 10_000 } },
  },
});

export default defineConfig({
  root,
  test: {
    projects: [
      suite(
        'unit',
        ['{shared,db,electron,renderer,build,tests/bench}/**/*.test.{ts,tsx}'],
        120_000,
        { isolate: false },
      ),
      suite('property', ['tests/property/**/*.test.ts'], 300_000, { isolate: false }),
      suite('fault', ['tests/fault/**/*.test.ts'], 480_000),
      // A page waits more than a third of its time: for a draft to be kept, for a screen to be drawn.
      suite('e2e', ['tests/e2e/**/*.test.ts'], 480_000, { maxWorkers: 3 }),
      suite('interop', ['tests/interop/**/*.test.ts'], 160_000),
    ],
  },
});
