import { firstEnterprises } from '#db/queries/enterprises.ts';
import { findRows } from '#db/queries/ledgers.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { type Door, write } from '#db/write.ts';
import { loadPack, shippedPack } from '#services/award-packs.ts';
import type { Desk } from '#services/desk.ts';
import { holidayTable } from '#services/holidays.ts';
import { insertOwn } from '#services/own-rows.ts';
import { chanceOf } from '#shared/chance.ts';
import { Refusal } from '#shared/errors.ts';
import { award } from '#shared/registers/award.ts';
import { agreementsOf, greenTicketsOf } from './agreements.ts';
import { applicationsOf, failedChecks } from './applications.ts';
import { awardRows } from './awards.ts';
import { officers, plansOf, tiersOf } from './cultivation.ts';
import { type DemoFirm, division, makeFirms } from './frame.ts';
import {
  creditAndCertificates,
  economicsOf,
  honoursOf,
  makesOf,
  marksOf,
  spotChecksOf,
  standardsOf,
} from './holdings.ts';
import { issuesOf, putIssues } from './issues.ts';
import { liaisonsOf } from './liaisons.ts';
import type { DemoRow } from './rows.ts';
import { visitPlansOf } from './visit-plans.ts';
import { putVisits, visitsOf } from './visits.ts';

/**
 * Fills a store with the records of the fictional county 澜溪县 as they stand on 5 May of a year: for
 * trying the program out, for its pictures, and for tests that ask what the records add up to. No total
 * is written anywhere; every figure a screen shows is counted from these rows.
 */

export type DemoOptions = {
  /** The year in which the firms apply; honours and figures lie before it. */
  readonly year: number;
  readonly seed?: number;
};

export type DemoFilled = { readonly firms: number; readonly rows: number };

const putFirm = (door: Door, firm: DemoFirm, since: string | undefined, ownMark: 0 | 1): void =>
  door.insert(enterprise, {
    id: firm.id,
    uscc: firm.uscc,
    name: firm.name,
    type: '有限责任公司',
    division,
    township: firm.township,
    address: `澜江市澜溪县${firm.township}工业路${firm.n}号`,
    industry: firm.industry,
    block: firm.block,
    status: '在业',
    tier: firm.tier,
    tierSince: since ?? null,
    source: '导入',
    ownMark,
  });

/** Whether a firm sells under a mark of its own; those without are told in surveys. */
const hasMark = (n: number): 0 | 1 => (n > 108 && n % 27 === 0 ? 0 : 1);

/**
 * Takes in the award catalogue the program ships, then writes the county in one transaction.
 *
 * @throws Refusal `demo.occupied` where the store holds a firm already
 */
export const fillDemoCounty = (
  desk: Pick<Desk, 'store' | 'self'>,
  { year, seed = 339_921 }: DemoOptions,
): DemoFilled => {
  const { store, self } = desk;
  if (firstEnterprises(store, { limit: 0, offset: 0 }).total > 0) throw Refusal.of('demo.occupied');
  loadPack(desk, shippedPack());
  const chance = chanceOf(seed);
  const firms = makeFirms(chance);
  const makes = makesOf(firms, chance);
  const tiers = tiersOf(firms, chance, year);
  // A chance of their own: what was drawn for the rows before stays as it is.
  const visits = visitsOf(firms, chanceOf(seed + 1), year);
  const holidays = holidayTable(desk);
  const issues = issuesOf(visits, { chance: chanceOf(seed + 2), year, holidays });
  const known = new Map(
    findRows(store, award, {}).map(({ id, values }) => [String(values.name), id]),
  );
  const rows: readonly DemoRow[] = [
    ...makes.main.values(),
    ...makes.second.values(),
    ...marksOf(firms, makes),
    ...standardsOf(firms, makes, chance),
    ...honoursOf(firms, makes, year),
    ...creditAndCertificates(firms, chance, year),
    ...economicsOf(firms, year),
    ...spotChecksOf(firms, makes, failedChecks, year),
    ...awardRows(year, known),
    ...tiers.rows,
    ...plansOf(firms, makes, chance, year),
    ...applicationsOf(firms, makes, officers, chance, year),
    ...liaisonsOf(firms, year),
    ...visitPlansOf(firms, year),
    ...issues.steps,
    ...agreementsOf(firms, year),
    ...greenTicketsOf(firms, { year, holidays }),
  ];
  write(store, { actor: self.person, purpose: '演示数据' }, (door) => {
    for (const firm of firms) putFirm(door, firm, tiers.since.get(firm.n), hasMark(firm.n));
    putVisits(door, visits);
    putIssues(door, issues, year);
    for (const { ledger, parent, ...row } of rows)
      insertOwn(desk, door, ledger, { ...row, parentId: parent });
  });
  return { firms: firms.length, rows: rows.length };
};
