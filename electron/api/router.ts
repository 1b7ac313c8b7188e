import { applicationsRouter } from './applications.ts';
import { assessmentsRouter } from './assessments.ts';
import { attachmentsRouter } from './attachments.ts';
import { awardsRouter } from './awards.ts';
import { createCallerFactory, router } from './base.ts';
import { campaignsRouter } from './campaigns.ts';
import { conflictsRouter } from './conflicts.ts';
import { draftsRouter } from './drafts.ts';
import { enterprisesRouter } from './enterprises.ts';
import { exchangeRouter } from './exchange.ts';
import { firmListRouter } from './firm-list.ts';
import { firmPairsRouter } from './firm-pairs.ts';
import { handOverRouter } from './hand-over.ts';
import { holidaysRouter } from './holidays.ts';
import { importsRouter } from './imports.ts';
import { issuesRouter } from './issues.ts';
import { ledgersRouter } from './ledgers.ts';
import { liaisonsRouter } from './liaisons.ts';
import { papersRouter } from './papers.ts';
import { remarksRouter } from './remarks.ts';
import { schemesRouter } from './schemes.ts';
import { scoringRouter } from './scoring.ts';
import { servicesRouter } from './services.ts';
import { sessionRouter } from './session.ts';
import { settingsRouter } from './settings.ts';
import { sheetsRouter } from './sheets.ts';
import { standingRouter } from './standing.ts';
import { surveysRouter } from './surveys.ts';
import { todayRouter } from './today.ts';
import { trustRouter } from './trust.ts';
import { visitPlansRouter } from './visit-plans.ts';
import { visitSignaturesRouter } from './visit-signatures.ts';
import { visitsRouter } from './visits.ts';

/** The whole contract between the screen and the local process: one router a room. */
export const appRouter = router({
  session: sessionRouter,
  settings: settingsRouter,
  enterprises: enterprisesRouter,
  firmList: firmListRouter,
  firmPairs: firmPairsRouter,
  imports: importsRouter,
  sheets: sheetsRouter,
  visits: visitsRouter,
  visitPlans: visitPlansRouter,
  visitSignatures: visitSignaturesRouter,
  campaigns: campaignsRouter,
  issues: issuesRouter,
  services: servicesRouter,
  ledgers: ledgersRouter,
  papers: papersRouter,
  attachments: attachmentsRouter,
  holidays: holidaysRouter,
  liaisons: liaisonsRouter,
  handOver: handOverRouter,
  today: todayRouter,
  surveys: surveysRouter,
  awards: awardsRouter,
  scoring: scoringRouter,
  schemes: schemesRouter,
  assessments: assessmentsRouter,
  applications: applicationsRouter,
  standing: standingRouter,
  remarks: remarksRouter,
  drafts: draftsRouter,
  exchange: exchangeRouter,
  trust: trustRouter,
  conflicts: conflictsRouter,
});

export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);
