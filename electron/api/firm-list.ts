import { z } from 'zod';
import { wordsListed } from '#services/enterprises.ts';
import { applyBulk, getBulk, listBulk, previewBulk, undoBulk } from '#services/firm-bulk.ts';
import { findFirmLines } from '#services/firm-lines.ts';
import {
  chooseColumns,
  dropView,
  type FirmViews,
  listViews,
  saveView,
  shownColumns,
} from '#services/firm-views.ts';
import { jobInput } from '#shared/exchange.ts';
import { type FirmColumnKey, firmColumnKeys } from '#shared/firm-columns.ts';
import { type FirmLine, firmLinesInput } from '#shared/firm-lines.ts';
import {
  type BulkPreview,
  type BulkRun,
  type BulkRunLines,
  type BulkUndo,
  bulkInput,
  type FirmView,
  firmFilter,
  firmOrder,
  saveViewInput,
  type WordCounts,
} from '#shared/firm-list.ts';
import { recordId } from '#shared/words.ts';
import { atDesk, atRoll, router } from './base.ts';

const columns = z.array(z.enum(firmColumnKeys)).min(1).max(firmColumnKeys.length);
const byId = z.object({ id: recordId });

/** The list of firms: a part of the enterprises room with a contract of its own. */
export const firmListRouter = router({
  /** The words there are to filter by, with the number of firms each. */
  words: atRoll.query(({ ctx }): WordCounts => wordsListed(ctx.desk)),
  views: atDesk.query(({ ctx }): FirmViews => listViews(ctx.desk)),
  saveView: atDesk
    .input(saveViewInput)
    .mutation(({ ctx, input }): FirmView => saveView(ctx.desk, input)),
  dropView: atDesk.input(byId).mutation(({ ctx, input }): void => dropView(ctx.desk, input.id)),
  /** The firms of a pasted column. Changes nothing; told and not asked, as an address holds no long text. */
  findLines: atRoll
    .input(firmLinesInput)
    .mutation(({ ctx, input }): Promise<FirmLine[]> => findFirmLines(ctx.desk, input.text)),
  columns: atDesk.query(({ ctx }): readonly FirmColumnKey[] => shownColumns(ctx.desk)),
  chooseColumns: atDesk
    .input(z.object({ columns }))
    .mutation(({ ctx, input }): void => chooseColumns(ctx.desk, input.columns)),
  previewBulk: atRoll
    .input(
      bulkInput.extend({
        limit: z.number().int().min(1).max(1000),
        offset: z.number().int().min(0),
      }),
    )
    .query(({ ctx, input }): BulkPreview => previewBulk(ctx.desk, input)),
  applyBulk: atRoll
    .input(bulkInput.extend({ stamp: z.string().max(200) }))
    .mutation(({ ctx, input }): BulkRun => applyBulk(ctx.desk, input)),
  bulkRuns: atDesk.query(({ ctx }): BulkRun[] => listBulk(ctx.desk)),
  bulkRun: atDesk.input(byId).query(({ ctx, input }): BulkRunLines => getBulk(ctx.desk, input.id)),
  undoBulk: atDesk.input(byId).mutation(({ ctx, input }): BulkUndo => undoBulk(ctx.desk, input.id)),
  export: atRoll
    .input(
      z.object({
        filter: firmFilter,
        order: firmOrder,
        columns,
        files: z.boolean().default(false),
        ...jobInput.shape,
      }),
    )
    .mutation(async ({ ctx, input }) =>
      (await import('#services/firm-export.ts')).exportFirmsToShelf(ctx.desk, input),
    ),
});
