import { cellHistory } from '#services/cell-history.ts';
import { conflictCounts, listConflicts } from '#services/conflicts.ts';
import { resolveByDevice, resolveConflict } from '#services/decisions.ts';
import { firmHistory, rowHistory } from '#services/history.ts';
import {
  type CellHistory,
  type ConflictCounts,
  type ConflictList,
  cellHistoryInput,
  historyInput,
  type RecordHistory,
  resolveByDeviceInput,
  resolveInput,
} from '#shared/conflicts.ts';
import { atDesk, router } from './base.ts';

export const conflictsRouter = router({
  list: atDesk.query(({ ctx }): ConflictList => listConflicts(ctx.desk)),
  counts: atDesk.query(({ ctx }): ConflictCounts => conflictCounts(ctx.desk)),
  resolve: atDesk
    .input(resolveInput)
    .mutation(({ ctx, input }): void => resolveConflict(ctx.desk, input)),
  resolveByDevice: atDesk
    .input(resolveByDeviceInput)
    .mutation(({ ctx, input }): { decided: number } => resolveByDevice(ctx.desk, input)),
  /** Of a firm: with everything that hangs on it. */
  history: atDesk
    .input(historyInput)
    .query(
      ({ ctx, input }): RecordHistory =>
        input.table === 'enterprise'
          ? firmHistory(ctx.desk, input.row)
          : rowHistory(ctx.desk, input),
    ),
  cellHistory: atDesk
    .input(cellHistoryInput)
    .query(({ ctx, input }): CellHistory => cellHistory(ctx.desk, input)),
});
