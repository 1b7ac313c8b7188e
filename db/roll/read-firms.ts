import type { Database } from 'better-sqlite3';
import type { StoreSchema } from '#db/schema/index.ts';
import { type RollSource, sourcesIn, type TextField } from '#db/schema/roll.ts';
import type { FoldReader } from '#shared/fold-reader.ts';
import { type FirmTexts, noTexts } from './firm-block.ts';
import { dayNumber, type FirmFacts } from './firm-facts.ts';
import { apart } from './text-block.ts';

/** What the roll knows of one firm. A deleted one has no texts. */
export type RollFirm = {
  readonly rowid: number;
  readonly alive: boolean;
  readonly texts: FirmTexts;
  readonly facts: FirmFacts;
};

/** A firm something happened to. */
export type Note = { readonly seq: number; readonly firm: number };

type Row = Readonly<Record<string, string | number | null>>;

/** Between several former names or products in one cell. */
const betweenValues = /[、，,；;|/\r\n]+/;

/** Adds the searched columns of a row to the texts of its firm. */
const gather = (
  source: RollSource,
  row: Row,
  texts: Record<TextField, string>,
  { fold }: FoldReader,
): void => {
  for (const [column, field] of Object.entries(source.texts)) {
    const value = row[column];
    if (typeof value !== 'string' || value === '') continue;
    for (const part of field === 'name' ? [value] : value.split(betweenValues)) {
      const folded = fold(part);
      if (folded !== '') texts[field] += texts[field] === '' ? folded : apart + folded;
    }
  }
};

const emptyFacts: FirmFacts = {
  township: null,
  block: null,
  industry: null,
  status: null,
  tier: null,
  capital: Number.NaN,
  foundedOn: Number.NaN,
  confirmedOn: Number.NaN,
  lastVisitOn: Number.NaN,
  sheets: 0,
  lastSheetYear: Number.NaN,
};

const factsOfFirm = (row: Row): Partial<FirmFacts> => ({
  township: row.township as string | null,
  block: row.block as string | null,
  industry: row.industry as string | null,
  status: row.status as string | null,
  tier: row.tier as string | null,
  capital: (row.capital_amount as number | null) ?? Number.NaN,
  foundedOn: dayNumber(row.founded_on as string | null),
  confirmedOn: dayNumber(row.confirmed_on as string | null),
});

/** The greater of two numbers, where either may be unknown. */
const later = (a: number, b: number): number => (a >= b || Number.isNaN(b) ? a : b);

/** What one live row of a table adds to the facts of its firm. */
const counting: Readonly<Record<string, (facts: FirmFacts, row: Row) => Partial<FirmFacts>>> = {
  visit: (facts, row) => ({
    lastVisitOn: later(facts.lastVisitOn, dayNumber(row.visited_on as string)),
  }),
  sheet: (facts, row) => ({
    sheets: facts.sheets + 1,
    lastSheetYear: later(facts.lastSheetYear, row.year as number),
  }),
};

/**
 * Reads firms with what hangs on them.
 *
 * @param which condition on `e.rowid` with bound parameters, as `e.rowid BETWEEN ? AND ?`
 */
export const openFirmReader = (db: Database, schema: StoreSchema, reader: FoldReader) => {
  const sources = sourcesIn(schema);
  const columnsOf = ({ texts, facts }: RollSource): string =>
    [...new Set([...Object.keys(texts), ...facts])].map((c) => `t."${c}"`).join(', ');
  const sqlOf = (source: RollSource, which: string): string =>
    source.owner === 'id'
      ? `SELECT e.rowid AS firm, e.deleted AS gone, ${columnsOf(source)}
         FROM enterprise e JOIN enterprise t ON t.rowid = e.rowid WHERE ${which} ORDER BY e.rowid`
      : `SELECT e.rowid AS firm, ${columnsOf(source)}
         FROM enterprise e CROSS JOIN "${source.table}" t ON t."${source.owner}" = e.id
         WHERE t.deleted = 0 AND ${which}`;
  const prepared = (which: string) =>
    sources.map((source) => ({ source, statement: db.prepare(sqlOf(source, which)) }));
  const byRange = prepared('e.rowid BETWEEN ? AND ?');
  const byList = prepared('e.rowid IN (SELECT value FROM json_each(?))');

  const read = (queries: typeof byRange, params: readonly unknown[]): RollFirm[] => {
    const firms = new Map<
      number,
      { alive: boolean; texts: Record<TextField, string>; facts: FirmFacts }
    >();
    for (const { source, statement } of queries)
      for (const row of statement.iterate(...params) as IterableIterator<Row>) {
        const rowid = row.firm as number;
        if (source.owner === 'id')
          firms.set(rowid, {
            alive: row.gone === 0,
            texts: { ...noTexts },
            facts: { ...emptyFacts, ...factsOfFirm(row) },
          });
        const firm = firms.get(rowid);
        if (!firm?.alive) continue;
        gather(source, row, firm.texts, reader);
        const counted = counting[source.table];
        if (counted) Object.assign(firm.facts, counted(firm.facts, row));
      }
    return [...firms].map(([rowid, firm]) => ({ rowid, ...firm }));
  };
  const notes = db.prepare(
    'SELECT seq, firm FROM roll_change WHERE seq > ? ORDER BY seq LIMIT 50000',
  );
  return {
    /** Firms from one rowid to another, both included. */
    range: (from: number, to: number): RollFirm[] => read(byRange, [from, to]),
    /** Notes after one, at most 50,000: a note that is settled costs next to nothing. */
    notes: (since: number): readonly Note[] => notes.all(since) as Note[],
    some: (rowids: readonly number[]): RollFirm[] => read(byList, [JSON.stringify(rowids)]),
  };
};
