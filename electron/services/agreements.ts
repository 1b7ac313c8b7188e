import { getEnterprises } from '#db/queries/enterprises.ts';
import { firmsOfRows, type LedgerRecord } from '#db/queries/ledgers.ts';
import { countedVisits } from '#db/queries/services.ts';
import { localDate } from '#shared/clock.ts';
import { dayAfter, lastDayOf } from '#shared/dates.ts';
import { foldText } from '#shared/fold.ts';
import type { Period } from '#shared/issues.ts';
import { peopleOf } from '#shared/people.ts';
import { agreement } from '#shared/registers/agreement.ts';
import { daysUntil } from '#shared/registers/validity.ts';
import { choicesOf } from '#shared/registers/values.ts';
import {
  type AgreementLine,
  type AgreementList,
  type AgreementStanding,
  type AgreementVisit,
  agreementNearDays,
  agreementYear,
  termAfter,
} from '#shared/services.ts';
import type { Desk } from './desk.ts';
import { saveRows } from './ledgers.ts';
import { numberOf, rowOf, rowsOf, textOf } from './own-rows.ts';

/**
 * 跟踪服务协议: what was promised a firm and what the visits of its time come to. A visit is paid under an
 * agreement where the contact named took part, or where its type is one of the services promised; of an
 * agreement that names neither, every visit to the firm.
 */

type Reads = Pick<Desk, 'store'>;

/** Service types of a visit that are called otherwise in agreements. */
const sameService: Readonly<Record<string, string>> = { '品牌/商标/知识产权': '品牌与知识产权' };

type Visit = ReturnType<typeof countedVisits>[number];

const servicesIn = ({ types }: Visit): string[] => types.map((type) => sameService[type] ?? type);

/** From which day to which an agreement runs; a month counts with all its days. */
const termOf = ({ values }: LedgerRecord): Period => {
  const from = String(values.validFrom);
  return { from: from.length === 7 ? `${from}-01` : from, to: lastDayOf(String(values.validTo)) };
};

/** Whether a visit of its firm was paid under an agreement. */
const isUnder = (
  { contact, services }: { readonly contact: string | null; readonly services: readonly string[] },
  visit: Visit,
): boolean => {
  const names = peopleOf(contact).map(foldText);
  if (names.length === 0 && services.length === 0) return true;
  return (
    visit.people.some((person) => names.includes(foldText(person))) ||
    servicesIn(visit).some((service) => services.includes(service))
  );
};

const standingOf = ({ from, to }: Period, on: string): AgreementStanding => {
  const left = daysUntil(to, on);
  if (left < 0) return 'expired';
  if (from > on) return 'ahead';
  return left <= agreementNearDays ? 'near' : 'running';
};

type Read = {
  readonly row: LedgerRecord;
  readonly term: Period;
  readonly firm: AgreementLine['firm'];
};

const readAgreements = (desk: Reads): Read[] => {
  const rows = rowsOf(desk, agreement.name);
  const firms = firmsOfRows(
    desk.store,
    agreement,
    rows.map(({ id }) => id),
  );
  const records = getEnterprises(desk.store.reader, [
    ...new Set([...firms.values()].map(({ id }) => id)),
  ]);
  return rows.flatMap((row) => {
    const firm = firms.get(row.id);
    const township = firm ? (records.get(firm.id)?.township ?? null) : null;
    return firm ? [{ row, term: termOf(row), firm: { ...firm, township } }] : [];
  });
};

const saidIn = ({ values }: LedgerRecord) => ({
  contact: textOf(values, 'contact'),
  services: choicesOf(values.services ?? null),
});

/** Visits to the firms of some agreements in all their time, by firm; newest first. */
const visitsOf = (
  desk: Reads,
  agreements: readonly Read[],
  on: string,
): ReadonlyMap<string, readonly Visit[]> => {
  if (agreements.length === 0) return new Map();
  const from = agreements.reduce((day, { term }) => (term.from < day ? term.from : day), on);
  const firms = new Set(agreements.map(({ firm }) => firm.id));
  const visits = countedVisits(desk.store, { from, to: on }, 'month', null);
  return Map.groupBy(
    visits.filter(({ firm }) => firms.has(firm)),
    ({ firm }) => firm,
  );
};

const lineOf = (
  { row, term, firm }: Read,
  {
    on,
    visits,
    all,
  }: {
    readonly on: string;
    readonly visits: readonly Visit[];
    readonly all: readonly Read[];
  },
): AgreementLine => {
  const said = saidIn(row);
  const under = visits.filter(
    (visit) => term.from <= visit.day && visit.day <= term.to && isUnder(said, visit),
  );
  const year = agreementYear({ validFrom: term.from, validTo: term.to }, on);
  const inYear = under.filter(({ day }) => year.from <= day && day <= year.to);
  const rendered = new Set(under.flatMap(servicesIn));
  const section = textOf(row.values, 'section') ?? '';
  return {
    ...{ id: row.id, firm, section, contact: said.contact },
    agreementNo: textOf(row.values, 'agreementNo'),
    ...{ validFrom: term.from, validTo: term.to },
    signedOn: textOf(row.values, 'signedOn'),
    daysLeft: daysUntil(term.to, on),
    standing: standingOf(term, on),
    year,
    promisedDays: numberOf(row.values, 'visitsPerYear'),
    doneDays: new Set(inYear.map(({ day }) => day)).size,
    visits: under.length,
    services: said.services,
    served: said.services.filter((service) => rendered.has(service)),
    renewed: all.some(
      (other) =>
        other.firm.id === firm.id &&
        textOf(other.row.values, 'section') === section &&
        other.term.from > term.from &&
        other.term.from <= dayAfter(term.to, agreementNearDays),
    ),
  };
};

const order: readonly AgreementStanding[] = ['near', 'expired', 'running', 'ahead'];

/** Every agreement of a live firm on a day, those that end soon first. Counting unit: agreements (份). */
export const listAgreements = (
  desk: Reads,
  { on: asked }: { readonly on: string | null },
): AgreementList => {
  const on = asked ?? localDate(desk.store.clock.now());
  const all = readAgreements(desk);
  const visits = visitsOf(desk, all, on);
  const rows = all.map((one) => lineOf(one, { on, visits: visits.get(one.firm.id) ?? [], all }));
  rows.sort(
    (a, b) =>
      order.indexOf(a.standing) - order.indexOf(b.standing) ||
      // What ended last comes first among those that have.
      Math.abs(a.daysLeft) - Math.abs(b.daysLeft) ||
      (a.id < b.id ? -1 : 1),
  );
  return { on, rows };
};

/** The visits paid under an agreement, newest first. @throws Refusal `record.missing` */
export const agreementVisits = (desk: Reads, id: string): AgreementVisit[] => {
  const row = rowOf(desk, agreement.name, id);
  const one = readAgreements(desk).find((read) => read.row.id === row.id);
  if (!one) return [];
  const said = saidIn(row);
  return countedVisits(desk.store, one.term, 'month', null)
    .filter((visit) => visit.firm === one.firm.id && isUnder(said, visit))
    .map(({ id: visit, day, people, types }) => ({ id: visit, day, people, types }));
};

/**
 * A new agreement that follows an old one at once, runs as long and promises the same; number, day and
 * signature are left to be written.
 *
 * @throws Refusal `record.missing`; `record.invalid` where it was renewed already
 */
export const renewAgreement = (
  desk: Pick<Desk, 'store' | 'self'>,
  id: string,
): { readonly id: string; readonly from: string; readonly to: string } => {
  const row = rowOf(desk, agreement.name, id);
  const firm = firmsOfRows(desk.store, agreement, [id]).get(id);
  const term = termAfter(termOf(row));
  const kept = ['section', 'contact', 'phone', 'services', 'terms', 'visitsPerYear'] as const;
  const values = Object.fromEntries(kept.map((key) => [key, row.values[key] ?? null]));
  const { ids } = saveRows(desk, {
    ledger: agreement.name,
    parent: firm?.id ?? row.parentId,
    rows: [{ id: null, values: { ...values, validFrom: term.from, validTo: term.to } }],
  });
  return { id: ids[0] ?? '', ...term };
};
