import type { Store } from '#db/open.ts';
import { ledgerNamed } from '#shared/registers/index.ts';
import {
  columnOf,
  commonFields,
  type Ledger,
  type LedgerValue,
  type LedgerValues,
  parentKey,
} from '#shared/registers/ledger.ts';

/**
 * Rows of any ledger. Table and column names come from the declarations: a key from outside is looked
 * up among its fields, never interpolated.
 */

export type LedgerRecord = {
  readonly id: string;
  readonly parentId: string | null;
  readonly deleted: boolean;
  readonly values: LedgerValues;
};

export type RowQuery = {
  readonly parent?: string | null;
  /** Rows of several firms, with those of the files kept under them; the firms are homes. */
  readonly firms?: readonly string[];
  readonly ids?: readonly string[];
  /** Folded words looked for in the firm's name and in the texts of the row. */
  readonly search?: string;
  readonly filter?: Readonly<Record<string, readonly LedgerValue[]>>;
  readonly order?: readonly string[];
  /** Rows of firms of this block industry. */
  readonly block?: string;
  /** Deleted rows too. */
  readonly deleted?: boolean;
  readonly limit?: number;
  readonly offset?: number;
};

type Raw = Readonly<Record<string, LedgerValue>>;

/** Columns of a ledger's fields by key. */
const columnsOf = (ledger: Ledger): ReadonlyMap<string, string> =>
  new Map([...ledger.fields, ...commonFields].map(({ key }) => [key, columnOf(key)]));

const columnNamed = (ledger: Ledger, key: string): string => {
  const column = columnsOf(ledger).get(key);
  if (column === undefined) throw new RangeError(`${ledger.name} has no field ${key}`);
  return `t."${column}"`;
};

const parentColumn = (ledger: Ledger): string | undefined => {
  const key = parentKey(ledger);
  return key === undefined ? undefined : columnOf(key);
};

/** Reads rows of one ledger: what its declaration says is looked up once, not for each of thousands. */
const recordOf = (ledger: Ledger): ((raw: Raw) => LedgerRecord) => {
  const parent = parentColumn(ledger);
  const columns = [...columnsOf(ledger)];
  return (raw) => {
    const values: Record<string, LedgerValue> = {};
    for (const [key, column] of columns) values[key] = raw[column] ?? null;
    return {
      id: String(raw.id),
      parentId: parent === undefined ? null : ((raw[parent] as string | null) ?? null),
      deleted: raw.deleted === 1,
      values,
    };
  };
};

/** Tables written by hand that ledgers hang on, with the column that names their firm. */
const firmColumns: Readonly<Record<string, string>> = {
  issue: 'enterprise_id',
  sheet: 'enterprise_id',
  visit: 'enterprise_id',
};

/** The way from a row to the column that names its firm: the joins between, and the column or nothing. */
const wayToFirm = (
  ledger: Ledger,
): { readonly joins: string; readonly column: string | undefined } => {
  const steps: string[] = [];
  let [at, alias]: [Ledger | undefined, string] = [ledger, 't'];
  while (at && at.parent !== null) {
    const column = `${alias}."${parentColumn(at)}"`;
    if (at.parent === 'enterprise') return { joins: steps.join(' '), column };
    const next: string = `p${steps.length}`;
    steps.push(`LEFT JOIN "${at.parent}" ${next} ON ${next}.id = ${column}`);
    const firm = firmColumns[at.parent];
    if (firm !== undefined) return { joins: steps.join(' '), column: `${next}.${firm}` };
    [at, alias] = [ledgerNamed(at.parent), next];
  }
  return { joins: steps.join(' '), column: undefined };
};

/** The join that reaches the firm a row is kept under, or nothing. */
const firmJoin = (ledger: Ledger): string => {
  const { joins, column } = wayToFirm(ledger);
  if (column === undefined) return joins;
  return `${joins} LEFT JOIN enterprise_home home ON home.id = ${column}
    LEFT JOIN enterprise firm ON firm.id = coalesce(home.home, ${column})`;
};

/** Whether rows of a ledger belong to a firm, itself or through the row they hang on. */
export const hasFirm = (ledger: Ledger): boolean => wayToFirm(ledger).column !== undefined;

const conditions = (
  ledger: Ledger,
  query: RowQuery,
): { readonly sql: string; readonly params: readonly (string | number)[] } => {
  const parts: string[] = [];
  const params: (string | number)[] = [];
  if (!query.deleted) parts.push('t.deleted = 0');
  if (!query.deleted && hasFirm(ledger)) parts.push('coalesce(firm.deleted, 0) = 0');
  const parent = parentColumn(ledger);
  if (query.parent !== undefined && query.parent !== null) {
    if (parent === undefined) throw new RangeError(`${ledger.name} hangs on nothing`);
    const files =
      ledger.parent === 'enterprise'
        ? ' UNION ALL SELECT id FROM enterprise_home WHERE home = ?'
        : '';
    parts.push(`t."${parent}" IN (SELECT ?${files})`);
    params.push(query.parent, ...(files === '' ? [] : [query.parent]));
  }
  if (query.firms !== undefined) {
    if (ledger.parent !== 'enterprise') throw new RangeError(`${ledger.name} hangs on no firm`);
    parts.push(`t."${parent}" IN (SELECT value FROM json_each(?) UNION ALL
      SELECT id FROM enterprise_home WHERE home IN (SELECT value FROM json_each(?)))`);
    const asked = JSON.stringify(query.firms);
    params.push(asked, asked);
  }
  if (query.block !== undefined && hasFirm(ledger)) {
    parts.push('firm.block = ?');
    params.push(query.block);
  }
  if (query.ids) {
    parts.push('t.id IN (SELECT value FROM json_each(?))');
    params.push(JSON.stringify(query.ids));
  }
  for (const [key, wanted] of Object.entries(query.filter ?? {})) {
    const column = columnNamed(ledger, key);
    const given = wanted.filter((value) => value !== null);
    const either = [`${column} IN (SELECT value FROM json_each(?))`];
    if (wanted.includes(null)) either.push(`${column} IS NULL`);
    parts.push(`(${either.join(' OR ')})`);
    params.push(JSON.stringify(given));
  }
  if (query.search) {
    const texts = ledger.fields
      .filter(({ kind }) => ['text', 'longText', 'choice', 'choices'].includes(kind))
      .map(({ key }) => `instr(qice_fold(${columnNamed(ledger, key)}), ?)`);
    if (hasFirm(ledger)) texts.push('instr(qice_fold(firm.name), ?)');
    parts.push(`(${texts.join(' OR ')})`);
    params.push(...texts.map(() => query.search ?? ''));
  }
  return { sql: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, params };
};

const orderOf = (ledger: Ledger, keys: readonly string[]): string =>
  [
    ...keys.map((key) =>
      key.startsWith('-')
        ? `${columnNamed(ledger, key.slice(1))} DESC NULLS LAST`
        : `${columnNamed(ledger, key)} NULLS LAST`,
    ),
    't.id',
  ].join(', ');

/** Rows found, in the order asked for; live ones of live firms unless `deleted` is set. */
export const findRows = (store: Store, ledger: Ledger, query: RowQuery): LedgerRecord[] => {
  const { sql, params } = conditions(ledger, query);
  const order = orderOf(ledger, query.order?.length ? query.order : ledger.order);
  return (
    store.handle
      .prepare(
        `SELECT t.* FROM "${ledger.name}" t ${firmJoin(ledger)} ${sql}
         ORDER BY ${order} LIMIT ? OFFSET ?`,
      )
      .all(...params, query.limit ?? -1, query.offset ?? 0) as Raw[]
  ).map(recordOf(ledger));
};

/** Counting unit: rows, in the ledger's own counter. */
export const countRows = (store: Store, ledger: Ledger, query: RowQuery): number => {
  const { sql, params } = conditions(ledger, query);
  return store.handle
    .prepare(`SELECT count(*) FROM "${ledger.name}" t ${firmJoin(ledger)} ${sql}`)
    .pluck()
    .get(...params) as number;
};

/** A row by id, deleted or not. */
export const getRow = (store: Store, ledger: Ledger, id: string): LedgerRecord | undefined => {
  const raw = store.handle.prepare(`SELECT * FROM "${ledger.name}" WHERE id = ?`).get(id) as
    | Raw
    | undefined;
  return raw && recordOf(ledger)(raw);
};

/** The firm of each of some rows: id and name. */
export const firmsOfRows = (
  store: Store,
  ledger: Ledger,
  ids: readonly string[],
): ReadonlyMap<string, { readonly id: string; readonly name: string }> => {
  if (!hasFirm(ledger)) return new Map();
  const rows = store.handle
    .prepare(
      `SELECT t.id AS row, firm.id, firm.name FROM "${ledger.name}" t ${firmJoin(ledger)}
       WHERE t.id IN (SELECT value FROM json_each(?)) AND firm.id IS NOT NULL`,
    )
    .all(JSON.stringify(ids)) as { row: string; id: string; name: string }[];
  return new Map(rows.map(({ row, id, name }) => [row, { id, name }]));
};

/** SQL that gives `firm` and `title` of one row (`?`), for lists of changes. */
export const placeSql = (ledger: Ledger): string => {
  const title = ledger.titleBy.map((key) => columnNamed(ledger, key)).join(', ');
  const firm = hasFirm(ledger) ? 'firm.id' : 'NULL';
  return `SELECT ${firm} AS firm, concat_ws(' ', ${title}) AS title
          FROM "${ledger.name}" t ${firmJoin(ledger)} WHERE t.id = ?`;
};

/** SQL that gives the ids of a ledger's rows in the files `f(id)` of a firm, deleted ones too. */
export const familySql = (ledger: Ledger): string => {
  const { joins, column } = wayToFirm(ledger);
  return `SELECT '${ledger.name}', t.id FROM "${ledger.name}" t ${joins} WHERE ${column} IN f`;
};

/** Attachments on some rows. Counting unit: files (个). */
export const countAttachments = (
  store: Store,
  ids: readonly string[],
): ReadonlyMap<string, number> =>
  new Map(
    (
      store.handle
        .prepare(
          `SELECT owner_id AS id, count(*) AS n FROM photo
           WHERE deleted = 0 AND owner_id IN (SELECT value FROM json_each(?)) GROUP BY owner_id`,
        )
        .all(JSON.stringify(ids)) as { id: string; n: number }[]
    ).map(({ id, n }) => [id, n]),
  );
