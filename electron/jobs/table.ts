import type { JobName, JobTable, Work } from '#services/desk.ts';
import type { Bench } from '#services/export.ts';

/**
 * Every kind of long work: what runs it, given a bench of its own. Each is loaded when it is asked
 * for: a thread does one piece of work, and to merge a bundle nobody needs what reads an Excel file.
 */
export const jobTable: {
  readonly [N in JobName]: (
    bench: Bench,
    input: JobTable[N]['input'],
    work: Work,
  ) => Promise<JobTable[N]['result']>;
} = {
  export: async (...given) => (await import('#services/export.ts')).exportBundle(...given),
  snapshot: async (...given) => (await import('#services/make-snapshot.ts')).makeSnapshot(...given),
  compact: async (bench, _, work) =>
    (await import('#services/compaction.ts')).compactLog(bench, {}, work),
  firms: async (...given) => (await import('#services/firm-export.ts')).exportFirms(...given),
  runBook: async (...given) => (await import('#services/run-export.ts')).writeRunBook(...given),
  issueBook: async (...given) =>
    (await import('#services/issue-export.ts')).writeIssueBook(...given),
  photoBook: async (...given) =>
    (await import('#services/photo-export.ts')).writePhotoBook(...given),
  doubles: async (...given) =>
    (await import('#services/firm-mergers.ts')).findLikelyPairs(...given),
  inspect: async (...given) => (await import('#services/inspect.ts')).inspectBundle(...given),
  look: async (bench, input) => (await import('#services/start-look.ts')).lookOver(bench, input),
  merge: async (...given) => (await import('#services/merge.ts')).mergeBundle(...given),
  readCatalogue: async (...given) =>
    (await import('#services/catalogue-reading.ts')).readCatalogue(...given),
  readTable: async (bench, input) =>
    (await import('#services/import-tables.ts')).readImport(bench, input),
  planImport: async (...given) => (await import('#services/imports.ts')).previewImport(...given),
  commitImport: async (bench, { id }, work) =>
    (await import('#services/imports.ts')).commitImport(bench, id, work),
  undoImport: async (bench, { id }, work) =>
    (await import('#services/imports.ts')).undoImport(bench, id, work),
};
