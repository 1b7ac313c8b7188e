import { and, asc, desc, eq } from 'drizzle-orm';
import type { Reader, Store } from '#db/open.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { enterpriseHome } from '#db/schema/local.ts';
import { measure, progress, sheet } from '#db/schema/sheets.ts';
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
): (SheetRecord & { enterpriseName: string })[] =>
  reader
    .select({ sheet, enterpriseName: enterprise.name })
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
    .map((row) => ({ ...row.sheet, enterpriseName: row.enterpriseName }));

/** How many live sheets each of some firms has. Counting unit: 张. */
export const countSheets = (store: Store, ids: readonly string[]): ReadonlyMap<string, number> =>
  new Map(
    (
      store.handle
        .prepare(
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

export const getMeasure = (reader: Reader, id: string): MeasureRecord | undefined =>
  reader.select().from(measure).where(eq(measure.id, id)).get();
