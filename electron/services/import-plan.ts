import type { Store } from '#db/open.ts';
import {
  allRows,
  hasRows,
  rowsById,
  rowsOfFamilies,
  type SyncedRow,
} from '#db/queries/synced-rows.ts';
import type { SyncedName } from '#db/schema/index.ts';
import type { TableRow } from '#documents/read-table.ts';
import { rowReader, type SaidRecord, type SaidRow, type SaidValues } from '#shared/import-rows.ts';
import { isOfFirms, targetNamed } from '#shared/import-targets.ts';
import type { ImportQuestion, ImportVerdict, PlanInput } from '#shared/imports.ts';
import type { Ledger, LedgerValue } from '#shared/registers/ledger.ts';
import { naturalKey } from '#shared/registers/rows.ts';
import { deriveId } from '#sync/seal.ts';
import { comparer } from './import-compare.ts';
import { type FirmFound, openFirms } from './import-firms.ts';
import { officeTitle, type PlannedLine, type PlannedRecord } from './import-lines.ts';
import { openPast } from './import-past.ts';
import { repeatAsker } from './import-repeats.ts';
import { openStandings } from './import-standing.ts';
import { tierMover } from './import-tiers.ts';
import type { Doubts, Settled } from './import-units.ts';

/**
 * What an import would do, row by row, before anything is written. Rows come in order, a few hundred
 * at a time; what they add is remembered by id only, so that memory hardly grows with the table.
 */

export type PlanContext = {
  readonly store: Store;
  /** Code of the office's own division. */
  readonly division: string;
  readonly input: PlanInput;
  /** Tables with the same titles are one source. */
  readonly source: string;
  readonly remembered: ReadonlyMap<string, string>;
  readonly doubts: Doubts;
  /** `YYYY-MM-DD`: the day of a tier the file names no day for. */
  readonly today: string;
  /** What a line planned earlier says; for rows about the same thing further down. */
  readonly earlier: (row: number) => PlannedLine | undefined;
};

type Row = Extract<SaidRow, { kind: 'row' }>;
type Read = {
  readonly row: number;
  readonly said: Row;
  readonly found: FirmFound | typeof noFirm;
  readonly units: Settled;
};

const nothingStored: ReadonlyMap<string, SyncedRow> = new Map();

/** What a row of a table of the office is about. */
const noFirm = { kind: 'none' } as const;

export const openPlan = (context: PlanContext) => {
  const { store, input, remembered } = context;
  const standings = openStandings(context.earlier);
  const read = rowReader(input.mapping, context.division);
  const firms = openFirms(store, input.answers, remembered);
  const compare = comparer(openPast(store, context.source), input.answers);
  const repeatQuestion = repeatAsker(input.answers);
  const tierMoved = tierMover(standings, context.today);
  const target = targetNamed(input.mapping.target);
  /** Into a store without firms every look-up of one would be in vain. */
  const isFirst = !hasRows(store, 'enterprise');
  const ofOffice = target !== undefined && !isOfFirms(target);
  const firmRecord = (
    { row, said, found }: Read,
    stored: SyncedRow | undefined,
  ): { readonly record: PlannedRecord | null; readonly question: ImportQuestion | null } => {
    if (found.kind !== 'firm') return { record: null, question: null };
    const values: Record<string, string | number> = { ...said.facts };
    const stands = standings.of(found.id, stored);
    const ofFirms = input.mapping.target === 'enterprise' && !found.givenUp;
    if (found.uscc !== null && (!stands?.alive || ofFirms || stands.row.uscc === null)) {
      values.uscc = found.uscc;
      values.division = found.uscc.slice(2, 8);
    }
    // A list of honours knows a firm by its name; it does not rename it.
    if (said.name !== null && (!stands?.alive || ofFirms)) values.name = said.name;
    if (!stands?.alive && values.name === undefined) return { record: null, question: null };
    if (Object.keys(values).length === 0) return { record: null, question: null };
    const record = compare('enterprise', found.id, values, stands);
    if (stands === undefined || stands.since === null || record.now === undefined)
      return { record, question: null };
    return repeatQuestion(row, record, stands.since, stands.row.formerNames ?? null);
  };

  const ledgerRecord = (
    { row }: Read,
    firm: string | null,
    said: SaidRecord,
    beside: readonly SyncedRow[],
  ): { readonly record: PlannedRecord; readonly question: ImportQuestion | null } => {
    const ledger = targetNamed(said.into)?.ledger as Ledger;
    const key = naturalKey(ledger, firm, said.values);
    const stored =
      key === null
        ? undefined
        : beside
            .filter((other) => naturalKey(ledger, firm, other) === key)
            // A live row before a deleted one of the same name.
            .toSorted((a, b) => Number(a.deleted) - Number(b.deleted))[0];
    // Where nothing names the row, all of it does: the same line read twice is one row.
    const id =
      stored === undefined
        ? deriveId(said.into, key ?? JSON.stringify([firm, sorted(said.values)]))
        : String(stored.id);
    const held = stored ?? beside.find((other) => other.id === id);
    const stands = standings.of(id, held);
    const record = compare(said.into, id, said.values, stands);
    if (stands === undefined || stands.since === null || record.now === undefined)
      return { record, question: null };
    return repeatQuestion(row, record, stands.since, null);
  };

  const finish = (
    each: Read,
    reason: string | null,
    records: readonly PlannedRecord[],
    question: ImportQuestion | null,
    repeats: number | null,
  ): PlannedLine => {
    const { row, said, found } = each;
    const firm = found.kind === 'firm' ? found.id : null;
    const uscc = (found.kind === 'firm' ? found.uscc : null) ?? said.uscc;
    const line = { row, name: said.name, uscc, firm };
    if (question) return { ...line, verdict: 'question', reason, question, records };
    const verdict = verdictOf(records);
    if (verdict === 'same' && repeats !== null)
      return { ...line, verdict: 'skipped', reason: `与第 ${repeats} 行重复`, records: [] };
    for (const record of records) standings.told(record, row);
    return { ...line, verdict, reason, records };
  };

  const isThere = (id: string, stored: ReadonlyMap<string, SyncedRow>): boolean =>
    standings.lastRow(id) !== null || stored.get(id)?.deleted === 0;

  /** A row of a table of the office: it is called by what it says. */
  const planOfficeRow = (each: Read, rows: readonly SyncedRow[]): PlannedLine => {
    const { row, said, units } = each;
    const notes = said.notes.length > 0 ? said.notes.join('；') : null;
    const line = { row, name: null, uscc: null, firm: null, records: [] };
    const reason = units.skip ?? notes;
    const [first] = said.records;
    if (units.skip !== null || !first || !target)
      return { ...line, verdict: 'skipped', reason: reason ?? '这一行没有可导入的内容' };
    const parts = said.records.map((record) => ledgerRecord(each, null, record, rows));
    const question = units.question ?? parts.find((part) => part.question)?.question ?? null;
    const records = parts.map(({ record }) => record);
    const repeats = standings.lastRow(records[0]?.id ?? '');
    const named = { ...each, said: { ...said, name: officeTitle(target.ledger, first.values) } };
    return finish(named, notes, records, question, repeats);
  };

  const planRow = (
    each: Read,
    stored: ReadonlyMap<string, SyncedRow>,
    beside: ReadonlyMap<string, ReadonlyMap<string, readonly SyncedRow[]>>,
  ): PlannedLine => {
    const { row, said, found } = each;
    if (found.kind === 'none')
      return planOfficeRow(each, beside.get(input.mapping.target)?.get('') ?? []);
    const notes = found.kind === 'firm' ? [...found.notes, ...said.notes] : [...said.notes];
    const reason = notes.length > 0 ? notes.join('；') : null;
    const line = { row, name: said.name, uscc: said.uscc, firm: null, records: [] };
    if (found.kind === 'skip') return { ...line, verdict: 'skipped', reason: found.reason };
    if (found.kind === 'question')
      return { ...line, verdict: 'question', reason, question: found.question };
    const { units } = each;
    if (units.skip !== null) return { ...line, verdict: 'skipped', reason: units.skip };
    const own = firmRecord(each, stored.get(found.id));
    if (own.record === null && !isThere(found.id, stored))
      return { ...line, verdict: 'skipped', reason: '没有企业名称，档案里也没有这个信用代码' };
    const moved = own.record && tierMoved(own.record, found.id, stored.get(found.id));
    const parts = [...said.records, ...(moved?.move ? [moved.move] : [])].map((record) =>
      ledgerRecord(each, found.id, record, beside.get(record.into)?.get(found.id) ?? []),
    );
    const records = [moved?.record ?? null, ...parts.map(({ record }) => record)].filter(
      (r) => r !== null,
    );
    const question =
      units.question ?? own.question ?? parts.find((part) => part.question)?.question ?? null;
    const repeats = standings.lastRow(found.id);
    return finish(each, reason, records, question, repeats);
  };

  return {
    /** Lines for some rows, in their order. Each is told to `planned` before the next is looked at. */
    lines: (rows: readonly TableRow[], planned: (line: PlannedLine) => void): void => {
      const reads = rows.map(({ row, cells, hidden }) => {
        if (hidden && !input.mapping.hiddenRows)
          return { row, said: skip('隐藏行，按您的选择不导入'), found: null, units: null };
        const units = context.doubts.settle(row, cells, input.answers);
        const said = read(units.cells);
        const found =
          said.kind === 'skip' ? null : ofOffice ? noFirm : firms.find({ row, ...said });
        if (found?.kind === 'firm' && found.fresh && said.kind === 'row' && said.name !== null)
          firms.add({ id: found.id, uscc: found.uscc, name: said.name, formerNames: null });
        return { row, said, found, units };
      });
      const ids = reads.flatMap(({ found }) => (found?.kind === 'firm' ? [found.id] : []));
      const stored = isFirst ? nothingStored : rowsById(store, 'enterprise', ids);
      const tables = new Set(
        reads.flatMap(({ said }) => (said.kind === 'row' ? said.records.map((r) => r.into) : [])),
      );
      if (reads.some(({ said }) => said.kind === 'row' && said.facts.tier !== undefined))
        tables.add('tier_history');
      const beside = new Map(
        [...tables].map((table) => [
          table,
          ofOffice
            ? new Map([['', allRows(store, table as SyncedName)]])
            : rowsOfFamilies(store, table as SyncedName, ids),
        ]),
      );
      for (const { row, said, found, units } of reads) {
        if (said.kind === 'skip' || found === null || units === null) {
          const reason = said.kind === 'skip' ? said.reason : null;
          planned({
            row,
            name: null,
            uscc: null,
            firm: null,
            records: [],
            verdict: 'skipped',
            reason,
          });
        } else planned(planRow({ row, said, found, units }, stored, beside));
      }
    },
  };
};

const skip = (reason: string): SaidRow => ({ kind: 'skip', reason });

const sorted = (values: SaidValues): readonly (readonly [string, LedgerValue])[] =>
  Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));

const verdictOf = (records: readonly PlannedRecord[]): ImportVerdict => {
  const main = records.map(({ kind }) => kind);
  if (main.some((kind) => kind === 'new' || kind === 'revived')) return 'new';
  return main.includes('changed') ? 'changed' : 'same';
};
