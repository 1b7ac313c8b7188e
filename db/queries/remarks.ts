import { asc, eq } from 'drizzle-orm';
import type { Reader, Store } from '#db/open.ts';
import { remark } from '#db/schema/remarks.ts';
import { among } from './among.ts';

export type RemarkRecord = typeof remark.$inferSelect;

export const getRemark = (reader: Reader, id: string): RemarkRecord | undefined =>
  reader.select().from(remark).where(eq(remark.id, id)).get();

/** Everything said, by the speakers' clocks, oldest first. */
export const listRemarks = (reader: Reader): RemarkRecord[] =>
  reader.select().from(remark).orderBy(asc(remark.saidAt), asc(remark.id)).all();

/** Everything said about some records. */
export const remarksAbout = (reader: Reader, rows: readonly string[]): RemarkRecord[] =>
  reader
    .select()
    .from(remark)
    .where(among(remark.aboutId, rows))
    .orderBy(asc(remark.saidAt), asc(remark.id))
    .all();

/** Returns nobody has closed, and whether somebody has answered them. */
export const unclosedReturns = ({
  handle,
}: Store): { table: string; row: string; role: string; answered: 0 | 1 }[] =>
  handle
    .prepare(
      `SELECT about_table AS "table", about_id AS "row", role, EXISTS (
         SELECT 1 FROM remark a WHERE a.answers = r.id AND a.kind = 'reply') AS answered
       FROM remark r WHERE kind = 'return' AND NOT EXISTS (
         SELECT 1 FROM remark a WHERE a.answers = r.id AND a.kind IN ('close', 'return'))`,
    )
    .all() as { table: string; row: string; role: string; answered: 0 | 1 }[];
