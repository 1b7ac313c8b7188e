import { cellsOfRow, placeOf, type RowName } from '#db/queries/conflicts.ts';
import { getEnterprise } from '#db/queries/enterprises.ts';
import { shapeNamed } from '#db/schema/index.ts';
import type {
  ConflictCounts,
  ConflictDevice,
  ConflictGroup,
  ConflictLine,
  ConflictList,
  ConflictSide,
} from '#shared/conflicts.ts';
import type { Point } from '#sync/deletion.ts';
import type { SqlValue } from '#sync/segment.ts';
import { authorsOf } from './authors.ts';
import { fieldOf } from './cell-fields.ts';
import { tableLabel } from './change-counts.ts';
import type { Desk } from './desk.ts';
import { leadOf, typedText, valueInWords } from './field-words.ts';
import {
  type EditBeside,
  type OpenCell,
  type OpenConflict,
  type OpenDeletion,
  openConflicts,
} from './open-conflicts.ts';
import { commonPast, type RowLog, readRowLog, valueIn } from './row-log.ts';

/** The inbox: what two people answered differently, ready to be read by a third. */

type Place = Pick<Desk, 'store' | 'self'>;

/** Name of a column by its permanent number. */
export const columnName = ({ store }: Pick<Desk, 'store'>, table: string, column: number): string =>
  shapeNamed(store.schema, table)?.columns[column]?.name ?? String(column);

/** Questions people are asked: what follows from another open question is not asked beside it. */
export const questions = (desk: Pick<Desk, 'store'>): OpenConflict[] => {
  const open = openConflicts(desk.store);
  const names = new Set(
    open.map((c) => `${c.table} ${c.row} ${columnName(desk, c.table, c.column)}`),
  );
  return open.filter(({ table, row, column }) => {
    const lead = leadOf(table, columnName(desk, table, column));
    return lead === undefined || !names.has(`${table} ${row} ${lead}`);
  });
};

/** Counting unit: 处. Cheap enough to be asked after every change. */
export const conflictCounts = (desk: Pick<Desk, 'store'>): ConflictCounts => {
  const open = questions(desk);
  const firms: Record<string, number> = {};
  for (const conflict of open) {
    const { firm } = placeOf(desk.store, conflict);
    if (firm !== null) firms[firm] = (firms[firm] ?? 0) + 1;
  }
  return { total: open.length, firms };
};

type Teller = {
  readonly desk: Place;
  readonly authorOf: ReturnType<typeof authorsOf>;
  readonly log: RowLog;
};

const editInWords = ({ desk }: Teller, owner: RowName, edits: readonly EditBeside[]): string =>
  edits
    .flatMap(({ table, row, columns }) => {
      const cells = cellsOfRow(desk.store, { table, row }) ?? [];
      const { title } = placeOf(desk.store, { table, row });
      if (row !== owner.row || table !== owner.table) return [`${tableLabel(table)} ${title}`];
      return columns
        .map((column) => ({ column, name: columnName(desk, table, column) }))
        .filter(({ name }) => name !== 'id')
        .map(
          ({ column, name }) =>
            `${fieldOf(table, name).label}：${valueInWords(table, name, cells[column] ?? null)}`,
        );
    })
    .join('；');

const deletionSides = (teller: Teller, { siblings, ...open }: OpenDeletion): ConflictSide[] => {
  const side = (point: Point, text: string, decides: 'keep' | 'delete', shown: boolean) => ({
    ...teller.authorOf(point),
    origin: point.origin,
    seq: point.seq,
    text,
    value: null,
    decides,
    shown,
  });
  if (siblings.length > 0) {
    const hidden = cellsOfRow(teller.desk.store, open)?.[open.column];
    return siblings.map((s) =>
      side(
        s,
        s.value === 1 ? '删除' : '保留',
        s.value === 1 ? 'delete' : 'keep',
        s.value === hidden,
      ),
    );
  }
  const edits = Map.groupBy(open.edits, ({ origin }) => origin);
  return [
    ...open.deletions.map((d) => side(d, '删除', 'delete', true)),
    ...[...edits.values()].flatMap((list) => {
      const last = list.at(-1);
      return last ? [side(last, `保留：${editInWords(teller, open, list)}`, 'keep', false)] : [];
    }),
  ];
};

const valueSides = (teller: Teller, { table, row, column, siblings }: OpenCell): ConflictSide[] => {
  const name = columnName(teller.desk, table, column);
  const shown: SqlValue = cellsOfRow(teller.desk.store, { table, row })?.[column] ?? null;
  return siblings.map((s) => ({
    ...teller.authorOf(s),
    origin: s.origin,
    seq: s.seq,
    text: valueInWords(table, name, s.value),
    value: typedText(table, name, s.value),
    decides: null,
    shown: s.value === shown,
  }));
};

/** What everybody had before they went apart. */
const baseOf = ({ log }: Teller, { table, row, column, siblings }: OpenCell) => {
  const writes = log.writes.filter((w) => w.table === table && w.row === row);
  const people = siblings.map((s) => writes.find((w) => w.origin === s.origin && w.seq === s.seq));
  if (people.some((p) => p === undefined)) return undefined;
  return valueIn(
    commonPast(
      writes,
      people.filter((p) => p !== undefined),
    ),
    column,
    writes,
  );
};

const lineOf = (teller: Teller, open: OpenConflict): ConflictLine => {
  const { kind, table, row, column } = open;
  const name = columnName(teller.desk, table, column);
  const field = fieldOf(table, name);
  const base = kind === 'values' ? baseOf(teller, open) : undefined;
  const sides = kind === 'values' ? valueSides(teller, open) : deletionSides(teller, open);
  return {
    kind,
    table,
    row,
    column: name,
    tableLabel: tableLabel(table),
    rowTitle: table === 'enterprise' ? '' : placeOf(teller.desk.store, open).title,
    fieldLabel: kind === 'values' ? field.label : '一方删除、一方修改',
    base: base === undefined ? null : { text: valueInWords(table, name, base) },
    // Others first, ours last: the order of the columns on paper, 对方 then 本机.
    sides: sides.toSorted((a, b) => Number(a.own) - Number(b.own)),
    typed: kind === 'values' ? field.typed : { kind: 'none' },
  };
};

const devicesOf = (lines: readonly ConflictLine[]): ConflictDevice[] => {
  const known = new Map<string, ConflictDevice>();
  for (const { sides } of lines)
    for (const [deviceId, side] of new Map(sides.map((s) => [s.deviceId, s]))) {
      if (deviceId === null) continue;
      const conflicts = (known.get(deviceId)?.conflicts ?? 0) + 1;
      const device = [side.device, side.actor].filter(Boolean).join(' ');
      known.set(deviceId, { deviceId, device, own: side.own, conflicts });
    }
  return [...known.values()].sort((a, b) => b.conflicts - a.conflicts);
};

/** Everything that waits for a decision, by firm. Reads the log once where anything does. */
export const listConflicts = (desk: Place): ConflictList => {
  const open = questions(desk);
  if (open.length === 0) return { total: 0, groups: [], devices: [] };
  const teller: Teller = {
    desk,
    authorOf: authorsOf(desk),
    log: readRowLog(
      desk.store,
      open.filter(({ kind }) => kind === 'values'),
    ),
  };
  const placed = open.map((conflict) => ({
    firm: placeOf(desk.store, conflict).firm,
    line: lineOf(teller, conflict),
  }));
  const groups = [...Map.groupBy(placed, ({ firm }) => firm)].map(
    ([firm, members]): ConflictGroup => ({
      firmId: firm,
      firmName:
        (firm === null ? undefined : getEnterprise(desk.store.reader, firm)?.name) ??
        '不属于本机企业的记录',
      conflicts: members.map(({ line }) => line),
    }),
  );
  return {
    total: open.length,
    groups: groups.toSorted((a, b) => a.firmName.localeCompare(b.firmName, 'zh')),
    devices: devicesOf(placed.map(({ line }) => line)),
  };
};
