import { openReturn, photoPlace, reopenReturn, saveReturn } from '#services/campaign-filling.ts';
import {
  addFirms,
  assignReturns,
  joinFirm,
  removeReturns,
  restoreReturns,
} from '#services/campaign-firms.ts';
import { campaignResults } from '#services/campaign-results.ts';
import { listReturns } from '#services/campaign-returns.ts';
import { takeBackReturn } from '#services/campaign-undo.ts';
import { publishVersion } from '#services/campaign-versions.ts';
import {
  campaignsOfFirm,
  closeCampaign,
  copyCampaign,
  getCampaign,
  listCampaigns,
  removeCampaign,
  reopenCampaign,
  restoreCampaign,
  saveCampaign,
} from '#services/campaigns.ts';
import {
  addFirmsInput,
  assignInput,
  type CampaignFile,
  type CampaignLine,
  campaignInput,
  copyCampaignInput,
  type FirmCampaign,
  joinInput,
  listReturnsInput,
  photoQuestionInput,
  type Results,
  type ReturnFile,
  type ReturnList,
  resultsInput,
  returnInput,
  returnsInput,
  type SavedReturn,
  saveCampaignInput,
  saveReturnInput,
  takeBackReturnInput,
} from '#shared/campaigns/views.ts';
import type { TakenBack } from '#shared/fact-corrections.ts';
import { atDesk, atRoll, router } from './base.ts';
import type { Offered } from './exchange.ts';

export const campaignsRouter = router({
  list: atDesk.query(({ ctx }): readonly CampaignLine[] => listCampaigns(ctx.desk)),
  get: atDesk
    .input(campaignInput)
    .query(({ ctx, input }): CampaignFile => getCampaign(ctx.desk, input.id)),
  save: atDesk
    .input(saveCampaignInput)
    .mutation(({ ctx, input }): CampaignFile => saveCampaign(ctx.desk, input)),
  publish: atDesk.input(campaignInput).mutation(({ ctx, input }): CampaignFile => {
    publishVersion(ctx.desk, input.id);
    return getCampaign(ctx.desk, input.id);
  }),
  copy: atDesk
    .input(copyCampaignInput)
    .mutation(({ ctx, input }): CampaignFile => copyCampaign(ctx.desk, input)),
  close: atDesk
    .input(campaignInput)
    .mutation(({ ctx, input }): CampaignFile => closeCampaign(ctx.desk, input.id)),
  reopen: atDesk
    .input(campaignInput)
    .mutation(({ ctx, input }): CampaignFile => reopenCampaign(ctx.desk, input.id)),
  remove: atDesk
    .input(campaignInput)
    .mutation(({ ctx, input }): void => removeCampaign(ctx.desk, input.id)),
  restore: atDesk
    .input(campaignInput)
    .mutation(({ ctx, input }): void => restoreCampaign(ctx.desk, input.id)),

  ofFirm: atDesk
    .input(campaignInput)
    .query(({ ctx, input }): readonly FirmCampaign[] => campaignsOfFirm(ctx.desk, input.id)),
  returns: atDesk
    .input(listReturnsInput)
    .query(({ ctx, input }): ReturnList => listReturns(ctx.desk, input)),
  /** A filter of the list of firms needs the roll. */
  addFirms: atRoll
    .input(addFirmsInput)
    .mutation(({ ctx, input }): { readonly ids: readonly string[] } => addFirms(ctx.desk, input)),
  join: atDesk
    .input(joinInput)
    .mutation(({ ctx, input }): { readonly id: string } => joinFirm(ctx.desk, input)),
  assign: atDesk
    .input(assignInput)
    .mutation(({ ctx, input }): void => assignReturns(ctx.desk, input)),
  removeReturns: atDesk
    .input(returnsInput)
    .mutation(({ ctx, input }): void => removeReturns(ctx.desk, input.ids)),
  restoreReturns: atDesk
    .input(returnsInput)
    .mutation(({ ctx, input }): void => restoreReturns(ctx.desk, input.ids)),

  openReturn: atDesk
    .input(returnInput)
    .query(({ ctx, input }): ReturnFile => openReturn(ctx.desk, input.id)),
  saveReturn: atDesk
    .input(saveReturnInput)
    .mutation(({ ctx, input }): SavedReturn => saveReturn(ctx.desk, input)),
  takeBackReturn: atDesk
    .input(takeBackReturnInput)
    .mutation(({ ctx, input }): TakenBack => takeBackReturn(ctx.desk, input)),
  reopenReturn: atDesk
    .input(returnInput)
    .mutation(({ ctx, input }): ReturnFile => reopenReturn(ctx.desk, input.id)),
  photoPlace: atDesk
    .input(photoQuestionInput)
    .mutation(({ ctx, input }): { readonly owner: string } => photoPlace(ctx.desk, input)),

  results: atDesk
    .input(resultsInput)
    .query(({ ctx, input }): Results => campaignResults(ctx.desk, input)),
  exportBook: atDesk
    .input(resultsInput)
    .mutation(
      async ({ ctx, input }): Promise<Offered> =>
        (await import('#services/campaign-export.ts')).exportCampaign(ctx.desk, input),
    ),
});
