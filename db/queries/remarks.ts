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

/**
 * The role of the device that wrote a remark, `@self` where it is ours; null where it is not known. A
 * remark is written once, so the first write behind its row is its writer's.
 */
const deviceRole = (id: string): string => {
  const origin = `(SELECT json_extract(s.dots, '$[0][1]') FROM sync_row s
                   WHERE s.tbl = 'remark' AND s.rid = ${id})`;
  return `coalesce(
    (SELECT f.role FROM sync_origin o JOIN office f ON f.device_id = o.device_id
     WHERE o.origin = ${origin}),
    CASE WHEN ${origin} IS NULL OR ${origin} IN (
      SELECT origin FROM sync_self
      UNION SELECT o.origin FROM sync_origin o JOIN sync_self m ON m.device_id = o.device_id)
    THEN @self END)`;
};

/** Roles of the devices that wrote some remarks, by remark; null where the device is not known. */
export const deviceRoles = (
  { handle }: Store,
  self: string,
  ids: readonly string[],
): ReadonlyMap<string, string | null> =>
  new Map(
    (
      handle
        .prepare(
          `SELECT id, ${deviceRole('remark.id')} AS role FROM remark
           WHERE id IN (SELECT value FROM json_each(@ids))`,
        )
        .all({ self, ids: JSON.stringify(ids) }) as { id: string; role: string | null }[]
    ).map(({ id, role }) => [id, role]),
  );

type Said = { readonly role: string; readonly device: string | null };

/** Every return with what would close it, and whether somebody has answered. */
export const returnsWithClosers = (
  { handle }: Store,
  self: string,
): (Said & {
  readonly table: string;
  readonly row: string;
  readonly answered: 0 | 1;
  /** JSON list of `Said`. */
  readonly closers: string;
})[] =>
  handle
    .prepare(
      `SELECT about_table AS "table", about_id AS "row", role, ${deviceRole('r.id')} AS device,
         EXISTS (SELECT 1 FROM remark a WHERE a.answers = r.id AND a.kind = 'reply') AS answered,
         (SELECT json_group_array(json_object('role', a.role, 'device', ${deviceRole('a.id')}))
          FROM remark a WHERE a.answers = r.id AND a.kind IN ('close', 'return')) AS closers
       FROM remark r WHERE kind = 'return'`,
    )
    .all({ self }) as ReturnType<typeof returnsWithClosers>;
