import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { write } from '../../../db/write.ts';
import { exportBundle } from '../../../electron/services/export.ts';
import { mergeBundle } from '../../../electron/services/merge.ts';
import { introduceBenches, makeBench } from '../../support/bench.ts';
import { keepBench, openKeptBench } from '../../support/kept-bench.ts';
import { benchSchema, statements } from '../workload.ts';
import { selectRows } from './encrypted.ts';
import type { Peer } from './peer.ts';

/** An officer and the county that trusts them, so that the county's process finds its store. */
const makeBoth = async (dir: string): Promise<void> => {
  const officer = await makeBench(join(dir, 'source'), 'officer', '石桥所', benchSchema);
  const county = await makeBench(join(dir, 'copy'), 'county', '县局', benchSchema);
  introduceBenches(officer, county);
  for (const bench of [officer, county]) {
    keepBench(bench);
    bench.store.close();
  }
};

export const qice: Peer = {
  title: 'Qice',
  floor: 'floor',
  scale: 1,
  lacks: [],
  open: async ({ dir, role }) => {
    if (!existsSync(join(dir, role))) await makeBoth(dir);
    const bench = openKeptBench(join(dir, role), benchSchema);
    const { store } = bench;
    const apply = statements(store.handle);
    const intent = { actor: '量', purpose: '量' };
    return {
      write: (batch) => write(store, intent, () => batch.forEach(apply)),
      exportTo: async (file) => {
        await exportBundle(bench, { to: '县局', path: file });
        return undefined;
      },
      importFrom: async (file) => {
        await mergeBundle(bench, { path: file });
      },
      rows: () => selectRows(store.handle),
      close: () => store.close(),
    };
  },
};
