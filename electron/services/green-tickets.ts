import { getEnterprises } from '#db/queries/enterprises.ts';
import { firmsOfRows, type LedgerRecord } from '#db/queries/ledgers.ts';
import { localDate } from '#shared/clock.ts';
import type { DueSource } from '#shared/due.ts';
import { type GreenState, greenStanding } from '#shared/green-tickets.ts';
import { peopleOf } from '#shared/people.ts';
import { greenTicket } from '#shared/registers/green-ticket.ts';
import type { GreenLine, GreenList } from '#shared/services.ts';
import type { Desk } from './desk.ts';
import { holidayTable } from './holidays.ts';
import { numberOf, rowsOf, textOf } from './own-rows.ts';

/** 绿色通道: matters of firms as they stand, with the working days they took. */

type Reads = Pick<Desk, 'store'>;

/** A whole day; what the source knows less of says nothing about working days. */
const dayOf = ({ values }: LedgerRecord, key: string): string | null => {
  const text = textOf(values, key);
  return text?.length === 10 ? text : null;
};

/** Every live ticket as it stands at the end of a day, what runs first, then the newest. */
export const greenLines = (desk: Reads, on: string): GreenLine[] => {
  const rows = rowsOf(desk, greenTicket.name);
  const firms = firmsOfRows(
    desk.store,
    greenTicket,
    rows.map(({ id }) => id),
  );
  const records = getEnterprises(desk.store.reader, [
    ...new Set([...firms.values()].map(({ id }) => id)),
  ]);
  const table = holidayTable(desk);
  return rows.flatMap((row): GreenLine[] => {
    const firm = firms.get(row.id);
    if (!firm) return [];
    const said = (key: string): string | null => textOf(row.values, key);
    const times = {
      acceptedOn: dayOf(row, 'acceptedOn'),
      statutoryDays: numberOf(row.values, 'statutoryDays'),
      promisedDays: numberOf(row.values, 'promisedDays'),
      finishedOn: dayOf(row, 'finishedOn'),
      result: said('result'),
    };
    return [
      {
        id: row.id,
        firm: { ...firm, township: records.get(firm.id)?.township ?? null },
        matter: said('matter') ?? '',
        ticketNo: said('ticketNo'),
        unit: said('unit'),
        person: said('person'),
        appliedOn: said('appliedOn') ?? '',
        ...times,
        ...greenStanding(times, on, table),
      },
    ];
  });
};

const order: readonly GreenState[] = ['办理中', '未受理', '已办结', '企业撤回'];

/** What runs first, the nearest day before the others; then the newest. */
const byUrgency = (a: GreenLine, b: GreenLine): number => {
  const by = order.indexOf(a.state) - order.indexOf(b.state);
  if (by !== 0) return by;
  const [x, y] =
    a.state === '办理中'
      ? [a.dueOn ?? '9999', b.dueOn ?? '9999']
      : [b.finishedOn ?? b.appliedOn, a.finishedOn ?? a.appliedOn];
  if (x !== y) return x < y ? -1 : 1;
  return a.id < b.id ? -1 : 1;
};

/** The ledger as it stands today. Counting unit: tickets (件). */
export const listGreenTickets = (desk: Reads): GreenList => {
  const on = localDate(desk.store.clock.now());
  return { on, rows: greenLines(desk, on).toSorted(byUrgency) };
};

/** Tickets somebody is waiting for: what `dueLines` takes. */
export const greenSources = (desk: Reads, on: string): DueSource[] =>
  greenLines(desk, on).flatMap(({ id, firm, matter, state, dueOn, person }): DueSource[] =>
    state !== '办理中' || dueOn === null
      ? []
      : [
          {
            kind: 'ticket',
            id,
            firm: { id: firm.id, name: firm.name },
            title: `绿色通道：${matter}`,
            people: peopleOf(person),
            dueOn,
            at: `/visits/services?view=tickets&ticket=${id}`,
          },
        ],
  );
