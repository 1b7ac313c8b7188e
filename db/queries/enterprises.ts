import { asc, eq } from 'drizzle-orm';
import type { Reader, Store } from '#db/open.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { foldText } from '#shared/fold.ts';
import { among } from './among.ts';

export type EnterpriseRecord = typeof enterprise.$inferSelect;

/** One search word and where it may stand, as bound parameters. */
type Term = { readonly text: string; readonly like: string };

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

const termsOf = (search: string): Term[] =>
  search
    .split(/\s+/)
    .map(foldText)
    .filter((text) => text !== '')
    .map((text) => ({ text, like: `%${escapeLike(text)}%` }));

/** Letters in order with others between them: how people shorten a long name (`lxzy` for 澜溪云丰纸业). */
const scattered = (text: string): string => `%${[...text].map(escapeLike).join('%')}%`;

const from = `FROM enterprise e JOIN enterprise_search s ON s.id = e.id WHERE e.deleted = 0`;

const everyTerm = (terms: readonly Term[], condition: string): string =>
  terms.map(() => `AND (${condition})`).join(' ');

const direct = `s.name LIKE ? ESCAPE '\\' OR s.initials LIKE ? ESCAPE '\\' OR s.rest LIKE ? ESCAPE '\\'`;
const loose = `s.initials LIKE ? ESCAPE '\\'`;

export type FoundEnterprises = { readonly total: number; readonly ids: readonly string[] };

/**
 * Firms whose name, former names, credit code, address, contact or scope, or the pinyin initials of
 * the name, hold every word of `search`; best first: name begins so, name holds it, initials, rest.
 * Where nothing holds a word of Latin letters as it stands, its letters may lie scattered among
 * the initials.
 *
 * @returns ids of the asked page and the number of all firms found
 */
export const findEnterprises = (
  store: Store,
  query: { readonly search: string; readonly limit: number; readonly offset: number },
): FoundEnterprises => {
  const terms = termsOf(query.search);
  const run = (
    where: string,
    params: readonly string[],
    rank: string,
    ranked: readonly string[],
  ) => {
    const total = store.handle
      .prepare(`SELECT count(*) ${from} ${where}`)
      .pluck()
      .get(...params) as number;
    const ids = store.handle
      .prepare(
        `SELECT e.id ${from} ${where} ORDER BY ${rank} s.initials, e.name, e.id LIMIT ? OFFSET ?`,
      )
      .pluck()
      .all(...params, ...ranked, query.limit, query.offset) as string[];
    return { total, ids };
  };
  const [first] = terms;
  if (!first) return run('', [], '', []);
  const found = run(
    everyTerm(terms, direct),
    terms.flatMap(({ like }) => [like, like, like]),
    `CASE WHEN s.name LIKE ? ESCAPE '\\' THEN 0 WHEN s.initials LIKE ? ESCAPE '\\' THEN 1
          WHEN s.name LIKE ? ESCAPE '\\' THEN 2 WHEN s.initials LIKE ? ESCAPE '\\' THEN 3 ELSE 4 END,`,
    [first.like.slice(1), first.like.slice(1), first.like, first.like],
  );
  if (found.total > 0 || !terms.every(({ text }) => /^[a-z]{2,}$/.test(text))) return found;
  return run(
    everyTerm(terms, loose),
    terms.map(({ text }) => scattered(text)),
    '',
    [],
  );
};

export const getEnterprise = (reader: Reader, id: string): EnterpriseRecord | undefined =>
  reader.select().from(enterprise).where(eq(enterprise.id, id)).get();

export const getEnterprises = (
  reader: Reader,
  ids: readonly string[],
): ReadonlyMap<string, EnterpriseRecord> =>
  new Map(
    reader
      .select()
      .from(enterprise)
      .where(among(enterprise.id, ids))
      .all()
      .map((row) => [row.id, row]),
  );

/** Every firm, deleted ones too, for comparing a whole table with the store. */
export const allEnterprises = (reader: Reader): EnterpriseRecord[] =>
  reader.select().from(enterprise).orderBy(asc(enterprise.id)).all();

/** Those of some firms that have a live sheet, visit or issue. */
export const enterprisesInUse = (store: Store, ids: readonly string[]): string[] =>
  store.handle
    .prepare(
      `SELECT value FROM json_each(?) WHERE
         EXISTS (SELECT 1 FROM sheet WHERE enterprise_id = value AND deleted = 0)
         OR EXISTS (SELECT 1 FROM visit WHERE enterprise_id = value AND deleted = 0)
         OR EXISTS (SELECT 1 FROM issue WHERE enterprise_id = value AND deleted = 0)`,
    )
    .pluck()
    .all(JSON.stringify(ids)) as string[];
