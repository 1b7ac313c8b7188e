import { and, asc, desc, eq } from 'drizzle-orm';
import type { Reader, Store } from '#db/open.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { enterpriseHome } from '#db/schema/local.ts';
import { measure, progress, sheet } from '#db/schema/sheets.ts';
import { sheetLedgers } from '#shared/registers/index.ts';
import { among } from './among.ts';
import { filesOfMany, homeOr } from './homes.ts';

export type SheetRecord = typeof sheet.$inferSelect;
export type MeasureRecord = typeof measure.$inferSelect;
export type ProgressRecord = typeof progress.$inferSelect;

export const getSheet = (reader: Reader, id: string): SheetRecord | undefined =>
  reader.select().from(sheet).where(eq(sheet.id, id)).get();

/** Live sheets, newest year first, named by the firm they are kept under; of some files where given. */
export const listSheets = (
  reader: Reader,
  enterpriseIds?: readonly string[],
): (SheetRecord & { enterpriseName: string; division: string | null })[] =>
  reader
    .select({ sheet, enterpriseName: enterprise.name, division: enterprise.division })
    .from(sheet)
    .leftJoin(enterpriseHome, eq(enterpriseHome.id, sheet.enterpriseId))
    .innerJoin(enterprise, eq(enterprise.id, homeOr(sheet.enterpriseId)))
    .where(
      and(
        eq(sheet.deleted, 0),
        enterpriseIds === undefined ? undefined : among(sheet.enterpriseId, enterpriseIds),
      ),
    )
    .orderBy(desc(sheet.year), asc(enterprise.name), asc(sheet.id))
    .all()
    .map(({ sheet: record, ...firm }) => ({ ...record, ...firm }));

/** How many live sheets each of some firms has. Counting unit: 张. */
export const countSheets = (store: Store, ids: readonly string[]): ReadonlyMap<string, number> =>
  new Map(
    (
      store
        .statement(
          `SELECT f.home AS id, count(*) AS sheets FROM (${filesOfMany}) f
           JOIN sheet s ON s.enterprise_id = f.id AND s.deleted = 0 GROUP BY f.home`,
        )
        .all({ ids: JSON.stringify(ids) }) as { id: string; sheets: number }[]
    ).map(({ id, sheets }) => [id, sheets]),
  );

/** Every measure of some sheets, deleted ones too, in paper order. */
export const measuresOf = (reader: Reader, sheetIds: readonly string[]): MeasureRecord[] =>
  reader
    .select()
    .from(measure)
    .where(among(measure.sheetId, sheetIds))
    .orderBy(asc(measure.position), asc(measure.id))
    .all();

/** Live entries, oldest first. */
export const progressOf = (reader: Reader, measureIds: readonly string[]): ProgressRecord[] =>
  reader
    .select()
    .from(progress)
    .where(and(among(progress.measureId, measureIds), eq(progress.deleted, 0)))
    .orderBy(asc(progress.onDate), asc(progress.id))
    .all();

/** The measures each of some goes on with (by `previous_id`), itself first; a ring ends where it began. */
export const measureChains = (
  { handle }: Store,
  measureIds: readonly string[],
): ReadonlyMap<string, readonly string[]> => {
  const rows = handle
    .prepare(
      `WITH RECURSIVE chain(head, id) AS (
         SELECT value, value FROM json_each(?)
         UNION SELECT c.head, m.previous_id FROM chain c JOIN measure m ON m.id = c.id
         WHERE m.previous_id IS NOT NULL)
       SELECT head, id FROM chain`,
    )
    .all(JSON.stringify(measureIds)) as { head: string; id: string }[];
  return new Map(
    [...Map.groupBy(rows, ({ head }) => head)].map(([head, own]) => [
      head,
      own.map(({ id }) => id),
    ]),
  );
};

/** Rows of the ledgers that hang on some sheets, deleted ones too. */
export const partsOf = (
  { handle }: Store,
  sheetIds: readonly string[],
): {
  readonly table: (typeof sheetLedgers)[number]['name'];
  readonly id: string;
  readonly sheetId: string;
}[] =>
  sheetLedgers.flatMap(({ name }) =>
    (
      handle
        .prepare(
          `SELECT id, sheet_id AS sheetId FROM "${name}"
           WHERE sheet_id IN (SELECT value FROM json_each(?))`,
        )
        .all(JSON.stringify(sheetIds)) as { id: string; sheetId: string }[]
    ).map((row) => ({ table: name, ...row })),
  );

export const getMeasure = (reader: Reader, id: string): MeasureRecord | undefined =>
  reader.select().from(measure).where(eq(measure.id, id)).get();
