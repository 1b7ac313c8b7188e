import type { Database, Statement } from 'better-sqlite3';

/**
 * A statement prepared once a connection: what a list asks at every key typed takes longer to prepare than to answer.
 * For texts of SQL written in the program only, so that there are few; whoever gets one runs it to its end and does
 * not change its mode.
 */
export type Statements = (sql: string) => Statement;

export const createStatements = (db: Database): Statements => {
  const known = new Map<string, Statement>();
  return (sql) => {
    const statement = known.get(sql) ?? db.prepare(sql);
    known.set(sql, statement);
    return statement;
  };
};
