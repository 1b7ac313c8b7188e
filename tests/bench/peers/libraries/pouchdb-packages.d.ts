/** As much of PouchDB's interface as is called here; the packages bring no types. */

declare module 'pouchdb-core' {
  type Doc = { _id: string; _rev?: string } & Record<string, unknown>;
  type Answer = { error?: unknown; ok?: boolean };

  export default class PouchDB {
    static plugin(plugin: unknown): typeof PouchDB;
    constructor(name: string, options: { adapter: string; auto_compaction?: boolean });
    bulkDocs(docs: readonly Doc[], options?: { new_edits?: boolean }): Promise<Answer[]>;
    allDocs(options: {
      keys?: readonly string[];
      startkey?: string;
      limit?: number;
      skip?: number;
      include_docs: true;
    }): Promise<{ rows: { id: string; doc?: Doc }[] }>;
    bulkGet(options: {
      docs: readonly { id: string; rev: string }[];
      revs: true;
    }): Promise<{ results: { docs: { ok?: Doc }[] }[] }>;
    changes(options: { since: number | string; limit: number; style: 'all_docs' }): Promise<{
      results: { id: string; changes: { rev: string }[] }[];
      last_seq: number | string;
    }>;
    close(): Promise<void>;
  }
}

declare module 'pouchdb-adapter-leveldb' {
  const plugin: unknown;
  export default plugin;
}
