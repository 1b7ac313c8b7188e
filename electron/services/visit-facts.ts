import type { EnterpriseRecord } from '#db/queries/enterprises.ts';
import { findRows, type LedgerRecord } from '#db/queries/ledgers.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import type { Door } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import { industryWords } from '#shared/industries.ts';
import { economics } from '#shared/registers/economics.ts';
import { enterpriseField } from '#shared/registers/enterprise.ts';
import type { LedgerValue } from '#shared/registers/ledger.ts';
import { isStale, monthsSince } from '#shared/registers/validity.ts';
import { readValue, showValue, valueProblem } from '#shared/registers/values.ts';
import type { BriefFact } from '#shared/visit-brief.ts';
import { correctableFacts, staffFact, wantedFacts } from '#shared/visit-facts.ts';
import type { CorrectedFact, FactCorrection, TakeBack } from '#shared/visits.ts';
import type { Desk } from './desk.ts';
import { patchOfFacts, writeFacts } from './firm-facts.ts';
import { addRow } from './ledgers.ts';
import { rowOrigins } from './origins.ts';
import { numberOf, updateOwn } from './own-rows.ts';
import { staleMonths } from './stale.ts';

/** Facts of a firm's file put right from a visit: what is asked for, and writing what was found. */

type Reads = Pick<Desk, 'store'>;

const cellOf = (firm: EnterpriseRecord, key: string): LedgerValue =>
  ((firm as Readonly<Record<string, unknown>>)[key] as LedgerValue | undefined) ?? null;

const wordsOf = (key: string, value: LedgerValue): string => {
  if (value === null) return '';
  const field = key === staffFact ? staffField : enterpriseField(key);
  if (key === 'industry') return industryWords(String(value)) ?? String(value);
  return field ? showValue(field, value) : String(value);
};

const staffField = economics.fields.find(({ key }) => key === 'staff');

/** The report period a count of people made on a day belongs to: 「5月」. A whole year's figure is not made by counting once. */
const periodOf = (day: string): string => `${Number(day.slice(5, 7))}月`;

const economicsRows = ({ store }: Reads, firm: string): LedgerRecord[] =>
  findRows(store, economics, { firms: [firm] });

const staffRow = (rows: readonly LedgerRecord[], day: string): LedgerRecord | undefined =>
  rows.find(
    ({ values }) => values.year === Number(day.slice(0, 4)) && values.period === periodOf(day),
  );

/** The newest count of people there is: of the latest year, a part of it before the whole of one before. */
const lastStaff = (rows: readonly LedgerRecord[]): { staff: number; of: string } | null => {
  const counted = rows
    .flatMap(({ values }) => {
      const staff = numberOf(values, 'staff');
      return staff === null ? [] : [{ staff, year: Number(values.year), period: values.period }];
    })
    .sort((a, b) => b.year - a.year || (a.period === null ? 1 : 0) - (b.period === null ? 1 : 0));
  const [last] = counted;
  return last ? { staff: last.staff, of: `${last.year} 年${last.period ?? ''}` } : null;
};

/** Facts an officer may put right, missing ones first, then those nobody stood by for long, then the usual ones. */
export const factsToAsk = (desk: Desk, firm: EnterpriseRecord, on: string): BriefFact[] => {
  const months = staleMonths(desk);
  const cells = rowOrigins(desk, 'enterprise', [firm.id])[0]?.cells ?? {};
  const facts = correctableFacts.map((key): BriefFact => {
    const value = cellOf(firm, key);
    const at = value === null ? undefined : cells[key]?.at;
    return {
      key,
      label: enterpriseField(key)?.label ?? key,
      value,
      text: wordsOf(key, value),
      note: null,
      staleMonths: at !== undefined && isStale(at, on, months) ? monthsSince(at, on) : null,
    };
  });
  const rows = economicsRows(desk, firm.id);
  const known = lastStaff(rows);
  const staff: BriefFact = {
    key: staffFact,
    label: '从业人员',
    value: staffRow(rows, on)?.values.staff ?? null,
    text: known === null ? '' : wordsOf(staffFact, known.staff),
    note: known?.of ?? null,
    staleMonths: null,
  };
  const rank = ({ key, text, staleMonths: old }: BriefFact): number => {
    if (text === '' && (wantedFacts as readonly string[]).includes(key)) return 0;
    return old === null ? 2 : 1;
  };
  return [...facts, staff].toSorted((a, b) => rank(a) - rank(b));
};

type Read = {
  readonly correction: FactCorrection;
  readonly label: string;
  readonly now: LedgerValue;
  readonly value: LedgerValue;
};

/** A correction as the store would keep it, beside what stands there now; or what is wrong with it. */
const readCorrection = (
  correction: FactCorrection,
  firm: EnterpriseRecord,
  staffNow: LedgerValue,
): Read | string => {
  const { key, text, holds } = correction;
  const isStaff = key === staffFact;
  const field = isStaff ? staffField : enterpriseField(key);
  if (!field || !(isStaff || (correctableFacts as readonly string[]).includes(key)))
    return `企业档案没有「${key}」这一项`;
  const now = isStaff ? staffNow : cellOf(firm, key);
  if (holds) return { correction, label: field.label, now, value: now };
  const read = readValue(field, text);
  if (!read.ok) return `${field.label}${read.problem}`;
  const problem = read.value === null ? null : valueProblem(field, read.value);
  if (problem !== null) return `${field.label}${problem}`;
  return { correction, label: field.label, now, value: read.value };
};

export type ReadyCorrections = {
  /** Nothing of the file is written. */
  readonly isEmpty: boolean;
  /** Changed by somebody else since the officer looked: left as they are. */
  readonly skipped: readonly CorrectedFact[];
  readonly written: readonly CorrectedFact[];
  readonly write: (door: Door) => void;
};

/**
 * Makes the corrections of a visit ready: what can be written with the visit, and what somebody else
 * changed meanwhile. A fact that already holds what was found counts as confirmed.
 *
 * @param day the day of the visit, `YYYY-MM-DD`
 * @throws Refusal `record.invalid` for a value nobody can read
 */
export const readyCorrections = (
  desk: Desk,
  firm: EnterpriseRecord,
  corrections: readonly FactCorrection[],
  day: string,
): ReadyCorrections => {
  const rows = corrections.some(({ key }) => key === staffFact) ? economicsRows(desk, firm.id) : [];
  const row = staffRow(rows, day);
  const read = corrections.map((correction) =>
    readCorrection(correction, firm, row?.values.staff ?? null),
  );
  const problems = read.filter((one) => typeof one === 'string');
  if (problems.length > 0) throw Refusal.of('record.invalid', { problems });
  const ready = read.filter((one) => typeof one !== 'string');
  const isMoved = ({ correction, now, value }: Read): boolean =>
    correction.before !== now && value !== now;
  const told = ({ correction: { key, before }, label, now, value }: Read): CorrectedFact => ({
    ...{ key, label, before, now, value },
    nowText: wordsOf(key, now),
  });
  const sound = ready.filter((one) => !isMoved(one));
  const changed = sound.filter(({ now, value }) => now !== value);
  const held = sound.filter(
    ({ correction, now, value }) => now === value && now !== null && correction.key !== staffFact,
  );
  const facts = changed.filter(({ correction }) => correction.key !== staffFact);
  const patch = patchOfFacts(
    desk,
    firm,
    Object.fromEntries(facts.map(({ correction, value }) => [correction.key, value])),
  );
  const staff = changed.find(({ correction }) => correction.key === staffFact);
  return {
    isEmpty: changed.length + held.length === 0,
    skipped: ready.filter(isMoved).map(told),
    written: changed.map(told),
    write: (door) => {
      if (facts.length > 0) writeFacts(desk, door, firm, patch);
      if (held.length > 0)
        door.confirm(
          enterprise,
          firm.id,
          held.map(({ correction }) => correction.key as keyof EnterpriseRecord & string),
        );
      if (!staff) return;
      if (row) updateOwn(door, 'economics', row.id, { staff: staff.value });
      else
        addRow(desk, door, 'economics', firm.id, {
          ...{ year: Number(day.slice(0, 4)), period: periodOf(day), staff: staff.value },
          source: '走访',
        });
    },
  };
};

export type ReadyReturn = {
  /** Labels of the facts that go back to what they were. */
  readonly restored: readonly string[];
  /** Labels of those somebody changed since: they stay. */
  readonly kept: readonly string[];
  readonly write: (door: Door) => void;
};

/** Whether a row of figures says nothing but how many people there are. */
const isBare = ({ values }: LedgerRecord): boolean =>
  economics.fields.every(
    ({ key }) => ['year', 'period', staffFact].includes(key) || (values[key] ?? null) === null,
  );

/** Makes the way back of a visit's corrections ready. @param day of the visit */
export const readyReturn = (
  desk: Desk,
  firm: EnterpriseRecord,
  corrected: TakeBack['corrected'],
  day: string,
): ReadyReturn => {
  const row = corrected.some(({ key }) => key === staffFact)
    ? staffRow(economicsRows(desk, firm.id), day)
    : undefined;
  const holds = ({ key, value }: TakeBack['corrected'][number]): boolean =>
    (key === staffFact ? (row?.values.staff ?? null) : cellOf(firm, key)) === value;
  const back = corrected.filter(holds);
  const label = ({ key }: { readonly key: string }): string =>
    (key === staffFact ? staffField?.label : enterpriseField(key)?.label) ?? key;
  const facts = back.filter(({ key }) => key !== staffFact);
  const patch = patchOfFacts(
    desk,
    firm,
    Object.fromEntries(facts.map(({ key, now }) => [key, now])),
  );
  const staff = back.find(({ key }) => key === staffFact);
  return {
    restored: back.map(label),
    kept: corrected.filter((one) => !holds(one)).map(label),
    write: (door) => {
      if (facts.length > 0) writeFacts(desk, door, firm, patch);
      if (staff && row)
        updateOwn(door, 'economics', row.id, {
          staff: staff.now,
          ...(staff.now === null && isBare(row) ? { deleted: 1 } : {}),
        });
    },
  };
};
