import type { Database } from 'better-sqlite3';

/**
 * Answers that are good for as long as nothing in the store changes, by this connection or by another. Whoever gets
 * one does not change it.
 *
 * @param on what else the answer depends on: a minute, a day; of a key only the last is kept
 */
export type WhileUnchanged = <T>(key: string, make: () => T, on?: string) => T;

export const createWhileUnchanged = (db: Database): WhileUnchanged => {
  const counters = db
    .prepare(`SELECT total_changes() || ' ' || data_version FROM pragma_data_version`)
    .pluck();
  const answers = new Map<string, { readonly on: string; readonly answer: unknown }>();
  let goodAt: unknown;
  return <T>(key: string, make: () => T, on = ''): T => {
    // What is not committed may be taken back, and no counter would tell.
    if (db.inTransaction) return make();
    const now = counters.get();
    if (now !== goodAt) answers.clear();
    goodAt = now;
    const known = answers.get(key);
    // A key is asked for with one question, so what it holds is what that question makes.
    if (known?.on === on) return known.answer as T;
    const answer = make();
    answers.set(key, { on, answer });
    return answer;
  };
};
