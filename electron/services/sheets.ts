import { getKeptFirm } from '#db/queries/homes.ts';
import {
  getMeasure,
  getSheet as getRecord,
  listSheets as listRecords,
  type MeasureRecord,
  measuresOf,
  progressOf,
  type SheetRecord,
} from '#db/queries/sheets.ts';
import { measure, progress, sheet } from '#db/schema/sheets.ts';
import { type Door, write } from '#db/write.ts';
import { localDate } from '#shared/clock.ts';
import type { SheetBrief } from '#shared/enterprises.ts';
import { Refusal } from '#shared/errors.ts';
import type { RecordState } from '#shared/exchange.ts';
import { foldText } from '#shared/fold.ts';
import {
  fixings,
  type Measure,
  type SaveSheet,
  type Sheet,
  type SheetRow,
} from '#shared/sheets.ts';
import type { Desk } from './desk.ts';
import { dropDraftOf } from './drafts.ts';
import { returnStates } from './remarks.ts';
import { leastFar, reachOf, statesOf } from './states.ts';

const closed: readonly string[] = ['完成', '取消'];

/** Overdue: open after its day. `today` is `YYYY-MM-DD` of the local calendar. */
const isOverdue = (m: { dueOn: string | null; state: string }, today: string): boolean =>
  m.dueOn !== null && m.dueOn < today && !closed.includes(m.state);

const live = <T extends { deleted: number }>(rows: readonly T[]): T[] =>
  rows.filter((row) => row.deleted === 0);

/** A sheet is no further than its least far part. */
const sheetStates = (
  desk: Desk,
  sheets: readonly { id: string }[],
  measures: readonly MeasureRecord[],
): ReadonlyMap<string, RecordState> => {
  const reach = reachOf(desk);
  const own = statesOf(
    desk,
    reach,
    'sheet',
    sheets.map((s) => s.id),
  );
  const parts = statesOf(
    desk,
    reach,
    'measure',
    measures.map((m) => m.id),
  );
  const entries = progressOf(
    desk.store.reader,
    measures.map((m) => m.id),
  );
  const steps = statesOf(
    desk,
    reach,
    'progress',
    entries.map((p) => p.id),
  );
  const bySheet = Map.groupBy(measures, (m) => m.sheetId);
  const byMeasure = Map.groupBy(entries, (p) => p.measureId);
  return new Map(
    sheets.map(({ id }) => [
      id,
      leastFar([
        own.get(id) ?? 'here',
        ...(bySheet.get(id) ?? []).flatMap((m) => [
          parts.get(m.id) ?? 'here',
          ...(byMeasure.get(m.id) ?? []).map((p) => steps.get(p.id) ?? 'here'),
        ]),
      ]),
    ]),
  );
};

const rowsOf = (desk: Desk, enterpriseIds?: readonly string[]): SheetRow[] => {
  const { reader } = desk.store;
  const today = localDate(desk.store.clock.now());
  const records = listRecords(reader, enterpriseIds);
  const measures = measuresOf(
    reader,
    records.map((r) => r.id),
  );
  const bySheet = Map.groupBy(live(measures), (m) => m.sheetId);
  const states = sheetStates(desk, records, measures);
  const returned = returnStates(
    desk,
    'sheet',
    records.map((r) => r.id),
  );
  return records.map((r): SheetRow => {
    const own = bySheet.get(r.id) ?? [];
    const open = own.filter((m) => !closed.includes(m.state) && m.dueOn !== null);
    return {
      id: r.id,
      enterpriseId: r.enterpriseId,
      enterpriseName: r.enterpriseName,
      year: r.year,
      grade: r.grade,
      status: r.status === 'issued' ? 'issued' : 'draft',
      measures: own.length,
      done: own.filter((m) => m.state === '完成').length,
      overdue: own.filter((m) => isOverdue(m, today)).length,
      nextDueOn: open.map((m) => m.dueOn ?? '').sort()[0] ?? null,
      state: states.get(r.id) ?? 'here',
      returned: returned.get(r.id) ?? null,
    };
  });
};

/** Sheets by firm name and year, newest year first. */
export const listSheets = (
  desk: Desk,
  query: { search: string; year: number | null },
): SheetRow[] => {
  const folded = foldText(query.search);
  return rowsOf(desk).filter(
    (row) =>
      (query.year === null || row.year === query.year) &&
      foldText(row.enterpriseName).includes(folded),
  );
};

/** What a firm's page and the enterprise list tell of sheets. */
export const sheetBriefs = (
  desk: Desk,
  enterpriseIds?: readonly string[],
): (SheetBrief & { enterpriseId: string })[] => rowsOf(desk, enterpriseIds);

const requireSheet = (desk: Desk, id: string): SheetRecord => {
  const record = getRecord(desk.store.reader, id);
  if (!record || record.deleted) throw Refusal.of('record.missing', { what: '一企一策工作表' });
  return record;
};

/** A sheet with its measures and their progress. @throws Refusal `record.missing` */
export const getSheet = (desk: Desk, id: string): Sheet => {
  const { reader } = desk.store;
  const record = requireSheet(desk, id);
  const all = measuresOf(reader, [id]);
  const entries = Map.groupBy(
    progressOf(
      reader,
      all.map((m) => m.id),
    ),
    (p) => p.measureId,
  );
  const today = localDate(desk.store.clock.now());
  return {
    id,
    enterpriseId: record.enterpriseId,
    enterpriseName: getKeptFirm(desk.store, record.enterpriseId)?.name ?? '',
    year: record.year,
    grade: record.grade,
    situation: record.situation,
    gap: record.gap,
    goal: record.goal,
    status: record.status === 'issued' ? 'issued' : 'draft',
    issuedOn: record.issuedOn,
    state: sheetStates(desk, [record], all).get(id) ?? 'here',
    measures: live(all).map(
      (m): Measure => ({
        id: m.id,
        person: m.person,
        duty: m.duty,
        goal: m.goal,
        task: m.task,
        dueOn: m.dueOn,
        state: m.state,
        overdue: isOverdue(m, today),
        progress: (entries.get(m.id) ?? []).map(({ id: entry, onDate, percent, note, person }) => ({
          id: entry,
          onDate,
          percent,
          note,
          person,
        })),
      }),
    ),
  };
};

const saveMeasures = (door: Door, input: SaveSheet, before: readonly MeasureRecord[]): void => {
  const known = new Map(before.map((m) => [m.id, m]));
  for (const [position, { id, ...values }] of input.measures.entries()) {
    const old = known.get(id);
    if (old && old.sheetId !== input.id) throw Refusal.of('record.missing', { what: '措施' });
    if (old) door.update(measure, id, { ...values, position, deleted: 0 });
    else door.insert(measure, { id, sheetId: input.id, position, ...values });
  }
  const kept = new Set(input.measures.map((m) => m.id));
  for (const old of live(before))
    if (!kept.has(old.id)) door.update(measure, old.id, { deleted: 1 });
};

/**
 * Saves a sheet whole, with the five fixings of every measure; creates it where its id is new. Its
 * draft goes in the same transaction.
 *
 * @throws Refusal `record.missing`, `record.invalid`
 */
export const saveSheet = (desk: Desk, input: SaveSheet): Sheet => {
  const { store, self } = desk;
  const firm = getKeptFirm(store, input.enterpriseId);
  if (!firm || firm.deleted) throw Refusal.of('record.missing', { what: '企业' });
  const old = getRecord(store.reader, input.id);
  if (old && old.enterpriseId !== input.enterpriseId)
    throw Refusal.of('record.missing', { what: '一企一策工作表' });
  if (old?.status === 'issued' && input.measures.length === 0)
    throw Refusal.of('record.invalid', { problems: ['已签发的工作表至少要有一条措施'] });
  const { year, grade, situation, gap, goal } = input;
  const values = { year, grade, situation, gap, goal };
  write(store, { actor: self.person, purpose: old ? '修改一企一策' : '新建一企一策' }, (door) => {
    if (old) door.update(sheet, input.id, { ...values, deleted: 0 });
    else door.insert(sheet, { id: input.id, enterpriseId: input.enterpriseId, ...values });
    saveMeasures(door, input, measuresOf(door.reader, [input.id]));
    dropDraftOf(store, 'sheet', input.id, input.enterpriseId);
  });
  return getSheet(desk, input.id);
};

/** What keeps a sheet from being issued, in words. */
const issueProblems = ({ measures }: Sheet): string[] =>
  measures.length === 0
    ? ['还没有一条措施']
    : measures.flatMap((m, i) =>
        fixings.filter(({ key }) => !m[key]).map(({ label }) => `第 ${i + 1} 条措施缺少${label}`),
      );

/**
 * Issues a sheet (签发). The five fixings are looked at again here, because a part may have come from
 * another device.
 *
 * @throws Refusal `record.missing`, `record.invalid`
 */
export const issueSheet = (desk: Desk, id: string): Sheet => {
  const problems = issueProblems(getSheet(desk, id));
  if (problems.length > 0) throw Refusal.of('record.invalid', { problems });
  const { store, self } = desk;
  write(store, { actor: self.person, purpose: '签发一企一策' }, (door) =>
    door.update(sheet, id, { status: 'issued', issuedOn: localDate(store.clock.now()) }),
  );
  return getSheet(desk, id);
};

/** Notes progress on a measure, and its new state where one is given. @throws Refusal `record.missing` */
export const addProgress = (
  desk: Desk,
  input: {
    id: string;
    measureId: string;
    onDate: string;
    percent: number | null;
    note: string;
    state: string | null;
  },
): Sheet => {
  const { store, self } = desk;
  const target = getMeasure(store.reader, input.measureId);
  if (!target || target.deleted) throw Refusal.of('record.missing', { what: '措施' });
  const { id, measureId, onDate, percent, note, state } = input;
  write(store, { actor: self.person, purpose: '登记措施进展' }, (door) => {
    door.insert(progress, { id, measureId, onDate, percent, note, person: self.person });
    if (state !== null) door.update(measure, measureId, { state });
  });
  return getSheet(desk, target.sheetId);
};
