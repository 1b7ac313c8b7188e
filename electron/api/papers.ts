import { z } from 'zod';
import {
  type DeliveredPaper,
  deliveryInput,
  makePaperInput,
  type PaperMeans,
  visitFormsInput,
} from '#shared/papers/make.ts';
import {
  checkTemplateInput,
  previewTemplateInput,
  sampleTemplateInput,
  saveTemplateInput,
  stopTemplateInput,
  type TemplateCheckView,
  type TemplateChoice,
  type TemplateLine,
  templateInput,
} from '#shared/papers/templates.ts';
import { atDesk, atRoll, router } from './base.ts';
import type { Offered } from './exchange.ts';

/** What lays papers out and reads templates is loaded when the first one is asked for. */
const making = () => import('#services/papers/make.ts');
const keeping = () => import('#services/papers/templates.ts');
const delivering = () => import('#services/papers/deliver.ts');

/** Papers of records, and the office's own templates of them. */
export const papersRouter = router({
  make: atDesk
    .input(makePaperInput.extend(deliveryInput.shape))
    .mutation(async ({ ctx: { desk }, input }): Promise<DeliveredPaper> => {
      const { makePaper } = await making();
      return (await delivering()).deliverPaper(desk, () => makePaper(desk, input), input);
    }),
  /** 走访表 of several firms in one document, or the blank one. */
  visitForms: atRoll
    .input(visitFormsInput.extend(deliveryInput.shape))
    .mutation(async ({ ctx: { desk }, input }): Promise<DeliveredPaper> => {
      const { offerVisitForms } = await import('#services/papers/visit-form.ts');
      return (await delivering()).deliverPaper(desk, () => offerVisitForms(desk, input), input);
    }),
  means: atDesk.query(
    async ({ ctx }): Promise<PaperMeans> => (await delivering()).paperMeans(ctx.desk),
  ),
  choice: atDesk
    .input(z.object({ paper: z.string().max(64) }))
    .query(
      async ({ ctx, input }): Promise<TemplateChoice> =>
        (await keeping()).templateChoice(ctx.desk, input.paper),
    ),
  templates: atDesk.query(
    async ({ ctx }): Promise<readonly TemplateLine[]> => (await keeping()).listTemplates(ctx.desk),
  ),
  /** Looks at a file on the shelf; keeps nothing. */
  check: atDesk
    .input(checkTemplateInput)
    .mutation(
      async ({ ctx, input }): Promise<TemplateCheckView> =>
        (await keeping()).checkUpload(ctx.desk, input),
    ),
  saveTemplate: atDesk
    .input(saveTemplateInput)
    .mutation(
      async ({ ctx, input }): Promise<{ readonly id: string }> =>
        (await keeping()).saveTemplate(ctx.desk, input),
    ),
  stopTemplate: atDesk
    .input(stopTemplateInput)
    .mutation(
      async ({ ctx, input }): Promise<void> =>
        (await keeping()).stopTemplate(ctx.desk, input.id, input.stopped),
    ),
  removeTemplate: atDesk
    .input(templateInput)
    .mutation(
      async ({ ctx, input }): Promise<void> => (await keeping()).removeTemplate(ctx.desk, input.id),
    ),
  restoreTemplate: atDesk
    .input(templateInput)
    .mutation(
      async ({ ctx, input }): Promise<void> =>
        (await keeping()).restoreTemplate(ctx.desk, input.id),
    ),
  /** The template's own file, to be changed in Word or Excel. */
  offerTemplate: atDesk
    .input(templateInput)
    .mutation(
      async ({ ctx, input }): Promise<Offered> =>
        (await keeping()).offerTemplate(ctx.desk, input.id),
    ),
  /** A template filled with the newest record there is. */
  preview: atDesk
    .input(previewTemplateInput)
    .mutation(
      async ({ ctx, input }): Promise<Offered> => (await making()).previewTemplate(ctx.desk, input),
    ),
  /** A template with every field in it, to begin from. */
  sample: atDesk
    .input(sampleTemplateInput)
    .mutation(
      async ({ ctx, input }): Promise<Offered> => (await making()).offerSample(ctx.desk, input),
    ),
});
