import { z } from 'zod';
import { addPhoto } from '#services/photos.ts';
import { getVisit, listVisits, saveVisit } from '#services/visits.ts';
import { ticketInput } from '#shared/exchange.ts';
import {
  listVisitsInput,
  type StoredPhoto,
  saveVisitInput,
  type Visit,
  type VisitList,
} from '#shared/visits.ts';
import { recordId } from '#shared/words.ts';
import { atDesk, atRoll, router } from './base.ts';

export const visitsRouter = router({
  list: atRoll
    .input(listVisitsInput)
    .query(({ ctx, input }): VisitList => listVisits(ctx.desk, input)),
  get: atDesk
    .input(z.object({ id: recordId }))
    .query(({ ctx, input }): Visit => getVisit(ctx.desk, input.id)),
  /** Creates the visit where its id is new. */
  save: atDesk
    .input(saveVisitInput)
    .mutation(({ ctx, input }): Visit => saveVisit(ctx.desk, input)),
  /** Stores a picture that the screen has already made small; a visit may then name it. */
  addPhoto: atDesk
    .input(ticketInput)
    .mutation(({ ctx, input }): StoredPhoto => addPhoto(ctx.desk, input.ticket)),
});
