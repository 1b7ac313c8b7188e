import { compactLog } from '#services/compaction.ts';
import type { JobName, JobTable, Work } from '#services/desk.ts';
import { type Bench, exportBundle } from '#services/export.ts';
import { exportFirms } from '#services/firm-export.ts';
import { inspectBundle } from '#services/inspect.ts';
import { makeSnapshot } from '#services/make-snapshot.ts';
import { mergeBundle } from '#services/merge.ts';

/** Every kind of long work: what runs it, given a bench of its own. */
export const jobTable: {
  readonly [N in JobName]: (
    bench: Bench,
    input: JobTable[N]['input'],
    work: Work,
  ) => Promise<JobTable[N]['result']>;
} = {
  export: exportBundle,
  snapshot: makeSnapshot,
  compact: async (bench, _, work) => compactLog(bench, {}, work),
  firms: exportFirms,
  inspect: inspectBundle,
  merge: mergeBundle,
};
