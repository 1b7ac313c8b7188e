import { readCatalogue } from '#services/catalogue-reading.ts';
import { compactLog } from '#services/compaction.ts';
import type { JobName, JobTable, Work } from '#services/desk.ts';
import { type Bench, exportBundle } from '#services/export.ts';
import { exportFirms } from '#services/firm-export.ts';
import { findLikelyPairs } from '#services/firm-mergers.ts';
import { readImport } from '#services/import-tables.ts';
import { commitImport, previewImport, undoImport } from '#services/imports.ts';
import { inspectBundle } from '#services/inspect.ts';
import { makeSnapshot } from '#services/make-snapshot.ts';
import { mergeBundle } from '#services/merge.ts';
import { lookOver } from '#services/start-look.ts';

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
  doubles: findLikelyPairs,
  inspect: inspectBundle,
  look: lookOver,
  merge: mergeBundle,
  readCatalogue: async (bench, input, work) => readCatalogue(bench, input, work),
  readTable: async (bench, input) => readImport(bench, input),
  planImport: async (bench, input, work) => previewImport(bench, input, work),
  commitImport: async (bench, { id }, work) => commitImport(bench, id, work),
  undoImport: async (bench, { id }, work) => undoImport(bench, id, work),
};
