import { agreementVisits, listAgreements, renewAgreement } from '#services/agreements.ts';
import { listGreenTickets } from '#services/green-tickets.ts';
import { serviceFigures } from '#services/service-counts.ts';
import { serviceRows } from '#services/service-rows.ts';
import {
  type AgreementList,
  type AgreementVisit,
  agreementInput,
  agreementsInput,
  type GreenList,
  type ServiceFigures,
  type ServiceRow,
  serviceFiguresInput,
  serviceRowsInput,
  servicesAsked,
} from '#shared/services.ts';
import { atDesk, atIssues, router } from './base.ts';
import type { Offered } from './exchange.ts';

export const servicesRouter = router({
  figures: atIssues
    .input(serviceFiguresInput)
    .query(({ ctx, input }): ServiceFigures => serviceFigures(ctx.desk, input)),
  /** What stands behind a figure: a row each, of which it is made. */
  rows: atIssues
    .input(serviceRowsInput)
    .query(({ ctx, input }): readonly ServiceRow[] => serviceRows(ctx.desk, input)),
  exportBook: atIssues
    .input(servicesAsked)
    .mutation(
      async ({ ctx, input }): Promise<Offered> =>
        (await import('#services/service-book.ts')).exportServices(ctx.desk, input),
    ),
  agreements: atDesk
    .input(agreementsInput)
    .query(({ ctx, input }): AgreementList => listAgreements(ctx.desk, input)),
  agreementVisits: atDesk
    .input(agreementInput)
    .query(({ ctx, input }): readonly AgreementVisit[] => agreementVisits(ctx.desk, input.id)),
  renew: atDesk
    .input(agreementInput)
    .mutation(({ ctx, input }) => renewAgreement(ctx.desk, input.id)),
  tickets: atDesk.query(({ ctx }): GreenList => listGreenTickets(ctx.desk)),
});
