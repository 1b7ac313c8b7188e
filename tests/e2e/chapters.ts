import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { lastDeeds } from './deeds.ts';
import type { Seat } from './seat.ts';

/**
 * For tests that tell one story: after a failed chapter the later ones fail at once instead of
 * waiting for what cannot come, and what every screen showed is kept as a picture.
 */
export const tellInOrder = (seats: () => readonly Seat[]): void => {
  let failed: string | undefined;
  beforeEach(() => {
    if (failed !== undefined) throw new Error(`not told: an earlier chapter failed (${failed})`);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail' || failed !== undefined) return;
    failed = task.name;
    for (const [place, { page, troubles }] of seats().entries()) {
      const path = join(tmpdir(), `qice-e2e-${process.pid}-${place}.png`);
      await page.screenshot({ path }).catch(() => undefined);
      console.error(`${path} shows ${page.url()}`, ...troubles);
      console.error((await lastDeeds(page)).join('\n'));
    }
  });
};
