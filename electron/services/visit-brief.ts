import { filesOf } from '#db/queries/homes.ts';
import { findRows } from '#db/queries/ledgers.ts';
import { visitsOfEnterprise } from '#db/queries/visits.ts';
import { localDate } from '#shared/clock.ts';
import { dueLines } from '#shared/due.ts';
import { application } from '#shared/registers/application.ts';
import { contact } from '#shared/registers/contact.ts';
import { cultivation } from '#shared/registers/cultivation.ts';
import { firmLedgers } from '#shared/registers/index.ts';
import type { rowTitle } from '#shared/registers/rows.ts';
import { expiriesOf } from '#shared/registers/validity.ts';
import { closedStates } from '#shared/sheets.ts';
import type {
  BriefDue,
  BriefFollowUp,
  BriefIssue,
  BriefPaper,
  BriefTarget,
  BriefUndated,
  VisitBriefInput,
  VisitPreparation,
} from '#shared/visit-brief.ts';
import type { Desk } from './desk.ts';
import { issueSources, measureSources } from './due.ts';
import { requireEnterprise } from './firm-record.ts';
import { holidayTable } from './holidays.ts';
import { issuesOpen } from './issues.ts';
import { openMeasures } from './open-measures.ts';
import { textOf } from './own-rows.ts';
import { standingSheets } from './sheets.ts';
import { factsToAsk } from './visit-facts.ts';
import { colleaguesOf, firmPeopleOf } from './visit-people.ts';
import { visitBriefs } from './visits.ts';

/** What to ask at a firm (走访准备), read from what is written elsewhere; nothing of it is stored. */

const mostFollowUps = 3;

/** What runs out within 90 days or did within the last year: certificates, agreements, honours. */
const papersOf = ({ store }: Pick<Desk, 'store'>, firm: string, on: string): BriefPaper[] =>
  firmLedgers
    .flatMap((ledger) => expiriesOf(ledger, findRows(store, ledger, { firms: [firm] }), on))
    .map(({ row, ledger, word, title, on: day, days }) => ({
      ...{ row, ledger, word, title, days },
      on: day,
    }))
    .sort((a, b) => a.days - b.days);

/** What the firm goes for this year: its applications, the plans nobody took back, the sheet's own goal. */
const targetsOf = (desk: Desk, firm: string, year: number): BriefTarget[] => {
  const { store } = desk;
  const at = `/enterprises/${firm}?tab=cultivation`;
  const applied = findRows(store, application, { firms: [firm] })
    .filter(({ values }) => values.year === year && values.sameAsId === null)
    .map(({ values }): BriefTarget => {
      const title = [textOf(values, 'award'), textOf(values, 'product')].filter(Boolean).join('：');
      const due = textOf(values, 'dueOn');
      // The line is short: of a day of this year the month and the day say enough.
      const day = due?.startsWith(`${year}-`) ? due.slice(5) : due;
      return { kind: '申报', title, standing: day && `截止 ${day}`, at };
    });
  const planned = findRows(store, cultivation, { firms: [firm] })
    .filter(({ values }) => (values.plannedYear ?? values.year) === year)
    .filter(({ values }) => values.state !== '调出')
    .flatMap(({ values }): BriefTarget[] => {
      const said = [textOf(values, 'targetAward'), textOf(values, 'product')].filter(Boolean);
      const standing = [textOf(values, 'intention'), textOf(values, 'mentor')].filter(Boolean);
      return said.length === 0
        ? []
        : [
            {
              kind: '培育计划',
              title: said.join('：'),
              standing: standing.join('，') || null,
              at,
            },
          ];
    });
  const goals = standingSheets(desk, filesOf(store, firm))
    .filter(({ record, inForce }) => inForce && record.year === year && record.goal !== null)
    .map(
      ({ record }): BriefTarget => ({
        kind: '工作表',
        title: record.goal ?? '',
        standing: null,
        at: `/sheets/${record.id}`,
      }),
    );
  return [...applied, ...planned, ...goals];
};

/** Follow-up and advice of the visits before a day, newest first. */
const followUpsOf = (
  desk: Desk,
  files: readonly string[],
  { visitId, before }: { readonly visitId: string | null; readonly before: string },
): { readonly last: VisitPreparation['lastVisit']; visits: number; said: BriefFollowUp[] } => {
  const earlier = visitsOfEnterprise(desk.store.reader, files).filter(
    ({ id, visitedOn }) => id !== visitId && visitedOn <= before,
  );
  const briefs = new Map(visitBriefs(desk, files).map((brief) => [brief.id, brief]));
  const peopleOf = (id: string): readonly string[] => briefs.get(id)?.participants ?? [];
  const [last] = earlier;
  return {
    visits: earlier.length,
    last: last
      ? {
          id: last.id,
          on: last.visitedOn,
          people: peopleOf(last.id),
          state: briefs.get(last.id)?.state ?? 'here',
        }
      : null,
    said: earlier
      .filter(({ followUp, advice }) => followUp !== null || advice !== null)
      .slice(0, mostFollowUps)
      .map(({ id, visitedOn, followUp, advice }) => ({
        visitId: id,
        on: visitedOn,
        people: peopleOf(id),
        followUp,
        advice,
      })),
  };
};

/**
 * Everything an officer should know before the first question at a firm: open measures, promises, open
 * issues, facts that are missing or that nobody stood by for long, papers that run out, this year's target.
 *
 * @throws Refusal `record.missing`
 */
export const visitBrief = (desk: Desk, input: VisitBriefInput): VisitPreparation => {
  const { store } = desk;
  const on = localDate(store.clock.now());
  const firm = requireEnterprise(desk, input.enterpriseId);
  const files = filesOf(store, firm.id);
  const asked = { today: on, table: holidayTable(desk), soon: Number.POSITIVE_INFINITY };
  const due = (sources: Parameters<typeof dueLines>[0]): BriefDue[] =>
    dueLines(sources, asked).map(({ firm: _, ...line }) => line);

  const measures = openMeasures(desk, files);
  const dated = measureSources(measures);
  const hasDay = new Set(dated.map(({ id }) => id));
  const undated = measures
    .filter(({ id, state }) => !hasDay.has(id) && !closedStates.includes(state))
    .map(
      (m): BriefUndated => ({
        id: m.id,
        title: m.task ?? m.goal ?? '',
        people: m.people,
        at: `/sheets/${m.sheetId}?measure=${m.id}`,
      }),
    );

  const lines = issuesOpen(desk).filter(
    (line) =>
      line.firm.id === firm.id && (input.visitId === null || line.visitId !== input.visitId),
  );
  const visits = visitsOfEnterprise(store.reader, files);
  const day = visits.find(({ id }) => id === input.visitId)?.visitedOn ?? '9999-12-31';
  const {
    last,
    said,
    visits: before,
  } = followUpsOf(desk, files, {
    visitId: input.visitId,
    before: day,
  });
  return {
    on,
    firm: { id: firm.id, name: firm.name, status: firm.status },
    measures: due(dated),
    undated,
    promises: due(issueSources(lines).filter(({ kind }) => kind === 'promise')),
    issues: lines.map(
      ({ id, type, content, issueState, raisedOn, dueOn, overdue, handler }): BriefIssue => ({
        ...{ id, type, content, issueState, raisedOn, dueOn, handler },
        overdue: overdue.length > 0,
      }),
    ),
    followUps: said,
    lastVisit: last,
    visits: before,
    papers: papersOf(desk, firm.id, on),
    targets: targetsOf(desk, firm.id, Number(on.slice(0, 4))),
    facts: factsToAsk(desk, firm, on),
    firmPeople: firmPeopleOf(
      firm,
      findRows(store, contact, { firms: [firm.id] }).map(({ values }) => rowTitleOf(values)),
      visits.map(({ firmPeople }) => firmPeople),
    ),
    colleagues: colleaguesOf(desk, files),
  };
};

/** 「李经理（质量部）」. */
const rowTitleOf = (values: Parameters<typeof rowTitle>[1]): string => {
  const [name, post] = [textOf(values, 'name'), textOf(values, 'post')];
  return post === null ? (name ?? '') : `${name ?? ''}（${post}）`;
};
