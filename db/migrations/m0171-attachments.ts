import type { Migration } from './index.ts';

/** Scans and documents on any record hang where photographs hang; a document is known by its file's name. */
export const m0171: Migration = {
  version: 171,
  name: 'attachments',
  sql: 'ALTER TABLE photo ADD COLUMN name TEXT;',
};
