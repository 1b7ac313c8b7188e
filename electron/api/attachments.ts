import {
  attach,
  captionAttachment,
  listAttachments,
  offerAttachment,
  removeAttachment,
  restoreAttachment,
} from '#services/attachments.ts';
import { keepShelved } from '#services/photos.ts';
import {
  type Attachment,
  attachInput,
  attachmentInput,
  attachmentOwnerInput,
  captionInput,
  type StoredFile,
} from '#shared/attachments.ts';
import { ticketInput } from '#shared/exchange.ts';
import { atDesk, router } from './base.ts';
import type { Offered } from './exchange.ts';

export const attachmentsRouter = router({
  list: atDesk
    .input(attachmentOwnerInput)
    .query(({ ctx, input }): readonly Attachment[] => listAttachments(ctx.desk, input)),
  /** Stores a file from the shelf; a record may then name it. */
  keep: atDesk
    .input(ticketInput)
    .mutation(
      ({ ctx, input }): Promise<StoredFile> => keepShelved(ctx.desk, input.ticket, 'attachment'),
    ),
  add: atDesk
    .input(attachInput)
    .mutation(({ ctx, input }): readonly Attachment[] => attach(ctx.desk, input)),
  caption: atDesk
    .input(captionInput)
    .mutation(({ ctx, input }): void => captionAttachment(ctx.desk, input)),
  remove: atDesk
    .input(attachmentInput)
    .mutation(({ ctx, input }): void => removeAttachment(ctx.desk, input.id)),
  restore: atDesk
    .input(attachmentInput)
    .mutation(({ ctx, input }): void => restoreAttachment(ctx.desk, input.id)),
  offer: atDesk
    .input(attachmentInput)
    .mutation(({ ctx, input }): Offered => offerAttachment(ctx.desk, input.id)),
});
