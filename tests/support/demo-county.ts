import { join } from 'node:path';
import { fillDemoCounty } from '#services/demo/fill.ts';
import type { Bench } from '#services/export.ts';
import { makeBench } from './bench.ts';
import { tempDir, testClock } from './device.ts';

/** A real store with the demo county in it, as its office sees it on 5 May of the year. */
export const demoCounty = async (
  year: number,
): Promise<{ readonly desk: Bench; readonly dir: string; readonly close: () => void }> => {
  const { path, remove } = tempDir();
  const clock = testClock(`${year}-05-05T08:00:00.000Z`);
  const desk = await makeBench(
    join(path, 'county'),
    'county',
    '澜溪县市场监督管理局',
    undefined,
    clock,
  );
  fillDemoCounty(desk, { year });
  return {
    desk,
    dir: path,
    close: () => {
      desk.store.close();
      remove();
    },
  };
};
