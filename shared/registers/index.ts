import { agreement } from './agreement.ts';
import { application } from './application.ts';
import { applicationItem } from './application-item.ts';
import { applicationStep } from './application-step.ts';
import { applicationVersion } from './application-version.ts';
import { approvalRule } from './approval-rule.ts';
import { areaHonour } from './area-honour.ts';
import { award, awardEdition, awardReward, awardStep, awardWindow } from './award.ts';
import { awardCondition, awardDossierItem } from './award-demands.ts';
import { benchmark, benchmarkValue, firmBenchmark } from './benchmark.ts';
import { brandAssumption, brandValueRun } from './brand-value.ts';
import { campaign, campaignAnswer, campaignReturn, campaignVersion } from './campaign.ts';
import { catalogueEntry } from './catalogue-entry.ts';
import { certification } from './certification.ts';
import { contact } from './contact.ts';
import { countyTotal } from './county-total.ts';
import { creditRating } from './credit-rating.ts';
import { cultivation } from './cultivation.ts';
import { documentTemplate } from './document-template.ts';
import { economics } from './economics.ts';
import { energyMeter } from './energy-meter.ts';
import { executedStandard } from './executed-standard.ts';
import { expert, expertConflict, expertScore, panelSeat, scorePanel } from './expert.ts';
import { formerName } from './former-name.ts';
import { goodBehaviour } from './good-behaviour.ts';
import { greenTicket } from './green-ticket.ts';
import { holiday } from './holiday.ts';
import { honour } from './honour.ts';
import { inspectionAbility } from './inspection-ability.ts';
import { instrument } from './instrument.ts';
import { issueLimit } from './issue-limit.ts';
import { issueStep } from './issue-step.ts';
import type { Ledger } from './ledger.ts';
import { liaison } from './liaison.ts';
import { marketAccess } from './market-access.ts';
import { measurementSystem } from './measurement-system.ts';
import { patent } from './patent.ts';
import { product } from './product.ts';
import { researchResult } from './research-result.ts';
import { scheme, schemeItem, schemeVersion } from './scheme.ts';
import { scoreAdjustment, scoreEntry } from './score-entry.ts';
import { scoreResult, scoreRun } from './score-run.ts';
import { selfAssessment, selfAssessmentItem } from './self-assessment.ts';
import {
  sheetAnswer,
  sheetApproval,
  sheetGap,
  sheetResult,
  sheetReview,
  sheetTarget,
} from './sheet-parts.ts';
import { spotCheck } from './spot-check.ts';
import { standardsWork } from './standards-work.ts';
import { structureGoal } from './structure-goal.ts';
import { tierHistory } from './tier-history.ts';
import { trademark } from './trademark.ts';
import { visitPhrase, visitTemplate } from './visit-phrase.ts';
import { routeStop, visitPlan } from './visit-plan.ts';
import { visitSignature } from './visit-signature.ts';

/** The ledgers of a firm's file and the county's totals, which came first. */
export const fileLedgers = [
  contact,
  economics,
  product,
  spotCheck,
  executedStandard,
  goodBehaviour,
  standardsWork,
  researchResult,
  trademark,
  patent,
  certification,
  marketAccess,
  measurementSystem,
  instrument,
  energyMeter,
  inspectionAbility,
  creditRating,
  honour,
  tierHistory,
  formerName,
  countyTotal,
] as const satisfies readonly Ledger[];

/** The ledgers of the cultivation room: catalogue, ladders, scoring, applications. New ones go to the end. */
export const cultivationLedgers = [
  award,
  awardEdition,
  awardWindow,
  awardReward,
  awardStep,
  awardCondition,
  awardDossierItem,
  scheme,
  schemeVersion,
  schemeItem,
  scoreRun,
  scoreResult,
  application,
  applicationStep,
  applicationItem,
  applicationVersion,
  cultivation,
  catalogueEntry,
  areaHonour,
  structureGoal,
  expert,
  expertConflict,
  scorePanel,
  panelSeat,
  expertScore,
  scoreEntry,
  scoreAdjustment,
  benchmark,
  benchmarkValue,
  firmBenchmark,
  selfAssessment,
  selfAssessmentItem,
  brandAssumption,
  brandValueRun,
  agreement,
] as const satisfies readonly Ledger[];

/** Following through: working days, who looks after which firm, who must agree to a sheet. New ones go to the end. */
export const followLedgers = [holiday, liaison, approvalRule] as const satisfies readonly Ledger[];

/** The ledgers of the room of issues. */
export const issueLedgers = [issueStep, issueLimit] as const satisfies readonly Ledger[];
/** The parts of a 一企一策 sheet. */
export const sheetLedgers = [
  sheetGap,
  sheetAnswer,
  sheetTarget,
  sheetResult,
  sheetReview,
  sheetApproval,
] as const satisfies readonly Ledger[];

/** Papers: the office's own templates. New ones go to the end. */
export const paperLedgers = [documentTemplate] as const satisfies readonly Ledger[];

/** Visits ahead: who is to go where, and on which round. */
export const planLedgers = [visitPlan, routeStop] as const satisfies readonly Ledger[];
/** Services to firms that are no visits. New ones go to the end. */
export const serviceLedgers = [greenTicket] as const satisfies readonly Ledger[];

/** Campaigns with their question sheets and answers. */
export const campaignLedgers = [
  campaign,
  campaignVersion,
  campaignReturn,
  campaignAnswer,
] as const satisfies readonly Ledger[];

/** What the form of a visit offers. New ones go to the end. */
export const visitFormLedgers = [visitPhrase, visitTemplate] as const satisfies readonly Ledger[];

/** What hangs on a visit that was saved. New ones go to the end. */
export const visitPartLedgers = [visitSignature] as const satisfies readonly Ledger[];

/** Every ledger there is. A new one: its file, a line here, and a migration made by build/ledger-sql.ts. */
export const ledgers = [
  ...fileLedgers,
  ...cultivationLedgers,
  ...followLedgers,
  ...issueLedgers,
  ...sheetLedgers,
  ...paperLedgers,
  ...planLedgers,
  ...campaignLedgers,
  ...visitFormLedgers,
  ...serviceLedgers,
  ...visitPartLedgers,
] as const satisfies readonly Ledger[];

export type LedgerName = (typeof ledgers)[number]['name'];
export type NamedLedger = Ledger & { readonly name: LedgerName };

const byName: ReadonlyMap<string, Ledger> = new Map(ledgers.map((l) => [l.name, l]));

/** Looks a ledger's name from outside up; an unknown one is `undefined`, never interpolated. */
export const ledgerNamed = (name: string): NamedLedger | undefined =>
  byName.get(name) as NamedLedger | undefined;

/** Ledgers of the office that tables are imported into; the others are filled by rooms of their own. */
export const officeLedgers: readonly NamedLedger[] = [countyTotal];

/** Ledgers shown in a firm's file, in its order; what another room shows of a firm has no tab there. */
export const firmLedgers: readonly NamedLedger[] = (ledgers as readonly NamedLedger[]).filter(
  ({ parent, tab }) => parent === 'enterprise' && tab !== null,
);
