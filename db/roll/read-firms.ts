import type { Database } from 'better-sqlite3';
import type { StoreSchema } from '#db/schema/index.ts';
import { type RollSource, sourcesIn, type TextField } from '#db/schema/roll.ts';
import type { FoldReader } from '#shared/fold-reader.ts';
import { type FirmTexts, noTexts } from './firm-block.ts';
import { dayNumber, endNumber, type FirmFacts } from './firm-facts.ts';
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

/** What rows that hang on a firm add up to. */
type Counts = {
  lastVisitOn: number;
  sheets: number;
  lastSheetYear: number;
  trademarks: number;
  expiries: number[];
};

const noCounts = (): Counts => ({
  lastVisitOn: Number.NaN,
  sheets: 0,
  lastSheetYear: Number.NaN,
  trademarks: 0,
  expiries: [],
});

/** What hangs on a firm, gathered. */
type Hung = { readonly texts: Record<TextField, string>; readonly counts: Counts };

const nothingHung = (): Hung => ({ texts: { ...noTexts }, counts: noCounts() });

const wordIn = (row: Row, column: string): string | null => {
  const value = row[column];
  return typeof value === 'string' ? value : null;
};
const numberIn = (row: Row, column: string): number => {
  const value = row[column];
  return typeof value === 'number' ? value : Number.NaN;
};
const dayIn = (row: Row, column: string): number => dayNumber(wordIn(row, column));

const factsOf = (row: Row, counts: Counts): FirmFacts => ({
  township: wordIn(row, 'township'),
  station: wordIn(row, 'station'),
  block: wordIn(row, 'block'),
  industry: wordIn(row, 'industry'),
  status: wordIn(row, 'status'),
  tier: wordIn(row, 'tier'),
  capital: numberIn(row, 'capital_amount'),
  foundedOn: dayIn(row, 'founded_on'),
  confirmedOn: dayIn(row, 'confirmed_on'),
  ownMark: numberIn(row, 'own_mark'),
  oem: numberIn(row, 'oem'),
  exporter: numberIn(row, 'exporter'),
  hiTech: numberIn(row, 'hi_tech'),
  keyEnergy: numberIn(row, 'key_energy'),
  ...counts,
});

/** The greater of two numbers, where either may be unknown. */
const later = (a: number, b: number): number => (a >= b || Number.isNaN(b) ? a : b);

/** The day a certificate or a licence that is in force ends. */
const ending = (counts: Counts, row: Row): void => {
  const end = endNumber(wordIn(row, 'valid_to'));
  if (Number.isNaN(end) || ['撤销', '注销'].includes(wordIn(row, 'state') ?? '')) return;
  counts.expiries = [...counts.expiries, end].sort((a, b) => a - b);
};

/** What one live row of a table adds to what is counted of its firm. */
const counting: Readonly<Record<string, (counts: Counts, row: Row) => void>> = {
  visit: (counts, row) => {
    counts.lastVisitOn = later(counts.lastVisitOn, dayIn(row, 'visited_on'));
  },
  sheet: (counts, row) => {
    counts.sheets += 1;
    counts.lastSheetYear = later(counts.lastSheetYear, numberIn(row, 'year'));
  },
  trademark: (counts, row) => {
    // One that is applied for protects nothing yet.
    if (!['申请中', '已转让', '已失效'].includes(wordIn(row, 'state') ?? ''))
      counts.trademarks += 1;
  },
  certification: ending,
  market_access: ending,
};

/**
 * What a file that was merged into another one is still found by, under the one that is kept: its names
 * are former ones of the firm, and old papers have its codes.
 */
const givenUpIn = (sources: readonly RollSource[]): RollSource[] =>
  sources
    .filter(({ owner }) => owner === 'id')
    .map(({ table, texts }) => ({
      ...{ table, owner: 'home', facts: [] },
      texts: Object.fromEntries(
        Object.entries(texts)
          .filter(([, field]) => field !== 'rest')
          .map(([column, field]) => [column, field === 'name' ? 'former' : field]),
      ),
    }));

/** Rows of a table looked at in one piece of reading ahead: some milliseconds. */
const rowsAtOnce = 2_048;

/** Firms whose ids are learned in one piece. */
const idsAtOnce = 8_192;

/**
 * Reads firms with what hangs on them.
 *
 * @param which condition on `e.rowid` with bound parameters, as `e.rowid BETWEEN @from AND @to`
 */
export const openFirmReader = (db: Database, schema: StoreSchema, reader: FoldReader) => {
  const sources = sourcesIn(schema);
  const columnsOf = ({ texts, facts }: RollSource): string =>
    [...new Set([...Object.keys(texts), ...facts])].map((c) => `t."${c}"`).join(', ');
  const ownColumns = sources
    .filter(({ owner }) => owner === 'id')
    .map((source) => columnsOf(source).replaceAll('t."', 'e."'))
    .join(', ');
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
  const givenUp = givenUpIn(sources);
  const prepared = (which: string) => [
    ...sources.map((source) => ({ source, statement: db.prepare(sqlOf(source, which)) })),
    ...givenUp.map((source) => ({
      source,
      statement: db.prepare(
        `SELECT e.rowid AS firm, ${columnsOf(source)}
         FROM enterprise_home h CROSS JOIN enterprise e ON e.id = h.home
         CROSS JOIN enterprise t ON t.id = h.id WHERE ${which}`,
      ),
    })),
  ];
  const byRange = prepared('e.rowid BETWEEN @from AND @to');
  const ownByRange = db.prepare(
    `SELECT e.rowid AS firm, e.deleted = 1 OR e.id IN (SELECT id FROM enterprise_home) AS gone,
       e.id IN (SELECT home FROM enterprise_home) AS keeps, ${ownColumns}
     FROM enterprise e WHERE e.rowid BETWEEN @from AND @to ORDER BY e.rowid`,
  );
  const byList = prepared('e.rowid IN (SELECT value FROM json_each(@list))');

  const own = sources.find(({ owner }) => owner === 'id');
  const parts = sources.filter(({ owner }) => owner !== 'id');

  const hang = (source: RollSource, row: Row, hung: Hung): void => {
    gather(source, row, hung.texts, reader);
    counting[source.table]?.(hung.counts, row);
  };

  /** A firm's own texts come before what hangs on it. */
  const firmOf = (row: Row, hung: Hung): RollFirm => {
    const alive = row.gone === 0;
    const texts: Record<TextField, string> = { ...noTexts };
    if (alive && own) gather(own, row, texts, reader);
    if (alive)
      for (const field of Object.keys(texts) as TextField[])
        if (hung.texts[field] !== '')
          texts[field] += texts[field] === '' ? hung.texts[field] : apart + hung.texts[field];
    return {
      rowid: row.firm as number,
      alive,
      texts,
      facts: factsOf(row, alive ? hung.counts : noCounts()),
    };
  };

  const read = (queries: typeof byRange, params: Readonly<Record<string, unknown>>): RollFirm[] => {
    const firms = new Map<number, { readonly row: Row; readonly hung: Hung }>();
    for (const { source, statement } of queries)
      for (const row of statement.iterate(params) as IterableIterator<Row>) {
        const rowid = row.firm as number;
        if (source === own) firms.set(rowid, { row, hung: nothingHung() });
        else {
          const firm = firms.get(rowid);
          if (firm) hang(source, row, firm.hung);
        }
      }
    return [...firms.values()].map(({ row, hung }) => firmOf(row, hung));
  };

  /**
   * What hangs on firms, read table by table as it lies there: looking up six tables for each of
   * 200,000 firms takes three times as long. Firms others are kept under are left out, and so is
   * what comes in while it is read; both are noted, or read by `some`.
   */
  const openAhead = (last: number) => {
    const rowids = new Map<string, number>();
    const hung = new Map<number, Hung>();
    const kept = new Set(db.prepare('SELECT home FROM enterprise_home').pluck().all() as string[]);
    const ids = db
      .prepare('SELECT rowid, id FROM enterprise WHERE id > ? ORDER BY id LIMIT ?')
      .raw();
    const scans = parts.map((source) => ({
      source,
      rows: db.prepare(
        `SELECT t.rowid AS at, t."${source.owner}" AS owner, t.deleted AS deleted, ${columnsOf(source)}
         FROM "${source.table}" t WHERE t.rowid > ? ORDER BY t.rowid LIMIT ?`,
      ),
    }));
    let learned: string | null = '';
    let table = 0;
    let at = 0;
    const learnIds = (from: string): void => {
      const some = ids.all(from, idsAtOnce) as [number, string][];
      for (const [rowid, id] of some) if (rowid <= last && !kept.has(id)) rowids.set(id, rowid);
      learned = some.length < idsAtOnce ? null : (some.at(-1)?.[1] ?? null);
    };
    const scan = ({ source, rows }: (typeof scans)[number]): void => {
      const some = rows.all(at, rowsAtOnce) as Row[];
      for (const row of some) {
        const rowid = row.deleted === 0 ? rowids.get(String(row.owner)) : undefined;
        if (rowid === undefined) continue;
        const known = hung.get(rowid);
        const mine = known ?? nothingHung();
        if (!known) hung.set(rowid, mine);
        hang(source, row, mine);
      }
      at = Number(some.at(-1)?.at ?? 0);
      if (some.length === rowsAtOnce) return;
      at = 0;
      table += 1;
      if (table === scans.length) rowids.clear();
    };
    return {
      last,
      /** Reads a piece. @returns whether there is more */
      step: (): boolean => {
        const next = scans[table];
        if (learned !== null) learnIds(learned);
        else if (next) scan(next);
        return learned !== null || table < scans.length;
      },
      /** Firms from one rowid to another, both included and none beyond `last`. */
      range: (from: number, to: number): RollFirm[] => {
        const firms: RollFirm[] = [];
        const others: number[] = [];
        for (const row of ownByRange.iterate({ from, to }) as IterableIterator<Row>) {
          const rowid = row.firm as number;
          if (row.keeps === 1) others.push(rowid);
          else firms.push(firmOf(row, hung.get(rowid) ?? nothingHung()));
          hung.delete(rowid);
        }
        return others.length === 0 ? firms : [...firms, ...read(byList, list(others))];
      },
    };
  };
  const list = (rowids: readonly number[]) => ({ list: JSON.stringify(rowids) });
  const notes = db.prepare(
    'SELECT seq, firm FROM roll_change WHERE seq > ? ORDER BY seq LIMIT 50000',
  );
  return {
    /** What hangs on the firms up to a rowid, read ahead of them. */
    ahead: openAhead,
    /** Firms from one rowid to another, both included. */
    range: (from: number, to: number): RollFirm[] => read(byRange, { from, to }),
    /** Notes after one, at most 50,000: a note that is settled costs next to nothing. */
    notes: (since: number): readonly Note[] => notes.all(since) as Note[],
    some: (rowids: readonly number[]): RollFirm[] => read(byList, list(rowids)),
  };
};
