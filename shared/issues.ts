import { z } from 'zod';
import type { RecordState } from './exchange.ts';
import {
  firmOpinions,
  type IssueAction,
  type IssueHolder,
  type IssuePhase,
  type IssueState,
  issueActions,
  issuePhases,
  issueStates,
} from './issue-course.ts';
import { type IssueLimits, type IssueTimer, issueTimers, type TimerView } from './issue-timers.ts';
import { serviceCounter } from './service-counters.ts';
import { issueChannels, issueTerms, issueUrgencies } from './visits.ts';
import { isoDate, optionalText, recordId, requiredText } from './words.ts';

/** Issues (问题/诉求): what the room asks and is answered. */

const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间应为 时:分')
  .nullable();
const rowId = z.string().min(1).max(200);

export const registerIssueInput = z.object({
  /** Made by the form: saved twice it is one. */
  id: recordId,
  enterpriseId: rowId,
  type: requiredText('问题类型', 50),
  content: requiredText('问题内容', 4000),
  channel: z.enum(issueChannels, { error: '请选择诉求来源' }),
  urgency: z.enum(issueUrgencies),
  term: z.enum(issueTerms),
  raisedOn: isoDate('提出日期'),
  raisedTime: clockTime,
  raisedBy: optionalText(100),
  contact: optionalText(100),
  /** Nobody named: whoever registers it. */
  handlerUnit: optionalText(100),
  handler: optionalText(100),
  dueOn: isoDate('办结期限').nullable(),
  note: optionalText(2000),
});
export type RegisterIssue = z.infer<typeof registerIssueInput>;

export const issueInput = z.object({ id: rowId });
export const issueStepInput = issueInput.extend({ stepId: rowId });

export const recordIssueStepInput = issueInput.extend({
  /** The last step the person saw; null for none. */
  afterId: rowId.nullable(),
  action: z.enum(issueActions),
  onDate: isoDate('日期'),
  atTime: clockTime,
  person: optionalText(100),
  unit: optionalText(100),
  text: optionalText(4000),
  docNo: optionalText(100),
  dueOn: isoDate('限期').nullable(),
  toUnit: optionalText(100),
  toPerson: optionalText(100),
  opinion: z.enum(firmOpinions).nullable(),
  firmPerson: optionalText(100),
  note: optionalText(2000),
});
export type RecordIssueStep = z.infer<typeof recordIssueStepInput>;

const period = z.object({ from: isoDate('起始日期'), to: isoDate('截止日期') });
export const periodInput = period.refine(({ from, to }) => from <= to, '起始日期晚于截止日期');
/** Days, both included. */
export type Period = z.infer<typeof period>;

/** Figures of issues, each with a period of its own; see `IssueCounts`. */
export const issueCounters = [
  'registered',
  'accepted',
  'solved',
  'open',
  'transferred',
  'refused',
] as const;
export type IssueCounter = (typeof issueCounters)[number];
export const issueCounterLabels = Object.fromEntries(
  issueCounters.map((key) => [key, serviceCounter(key).label]),
) as Readonly<Record<IssueCounter, string>>;

/** Lists a person may want beside the whole ledger. */
export const issueViews = ['all', 'overdue', 'promised', 'contested'] as const;
export type IssueView = (typeof issueViews)[number];

export const listIssuesInput = z.object({
  search: z.string().max(200).default(''),
  view: z.enum(issueViews).default('all'),
  state: z.enum(issueStates).nullable().default(null),
  phase: z.enum(issuePhases).nullable().default(null),
  type: z.string().max(50).nullable().default(null),
  unit: z.string().max(100).nullable().default(null),
  person: z.string().max(100).nullable().default(null),
  channel: z.string().max(50).nullable().default(null),
  term: z.string().max(50).nullable().default(null),
  /** The rows behind a figure. */
  counted: period
    .extend({ counter: z.enum(issueCounters) })
    .nullable()
    .default(null),
  /** Of those that match, in the order of the ledger. */
  limit: z.number().int().min(1).max(1000).default(500),
  offset: z.number().int().min(0).default(0),
});
export type ListIssues = z.infer<typeof listIssuesInput>;

export const saveIssueLimitsInput = z.record(z.enum(issueTimers), z.number().int().min(1).max(365));
export type IssueLimitsView = { readonly limits: IssueLimits; readonly own: readonly IssueTimer[] };

/** An issue in a list, as it stands. */
export type IssueLine = {
  readonly id: string;
  readonly number: string | null;
  readonly firm: { readonly id: string; readonly name: string };
  readonly visitId: string | null;
  readonly type: string;
  readonly content: string;
  readonly channel: string;
  readonly urgency: string;
  readonly term: string;
  readonly raisedOn: string;
  readonly raisedTime: string | null;
  readonly registrar: string | null;
  readonly handlerUnit: string | null;
  /** Who has it in hand: the person named last, or whoever registered it. */
  readonly handler: string | null;
  readonly issueState: IssueState;
  /** What was sent back, while it is sent back. */
  readonly from: IssueState | null;
  readonly phase: IssuePhase;
  /** Whose turn it is; null where it has ended. */
  readonly turn: IssueHolder | null;
  /** The other office, where it was transferred. */
  readonly toUnit: string | null;
  /** Since when it is in this state. */
  readonly since: string;
  /** To be closed by: the day set, or by the usual time; null for long ones without a day and for ended ones. */
  readonly dueOn: string | null;
  readonly timers: readonly TimerView[];
  readonly overdue: readonly IssueTimer[];
  /** A day the firm was promised and that is not kept yet. */
  readonly promise: { readonly dueOn: string; readonly text: string | null } | null;
  /** The day it was first accepted; null while it is not. */
  readonly acceptedOn: string | null;
  /** When it was closed with the firm's confirmation; only then it counts as solved. */
  readonly solvedOn: string | null;
  /** How often the firm did not accept an answer. */
  readonly denied: number;
  readonly lastStepId: string | null;
  readonly next: readonly IssueAction[];
  /** What others recorded that contradicts what is shown, in words. */
  readonly contested: readonly string[];
};

export type IssueRow = IssueLine & { readonly state: RecordState };

export type IssueList = {
  readonly on: string;
  /** Which list this is. */
  readonly view: IssueView;
  /** Issues (件) that match, all of them. */
  readonly total: number;
  /** Of them: how many stand in each state, and how many of those are late. */
  readonly states: Readonly<Partial<Record<IssueState, { issues: number; late: number }>>>;
  /** The page that was asked for. */
  readonly rows: readonly IssueRow[];
  /** Words to filter by, from all issues there are. */
  readonly choices: {
    readonly types: readonly string[];
    readonly units: readonly string[];
    readonly people: readonly string[];
  };
  /** Of all issues: how many each list holds. */
  readonly views: Readonly<Record<IssueView, number>>;
};

/** How a step stands to the way that is shown. */
export type StepStanding = 'path' | 'beside' | 'contested' | 'aside';

export type IssueStepView = {
  readonly id: string;
  readonly action: string;
  readonly onDate: string;
  readonly atTime: string | null;
  readonly person: string | null;
  readonly unit: string | null;
  readonly text: string | null;
  readonly docNo: string | null;
  readonly dueOn: string | null;
  readonly toUnit: string | null;
  readonly toPerson: string | null;
  readonly fromUnit: string | null;
  readonly fromPerson: string | null;
  readonly fromDue: string | null;
  readonly opinion: string | null;
  readonly firmPerson: string | null;
  readonly note: string | null;
  readonly standing: StepStanding;
  /** The last one of the way, or one that stands against it: may be taken back. */
  readonly undoable: boolean;
  /** Files (个). */
  readonly attachments: number;
};

/** An issue with every live step people recorded, those of the way first and in its order. */
export type IssueFile = IssueRow & {
  readonly raisedBy: string | null;
  readonly contact: string | null;
  readonly note: string | null;
  /** The day that was set, as against the usual one. */
  readonly setDueOn: string | null;
  /** Date of the visit it was born in. */
  readonly visitedOn: string | null;
  readonly steps: readonly IssueStepView[];
  readonly attachments: number;
};

/** Issues (件) by type. */
export type ByType = Readonly<Record<string, number>>;

export type IssueCounts = Period & {
  /** Raised within the period, by the day they were raised. */
  readonly registered: ByType;
  /** Accepted within the period, by the day of the first 受理. */
  readonly accepted: ByType;
  /** Closed with the firm's confirmation within the period, by that day, whenever they were raised. */
  readonly solved: ByType;
  /** Of those raised within the period: closed by its end. */
  readonly solvedOfRegistered: ByType;
  /** As they stood at the end of the period, whenever they were raised. */
  readonly open: ByType;
  readonly transferred: ByType;
  readonly refused: ByType;
  /** Solved of registered, in tenths of a per cent, half up; null where none was registered. */
  readonly rate: number | null;
};
