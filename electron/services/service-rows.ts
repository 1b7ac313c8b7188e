import { countedVisits } from '#db/queries/services.ts';
import { dayOfIssue, isCounted } from '#shared/issue-counts.ts';
import { type ServiceCounter, serviceCounter } from '#shared/service-counters.ts';
import type { ServiceRow, ServiceRowsInput } from '#shared/services.ts';
import type { Desk } from './desk.ts';
import { greenLines } from './green-tickets.ts';
import { countedOf } from './issue-counts.ts';
import { issuesOn } from './issue-courses.ts';
import {
  groupKey,
  groupsOfIssue,
  groupsOfTicket,
  isCountedTicket,
  isIssueKey,
  peopleOfIssue,
} from './service-counts.ts';

/** The rows behind a figure of services: as many as the figure says, each with the address it leads to. */

type Reads = Pick<Desk, 'store'>;

const newest = (a: ServiceRow, b: ServiceRow): number =>
  a.on === b.on ? (a.key < b.key ? -1 : 1) : a.on > b.on ? -1 : 1;

const visitRows = (
  { store }: Reads,
  { key, rows: thing }: ServiceCounter,
  { by, group, from, to }: ServiceRowsInput,
): ServiceRow[] => {
  const rows = countedVisits(store, { from, to }, by, group).map((visit) => ({
    people: visit.people,
    firmId: visit.firm,
    row: {
      key: visit.id,
      at: `/visits/${visit.id}`,
      firm: visit.name,
      township: visit.township,
      on: visit.day,
      person: visit.people.join('、') || null,
      type: visit.types.join('、') || null,
      text: null,
      adds: 1,
    } satisfies ServiceRow,
  }));
  if (thing === 'visit') return rows.map(({ row }) => row);
  if (thing === 'person')
    return rows.flatMap(({ people, row }) =>
      people.map((person) => ({ ...row, key: `${row.key} ${person}`, person })),
    );
  if (key !== 'firms') throw new Error(`unreachable: ${key} counts no visits`);
  return [...Map.groupBy(rows, ({ firmId }) => firmId)].flatMap(([firm, own]): ServiceRow[] => {
    // They come newest first.
    const last = own[0]?.row;
    const text = `期内走访 ${own.length} 次`;
    return last ? [{ ...last, key: firm, at: `/enterprises/${firm}`, person: null, text }] : [];
  });
};

const issueRows = (
  desk: Reads,
  key: ServiceCounter['key'],
  { by, group, ...period }: ServiceRowsInput,
): ServiceRow[] => {
  if (!isIssueKey(key)) return [];
  return issuesOn(desk, period.to)
    .filter((standing) => isCounted(countedOf(standing), key, period))
    .filter(
      (standing) =>
        group === null ||
        groupsOfIssue(standing, key, by).some((word) => groupKey(word, by) === group),
    )
    .map((standing) => ({
      key: standing.record.id,
      at: `/issues/${standing.record.id}`,
      firm: standing.firm.name,
      township: standing.firm.township,
      on: dayOfIssue(countedOf(standing), key) ?? standing.record.raisedOn,
      person: peopleOfIssue(standing, key).join('、') || null,
      type: standing.record.type,
      text: standing.record.content,
      adds: 1,
    }))
    .sort(newest);
};

const ticketRows = (
  desk: Reads,
  key: ServiceCounter['key'],
  { by, group, ...period }: ServiceRowsInput,
): ServiceRow[] =>
  greenLines(desk, period.to)
    .filter((line) => isCountedTicket(line, period))
    .filter(
      (line) =>
        group === null || groupsOfTicket(line, by).some((word) => groupKey(word, by) === group),
    )
    .map((line) => ({
      key: line.id,
      at: `/visits/services?view=tickets&ticket=${line.id}`,
      firm: line.firm.name,
      township: line.firm.township,
      on: line.finishedOn ?? '',
      person: line.person,
      type: line.matter,
      text:
        line.late > 0
          ? `用 ${line.used} 个工作日，超过法定时限 ${line.late} 个工作日`
          : line.saved === null
            ? '没有法定时限或受理日期，算不出节约'
            : `法定 ${line.statutoryDays}，用 ${line.used}，节约 ${line.saved} 个工作日`,
      adds: key === 'daysSaved' ? (line.saved ?? 0) : 1,
    }))
    .sort(newest);

/** Their `adds` come to the figure. Newest first. */
export const serviceRows = (desk: Reads, input: ServiceRowsInput): ServiceRow[] => {
  const counter = serviceCounter(input.counter);
  if (counter.rows === 'issue') return issueRows(desk, counter.key, input);
  if (counter.rows === 'ticket') return ticketRows(desk, counter.key, input);
  return visitRows(desk, counter, input);
};
