import { familyOf, placeOf, type RowName } from '#db/queries/conflicts.ts';
import { shapeNamed } from '#db/schema/index.ts';
import type { HistoryCell, HistoryEntry, RecordHistory } from '#shared/conflicts.ts';
import { Refusal } from '#shared/errors.ts';
import { purposeWords } from '#shared/registers/provenance.ts';
import { hadSeen } from '#sync/deletion.ts';
import { type Author, authorsOf } from './authors.ts';
import { fieldOf } from './cell-fields.ts';
import { tableLabel } from './change-counts.ts';
import type { Desk } from './desk.ts';
import { isSilent, leadOf, valueInWords } from './field-words.ts';
import { type RowWrite, readRowLog, valueIn } from './row-log.ts';

/** 变更记录: who did what to a row, from the log that also rebuilds it. */

type Place = Pick<Desk, 'store' | 'self'>;

/** The writes to a row the author of one had before them, and all that are known. */
type Known = { readonly past: readonly RowWrite[]; readonly all: readonly RowWrite[] };

const cellsOf = (desk: Place, write: RowWrite, { past, all }: Known): HistoryCell[] => {
  const { table } = write;
  const columns = shapeNamed(desk.store.schema, table)?.columns ?? [];
  return [...write.cells]
    .map(([number, value]) => ({ number, value, name: columns[number]?.name ?? '' }))
    .filter(
      ({ name }) =>
        name !== '' && name !== 'deleted' && !isSilent(name) && leadOf(table, name) === undefined,
    )
    .map(({ number, value, name }) => {
      const from = write.insert ? undefined : valueIn(past, number, all);
      return {
        column: name,
        label: fieldOf(table, name).label,
        from: from === undefined ? null : valueInWords(table, name, from),
        to: valueInWords(table, name, value),
      };
    });
};

const whatOf = (desk: Place, { table, insert, cells }: RowWrite): HistoryEntry['what'] => {
  if (insert) return 'added';
  const columns = shapeNamed(desk.store.schema, table)?.columns ?? [];
  const deleted = cells.get(columns.findIndex((c) => c.name === 'deleted'));
  if (deleted === undefined) return 'changed';
  return deleted === 1 ? 'deleted' : 'restored';
};

const entryOf = (desk: Place, author: Author, write: RowWrite, known: Known): HistoryEntry => ({
  key: `${write.origin} ${write.seq}`,
  table: write.table,
  row: write.row,
  tableLabel: tableLabel(write.table),
  rowTitle: write.table === 'enterprise' ? '' : placeOf(desk.store, write).title,
  what: whatOf(desk, write),
  actor: author.actor,
  device: author.device,
  own: author.own,
  purpose: purposeWords(write.purpose),
  claimedAt: author.claimedAt,
  receivedAt: author.receivedAt,
  cells: cellsOf(desk, write, known),
});

const historyOf = (desk: Place, rows: readonly RowName[]): RecordHistory => {
  const { writes, complete } = readRowLog(desk.store, rows);
  const authorOf = authorsOf(desk);
  const byRow = Map.groupBy(writes, ({ table, row }) => `${table} ${row}`);
  const entries = writes.map((write) => {
    const others = byRow.get(`${write.table} ${write.row}`) ?? [];
    const past = others.filter((w) => w !== write && hadSeen(write, w));
    return entryOf(desk, authorOf(write), write, { past, all: others });
  });
  return { entries: entries.reverse(), complete };
};

/**
 * Every change of one row, newest arrival first, each with what its author had before them.
 *
 * @throws Refusal `record.missing` for a table this program does not know
 */
export const rowHistory = (desk: Place, { table, row }: RowName): RecordHistory => {
  if (!shapeNamed(desk.store.schema, table)) throw Refusal.of('record.missing', { what: table });
  return historyOf(desk, [{ table, row }]);
};

/** Every change of a firm and of all that hangs on it. */
export const firmHistory = (desk: Place, firm: string): RecordHistory =>
  historyOf(desk, familyOf(desk.store, firm));
