import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openBuiltDoor } from './built-door.ts';

/** Milliseconds since the start of the process; those of its main thread's work end with `Worked`. */
export type FirstScreen = {
  readonly firms: number;
  /** Until it listens, the store open. */
  readonly opened: number;
  readonly openedWorked: number | null;
  /** Until the start page (今日) is answered. */
  readonly today: number;
  readonly todayWorked: number | null;
  readonly firstPage: number;
  readonly firstPageWorked: number | null;
  readonly rollRead: number;
  readonly rollReadWorked: number | null;
  /** Longest that another question waited while the roll was read. */
  readonly longestWait: number;
};

/**
 * From the start of the built door to the answers for the start page and the first page of the list, and on
 * until the roll is read. Also by hand: `node tests/bench/first-screen.ts <store> <passphrase>`, where the
 * folder of state lies beside the store.
 *
 * @param stateDir missing, the store is taken for a copy and gets a new origin
 */
export const measureFirstScreen = async (
  store: string,
  passphrase: string,
  stateDir = `${store}-state`,
): Promise<FirstScreen> => {
  const dir = mkdtempSync(join(tmpdir(), 'qice-door-'));
  const word = join(dir, 'word');
  writeFileSync(word, `${passphrase}\n`, { mode: 0o600 });
  const door = await openBuiltDoor(store, word, stateDir);
  try {
    const [opened, openedWorked] = [door.openedAt, door.openedWorked];
    await door.query('today.of', { person: null });
    const [today, todayWorked] = [door.since(), door.worked()];
    const page = await door.query<{ total: number }>('enterprises.list', { limit: 100, offset: 0 });
    const [firstPage, firstPageWorked] = [door.since(), door.worked()];
    // As a person at work: another question every tenth of a second, until the roll is whole.
    let longest = 0;
    for (;;) {
      const asked = performance.now();
      if ((await door.query('enterprises.reading')) === null) break;
      longest = Math.max(longest, performance.now() - asked);
      await new Promise((go) => setTimeout(go, 100));
    }
    return {
      ...{
        firms: page.total,
        opened,
        openedWorked,
        today,
        todayWorked,
        firstPage,
        firstPageWorked,
      },
      ...{ rollRead: door.since(), rollReadWorked: door.worked() },
      longestWait: Math.round(longest),
    };
  } finally {
    await door.close();
    rmSync(dir, { recursive: true, force: true });
  }
};

if (import.meta.main) {
  const [store = '', passphrase = ''] = process.argv.slice(2);
  console.log(JSON.stringify(await measureFirstScreen(store, passphrase)));
}
