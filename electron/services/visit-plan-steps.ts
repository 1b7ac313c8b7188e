import type { CountedFirm } from '#db/queries/counted-firms.ts';
import { homeOf } from '#db/queries/homes.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import { liaisonsOn } from '#shared/liaisons.ts';
import type {
  ChangePlan,
  FillPlan,
  FillPreview,
  PlanAssignment,
  PlanChange,
  PlanStep,
} from '#shared/plan-views.ts';
import { type Quarter, quarterDays, quarterWords } from '#shared/quarters.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import type { PlanLine } from '#shared/visit-plans.ts';
import { evenShares, weekEnds } from '#shared/visit-spread.ts';
import type { Desk } from './desk.ts';
import { doFollowStep, type NotedDoor } from './follow-runs.ts';
import { holidayTable } from './holidays.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { liaisonTurns } from './liaisons.ts';
import { insertOwn, updateOwn } from './own-rows.ts';
import { dayOfPlan, type PlanFirms, planFirms } from './visit-plan-sources.ts';
import { planOf } from './visit-plans.ts';

/** Filling a plan of visits and changing it, many firms in one step that can be taken back. */

/** Whose each firm becomes, as written; null for nobody. */
const assigned = (
  desk: Desk,
  quarter: Quarter,
  { firms, before }: Pick<PlanFirms, 'firms' | 'before'>,
  assign: PlanAssignment,
): readonly (string | null)[] => {
  switch (assign.by) {
    case 'nobody':
      return firms.map(() => null);
    case 'person':
      return firms.map(() => assign.person);
    case 'before':
      return firms.map(({ id }) => before.get(id) ?? null);
    case 'evenly': {
      const shares = evenShares(firms.length, assign.people.length);
      return shares.map((share) => assign.people[share] ?? null);
    }
    case 'liaison': {
      const contacts = liaisonsOn(liaisonTurns(desk), dayOfPlan(desk, quarter));
      return firms.map(({ id }) => {
        const { 联系人: lead, 副联系人: deputy } = contacts.get(id) ?? {};
        return lead?.person ?? deputy?.person ?? null;
      });
    }
  }
};

/** The days firms are to be done by: of each person's firms evenly over the weeks that are left. */
const daysFor = (
  desk: Desk,
  quarter: Quarter,
  people: readonly (string | null)[],
): { readonly days: readonly (string | null)[]; readonly weeks: number } => {
  const ends = weekEnds(dayOfPlan(desk, quarter), quarterDays(quarter).to, holidayTable(desk));
  const days: (string | null)[] = people.map(() => null);
  const places = Map.groupBy(people.keys(), (at) => people[at] ?? '');
  for (const own of places.values()) {
    const shares = evenShares(own.length, ends.length);
    for (const [nth, at] of own.entries()) days[at] = ends[shares[nth] ?? 0] ?? null;
  }
  return { days, weeks: ends.length };
};

type NewLine = { readonly firm: CountedFirm; readonly person: string | null };
type Filling = FillPreview & {
  readonly lines: readonly (NewLine & { readonly dueOn: string | null })[];
  readonly basis: string;
};

const filling = (desk: Desk, { source, assign, spread, year, quarter }: FillPlan): Filling => {
  const asked = { year, quarter };
  const found = planFirms(desk, asked, source);
  const planned = new Set(planOf(desk, asked).map(({ firm }) => firm.id));
  const firms = found.firms.filter(({ id }) => !planned.has(id));
  const people = assigned(desk, asked, { firms, before: found.before }, assign);
  const { days, weeks } =
    spread === 'weeks' ? daysFor(desk, asked, people) : { days: [], weeks: 0 };
  const shares = Map.groupBy(people, (person) => person);
  return {
    found: found.firms.length + found.gone,
    already: found.firms.length - firms.length,
    gone: found.gone,
    added: firms.length,
    shares: [...shares].map(([person, own]) => ({ person, firms: own.length })),
    weeks,
    basis: found.basis,
    lines: firms.map((firm, at) => ({
      firm,
      person: people[at] ?? null,
      dueOn: days[at] ?? null,
    })),
  };
};

/** What filling a plan would do; nothing is written. */
export const previewFill = (desk: Desk, input: FillPlan): FillPreview => {
  const { lines: _, basis: __, ...preview } = filling(desk, input);
  return preview;
};

const addLine = (
  desk: Desk,
  door: NotedDoor,
  firm: string,
  { year, quarter }: Quarter,
  more: LedgerValues,
): void => {
  const id = newRowId(desk, requireLedger('visit_plan'), firm, { year, quarter });
  insertOwn(desk, door, 'visit_plan', { id, parentId: firm, values: { year, quarter, ...more } });
};

/** Puts firms into the plan of a quarter, in one transaction; those in it already stay as they are. */
export const fillPlan = (desk: Desk, input: FillPlan): PlanStep => {
  const { lines, basis, added } = filling(desk, input);
  const { times, purpose } = input;
  const title = `${quarterWords(input)}走访计划：列入 ${added} 家（${basis}）`;
  const run = doFollowStep(
    desk,
    { kind: 'visit-plan', title, purpose: title, body: {} },
    (door) => {
      for (const { firm, person, dueOn } of lines)
        addLine(desk, door, firm.id, input, { person, times, dueOn, purpose, basis });
    },
  );
  return { firms: added, run };
};

type Work = {
  readonly words: string;
  readonly write: (door: NotedDoor, line: PlanLine, at: number) => void;
};

const put = (door: NotedDoor, { ids }: PlanLine, values: object): void => {
  for (const id of ids) updateOwn(door, 'visit_plan', id, values);
};

/** Moves a line to another quarter; where the firm is planned there already, that plan stands. */
const moving = (desk: Desk, to: Quarter): Work => {
  const there = new Set(planOf(desk, to).map(({ firm }) => firm.id));
  return {
    words: `移到${quarterWords(to)}`,
    write: (door, line) => {
      put(door, line, { deleted: 1 });
      if (there.has(line.firm.id)) return;
      const { person, times, purpose, basis } = line;
      addLine(desk, door, line.firm.id, to, { person, times, purpose, basis });
    },
  };
};

const workOf = (
  desk: Desk,
  quarter: Quarter,
  lines: readonly PlanLine[],
  change: PlanChange,
): Work => {
  switch (change.do) {
    case 'assign': {
      const { people, how } = change;
      const shares = evenShares(lines.length, people.length);
      return {
        words: `${how === 'evenly' ? '均分给' : '分派给'}${people.join('、')}`,
        write: (door, line, at) =>
          put(door, line, {
            person: how === 'evenly' ? (people[shares[at] ?? 0] ?? null) : people.join('、'),
          }),
      };
    }
    case 'set': {
      const { do: _, ...values } = change;
      return { words: '调整次数、期限或事由', write: (door, line) => put(door, line, values) };
    }
    case 'spread': {
      const { days } = daysFor(
        desk,
        quarter,
        lines.map(({ person }) => person),
      );
      return {
        words: '均匀安排到各周',
        write: (door, line, at) => put(door, line, { dueOn: days[at] ?? null }),
      };
    }
    case 'defer': {
      const deferredOn = localDate(desk.store.clock.now());
      return {
        words: `暂缓：${change.reason}`,
        write: (door, line) => put(door, line, { deferred: change.reason, deferredOn }),
      };
    }
    case 'resume':
      return {
        words: '恢复走访',
        write: (door, line) => put(door, line, { deferred: null, deferredOn: null }),
      };
    case 'move':
      return moving(desk, change.to);
    case 'remove':
      return { words: '移出', write: (door, line) => put(door, line, { deleted: 1 }) };
  }
};

/**
 * Changes chosen firms of a quarter's plan, in one transaction.
 *
 * @throws Refusal `bulk.stale` where one of them is no longer in the plan; `record.invalid` for a day outside the quarter
 */
export const changePlan = (desk: Desk, input: ChangePlan): PlanStep => {
  const { firms, change, year, quarter } = input;
  const asked = { year, quarter };
  const { from, to } = quarterDays(asked);
  const day = change.do === 'set' ? change.dueOn : null;
  if (day && (day < from || day > to))
    throw Refusal.of('record.invalid', {
      problems: [`完成期限应在${quarterWords(asked)}内（${from} 至 ${to}）`],
    });
  const chosen = new Set(firms.map((id) => homeOf(desk.store, id)));
  const lines = planOf(desk, asked).filter(({ firm }) => chosen.has(firm.id));
  if (lines.length < chosen.size) throw Refusal.of('bulk.stale');
  const { words, write } = workOf(desk, asked, lines, change);
  const title = `${quarterWords(asked)}走访计划：${words}（${lines.length} 家）`;
  const run = doFollowStep(
    desk,
    { kind: 'visit-plan', title, purpose: title, body: {} },
    (door) => {
      for (const [at, line] of lines.entries()) write(door, line, at);
    },
  );
  return { firms: lines.length, run };
};
