import { z } from 'zod';
import { addProgress, getSheet, issueSheet, listSheets, saveSheet } from '#services/sheets.ts';
import {
  addProgressInput,
  listSheetsInput,
  type Sheet,
  type SheetRow,
  saveSheetInput,
} from '#shared/sheets.ts';
import { recordId } from '#shared/words.ts';
import { atDesk, router } from './base.ts';

const byId = z.object({ id: recordId });

export const sheetsRouter = router({
  list: atDesk
    .input(listSheetsInput)
    .query(({ ctx, input }): SheetRow[] => listSheets(ctx.desk, input)),
  get: atDesk.input(byId).query(({ ctx, input }): Sheet => getSheet(ctx.desk, input.id)),
  /** Creates the sheet where its id is new. */
  save: atDesk
    .input(saveSheetInput)
    .mutation(({ ctx, input }): Sheet => saveSheet(ctx.desk, input)),
  issue: atDesk.input(byId).mutation(({ ctx, input }): Sheet => issueSheet(ctx.desk, input.id)),
  addProgress: atDesk
    .input(addProgressInput)
    .mutation(({ ctx, input }): Sheet => addProgress(ctx.desk, input)),
});
