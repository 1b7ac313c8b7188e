import { z } from 'zod';
import type { RecordState } from './exchange.ts';
import { sources } from './registers/ledger.ts';
import type { GatedStep } from './sheet-approval.ts';
import type { SheetStatus } from './sheet-standing.ts';
import { optionalText, recordId, requiredText } from './words.ts';

export const enterpriseStatuses = ['在业', '停产', '失联', '破产', '注销', '迁出'] as const;

/** Statuses in which nobody is to go there any more: such a firm is in no plan and on no list of what is due. */
export const goneStatuses = ['失联', '破产', '注销', '迁出'] as const;

/** Whether a firm is no longer there to be visited or reminded. A firm that stopped working (停产) still is. */
export const isGone = (status: string | null): boolean =>
  (goneStatuses as readonly (string | null)[]).includes(status);
export const tiers = ['领军', '骨干', '成长', '储备'] as const;

export type EnterpriseRow = {
  readonly id: string;
  readonly name: string;
  readonly formerNames: string | null;
  readonly uscc: string | null;
  readonly type: string | null;
  readonly legalRep: string | null;
  readonly station: string | null;
  readonly township: string | null;
  readonly address: string | null;
  readonly industry: string | null;
  readonly block: string | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
  readonly status: string | null;
  readonly tier: string | null;
  readonly foundedOn: string | null;
  readonly capitalAmount: number | null;
  readonly capitalCurrency: string | null;
  /** `YYYY-MM-DD` of the day somebody last confirmed the file. */
  readonly confirmedOn: string | null;
  /** `YYYY-MM-DD` of the last visit. */
  readonly lastVisitOn: string | null;
  readonly sheets: number;
  readonly state: RecordState;
};

export type EnterpriseList = {
  readonly total: number;
  readonly rows: readonly EnterpriseRow[];
};

/**
 * Facts of a firm whose kinds and rules stand in its declaration (registers/enterprise.ts). A form
 * gives them as typed.
 */
export const declaredFacts = [
  'shortName',
  'orgCode',
  'ownership',
  'industry',
  'block',
  'station',
  'gridOfficer',
  'tierSince',
  'ownMark',
  'oem',
  'exporter',
  'hiTech',
  'keyEnergy',
  'agriculture',
  'service',
  'longitude',
  'latitude',
  'coordinates',
] as const;
export type DeclaredFact = (typeof declaredFacts)[number];

/** A fact that is not named stays as it is. */
const typed = optionalText(200).optional();

/** What a person may edit of a firm. The credit code is checked by the service. */
export const saveEnterpriseInput = z.object({
  ...(Object.fromEntries(declaredFacts.map((key) => [key, typed])) as Record<
    DeclaredFact,
    typeof typed
  >),
  /** Null to make a new firm. */
  id: recordId.nullable(),
  uscc: optionalText(40),
  name: requiredText('企业名称', 200),
  formerNames: optionalText(500),
  type: optionalText(100),
  legalRep: optionalText(100),
  foundedOn: optionalText(20),
  capitalText: optionalText(100),
  scope: optionalText(4000),
  township: optionalText(100),
  address: optionalText(300),
  contactName: optionalText(100),
  contactPhone: optionalText(100),
  status: optionalText(20),
  tier: optionalText(20),
  note: optionalText(4000),
});
export type SaveEnterprise = z.infer<typeof saveEnterpriseInput>;

/** Facts written in place, as stored; what is not named stays as it is. */
export const saveFactsInput = z.object({
  id: recordId,
  values: z.record(z.string().min(1).max(64), z.union([optionalText(8_000), z.number()])),
  /** Where these values come from. */
  source: z.enum(sources),
});
export type SaveFacts = z.infer<typeof saveFactsInput>;

export const confirmFactsInput = z.object({
  id: recordId,
  /** Facts that hold as they stand; empty ones are left out. */
  keys: z.array(z.string().min(1).max(64)).min(1).max(60),
});
export type ConfirmFacts = z.infer<typeof confirmFactsInput>;

export type SheetBrief = {
  readonly id: string;
  readonly year: number;
  readonly edition: number;
  readonly replacedBy: string | null;
  readonly status: SheetStatus;
  readonly awaits: readonly GatedStep[];
  readonly measures: number;
  readonly done: number;
  readonly overdue: number;
  readonly state: RecordState;
  /** Whether an office has returned it, and whether that is answered. */
  readonly returned: 'open' | 'answered' | null;
};

export type VisitBrief = {
  readonly id: string;
  readonly visitedOn: string;
  readonly serviceTypes: readonly string[];
  readonly participants: readonly string[];
  readonly content: string | null;
  readonly photos: number;
  readonly issues: number;
  readonly state: RecordState;
  readonly returned: 'open' | 'answered' | null;
};

export type IssueBrief = {
  readonly id: string;
  readonly visitId: string | null;
  readonly type: string;
  readonly content: string;
  readonly raisedOn: string;
  readonly issueState: string;
  readonly state: RecordState;
};

/** A firm's file: everything its page shows. Declared facts as stored; `registers/values.ts` writes them out. */
export type EnterpriseFile = Readonly<Record<DeclaredFact, string | number | null>> & {
  readonly id: string;
  readonly uscc: string | null;
  readonly name: string;
  readonly formerNames: string | null;
  readonly type: string | null;
  readonly legalRep: string | null;
  readonly foundedOn: string | null;
  readonly capitalAmount: number | null;
  readonly capitalCurrency: string | null;
  readonly capitalText: string | null;
  readonly scope: string | null;
  readonly division: string | null;
  readonly township: string | null;
  readonly address: string | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
  readonly status: string | null;
  readonly tier: string | null;
  readonly source: string | null;
  readonly sourceRef: string | null;
  readonly confirmedOn: string | null;
  readonly note: string | null;
  readonly state: RecordState;
  readonly sheets: readonly SheetBrief[];
  readonly visits: readonly VisitBrief[];
  readonly issues: readonly IssueBrief[];
  /** Other files that were found to be the same firm and are kept under this one. */
  readonly files: readonly { readonly id: string; readonly name: string }[];
};
