import { countedFirms } from '#db/queries/counted-firms.ts';
import { getEnterprises } from '#db/queries/enterprises.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import type {
  HandOver,
  HandOverItem,
  HandOverPaper,
  HandOverRun,
  HandOverView,
  HandOverViewInput,
} from '#shared/hand-over.ts';
import { type LiaisonTurn, runsOn } from '#shared/liaisons.ts';
import { peopleOf } from '#shared/people.ts';
import { isExit } from '#shared/pipeline.ts';
import { cultivation } from '#shared/registers/cultivation.ts';
import { replacePerson } from '#shared/replace-person.ts';
import { applicationsOn } from './application-courses.ts';
import type { Desk } from './desk.ts';
import { listDrafts } from './drafts.ts';
import { placeOfIssue } from './due.ts';
import { doFollowStep, followRun, type NotedDoor } from './follow-runs.ts';
import { type Firms, type Held, item, nameIn, passCell } from './hand-over-items.ts';
import { routesHeld, visitsHeld } from './hand-over-visits.ts';
import { handOverIssues } from './issue-steps.ts';
import { issuesOpen } from './issues.ts';
import { liaisonTurns, sayLiaison } from './liaisons.ts';
import { openMeasures } from './open-measures.ts';
import { rowsByFirm, textOf, updateOwn } from './own-rows.ts';

/** Handing over work: what a person has in hand, and all of it or some to another in one transaction. */

type Reads = Pick<Desk, 'store'>;
type Bench = Pick<Desk, 'store' | 'self'>;

/** Turns that run on the day, and those that begin later: the one who leaves begins nothing any more. */
const firmsHeld = (desk: Reads, person: string, on: string, firms: Firms): Held[] => {
  const turns = liaisonTurns(desk).filter((turn) => turn.person === person);
  const byPlace = Map.groupBy(
    turns.filter((turn) => runsOn(turn, on) || turn.since > on),
    ({ firm, role }) => `${firm} ${role}`,
  );
  return [...byPlace].flatMap(([place, own]): Held[] => {
    const [turn] = own;
    if (!turn || !firms.has(turn.firm)) return [];
    const pass = (door: NotedDoor, { to, phone }: HandOver): void => {
      for (const each of own) passTurn(desk, door, each, { to, phone, on });
    };
    return [
      {
        ...item('firm', place, turn.firm, firms, {
          title: turn.role,
          detail: turn.since > on ? `自 ${turn.since} 起` : `${turn.since} 起联系`,
          dueOn: null,
          named: person,
          at: `/enterprises/${turn.firm}`,
        }),
        pass,
      },
    ];
  });
};

const passTurn = (
  desk: Reads,
  door: NotedDoor,
  turn: LiaisonTurn,
  { to, phone, on }: { readonly to: string; readonly phone: string | null; readonly on: string },
): void => {
  const { role, leader, duty, docNo } = turn;
  if (turn.since > on) updateOwn(door, 'liaison', turn.id, { person: to, phone });
  else
    sayLiaison(desk, door, turn.firm, turn, {
      role,
      since: on,
      person: to,
      phone,
      leader,
      duty,
      docNo,
    });
};

const measuresHeld = (desk: Reads, person: string, today: string, firms: Firms): Held[] =>
  openMeasures(desk)
    .filter(({ people }) => people.includes(person))
    .map((m) => ({
      ...item('measure', m.id, m.enterpriseId, firms, {
        title: m.task ?? m.goal ?? m.duty ?? '',
        detail: `${m.year} 年第 ${m.place} 条 · ${m.state}${m.status === 'issued' ? '' : '（未签发）'}`,
        dueOn: m.dueOn,
        overdue: m.status === 'issued' && m.dueOn !== null && m.dueOn < today,
        named: m.person ?? '',
        at: `/sheets/${m.sheetId}?measure=${m.id}`,
      }),
      pass: passCell(desk, 'measure', m.id, 'person'),
    }));

/** Each gets a step 移交, as if it were handed on in the room of issues. */
const issuesHeld = (desk: Bench, person: string, firms: Firms): Held[] =>
  issuesOpen(desk).flatMap((issue): Held[] => {
    const { id, handler, phase, dueOn } = issue;
    if (phase !== 'open' || handler === null || !nameIn(handler, person)) return [];
    return [
      {
        ...item('issue', id, issue.firm.id, firms, {
          title: issue.content,
          detail: `${issue.type} · ${issue.issueState}`,
          dueOn,
          overdue: issue.overdue.length > 0,
          named: handler,
          at: placeOfIssue(id),
        }),
        pass: (door, { from, to, on, note }) => {
          const toPerson = replacePerson(handler, from, to) ?? to;
          const said = { toPerson, toUnit: null, onDate: on, text: note ?? '工作交接' };
          handOverIssues(desk, door, { ids: [id], ...said });
        },
      },
    ];
  });

/** Stages behind which nothing is left to be done for an application. */
const closedStages: readonly (string | null)[] = ['获评', '奖励', '跟踪复评'];

const applicationsHeld = (desk: Reads, person: string, firms: Firms): Held[] =>
  applicationsOn(desk).flatMap(({ record: { id, values }, firm, course }): Held[] => {
    const handler = textOf(values, 'handler');
    const { stage } = course.place;
    if (!nameIn(handler, person) || isExit(stage) || closedStages.includes(stage)) return [];
    const about = [textOf(values, 'award'), textOf(values, 'product')];
    return [
      {
        ...item('application', id, firm.id, firms, {
          title: about.filter((word) => word !== null).join(' · '),
          detail: `${values.year} 年 · ${stage ?? '未开始'}`,
          dueOn: textOf(values, 'dueOn'),
          named: handler ?? '',
          at: `/cultivation/applications?year=${values.year}&award=${encodeURIComponent(String(values.award))}&view=table`,
        }),
        pass: passCell(desk, 'application', id, 'handler'),
      },
    ];
  });

const plansHeld = (desk: Reads, person: string, year: number, firms: Firms): Held[] =>
  [...rowsByFirm(desk, cultivation)].flatMap(([firm, rows]) =>
    rows.flatMap(({ id, values }): Held[] => {
      const mentor = textOf(values, 'mentor');
      if (!nameIn(mentor, person) || Number(values.year) < year || values.state === '调出')
        return [];
      return [
        {
          ...item('plan', id, firm, firms, {
            title: textOf(values, 'targetAward') ?? '培育计划',
            detail: `${values.year} 年`,
            dueOn: null,
            named: mentor ?? '',
            at: `/enterprises/${firm}`,
          }),
          pass: passCell(desk, 'cultivation', id, 'mentor'),
        },
      ];
    }),
  );

const gridHeld = (desk: Reads, person: string, firms: Firms): Held[] =>
  [...getEnterprises(desk.store.reader, [...firms.keys()]).values()]
    .filter(({ gridOfficer }) => nameIn(gridOfficer, person))
    .map(({ id, gridOfficer }) => ({
      ...item('grid', id, id, firms, {
        title: '网格员',
        detail: '',
        dueOn: null,
        named: gridOfficer ?? '',
        at: `/enterprises/${id}`,
      }),
      pass: passCell(desk, 'enterprise', id, 'gridOfficer'),
    }));

const collator = new Intl.Collator('zh');

/** Everything a person has in hand on a day, by kind, the earliest due first, then by firm. */
const heldBy = (desk: Bench, { from, on }: HandOverViewInput): Held[] => {
  const person = peopleOf(from)[0] ?? from;
  const firms: Firms = new Map(countedFirms(desk.store).map((firm) => [firm.id, firm]));
  const today = localDate(desk.store.clock.now());
  const sorted = (held: readonly Held[]): Held[] =>
    held.toSorted(
      (a, b) =>
        collator.compare(a.dueOn ?? '9999', b.dueOn ?? '9999') ||
        collator.compare(a.firm.name, b.firm.name) ||
        (a.key < b.key ? -1 : 1),
    );
  return [
    ...sorted(firmsHeld(desk, person, on, firms)),
    ...sorted(gridHeld(desk, person, firms)),
    ...sorted(measuresHeld(desk, person, today, firms)),
    ...sorted(issuesHeld(desk, person, firms)),
    ...sorted(applicationsHeld(desk, person, firms)),
    ...sorted(plansHeld(desk, person, Number(on.slice(0, 4)), firms)),
    ...sorted(visitsHeld(desk, person, on, firms)),
    ...sorted(routesHeld(desk, person, on, firms)),
  ];
};

const shown = ({ pass: _, ...told }: Held): HandOverItem => told;

/** What there is to hand over. */
export const handOverView = (desk: Desk, input: HandOverViewInput): HandOverView => ({
  items: heldBy(desk, input).map(shown),
  drafts: peopleOf(input.from)[0] === peopleOf(desk.self.person)[0] ? listDrafts(desk).length : 0,
});

/**
 * Hands over what is chosen, in one transaction. `undoFollowRun` takes it back; `handOverRun` is its list.
 *
 * @throws Refusal `bulk.stale` where something chosen is no longer in that person's hands
 */
export const handOver = (
  desk: Bench,
  input: HandOver,
): { readonly run: string; readonly items: number } => {
  const chosen = new Set(input.keys);
  const held = heldBy(desk, input).filter(({ key }) => chosen.has(key));
  if (held.length < chosen.size) throw Refusal.of('bulk.stale');
  const { from, to, on, witness, note } = input;
  const title = `工作交接：${from} → ${to}（${held.length} 项）`;
  const paper: HandOverPaper = {
    ...{ from, to, on, witness, note },
    office: desk.self.officeName,
    items: held.map(shown),
  };
  const run = doFollowStep(
    desk,
    { kind: 'hand-over', title, purpose: `工作交接：${from} → ${to}`, body: paper },
    (door) => {
      for (const { pass } of held) pass(door, input);
    },
  );
  if (run === null) throw Refusal.of('bulk.stale');
  return { run, items: held.length };
};

/** A hand-over of this machine with its list. @throws Refusal `record.missing` */
export const handOverRun = (desk: Reads, id: string): HandOverRun => {
  const { run, body } = followRun(desk, id);
  return { run, paper: body as HandOverPaper };
};
