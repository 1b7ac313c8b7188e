import { countAttachments } from '#db/queries/ledgers.ts';
import { getVisit } from '#db/queries/visits.ts';
import { foldText } from '#shared/fold.ts';
import { isCounted } from '#shared/issue-counts.ts';
import type { IssueState } from '#shared/issue-course.ts';
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
import type { Desk } from './desk.ts';
import { countedOf } from './issue-counts.ts';
import { type IssueStanding, type IssueStepRow, issueNow, issuesOn } from './issue-courses.ts';
import { allLines, lineOf, type Reckoning, reckoning, type Told } from './issue-lines.ts';
import { textOf } from './own-rows.ts';
import { leastFar, reachOf, statesOf } from './states.ts';

/** Issues (问题/诉求) as they stand: the ledger with its lists, one with its way, those still open. */

type Reads = Pick<Desk, 'store'>;

/** A row is no further than the least far of the issue and its steps. */
const withStates = (desk: Desk, told: readonly Told[]): IssueRow[] => {
  const reach = reachOf(desk);
  const ids = told.map(({ line }) => line.id);
  const own = statesOf(desk, reach, 'issue', ids);
  const stepIds = told.flatMap(({ of }) => of.steps.map(({ id }) => id));
  const ofSteps = statesOf(desk, reach, 'issue_step', stepIds);
  return told.map(({ line, of: { steps } }) => ({
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

/** All issues there are, and those that match, in the order of the ledger. */
const ask = (
  desk: Reads,
  query: ListIssues,
  by: Reckoning,
): { all: readonly Told[]; shown: readonly Told[] } => {
  const all = allLines(desk, by);
  const { counted } = query;
  const behind =
    counted &&
    new Set(
      issuesOn(desk, counted.to)
        .filter((standing) => isCounted(countedOf(standing), counted.counter, counted))
        .map(({ record }) => record.id),
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
  return { all, shown: all.filter(({ line }) => isAsked(line)) };
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

/** What all issues there are offer to choose from, and how many each list holds; worked out once a minute. */
const offered = (
  { store }: Reads,
  all: readonly Told[],
  { now }: Reckoning,
): Pick<IssueList, 'choices' | 'views'> =>
  store.whileUnchanged(
    'issue choices',
    () => {
      const lines = all.map(({ line }) => line);
      const count = (view: IssueView): number => lines.filter((line) => isIn(line, view)).length;
      return {
        choices: {
          types: [...new Set([...issueTypes, ...words(lines.map(({ type }) => type))])],
          units: words(lines.map(({ handlerUnit }) => handlerUnit)),
          people: words(lines.map(({ handler }) => handler)),
        },
        views: {
          all: lines.length,
          overdue: count('overdue'),
          promised: count('promised'),
          contested: count('contested'),
        },
      };
    },
    `${now.day} ${now.time}`,
  );

/** A page of the ledger of issues. Counting unit: issues (件). */
export const listIssues = (desk: Desk, query: ListIssues): IssueList => {
  const by = reckoning(desk);
  const { all, shown } = ask(desk, query, by);
  return {
    on: by.now.day,
    view: query.view,
    total: shown.length,
    states: statesIn(shown),
    rows: withStates(desk, shown.slice(query.offset, query.offset + query.limit)),
    ...offered(desk, all, by),
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
  return allLines(desk, reckoning(desk))
    .map(({ line }) => line)
    .filter(
      ({ phase, ...line }) =>
        (phase === 'open' || phase === 'transferred') &&
        (person === undefined || line.handler === person) &&
        (unit === undefined || line.handlerUnit === unit),
    );
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
  const [row] = withStates(desk, [{ line: lineOf(standing, reckoning(desk)), of: standing }]);
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
