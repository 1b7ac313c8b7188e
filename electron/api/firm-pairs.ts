import {
  comparePair,
  declareDifferent,
  listMergers,
  mergeFirms,
  undoMerge,
} from '#services/firm-mergers.ts';
import { jobInput } from '#shared/exchange.ts';
import {
  type LikelyPairs,
  mergeFirmsInput,
  type PairComparison,
  pairInput,
  type StandingMerger,
  type UndoneMerger,
  undoMergeInput,
} from '#shared/firm-pairs.ts';
import { atDesk, router } from './base.ts';

export const firmPairsRouter = router({
  likely: atDesk
    .input(jobInput)
    .query(({ ctx, input }): Promise<LikelyPairs> => ctx.desk.jobs.run('doubles', input.job, null)),
  compare: atDesk
    .input(pairInput)
    .query(({ ctx, input }): PairComparison | null => comparePair(ctx.desk, input)),
  mergers: atDesk.query(({ ctx }): StandingMerger[] => listMergers(ctx.desk)),
  merge: atDesk
    .input(mergeFirmsInput)
    .mutation(({ ctx, input }): { id: string; homeId: string } => mergeFirms(ctx.desk, input)),
  different: atDesk
    .input(pairInput)
    .mutation(({ ctx, input }): void => declareDifferent(ctx.desk, input)),
  undo: atDesk
    .input(undoMergeInput)
    .mutation(({ ctx, input }): UndoneMerger => undoMerge(ctx.desk, input.id)),
});
