import { z } from 'zod';
import { getImport, listImportLines, listImports, traceImport } from '#services/import-runs.ts';
import { ticketInput } from '#shared/exchange.ts';
import {
  type ImportLines,
  type ImportPreview,
  type ImportReport,
  type ImportTrace,
  linesInput,
  planInput,
  type TableView,
  tableChoice,
  type UndoResult,
} from '#shared/imports.ts';
import { atDesk, router } from './base.ts';

const job = z.uuid();
const file = ticketInput.extend({ job });
const run = z.object({ id: z.uuid() });

export const importsRouter = router({
  read: atDesk
    .input(file.extend({ choice: tableChoice.default({}), target: z.string().max(64).optional() }))
    .mutation(({ ctx: { desk }, input }): Promise<TableView> => {
      const { choice, target } = input;
      const path = desk.shelf.path(input.ticket);
      const fileName = desk.shelf.name(input.ticket);
      return desk.jobs.run('readTable', input.job, { path, fileName, choice, target });
    }),
  preview: atDesk
    .input(file.extend({ plan: planInput }))
    .mutation(({ ctx: { desk }, input }): Promise<ImportPreview> => {
      const path = desk.shelf.path(input.ticket);
      const fileName = desk.shelf.name(input.ticket);
      return desk.jobs.run('planImport', input.job, { path, fileName, plan: input.plan });
    }),
  lines: atDesk
    .input(linesInput)
    .query(({ ctx, input }): ImportLines => listImportLines(ctx.desk, input)),
  commit: atDesk
    .input(run.extend({ job }))
    .mutation(
      ({ ctx: { desk }, input }): Promise<ImportReport> =>
        desk.jobs.run('commitImport', input.job, { id: input.id }),
    ),
  list: atDesk.query(({ ctx }): ImportReport[] => listImports(ctx.desk)),
  get: atDesk.input(run).query(({ ctx, input }): ImportReport => getImport(ctx.desk, input.id)),
  undo: atDesk
    .input(run.extend({ job }))
    .mutation(
      ({ ctx: { desk }, input }): Promise<UndoResult> =>
        desk.jobs.run('undoImport', input.job, { id: input.id }),
    ),
  trace: atDesk
    .input(
      z.object({
        table: z.string().max(64),
        id: z.string().max(200),
        column: z.string().max(64).optional(),
      }),
    )
    .query(({ ctx, input }): ImportTrace | null => traceImport(ctx.desk, input)),
});
