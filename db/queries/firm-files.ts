import type { Store } from '#db/open.ts';
import { type LedgerName, ledgerNamed } from '#shared/registers/index.ts';
import { columnOf, fieldNamed, type LedgerValue } from '#shared/registers/ledger.ts';
import type { FileRow, FirmFile } from '#shared/scoring/indicators/indicator.ts';
import { filesOfMany } from './homes.ts';

/** Firms with the cells of their ledgers that indicators read, many firms at a time. */

export type ReadFile = FirmFile & { readonly id: string; readonly name: string };

/** Which firms: by id, or of one tier, block or township; all live ones where nothing is said. */
export type FirmScope = {
  readonly ids?: readonly string[];
  readonly tiers?: readonly string[];
  readonly blocks?: readonly string[];
  readonly townships?: readonly string[];
};

type Row = readonly LedgerValue[];

const scopeSql = (scope: FirmScope): { readonly sql: string; readonly params: string[] } => {
  const wanted = [
    ['e.id', scope.ids],
    ['e.tier', scope.tiers],
    ['e.block', scope.blocks],
    ['e.township', scope.townships],
  ] as const;
  const given = wanted.filter(([, words]) => words !== undefined);
  return {
    sql: given.map(([column]) => ` AND ${column} IN (SELECT value FROM json_each(?))`).join(''),
    params: given.map(([, words]) => JSON.stringify(words)),
  };
};

const noRows: readonly FileRow[] = [];

/**
 * Reads files of firms. Rows of files kept under another one stand in the file they are kept under.
 *
 * @param cells keys by ledger; ledgers must hang on firms, and keys be fields of theirs
 */
export const readFirmFiles = (
  { handle }: Store,
  scope: FirmScope,
  cells: ReadonlyMap<string, readonly string[]>,
): ReadFile[] => {
  const { sql, params } = scopeSql(scope);
  const firms = handle
    .prepare(
      `SELECT e.id, e.name, e.founded_on, e.status, e.tier, e.former_names FROM enterprise e
       WHERE e.deleted = 0 AND e.id NOT IN (SELECT id FROM enterprise_home)${sql} ORDER BY e.id`,
    )
    .raw()
    .all(...params) as Row[];
  const wanted = new Set(firms.map(([id]) => String(id)));
  // Of some firms the rows alone are read; of all of them, a table is walked once.
  const ids = sql === '' ? null : JSON.stringify([...wanted]);
  const byLedger = new Map<string, Map<string, FileRow[]>>();
  for (const [name, keys] of cells) {
    const ledger = ledgerNamed(name);
    if (ledger?.parent !== 'enterprise') throw new RangeError(`${name} hangs on no firm`);
    const known = keys.filter((key) => fieldNamed(ledger, key) !== undefined);
    const columns = known.map((key) => `, t."${columnOf(key)}"`).join('');
    const from =
      ids === null
        ? `coalesce(home.home, t.enterprise_id), t.id${columns} FROM "${ledger.name}" t
           LEFT JOIN enterprise_home home ON home.id = t.enterprise_id`
        : `f.home, t.id${columns} FROM (${filesOfMany}) f
           CROSS JOIN "${ledger.name}" t ON t.enterprise_id = f.id`;
    const statement = handle.prepare(`SELECT ${from} WHERE t.deleted = 0 ORDER BY t.id`).raw();
    const found = ids === null ? statement.iterate() : statement.iterate({ ids });
    const rows = new Map<string, FileRow[]>();
    for (const [firm, id, ...values] of found as IterableIterator<Row>) {
      const owner = String(firm);
      if (!wanted.has(owner)) continue;
      const own = rows.get(owner) ?? [];
      const cellsOfRow: Record<string, LedgerValue> = {};
      for (const [i, key] of known.entries()) cellsOfRow[key] = values[i] ?? null;
      own.push({ id: String(id), values: cellsOfRow });
      rows.set(owner, own);
    }
    byLedger.set(name, rows);
  }
  return firms.map(
    ([id, name, foundedOn = null, status = null, tier = null, formerNames = null]) => ({
      id: String(id),
      name: String(name),
      firm: { name: name ?? null, foundedOn, status, tier, formerNames },
      rows: (ledger: LedgerName) => byLedger.get(ledger)?.get(String(id)) ?? noRows,
    }),
  );
};
