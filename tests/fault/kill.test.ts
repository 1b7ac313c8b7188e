import { afterEach, expect, test } from 'vitest';
import { tempDir } from '#tests/support/device.ts';
import { killOfficer } from './killed-officer.ts';
import { killCounty, killKeeper, killWizard } from './killed-others.ts';

/** Samples of what `npm run soak` does two hundred times. The seed makes a failure repeatable in kind. */
const seed = 20_261_123;

const temps: ReturnType<typeof tempDir>[] = [];
const freshDir = (): string => {
  const temp = tempDir();
  temps.push(temp);
  return temp.path;
};
afterEach(() => {
  for (const temp of temps.splice(0)) temp.remove();
});

test('an officer killed in the middle of typing, saving and exporting loses nothing', async () => {
  const figures = await killOfficer({ dir: freshDir(), kills: 4, seed });
  expect(figures.kills).toBe(4);
  expect(figures.steps).toBeGreaterThan(20);
  expect(figures.bundlesWhole).toBeGreaterThan(0);
});

test('a county killed while it merges has all of a bundle or nothing', async () => {
  expect((await killCounty({ dir: freshDir(), kills: 2, seed })).kills).toBe(2);
});

test('a store killed while it is copied or put back is the one before or the one after', async () => {
  const figures = await killKeeper({ dir: freshDir(), kills: 2, seed });
  expect(figures.backups).toBeGreaterThan(3);
});

test('a first-run wizard killed half-way can be run again', async () => {
  expect((await killWizard({ dir: freshDir(), kills: 2, seed })).kills).toBe(2);
});
