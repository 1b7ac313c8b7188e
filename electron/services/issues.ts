import { countAttachments } from '#db/queries/ledgers.ts';
import { getVisit } from '#db/queries/visits.ts';
import { localDate } from '#shared/clock.ts';
import { foldText } from '#shared/fold.ts';
import { isCounted } from '#shared/issue-counts.ts';
import {
  holderOf,
  type IssueState,
  isMove,
  nextMoves,
  nextNotes,
  phaseOf,
} from '#shared/issue-course.ts';
import { type AddWorkingDays, type Moment, promiseOf, timersOf } from '#shared/issue-timers.ts';
import type {
  IssueFile,
  IssueLine,
  IssueList,
  IssueRow,
  IssueStepView,
  IssueView,
  ListIssues,
} from '#shared/issues.ts';
import { issueTypes } from '#shared/visits.ts';
import { addWorkingDays } from '#shared/working-days.ts';
import type { Desk } from './desk.ts';
import { holidayTable } from './holidays.ts';
import { type IssueStanding, type IssueStepRow, issueNow, issuesOn } from './issue-courses.ts';
import { issueLimits } from './issue-limits.ts';
import { textOf } from './own-rows.ts';
import { leastFar, reachOf, statesOf } from './states.ts';

/** Issues (问题/诉求) as they stand: the ledger with its lists, one with its way, those still open. */

type Reads = Pick<Desk, 'store'>;

/** What a line is worked out with; made once for a whole list. */
type Reckoning = {
  readonly limits: ReturnType<typeof issueLimits>['limits'];
  readonly addWorkingDays: AddWorkingDays;
  readonly now: Moment;
};

const reckoning = (desk: Reads): Reckoning => {
  const holidays = holidayTable(desk);
  // Thousands of issues were raised on a few hundred days.
  const counted = new Map<string, string>();
  const now = desk.store.clock.now();
  return {
    limits: issueLimits(desk).limits,
    addWorkingDays: (from, n) => {
      const key = `${from} ${n}`;
      const day = counted.get(key) ?? addWorkingDays(from, n, holidays);
      counted.set(key, day);
      return day;
    },
    now: { day: localDate(now), time: now.toTimeString().slice(0, 5) },
  };
};

const stepWords = ({ onDate, action, values }: IssueStepRow): string =>
  [onDate, action, textOf(values, 'person')].filter(Boolean).join(' ');

const lineOf = ({ record, firm, course }: IssueStanding, by: Reckoning): IssueLine => {
  const { place, path, sound } = course;
  const phase = phaseOf(place.state);
  const timers = timersOf(
    {
      raisedOn: record.raisedOn,
      raisedTime: record.raisedTime,
      inVisit: record.visitId !== null,
      longTerm: record.term === '长期',
      dueOn: record.dueOn,
    },
    course,
    by,
  );
  const moves = path.filter(({ action }) => isMove(action));
  const closing = timers.find(({ timer, met }) => timer === '办结' && met === null);
  const promise = phase === 'open' ? promiseOf(path, sound) : null;
  return {
    id: record.id,
    number: record.number,
    firm,
    visitId: record.visitId,
    type: record.type,
    content: record.content,
    channel: record.channel ?? (record.visitId === null ? '其他' : '走访'),
    urgency: record.urgency ?? '一般',
    term: record.term ?? '短期',
    raisedOn: record.raisedOn,
    raisedTime: record.raisedTime,
    registrar: record.registrar,
    handlerUnit: record.handlerUnit,
    handler: record.handler ?? (record.handlerUnit === null ? record.registrar : null),
    issueState: place.state,
    from: place.from,
    phase,
    turn: holderOf(place),
    toUnit: phase === 'transferred' ? textOf(moves.at(-1)?.values ?? {}, 'toUnit') : null,
    since: moves.at(-1)?.onDate ?? record.raisedOn,
    dueOn: closing?.due.day ?? null,
    timers,
    overdue: timers.filter(({ standing }) => standing === 'overdue').map(({ timer }) => timer),
    promise: promise && {
      dueOn: promise.dueOn,
      text: textOf(promise.step.values, 'text'),
    },
    acceptedOn: path.find(({ action }) => action === '受理')?.onDate ?? null,
    solvedOn: phase === 'solved' ? (moves.at(-1)?.onDate ?? null) : null,
    denied: place.denied,
    lastStepId: path.at(-1)?.id ?? null,
    next: [...nextMoves(place), ...nextNotes(place)],
    contested: course.contested.map(stepWords),
  };
};

/** A row is no further than the least far of the issue and its steps. */
const withStates = (desk: Desk, told: readonly Told[]): IssueRow[] => {
  const reach = reachOf(desk);
  const ids = told.map(({ line }) => line.id);
  const own = statesOf(desk, reach, 'issue', ids);
  const stepIds = told.flatMap(({ steps }) => steps.map(({ id }) => id));
  const ofSteps = statesOf(desk, reach, 'issue_step', stepIds);
  return told.map(({ line, steps }) => ({
    ...line,
    state: leastFar([
      own.get(line.id) ?? 'here',
      ...steps.map(({ id }) => ofSteps.get(id) ?? ('here' as const)),
    ]),
  }));
};

const isIn = (line: IssueLine, view: IssueView): boolean => {
  switch (view) {
    case 'overdue':
      return line.overdue.length > 0;
    case 'promised':
      return line.promise !== null;
    case 'contested':
      return line.contested.length > 0;
    default:
      return true;
  }
};

const words = (values: readonly (string | null)[]): string[] =>
  [...new Set(values.filter((value) => value !== null))].sort((a, b) =>
    a.localeCompare(b, 'zh-CN'),
  );

/** Open ones that are late first, then by the day they are due, then the newest. */
const byUrgency = (a: IssueLine, b: IssueLine): number => {
  const key = (line: IssueLine): string => {
    if (line.phase !== 'open') return `9 ${line.phase === 'transferred' ? '0' : '1'}`;
    return `${line.overdue.length > 0 ? 0 : 1} ${line.dueOn ?? '9999'}`;
  };
  const [x, y] = [key(a), key(b)];
  if (x !== y) return x < y ? -1 : 1;
  if (a.raisedOn !== b.raisedOn) return a.raisedOn > b.raisedOn ? -1 : 1;
  return a.id < b.id ? -1 : 1;
};

type Told = { readonly line: IssueLine; readonly steps: readonly IssueStepRow[] };

/** Every issue as it stands this minute: worked out once for all pages and lists that are asked for in it. */
const allTold = (desk: Reads, by: Reckoning): readonly Told[] =>
  desk.store.whileUnchanged(
    'issues',
    () => issuesOn(desk).map((standing) => ({ line: lineOf(standing, by), steps: standing.steps })),
    `${by.now.day} ${by.now.time}`,
  );

/** All issues there are, and those that match, in the order of the ledger. */
const ask = (
  desk: Reads,
  query: ListIssues,
  by: Reckoning,
): { all: readonly Told[]; shown: Told[] } => {
  const all = allTold(desk, by);
  const { counted } = query;
  const behind =
    counted &&
    new Set(
      issuesOn(desk, counted.to)
        .map((standing) => lineOf(standing, by))
        .filter((line) => isCounted(line, counted.counter, counted))
        .map(({ id }) => id),
    );
  const wanted = foldText(query.search);
  const isAsked = (line: IssueLine): boolean =>
    isIn(line, query.view) &&
    (query.state === null || line.issueState === query.state) &&
    (query.phase === null || line.phase === query.phase) &&
    (query.type === null || line.type === query.type) &&
    (query.unit === null || line.handlerUnit === query.unit) &&
    (query.person === null || line.handler === query.person) &&
    (query.channel === null || line.channel === query.channel) &&
    (query.term === null || line.term === query.term) &&
    (!behind || behind.has(line.id)) &&
    (wanted === '' ||
      [line.firm.name, line.content, line.number, line.handler, line.handlerUnit].some((word) =>
        foldText(word ?? '').includes(wanted),
      ));
  const shown = all.filter(({ line }) => isAsked(line));
  shown.sort((a, b) => byUrgency(a.line, b.line));
  return { all, shown };
};

/** Issues that match, the most urgent first. Counting unit: issues (件). */
export const listIssueLines = (desk: Reads, query: ListIssues): IssueLine[] =>
  ask(desk, query, reckoning(desk)).shown.map(({ line }) => line);

const statesIn = (told: readonly Told[]): IssueList['states'] => {
  const states: { [S in IssueState]?: { issues: number; late: number } } = {};
  for (const { line } of told) {
    const { issues, late } = states[line.issueState] ?? { issues: 0, late: 0 };
    states[line.issueState] = {
      issues: issues + 1,
      late: late + (line.overdue.length > 0 ? 1 : 0),
    };
  }
  return states;
};

/** A page of the ledger of issues. Counting unit: issues (件). */
export const listIssues = (desk: Desk, query: ListIssues): IssueList => {
  const by = reckoning(desk);
  const { all, shown } = ask(desk, query, by);
  const count = (view: IssueView): number => all.filter(({ line }) => isIn(line, view)).length;
  return {
    on: by.now.day,
    view: query.view,
    total: shown.length,
    states: statesIn(shown),
    rows: withStates(desk, shown.slice(query.offset, query.offset + query.limit)),
    choices: {
      types: [...new Set([...issueTypes, ...all.map(({ line }) => line.type)])],
      units: words(all.map(({ line }) => line.handlerUnit)),
      people: words(all.map(({ line }) => line.handler)),
    },
    views: {
      all: count('all'),
      overdue: count('overdue'),
      promised: count('promised'),
      contested: count('contested'),
    },
  };
};

/**
 * Issues that have not ended, the most urgent first; with `dueOn` and the timers that are late. Those
 * transferred to another office are among them (`phase`), without a day of ours.
 */
export const issuesOpen = (
  desk: Reads,
  { person, unit }: { readonly person?: string; readonly unit?: string } = {},
): IssueLine[] => {
  return allTold(desk, reckoning(desk))
    .map(({ line }) => line)
    .filter(
      ({ phase, ...line }) =>
        (phase === 'open' || phase === 'transferred') &&
        (person === undefined || line.handler === person) &&
        (unit === undefined || line.handlerUnit === unit),
    )
    .sort(byUrgency);
};

const stepViews = (
  { course, steps }: IssueStanding,
  attachments: ReadonlyMap<string, number>,
): IssueStepView[] => {
  const idsOf = (some: readonly IssueStepRow[]) => new Set(some.map(({ id }) => id));
  const [path, ends, aside] = [course.path, course.contested, course.aside].map(idsOf);
  const standingOf = ({ id }: IssueStepRow): IssueStepView['standing'] => {
    if (path?.has(id)) return 'path';
    if (ends?.has(id)) return 'contested';
    return aside?.has(id) ? 'aside' : 'beside';
  };
  const last = course.path.at(-1)?.id;
  const beside = steps.filter(({ id, deleted }) => !deleted && !path?.has(id));
  return [...course.path, ...beside].map((step) => {
    const said = (key: string): string | null => textOf(step.values, key);
    const standing = standingOf(step);
    return {
      ...{ id: step.id, action: step.action, onDate: step.onDate, atTime: step.atTime },
      ...{ person: said('person'), unit: said('unit'), text: said('text'), docNo: said('docNo') },
      ...{ dueOn: step.dueOn, toUnit: said('toUnit'), toPerson: said('toPerson') },
      ...{ fromUnit: said('fromUnit'), fromPerson: said('fromPerson'), fromDue: said('fromDue') },
      ...{ opinion: step.opinion, firmPerson: said('firmPerson'), note: said('note') },
      standing,
      undoable: standing !== 'path' || step.id === last,
      attachments: attachments.get(step.id) ?? 0,
    };
  });
};

/** An issue with every step people recorded. @throws Refusal `record.missing` */
export const getIssue = (desk: Desk, id: string): IssueFile => {
  const standing = issueNow(desk, id);
  const { record, steps } = standing;
  const attachments = countAttachments(desk.store, [id, ...steps.map((step) => step.id)]);
  const [row] = withStates(desk, [{ line: lineOf(standing, reckoning(desk)), steps }]);
  if (!row) throw new Error('unreachable: one line in, one row out');
  const visit = record.visitId === null ? undefined : getVisit(desk.store.reader, record.visitId);
  return {
    ...row,
    raisedBy: record.raisedBy,
    contact: record.contact,
    note: record.note,
    setDueOn: record.dueOn,
    visitedOn: visit && !visit.deleted ? visit.visitedOn : null,
    steps: stepViews(standing, attachments),
    attachments: attachments.get(id) ?? 0,
  };
};
