import { z } from 'zod';
import {
  confirmRows,
  deleteRows,
  firmLedgers,
  listLedger,
  restoreRows,
  saveRows,
} from '#services/ledgers.ts';
import { rowOrigins } from '#services/origins.ts';
import {
  confirmRowsInput,
  type FirmLedgers,
  firmLedgersInput,
  type LedgerPage,
  listLedgerInput,
  type RowOrigins,
  rowsInput,
  saveRowsInput,
} from '#shared/ledgers.ts';
import { atDesk, router } from './base.ts';

export const ledgersRouter = router({
  list: atDesk
    .input(listLedgerInput)
    .query(({ ctx, input }): LedgerPage => listLedger(ctx.desk, input)),
  /** Everything that hangs on a firm, by ledger. */
  ofFirm: atDesk
    .input(firmLedgersInput)
    .query(({ ctx, input }): FirmLedgers => firmLedgers(ctx.desk, input.enterpriseId)),
  save: atDesk
    .input(saveRowsInput)
    .mutation(({ ctx, input }): { readonly ids: readonly string[] } => saveRows(ctx.desk, input)),
  delete: atDesk.input(rowsInput).mutation(({ ctx, input }) => deleteRows(ctx.desk, input)),
  restore: atDesk.input(rowsInput).mutation(({ ctx, input }) => restoreRows(ctx.desk, input)),
  confirm: atDesk
    .input(confirmRowsInput)
    .mutation(({ ctx, input }) => confirmRows(ctx.desk, input)),
  /** Who wrote each cell, when and what for; also of a firm's own facts (`enterprise`). */
  origins: atDesk
    .input(z.object({ table: z.string().max(64), ids: z.array(z.string().max(200)).max(2_000) }))
    .query(({ ctx, input }): readonly RowOrigins[] => rowOrigins(ctx.desk, input.table, input.ids)),
});
