import type { Database } from 'better-sqlite3';

/**
 * Answers that are good for as long as nothing in the store changes, by this connection or by another. Whoever gets
 * one does not change it.
 *
 * @param make is handed the answer before, where there was one, so that it need work out only what is new
 * @param on what else the answer depends on: a minute, a day; of a key only the last is kept
 */
export type WhileUnchanged = <T>(key: string, make: (before?: T) => T, on?: string) => T;

export const createWhileUnchanged = (db: Database): WhileUnchanged => {
  const counters = db
    .prepare(`SELECT total_changes() || ' ' || data_version FROM pragma_data_version`)
    .pluck();
  const answers = new Map<string, { readonly good: string; readonly answer: unknown }>();
  return <T>(key: string, make: (before?: T) => T, on = ''): T => {
    // What is not committed may be taken back, and no counter would tell.
    if (db.inTransaction) return make();
    const good = `${counters.get()} ${on}`;
    const known = answers.get(key);
    // A key is asked for with one question, so what it holds is what that question makes.
    if (known?.good === good) return known.answer as T;
    const answer = make(known?.answer as T | undefined);
    answers.set(key, { good, answer });
    return answer;
  };
};
