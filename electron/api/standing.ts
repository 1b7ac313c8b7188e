import { listCatalogues, matchCatalogue } from '#services/catalogue.ts';
import { calendar } from '#services/deadlines.ts';
import { overview, overviewMembers } from '#services/pyramid.ts';
import {
  intentionMatrix,
  moveTier,
  tierList,
  tierMovement,
  undoTierMove,
} from '#services/tier-list.ts';
import {
  type CatalogueBrief,
  type CatalogueMatches,
  type CatalogueRead,
  matchCatalogueInput,
  readCatalogueInput,
} from '#shared/catalogue-views.ts';
import {
  type Calendar,
  type Overview,
  type OverviewMember,
  overviewInput,
  overviewMembersInput,
} from '#shared/pyramid-views.ts';
import {
  listTiersInput,
  type Matrix,
  type Movement,
  matrixInput,
  movementInput,
  moveTierInput,
  type TierList,
  type UndoTier,
  undoTierInput,
} from '#shared/tier-views.ts';
import { atDesk, router } from './base.ts';

/** Where the county's firms and products stand: pyramid, tiers, catalogues, deadlines. */
export const standingRouter = router({
  overview: atDesk
    .input(overviewInput)
    .query(({ ctx, input }): Overview => overview(ctx.desk, input)),
  members: atDesk
    .input(overviewMembersInput)
    .query(({ ctx, input }): readonly OverviewMember[] => overviewMembers(ctx.desk, input)),
  calendar: atDesk
    .input(overviewInput)
    .query(({ ctx, input }): Calendar => calendar(ctx.desk, input)),
  tiers: atDesk
    .input(listTiersInput)
    .query(({ ctx, input }): TierList => tierList(ctx.desk, input)),
  movement: atDesk
    .input(movementInput)
    .query(({ ctx, input }): Movement => tierMovement(ctx.desk, input)),
  matrix: atDesk
    .input(matrixInput)
    .query(({ ctx, input }): Matrix => intentionMatrix(ctx.desk, input)),
  moveTier: atDesk
    .input(moveTierInput)
    .mutation(({ ctx, input }): UndoTier => moveTier(ctx.desk, input)),
  undoTier: atDesk
    .input(undoTierInput)
    .mutation(({ ctx, input }): void => undoTierMove(ctx.desk, input)),
  catalogues: atDesk.query(({ ctx }): readonly CatalogueBrief[] => listCatalogues(ctx.desk)),
  readCatalogue: atDesk
    .input(readCatalogueInput)
    .mutation(({ ctx: { desk }, input }): Promise<CatalogueRead> => {
      const { ticket, job, ...asked } = input;
      const [path, fileName] = [desk.shelf.path(ticket), desk.shelf.name(ticket)];
      return desk.jobs.run('readCatalogue', job, { ...asked, path, fileName });
    }),
  matches: atDesk
    .input(matchCatalogueInput)
    .query(({ ctx, input }): CatalogueMatches => matchCatalogue(ctx.desk, input)),
});
