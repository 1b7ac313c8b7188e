import { type Column, type SQL, sql } from 'drizzle-orm';

/** `column IN ids` for any number of ids: one bound parameter, where IN (?, ?, …) stops at 32,766. */
export const among = (column: Column, ids: readonly string[]): SQL =>
  sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
