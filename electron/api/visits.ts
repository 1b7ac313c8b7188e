import { z } from 'zod';
import { keepShelved, lookAtPhotos } from '#services/photos.ts';
import { removeVisit, restoreVisit } from '#services/removals.ts';
import { visitBrief } from '#services/visit-brief.ts';
import { colleaguesByInitials } from '#services/visit-people.ts';
import { takeBackVisit } from '#services/visit-undo.ts';
import { getVisit, listVisits, saveVisit } from '#services/visits.ts';
import { ticketInput } from '#shared/exchange.ts';
import type { TakenBack } from '#shared/fact-corrections.ts';
import { type Colleague, type VisitPreparation, visitBriefInput } from '#shared/visit-brief.ts';
import {
  listVisitsInput,
  type RemovedVisit,
  restoreVisitInput,
  type SavedVisit,
  type StoredPhoto,
  saveVisitInput,
  takeBackInput,
  type Visit,
  type VisitList,
} from '#shared/visits.ts';
import { recordId } from '#shared/words.ts';
import { atDesk, atIssues, atRoll, router } from './base.ts';

export const visitsRouter = router({
  list: atRoll
    .input(listVisitsInput)
    .query(({ ctx, input }): VisitList => listVisits(ctx.desk, input)),
  get: atDesk
    .input(z.object({ id: recordId }))
    .query(({ ctx, input }): Visit => getVisit(ctx.desk, input.id)),
  /** Creates the visit where its id is new. */
  save: atDesk.input(saveVisitInput).mutation(async ({ ctx, input }): Promise<SavedVisit> => {
    await lookAtPhotos(ctx.desk, input.photos);
    // The disk may still be busy with its photographs: the answer waits for it, and nobody else.
    return ctx.desk.store.forcedLater(() => saveVisit(ctx.desk, input));
  }),
  /** What to ask at a firm, before going and on the spot. */
  brief: atIssues
    .input(visitBriefInput)
    .query(({ ctx, input }): VisitPreparation => visitBrief(ctx.desk, input)),
  /** Our people by their initials, for typing. */
  colleagues: atDesk.query(({ ctx }): readonly Colleague[] => colleaguesByInitials(ctx.desk)),
  /** Undo of saving a visit: what it put right in the file, and with `whole` the visit itself. */
  takeBack: atDesk
    .input(takeBackInput)
    .mutation(({ ctx, input }): TakenBack => takeBackVisit(ctx.desk, input)),
  remove: atDesk
    .input(z.object({ id: recordId }))
    .mutation(({ ctx, input }): RemovedVisit => removeVisit(ctx.desk, input.id)),
  restore: atDesk
    .input(restoreVisitInput)
    .mutation(({ ctx, input }): void => restoreVisit(ctx.desk, input)),
  /** Stores a picture that the screen has already made small, or a PDF; a visit may then name it. */
  addPhoto: atDesk
    .input(ticketInput)
    .mutation(
      ({ ctx, input }): Promise<StoredPhoto> => keepShelved(ctx.desk, input.ticket, 'photo'),
    ),
});
