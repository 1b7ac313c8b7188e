import type { Database } from 'better-sqlite3';
import type { StoreSchema } from '#db/schema/index.ts';
import { type RollSource, sourcesIn, type TextField } from '#db/schema/roll.ts';
import type { FoldReader } from '#shared/fold-reader.ts';
import { type FirmTexts, noTexts } from './firm-block.ts';
import {
  dayNumber,
  endNumber,
  type FirmFacts,
  type NumberFact,
  numberFacts,
  type WordFact,
  wordFacts,
} from './firm-facts.ts';
import { apart } from './text-block.ts';

/** What the roll knows of one firm, with what hangs on files kept under it. A deleted one has no texts. */
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
  ...(Object.fromEntries(wordFacts.map((fact) => [fact, null])) as Record<WordFact, null>),
  ...(Object.fromEntries(numberFacts.map((fact) => [fact, Number.NaN])) as Record<
    NumberFact,
    number
  >),
  sheets: 0,
  trademarks: 0,
  expiries: [],
};

const wordIn = (row: Row, column: string): string | null => {
  const value = row[column];
  return typeof value === 'string' ? value : null;
};
const numberIn = (row: Row, column: string): number => {
  const value = row[column];
  return typeof value === 'number' ? value : Number.NaN;
};
const dayIn = (row: Row, column: string): number => dayNumber(wordIn(row, column));

const factsOfFirm = (row: Row): FirmFacts => ({
  ...emptyFacts,
  ...(Object.fromEntries(wordFacts.map((fact) => [fact, wordIn(row, fact)])) as Record<
    WordFact,
    string | null
  >),
  capital: numberIn(row, 'capital_amount'),
  foundedOn: dayIn(row, 'founded_on'),
  confirmedOn: dayIn(row, 'confirmed_on'),
  ownMark: numberIn(row, 'own_mark'),
  oem: numberIn(row, 'oem'),
  exporter: numberIn(row, 'exporter'),
  hiTech: numberIn(row, 'hi_tech'),
  keyEnergy: numberIn(row, 'key_energy'),
});

/** The greater of two numbers, where either may be unknown. */
const later = (a: number, b: number): number => (a >= b || Number.isNaN(b) ? a : b);

const counted = (facts: FirmFacts, some: Partial<FirmFacts>): FirmFacts => ({ ...facts, ...some });

/** The day a certificate or a licence that is in force ends. */
const ending = (facts: FirmFacts, row: Row): FirmFacts => {
  const end = endNumber(wordIn(row, 'valid_to'));
  const inForce = !['撤销', '注销'].includes(wordIn(row, 'state') ?? '');
  return inForce && !Number.isNaN(end)
    ? counted(facts, { expiries: [...facts.expiries, end].sort((a, b) => a - b) })
    : facts;
};

/** What one live row of a table adds to the facts of its firm. */
const counting: Readonly<Record<string, (facts: FirmFacts, row: Row) => FirmFacts>> = {
  visit: (facts, row) =>
    counted(facts, { lastVisitOn: later(facts.lastVisitOn, dayIn(row, 'visited_on')) }),
  sheet: (facts, row) =>
    counted(facts, {
      sheets: facts.sheets + 1,
      lastSheetYear: later(facts.lastSheetYear, numberIn(row, 'year')),
    }),
  trademark: (facts, row) =>
    // One that is applied for protects nothing yet.
    ['申请中', '已转让', '已失效'].includes(wordIn(row, 'state') ?? '')
      ? facts
      : counted(facts, { trademarks: facts.trademarks + 1 }),
  certification: ending,
  market_access: ending,
};

/**
 * Reads firms with what hangs on them.
 *
 * @param which condition on `e.rowid` with bound parameters, as `e.rowid BETWEEN @from AND @to`
 */
export const openFirmReader = (db: Database, schema: StoreSchema, reader: FoldReader) => {
  const sources = sourcesIn(schema);
  const columnsOf = ({ texts, facts }: RollSource): string =>
    [...new Set([...Object.keys(texts), ...facts])].map((c) => `t."${c}"`).join(', ');
  const sqlOf = (source: RollSource, which: string): string =>
    source.owner === 'id'
      ? `SELECT e.rowid AS firm, e.deleted = 1 OR e.id IN (SELECT id FROM enterprise_home) AS gone,
           ${columnsOf(source)}
         FROM enterprise e JOIN enterprise t ON t.rowid = e.rowid WHERE ${which} ORDER BY e.rowid`
      : `SELECT e.rowid AS firm, ${columnsOf(source)}
         FROM enterprise e CROSS JOIN "${source.table}" t ON t."${source.owner}" = e.id
         WHERE t.deleted = 0 AND ${which}
         UNION ALL SELECT e.rowid, ${columnsOf(source)}
         FROM enterprise_home h CROSS JOIN enterprise e ON e.id = h.home
         CROSS JOIN "${source.table}" t ON t."${source.owner}" = h.id
         WHERE t.deleted = 0 AND ${which}`;
  const prepared = (which: string) =>
    sources.map((source) => ({ source, statement: db.prepare(sqlOf(source, which)) }));
  const byRange = prepared('e.rowid BETWEEN @from AND @to');
  const byList = prepared('e.rowid IN (SELECT value FROM json_each(@list))');

  const read = (queries: typeof byRange, params: Readonly<Record<string, unknown>>): RollFirm[] => {
    const firms = new Map<
      number,
      { alive: boolean; texts: Record<TextField, string>; facts: FirmFacts }
    >();
    for (const { source, statement } of queries)
      for (const row of statement.iterate(params) as IterableIterator<Row>) {
        const rowid = row.firm as number;
        if (source.owner === 'id')
          firms.set(rowid, {
            alive: row.gone === 0,
            texts: { ...noTexts },
            facts: factsOfFirm(row),
          });
        const firm = firms.get(rowid);
        if (!firm?.alive) continue;
        gather(source, row, firm.texts, reader);
        firm.facts = counting[source.table]?.(firm.facts, row) ?? firm.facts;
      }
    return [...firms].map(([rowid, firm]) => ({ rowid, ...firm }));
  };
  const notes = db.prepare(
    'SELECT seq, firm FROM roll_change WHERE seq > ? ORDER BY seq LIMIT 50000',
  );
  return {
    /** Firms from one rowid to another, both included. */
    range: (from: number, to: number): RollFirm[] => read(byRange, { from, to }),
    /** Notes after one, at most 50,000: a note that is settled costs next to nothing. */
    notes: (since: number): readonly Note[] => notes.all(since) as Note[],
    some: (rowids: readonly number[]): RollFirm[] => read(byList, { list: JSON.stringify(rowids) }),
  };
};
