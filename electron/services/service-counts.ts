import { visitGroups, visitTotals } from '#db/queries/services.ts';
import { localDate } from '#shared/clock.ts';
import { foldText } from '#shared/fold.ts';
import { dayOfIssue, isCounted } from '#shared/issue-counts.ts';
import { type IssueCounter, issueCounters, type Period } from '#shared/issues.ts';
import { peopleOf } from '#shared/people.ts';
import {
  canSplit,
  type ServiceCounter,
  type ServiceSplit,
  serviceCounters,
} from '#shared/service-counters.ts';
import {
  type GreenLine,
  monthAfterYear,
  type ServiceFigureSet,
  type ServiceFigures,
  type ServiceFiguresInput,
  yearBefore,
} from '#shared/services.ts';
import { serviceTypes } from '#shared/visits.ts';
import type { Desk } from './desk.ts';
import { greenLines } from './green-tickets.ts';
import { acceptanceOf, countedOf } from './issue-counts.ts';
import { type IssueStanding, issuesOn } from './issue-courses.ts';
import { textOf } from './own-rows.ts';

/** Services counted over a period: every figure of shared/service-counters.ts, split one way. */

type Reads = Pick<Desk, 'store'>;

type TicketKey = 'tickets' | 'daysSaved';

export const isIssueKey = (key: string): key is IssueCounter =>
  issueCounters.some((counter) => counter === key);

/** Whose an issue is for a figure: who registered it, who accepted it, who has it in hand. */
export const peopleOfIssue = (standing: IssueStanding, key: IssueCounter): readonly string[] => {
  const { record } = standing;
  if (key === 'registered') return peopleOf(record.registrar);
  const accepted = key === 'accepted' ? acceptanceOf(standing) : undefined;
  return peopleOf(
    (accepted && textOf(accepted.values, 'person')) ?? record.handler ?? record.registrar,
  );
};

/** The key of a group's word: one person in two writings is one, as on visits. */
export const groupKey = (word: string, by: ServiceSplit): string =>
  by === 'officer' ? foldText(word) : word;

/** Words of the groups an issue stands in; '' where nothing is said. */
export const groupsOfIssue = (
  standing: IssueStanding,
  key: IssueCounter,
  by: ServiceSplit,
): readonly string[] => {
  if (by === 'month') return [dayOfIssue(countedOf(standing), key)?.slice(0, 7) ?? ''];
  if (by === 'township') return [standing.firm.township ?? ''];
  if (by === 'type') return [standing.record.type];
  const people = peopleOfIssue(standing, key);
  return people.length === 0 ? [''] : people;
};

/** Whether a ticket is behind its figures of a period: decided within it. */
export const isCountedTicket = ({ state, finishedOn }: GreenLine, { from, to }: Period): boolean =>
  state === '已办结' && finishedOn !== null && from <= finishedOn && finishedOn <= to;

export const groupsOfTicket = (
  { firm, person, finishedOn }: GreenLine,
  by: ServiceSplit,
): readonly string[] => {
  if (by === 'month') return [finishedOn?.slice(0, 7) ?? ''];
  if (by === 'township') return [firm.township ?? ''];
  const people = peopleOf(person);
  return people.length === 0 ? [''] : people;
};

type Split = {
  readonly total: ServiceFigureSet;
  /** Figures by group; a counter says nothing of a group in which it has no rows. */
  readonly groups: ReadonlyMap<string, Partial<ServiceFigureSet>>;
  readonly labels: ReadonlyMap<string, string>;
};

const countSplit = (desk: Reads, period: Period, by: ServiceSplit): Split => {
  const byKey = new Map<ServiceCounter['key'], ReadonlyMap<string, number>>();
  const labels = new Map<string, string>();
  const visits = visitGroups(desk.store, period, by);
  for (const { key, label } of visits) labels.set(key, label);
  for (const key of ['visits', 'firms', 'personTimes'] as const)
    byKey.set(key, new Map(visits.map((group) => [group.key, group[key]])));

  const issues = issuesOn(desk, period.to).map((standing) => ({
    standing,
    counted: countedOf(standing),
  }));
  const tickets = greenLines(desk, period.to).filter((line) => isCountedTicket(line, period));
  const add = (counts: Map<string, number>, words: readonly string[], adds: number): void => {
    for (const word of words) {
      const key = groupKey(word, by);
      if (!labels.has(key)) labels.set(key, word);
      counts.set(key, (counts.get(key) ?? 0) + adds);
    }
  };
  const total = { ...visitTotals(desk.store, period) } as Record<ServiceCounter['key'], number>;
  for (const key of issueCounters) {
    const behind = issues.filter(({ counted }) => isCounted(counted, key, period));
    const counts = new Map<string, number>();
    for (const { standing } of behind) add(counts, groupsOfIssue(standing, key, by), 1);
    byKey.set(key, counts);
    total[key] = behind.length;
  }
  for (const key of ['tickets', 'daysSaved'] satisfies TicketKey[]) {
    const adds = (line: GreenLine): number => (key === 'tickets' ? 1 : (line.saved ?? 0));
    const counts = new Map<string, number>();
    for (const line of tickets) add(counts, groupsOfTicket(line, by), adds(line));
    byKey.set(key, counts);
    total[key] = tickets.reduce((sum, line) => sum + adds(line), 0);
  }
  const groups = new Map<string, Partial<Record<ServiceCounter['key'], number>>>();
  for (const counter of serviceCounters.filter((one) => canSplit(one, by)))
    for (const [group, count] of byKey.get(counter.key) ?? [])
      groups.set(group, { ...groups.get(group), [counter.key]: count });
  return { total, groups, labels };
};

const collator = new Intl.Collator('zh-CN');

/**
 * Groups of the period and of the one before: months in their order, types as they are declared, townships and people
 * by what was done.
 */
const ordered = (split: Split, before: Split, by: ServiceSplit): string[] => {
  const all = new Set([...split.groups.keys(), ...before.groups.keys()]);
  const keys = [...all].filter((key) => key !== '');
  const visits = (key: string): number => split.groups.get(key)?.visits ?? 0;
  const known: readonly string[] = serviceTypes;
  const rank = (key: string): number => (known.includes(key) ? known.indexOf(key) : known.length);
  keys.sort((a, b) => {
    if (by === 'month') return a < b ? -1 : 1;
    if (by === 'type') return rank(a) - rank(b) || collator.compare(a, b);
    return visits(b) - visits(a) || collator.compare(a, b);
  });
  return all.has('') ? [...keys, ''] : keys;
};

const filled = (figures: Partial<ServiceFigureSet>, by: ServiceSplit): ServiceFigureSet =>
  Object.fromEntries(
    serviceCounters.map((counter) => [
      counter.key,
      canSplit(counter, by) ? (figures[counter.key] ?? 0) : null,
    ]),
  ) as ServiceFigureSet;

const unsaid: Readonly<Record<ServiceSplit, string>> = {
  month: '没有日期',
  township: '未填乡镇',
  officer: '未填人员',
  type: '未填类型',
};

/** A split of a year before under the keys it is held against: its months are those of a year later. */
const heldAgainst = (split: Split, by: ServiceSplit): Split => {
  if (by !== 'month') return split;
  const later = <T>(of: ReadonlyMap<string, T>, say: (key: string, value: T) => T) =>
    new Map(
      [...of].map(([key, value]) => {
        const month = key === '' ? key : monthAfterYear(key);
        return [month, say(month, value)] as const;
      }),
    );
  return {
    ...split,
    groups: later(split.groups, (_month, figures) => figures),
    labels: later(split.labels, (month) => month),
  };
};

/** Services of a period, and the same days a year before. Each figure has the unit of its counter. */
export const serviceFigures = (
  desk: Pick<Desk, 'store' | 'self'>,
  { by, ...period }: ServiceFiguresInput,
): ServiceFigures => {
  const on = localDate(desk.store.clock.now());
  const lastYear = yearBefore(period, on);
  const split = countSplit(desk, period, by);
  const before = heldAgainst(countSplit(desk, lastYear, by), by);
  const labelOf = (key: string): string =>
    key === '' ? unsaid[by] : (split.labels.get(key) ?? before.labels.get(key) ?? key);
  return {
    office: desk.self.officeName,
    on,
    period,
    lastYear,
    groups: ordered(split, before, by).map((key) => ({
      key,
      label: labelOf(key),
      figures: filled(split.groups.get(key) ?? {}, by),
      before: filled(before.groups.get(key) ?? {}, by),
    })),
    total: split.total,
    before: before.total,
  };
};
