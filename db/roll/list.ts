import {
  type Condition,
  endingDays,
  type FirmFilter,
  type FirmOrder,
  type FirmSort,
  type WordFilter,
  wordFilters,
  wordOrders,
} from '#shared/firm-list.ts';
import { findFirms, type Hits, nearestFirst, wordsOf } from './find.ts';
import { dayNumber, type FactName, sortKeys, wordKeys } from './firm-facts.ts';
import { inOrderOf } from './number-order.ts';
import type { Roll } from './roll.ts';

/** The list of firms as a filter and an order leave it: rowids, whole, so that a page is a slice. */

type Test = (rowid: number) => boolean;

const unknownOrBefore =
  (column: Float64Array, day: number): Test =>
  (rowid) =>
    !((column[rowid] ?? Number.NaN) >= day);

/** First day of the quarter a day lies in. @param today `yyyymmdd` as a number */
const quarterStart = (today: number): number => {
  const year = Math.floor(today / 10_000);
  const month = Math.floor(today / 100) % 100;
  return year * 10_000 + (month - ((month - 1) % 3)) * 100 + 1;
};

/** A day so many days after another, both `yyyymmdd` as numbers. */
const daysLater = (day: number, days: number): number => {
  const date = new Date(
    Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, (day % 100) + days),
  );
  return dayNumber(date.toISOString().slice(0, 10));
};

/** @param today `yyyymmdd` as a number, of the local calendar */
const testOf = (roll: Roll, condition: Condition, today: number): Test => {
  const column = (fact: FactName) => roll.facts.column(fact);
  const isYes = (fact: FactName): Test => {
    const flags = column(fact);
    return (rowid) => flags[rowid] === 1;
  };
  const year = Math.floor(today / 10_000);
  switch (condition) {
    case 'neverVisited':
      return unknownOrBefore(column('lastVisitOn'), 0);
    case 'notVisitedQuarter':
      return unknownOrBefore(column('lastVisitOn'), quarterStart(today));
    case 'notVisitedYear':
      return unknownOrBefore(column('lastVisitOn'), year * 10_000);
    case 'noSheetThisYear':
      return unknownOrBefore(column('lastSheetYear'), year);
    case 'unconfirmedYear':
      return unknownOrBefore(column('confirmedOn'), today - 10_000);
    case 'certificateEnding': {
      const last = daysLater(today, endingDays);
      return (rowid) => roll.facts.expiries(rowid).some((day) => day >= today && day <= last);
    }
    case 'noOwnMark': {
      const [trademarks, says] = [column('trademarks'), isYes('ownMark')];
      return (rowid) => trademarks[rowid] === 0 && !says(rowid);
    }
    case 'oem':
    case 'exporter':
    case 'hiTech':
    case 'keyEnergy':
      return isYes(condition);
  }
};

const wordTest = (roll: Roll, fact: WordFilter, words: readonly string[]): Test => {
  const { numberOf } = roll.facts.vocabulary(fact);
  const wanted = new Set(words.map(numberOf));
  const column = roll.facts.column(fact);
  return (rowid) => wanted.has(column[rowid] ?? 0);
};

const testsOf = (roll: Roll, filter: FirmFilter, today: number): Test[] => [
  ...wordFilters
    .filter(({ key }) => filter[key].length > 0)
    .map(({ key }) => wordTest(roll, key, filter[key])),
  ...filter.conditions.map((condition) => testOf(roll, condition, today)),
];

/** Every order holds live firms only: a deleted one has no texts to be found by. */
const keep = (rowids: Int32Array, tests: readonly Test[]): Int32Array =>
  tests.length === 0 ? rowids : rowids.filter((rowid) => tests.every((test) => test(rowid)));

const inOrderOfFiling = (roll: Roll): Int32Array => {
  const rowids = new Int32Array(roll.living());
  let at = 0;
  for (let rowid = 1; rowid < roll.end(); rowid++) if (roll.alive(rowid)) rowids[at++] = rowid;
  return rowids;
};

/** Firms in the order of a fact; those it is not known of come last either way. */
const sortedBy = (roll: Roll, by: Exclude<FirmSort, 'name'>, down: boolean, among: Int32Array) => {
  const keys = sortKeys(roll.facts, by, wordOrders[by as WordFilter]);
  const values = new Float64Array(among.length);
  for (let n = 0; n < among.length; n++) values[n] = keys[among[n] ?? 0] ?? Number.NaN;
  const order = inOrderOf(values, down);
  const sorted = new Int32Array(among.length);
  for (let n = 0; n < order.length; n++) sorted[n] = among[order[n] ?? 0] ?? 0;
  return sorted;
};

const ordered = (roll: Roll, order: FirmOrder, hits: Hits | undefined): Int32Array => {
  if (!order)
    return hits
      ? nearestFirst(roll, hits, wordKeys(roll.facts, 'tier', wordOrders.tier))
      : inOrderOfFiling(roll);
  const found = (rowids: Int32Array): Int32Array =>
    hits ? rowids.filter((rowid) => hits.ranks[rowid] !== 0) : rowids;
  const names = found(roll.names.order());
  if (order.by !== 'name') return sortedBy(roll, order.by, order.down, names);
  return order.down ? names.toReversed() : names;
};

/**
 * rowids of the live firms a filter leaves, in order. The roll must be ready.
 *
 * @param today `YYYY-MM-DD` of the local calendar
 */
export const rollList = (
  roll: Roll,
  filter: FirmFilter,
  order: FirmOrder,
  today: string,
): Int32Array => {
  const hits = wordsOf(filter.search).length === 0 ? undefined : findFirms(roll, filter.search);
  return keep(ordered(roll, order, hits), testsOf(roll, filter, dayNumber(today)));
};

/** Words firms have in one column and how many firms each; the most frequent first, 未填 as ''. */
export const wordCounts = (
  roll: Roll,
  fact: WordFilter,
): { readonly word: string; readonly firms: number }[] => {
  const { words } = roll.facts.vocabulary(fact);
  const column = roll.facts.column(fact);
  const counts = new Uint32Array(words.length);
  for (let rowid = 1; rowid < roll.end(); rowid++)
    if (roll.alive(rowid)) counts[column[rowid] ?? 0] = (counts[column[rowid] ?? 0] ?? 0) + 1;
  return words
    .map((word, number) => ({ word, firms: counts[number] ?? 0 }))
    .filter(({ firms }) => firms > 0)
    .sort((a, b) => b.firms - a.firms);
};
