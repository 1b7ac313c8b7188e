import type { EnterpriseRecord } from '#db/queries/enterprises.ts';
import type { LedgerRecord } from '#db/queries/ledgers.ts';
import { enterpriseField } from '#shared/registers/enterprise.ts';
import { isStale, monthsSince } from '#shared/registers/validity.ts';
import type { BriefFact } from '#shared/visit-brief.ts';
import { correctableFacts, staffFact, wantedFacts } from '#shared/visit-facts.ts';
import type { Desk } from './desk.ts';
import { type Corrector, type FactPlace, standingFacts, wordsAt } from './fact-corrections.ts';
import { rowOrigins } from './origins.ts';
import { numberOf, rowsOf } from './own-rows.ts';
import { staleMonths } from './stale.ts';

/** Facts of a firm's file put right from a visit: which, and what is asked for. */

/** The report period a count of people made on a day belongs to: 「5月」. A whole year's figure is not made by counting once. */
const periodOf = (day: string): string => `${Number(day.slice(5, 7))}月`;

/** Where a fact of a visit stands; people are counted in the month of its day. */
const placeOn = (key: string, day: string): FactPlace | undefined => {
  if (key === staffFact)
    return { key, of: { year: Number(day.slice(0, 4)), period: periodOf(day) } };
  return (correctableFacts as readonly string[]).includes(key) ? { key, of: null } : undefined;
};

/** How a visit corrects the file. @param day of the visit, `YYYY-MM-DD` */
export const visitCorrector = (day: string): Corrector => ({
  placeOf: (key) => placeOn(key, day),
  source: '走访',
});

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
  const counted: FactPlace = {
    key: staffFact,
    of: { year: Number(on.slice(0, 4)), period: periodOf(on) },
  };
  const standing = standingFacts(desk, firm, [counted]);
  const facts = correctableFacts.map((key): BriefFact => {
    const value = standing.at({ key, of: null });
    const at = value === null ? undefined : cells[key]?.at;
    return {
      key,
      label: enterpriseField(key)?.label ?? key,
      value,
      text: wordsAt({ key, of: null }, value),
      note: null,
      staleMonths: at !== undefined && isStale(at, on, months) ? monthsSince(at, on) : null,
    };
  });
  const known = lastStaff(rowsOf(desk, 'economics', firm.id));
  const staff: BriefFact = {
    key: staffFact,
    label: '从业人员',
    value: standing.at(counted),
    text: known === null ? '' : wordsAt(counted, known.staff),
    note: known?.of ?? null,
    staleMonths: null,
  };
  const rank = ({ key, text, staleMonths: old }: BriefFact): number => {
    if (text === '' && (wantedFacts as readonly string[]).includes(key)) return 0;
    return old === null ? 2 : 1;
  };
  return [...facts, staff].toSorted((a, b) => rank(a) - rank(b));
};
