import { z } from 'zod';
import {
  commitImport,
  getImport,
  listImports,
  previewImport,
  readImport,
  undoImport,
} from '#services/imports.ts';
import { ticketInput } from '#shared/exchange.ts';
import type {
  ImportPreview,
  ImportReport,
  ImportReportDetail,
  TableView,
  UndoResult,
} from '#shared/imports.ts';
import { rosterMapping } from '#shared/roster.ts';
import { atDesk, router } from './base.ts';

const mapped = ticketInput.extend({ mapping: rosterMapping });

export const importsRouter = router({
  read: atDesk
    .input(ticketInput)
    .mutation(({ ctx, input }): TableView => readImport(ctx.desk, input.ticket)),
  preview: atDesk
    .input(mapped)
    .mutation(({ ctx, input }): ImportPreview => previewImport(ctx.desk, input)),
  commit: atDesk
    .input(mapped.extend({ stamp: z.string().max(200) }))
    .mutation(({ ctx, input }): ImportReport => commitImport(ctx.desk, input)),
  list: atDesk.query(({ ctx }): ImportReport[] => listImports(ctx.desk)),
  get: atDesk
    .input(z.object({ id: z.uuid() }))
    .query(({ ctx, input }): ImportReportDetail => getImport(ctx.desk, input.id)),
  undo: atDesk
    .input(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }): UndoResult => undoImport(ctx.desk, input.id)),
});
