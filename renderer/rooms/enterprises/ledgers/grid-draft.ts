import { z } from 'zod';

/** What a draft of a sheet holds: texts typed and not saved, by row and field. */
export const draftShape = z.object({
  typed: z.record(z.string(), z.record(z.string(), z.string())),
});
