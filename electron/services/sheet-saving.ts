import { getKeptFirm } from '#db/queries/homes.ts';
import { findRows, type LedgerRecord } from '#db/queries/ledgers.ts';
import {
  getMeasure,
  getSheet as getRecord,
  type MeasureRecord,
  measuresOf,
  type SheetRecord,
} from '#db/queries/sheets.ts';
import { ledgerTables } from '#db/schema/ledgers.ts';
import { measure, sheet } from '#db/schema/sheets.ts';
import { type Door, write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import { readSnapshot, type SheetSnapshot } from '#shared/sheet-snapshot.ts';
import { fixingsLacking } from '#shared/sheet-standing.ts';
import type { SaveSheet, Sheet, SheetAnswer } from '#shared/sheets.ts';
import { deriveId } from '#sync/seal.ts';
import type { Desk } from './desk.ts';
import { dropDraftOf } from './drafts.ts';
import { requireLedger } from './ledgers.ts';
import { type ListChanges, listChanges, type Row, type StoredRow } from './list-changes.ts';
import { insertOwn, updateOwn } from './own-rows.ts';
import { getSheet } from './sheets.ts';

/** Saving a sheet: only cells a person changed are written, and nothing of what was signed once it is issued. */

type Cells = Record<string, string | number | null>;

const headKeys = ['year', 'grade', 'situation', 'gap', 'goal'] as const;
const lists = [
  { key: 'gaps', table: 'sheet_gap' },
  { key: 'targets', table: 'sheet_target' },
  { key: 'results', table: 'sheet_result' },
] as const;

const textOfSnapshot = (snapshot: SheetSnapshot | null): string | null =>
  snapshot === null ? null : JSON.stringify(snapshot);

const headChanges = (input: SaveSheet, old: SheetRecord | undefined): Cells => {
  const { base } = input;
  const cells: Cells = {};
  for (const key of headKeys)
    if ((!base || base[key] !== input[key]) && (!old || old[key] !== input[key]))
      cells[key] = input[key];
  if (input.snapshot !== undefined) {
    const said = textOfSnapshot(input.snapshot);
    const isChanged = !base || textOfSnapshot(base.snapshot ?? null) !== said;
    if (isChanged && said !== textOfSnapshot(readSnapshot(old?.snapshot ?? null)))
      cells.snapshot = said;
  }
  return cells;
};

const storedMeasure = ({ id, deleted, position, ...values }: MeasureRecord): StoredRow => ({
  id,
  deleted: deleted !== 0,
  position,
  values,
});

const storedRow = ({ id, deleted, values }: LedgerRecord): StoredRow => ({
  id,
  deleted,
  position: typeof values.position === 'number' ? values.position : null,
  values,
});

/** An answer is a row of a derived id: two laptops that answer a question answer the same row. */
export const answerId = (sheetId: string, question: string): string =>
  deriveId('sheet_answer', `${sheetId} ${question}`);

const answerRows = (sheetId: string, answers: readonly SheetAnswer[] | undefined): Row[] =>
  (answers ?? []).map((answer) => ({ id: answerId(sheetId, answer.question), ...answer }));

type Plan = {
  readonly head: Cells;
  readonly measures: ListChanges;
  readonly parts: readonly {
    readonly table: (typeof lists)[number]['table'] | 'sheet_answer';
    readonly changes: ListChanges;
  }[];
};

const planOf = (
  desk: Pick<Desk, 'store'>,
  input: SaveSheet,
  old: SheetRecord | undefined,
): Plan => {
  const { base } = input;
  const storedOf = (table: Plan['parts'][number]['table']): StoredRow[] =>
    findRows(desk.store, requireLedger(table), { parent: input.id, deleted: true }).map(storedRow);
  const parts: Plan['parts'][number][] = lists.flatMap(({ key, table }) => {
    const rows = input[key];
    return rows === undefined
      ? []
      : [{ table, changes: listChanges(rows, base?.[key], storedOf(table)) }];
  });
  if (input.answers !== undefined) {
    const rows = answerRows(input.id, input.answers);
    const before = base && answerRows(input.id, base.answers);
    const { inserts, updates } = listChanges(rows, before, storedOf('sheet_answer'));
    // Questions have an order of their own, and an answer taken back is an empty one.
    const bare = ({ position: _, ...cells }: Cells): Cells => cells;
    parts.push({
      table: 'sheet_answer',
      changes: {
        inserts: inserts.map(({ id, values }) => ({ id, values: bare(values) })),
        updates: updates
          .map(({ id, patch }) => ({ id, patch: bare(patch) }))
          .filter(({ patch }) => Object.keys(patch).length > 0),
        deletes: [],
      },
    });
  }
  const stored = measuresOf(desk.store.reader, [input.id]).map(storedMeasure);
  return {
    head: headChanges(input, old),
    measures: listChanges(input.measures, base?.measures, stored),
    parts,
  };
};

const changesNothing = ({ inserts, updates, deletes }: ListChanges): boolean =>
  inserts.length + updates.length + deletes.length === 0;

/**
 * Once issued, a sheet's words stand: what may still change is how far measures have come, 成效, and what
 * the five fixings lack where a merge brought an incomplete measure.
 *
 * @throws Refusal `sheet.issued`
 */
const refuseChangesOfIssued = (plan: Plan, measures: readonly MeasureRecord[]): void => {
  const refused = (what: string): Refusal => Refusal.of('sheet.issued', { what });
  if (Object.keys(plan.head).length > 0) throw refused('表头、现状和总体目标');
  for (const { table, changes } of plan.parts)
    if (table !== 'sheet_result' && !changesNothing(changes))
      throw refused(requireLedger(table).label);
  const lacking = new Map(measures.map((m) => [m.id, fixingsLacking(m)]));
  if (plan.measures.inserts.length > 0) throw refused('措施的条数');
  if (plan.measures.deletes.some((id) => (lacking.get(id) ?? []).length === 0))
    throw refused('措施的条数');
  for (const { id, patch } of plan.measures.updates) {
    const open: readonly string[] = ['state', ...(lacking.get(id) ?? [])];
    if (Object.keys(patch).some((key) => !open.includes(key))) throw refused('措施的五定');
  }
};

/** A row's id says whose it is: one of another sheet is not taken over. @throws Refusal `record.missing` */
const refuseStrangers = (door: Door, input: SaveSheet, own: readonly MeasureRecord[]): void => {
  const known = new Set(own.map(({ id }) => id));
  const strange = input.measures.some(({ id }) => !known.has(id) && getMeasure(door.reader, id));
  if (strange) throw Refusal.of('record.missing', { what: '措施' });
};

const writeMeasures = (door: Door, sheetId: string, changes: ListChanges): void => {
  for (const { id, values } of changes.inserts)
    door.insert(measure, { id, sheetId, ...values } as typeof measure.$inferInsert);
  for (const { id, patch } of changes.updates) door.update(measure, id, patch);
  for (const id of changes.deletes) door.update(measure, id, { deleted: 1 });
};

/**
 * Saves a sheet and drops its draft, in one transaction; creates it where its id is new. A draft may lack
 * fixings: what may not is an issued sheet (`issueSheet`).
 *
 * @throws Refusal `record.missing`, `sheet.issued`
 */
export const saveSheet = (desk: Desk, input: SaveSheet): Sheet => {
  const { store, self } = desk;
  const firm = getKeptFirm(store, input.enterpriseId);
  if (!firm || firm.deleted) throw Refusal.of('record.missing', { what: '企业' });
  const purpose = getRecord(store.reader, input.id) ? '修改一企一策' : '新建一企一策';
  write(store, { actor: self.person, purpose }, (door) => {
    // Laid beside what is there now, inside the transaction: a bundle may have been merged meanwhile.
    const old = getRecord(door.reader, input.id);
    if (old && old.enterpriseId !== input.enterpriseId)
      throw Refusal.of('record.missing', { what: '一企一策工作表' });
    const plan = planOf(desk, input, old);
    const before = measuresOf(door.reader, [input.id]);
    refuseStrangers(door, input, before);
    if (old?.status === 'issued') refuseChangesOfIssued(plan, before);
    if (old) door.update(sheet, input.id, { ...plan.head, deleted: 0 });
    else
      door.insert(sheet, {
        id: input.id,
        enterpriseId: input.enterpriseId,
        ...plan.head,
        year: input.year,
      });
    writeMeasures(door, input.id, plan.measures);
    for (const { table, changes } of plan.parts) {
      for (const { id, values } of changes.inserts)
        insertOwn(desk, door, table, { id, parentId: input.id, values });
      for (const { id, patch } of changes.updates) updateOwn(door, table, id, patch);
      for (const id of changes.deletes) door.update(ledgerTables[table], id, { deleted: 1 });
    }
    dropDraftOf(store, 'sheet', input.id, input.enterpriseId);
  });
  return getSheet(desk, input.id);
};
