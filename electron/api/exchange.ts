import { z } from 'zod';
import { offerCard, readOfferedCard, trustCard } from '#services/cards.ts';
import { exchangeOverview, quarantineLines } from '#services/exchange.ts';
import { previewExport } from '#services/export.ts';
import { beginNational } from '#services/national.ts';
import { discardParked } from '#services/park.ts';
import { photoLedger } from '#services/photo-ledger.ts';
import { exportToShelf, mergeFromShelf, snapshotToShelf } from '#services/shelf-jobs.ts';
import {
  type BundlePreview,
  bundleInput,
  type CardView,
  type ExchangeOverview,
  type ExportPreview,
  type ExportResult,
  exportInput,
  jobInput,
  type MergeResult,
  type OfferedCard,
  type QuarantineLine,
  ticketInput,
  toPeerInput,
} from '#shared/exchange.ts';
import { type PhotoLedger, photoQuery, photosInput } from '#shared/photos.ts';
import { atDesk, router } from './base.ts';

/** A file waiting on the shelf to be saved by the screen. */
export type Offered = { readonly ticket: string; readonly fileName: string };

export const exchangeRouter = router({
  overview: atDesk.query(({ ctx }): ExchangeOverview => exchangeOverview(ctx.desk)),
  card: atDesk.mutation(({ ctx }): Offered => offerCard(ctx.desk)),
  readCard: atDesk
    .input(ticketInput)
    .mutation(({ ctx, input }): OfferedCard => readOfferedCard(ctx.desk, input.ticket)),
  /** Begins to use SM2 keys; the card and its fingerprint change. */
  beginNational: atDesk.mutation(({ ctx }): void => beginNational(ctx.desk)),
  /** The fingerprint is sent back, so that what was compared is what is trusted. */
  trust: atDesk
    .input(ticketInput.extend({ fingerprint: z.string().max(100) }))
    .mutation(({ ctx, input }): CardView => trustCard(ctx.desk, input.ticket, input.fingerprint)),
  previewExport: atDesk
    .input(toPeerInput)
    .query(({ ctx, input }): ExportPreview => previewExport(ctx.desk, input.to)),
  export: atDesk
    .input(exportInput.extend(jobInput.shape))
    .mutation(
      ({ ctx, input }): Promise<ExportResult & Offered & { readonly files: readonly Offered[] }> =>
        exportToShelf(ctx.desk, input),
    ),
  snapshot: atDesk
    .input(
      toPeerInput.extend({
        media: z.boolean(),
        envelope: exportInput.shape.envelope,
        ...jobInput.shape,
      }),
    )
    .mutation(
      ({ ctx, input }): Promise<ExportResult & Offered & { readonly files: readonly Offered[] }> =>
        snapshotToShelf(ctx.desk, input),
    ),
  inspect: atDesk
    .input(ticketInput.extend(jobInput.shape))
    .mutation(
      ({ ctx, input }): Promise<BundlePreview> =>
        ctx.desk.jobs.run('inspect', input.job, { path: ctx.desk.shelf.path(input.ticket) }),
    ),
  merge: atDesk
    .input(ticketInput.extend(jobInput.shape))
    .mutation(
      ({ ctx, input }): Promise<MergeResult & { receiptFile: Offered | null }> =>
        mergeFromShelf(ctx.desk, input),
    ),
  photos: atDesk
    .input(photosInput)
    .query(({ ctx, input }): PhotoLedger => photoLedger(ctx.desk, input)),
  photoBook: atDesk
    .input(photoQuery.extend(jobInput.shape))
    .mutation(
      async ({ ctx, input: { job, ...query } }): Promise<Offered> =>
        (await import('#services/photo-export.ts')).exportPhotos(ctx.desk, { query, job }),
    ),
  quarantine: atDesk.query(({ ctx }): QuarantineLine[] => quarantineLines(ctx.desk)),
  discardParked: atDesk
    .input(bundleInput)
    .mutation(({ ctx, input }): void => discardParked(ctx.desk, input.bundle)),
  cancel: atDesk
    .input(jobInput)
    .mutation(({ ctx, input }): void => ctx.desk.jobs.cancel(input.job)),
});
