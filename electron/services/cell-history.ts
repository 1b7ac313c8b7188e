import { cellsOfRow, type RowName } from '#db/queries/conflicts.ts';
import { hasBase } from '#db/queries/snapshot.ts';
import { shapeNamed } from '#db/schema/index.ts';
import type { CellHistory, CellValue } from '#shared/conflicts.ts';
import { Refusal } from '#shared/errors.ts';
import { purposeWords } from '#shared/registers/provenance.ts';
import { hadSeen } from '#sync/deletion.ts';
import type { SqlValue } from '#sync/segment.ts';
import { authorsOf } from './authors.ts';
import { fieldOf } from './cell-fields.ts';
import { tableLabel } from './change-counts.ts';
import type { Desk } from './desk.ts';
import { valueInWords } from './field-words.ts';
import { later, type RowWrite, readRowLog } from './row-log.ts';

/** 一栏的变更记录: every value one cell had, from the log that also rebuilds it. */

type Place = Pick<Desk, 'store' | 'self'>;

/** A write to the cell. What a snapshot brought is one too: its author is known, its past is not. */
type CellWrite = RowWrite & { readonly value: SqlValue };

/** Clocks that differ by less are as good as equal; in milliseconds. */
const usualSkew = 10 * 60_000;

const clockOf = (
  { claimedAt, receivedAt }: { readonly claimedAt: string; readonly receivedAt: string | null },
  write: CellWrite,
  past: readonly CellWrite[],
): CellValue['clock'] => {
  const claimed = Date.parse(claimedAt);
  if (receivedAt !== null && claimed > Date.parse(receivedAt) + usualSkew) return 'ahead';
  const known = Math.max(0, ...past.map(({ hlc }) => hlc));
  return (known - write.hlc) / 1024 > usualSkew ? 'behind' : null;
};

/** The writes nobody of `writes` had replaced. */
const standingOf = (writes: readonly CellWrite[]): CellWrite[] =>
  writes.filter((w) => !writes.some((other) => other !== w && hadSeen(other, w)));

const differ = (writes: readonly CellWrite[]): boolean =>
  new Set(writes.map(({ value }) => value)).size > 1;

const howOf = (write: CellWrite, past: readonly CellWrite[]): CellValue['how'] => {
  if (write.fromBase) return 'snapshot';
  if (write.insert) return 'added';
  return differ(standingOf(past)) ? 'decided' : 'changed';
};

/**
 * Every value one cell had, newest arrival first. Any table and any column this program knows; for
 * a store that began with a snapshot, from the values it began with.
 *
 * @param name.column the column's name
 * @throws Refusal `record.missing` for a table or a column this program does not know
 */
export const cellHistory = (
  desk: Place,
  name: RowName & { readonly column: string },
): CellHistory => {
  const { store } = desk;
  const { table, row, column } = name;
  const number = shapeNamed(store.schema, table)?.columns.findIndex((c) => c.name === column) ?? -1;
  if (number === -1) throw Refusal.of('record.missing', { what: `${table}.${column}` });
  const log = readRowLog(store, [{ table, row }]);
  // An insert says nothing of the cells it leaves empty.
  const writes = log.writes
    .filter((w) => (w.insert && !w.fromBase) || w.cells.has(number))
    .map((w): CellWrite => ({ ...w, value: w.cells.get(number) ?? null }));
  const whole = writes.some(({ insert, base }) => insert && !base);
  const authorOf = authorsOf(desk);
  const now = cellsOfRow(store, { table, row })?.[number] ?? null;
  const showing = standingOf(writes).filter(({ value }) => value === now);
  const shown = showing.length > 0 ? showing.reduce(later) : undefined;
  const values = writes.map((write): CellValue => {
    const past = writes.filter((w) => w !== write && hadSeen(write, w));
    const author = authorOf(write);
    return {
      key: `${write.origin} ${write.seq}`,
      text: valueInWords(table, column, write.value),
      how: howOf(write, past),
      beside: writes.some(
        (w) => w.value !== write.value && !hadSeen(write, w) && !hadSeen(w, write),
      ),
      shown: write === shown,
      actor: author.actor,
      device: author.device,
      own: author.own,
      purpose: purposeWords(write.purpose),
      claimedAt: author.claimedAt,
      receivedAt: author.receivedAt,
      clock: clockOf(author, write, past),
    };
  });
  return {
    tableLabel: tableLabel(table),
    fieldLabel: fieldOf(table, column).label,
    values: values.reverse(),
    begins: whole ? 'record' : log.bounded || !hasBase(store) ? 'bound' : 'snapshot',
  };
};
