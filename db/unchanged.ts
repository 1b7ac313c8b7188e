import type { Database } from 'better-sqlite3';

/** Answers that are good for as long as nothing in the store changes, by this connection or by another. */
export type WhileUnchanged = <T>(key: string, make: () => T) => T;

export const createWhileUnchanged = (db: Database): WhileUnchanged => {
  const counters = db
    .prepare(`SELECT total_changes() || ' ' || data_version FROM pragma_data_version`)
    .pluck();
  const answers = new Map<string, unknown>();
  let goodAt: unknown;
  return <T>(key: string, make: () => T): T => {
    // What is not committed may be taken back, and no counter would tell.
    if (db.inTransaction) return make();
    const now = counters.get();
    if (now !== goodAt) answers.clear();
    goodAt = now;
    if (!answers.has(key)) answers.set(key, make());
    // A key is asked for with one question, so what it holds is what that question makes.
    return answers.get(key) as T;
  };
};
