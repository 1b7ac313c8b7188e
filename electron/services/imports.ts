import { readFileSync, statSync } from 'node:fs';
import {
  allEnterprises,
  type EnterpriseRecord,
  enterprisesInUse,
  getEnterprises,
} from '#db/queries/enterprises.ts';
import {
  addImportRun,
  getImportRows,
  getImportRun,
  getSetting,
  type ImportRow,
  type ImportRun,
  listImportRuns,
  markImportUndone,
  putSetting,
} from '#db/queries/local.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { type Door, write } from '#db/write.ts';
import { readTable, type Table } from '#documents/read-table.ts';
import { Refusal } from '#shared/errors.ts';
import type {
  FieldChange,
  ImportCounts,
  ImportLine,
  ImportPreview,
  ImportReport,
  ImportReportDetail,
  TableView,
  UndoResult,
} from '#shared/imports.ts';
import { guessMapping, type RosterMapping, rosterMapping } from '#shared/roster.ts';
import { sha256 } from '#sync/seal.ts';
import type { Desk } from './desk.ts';
import { enterpriseId } from './enterprises.ts';
import { countVerdicts, type PlannedLine, planImport } from './import-plan.ts';
import { backUp } from './settings.ts';

/** Reading a county's roster: read ▸ map ▸ preview ▸ commit ▸ report ▸ undo. */

/** Largest table file read into memory, in bytes. */
const maxFileBytes = 200 * 1024 * 1024;

const loadTable = (path: string, fileName: string): { table: Table; hash: string } => {
  if (statSync(path).size > maxFileBytes)
    throw Refusal.of('table.unreadable', { why: '文件超过 200 MB' });
  const bytes = readFileSync(path);
  return { table: readTable(bytes, fileName), hash: sha256(bytes) };
};

/** Tables with the same titles are the same source: what a person chose once is proposed again. */
const mappingKey = (table: Table): string =>
  `mapping:${sha256(table.columns.map((c) => c.title).join('\n')).slice(0, 32)}`;

const rememberedMapping = (desk: Desk, table: Table): RosterMapping | undefined => {
  const text = getSetting(desk.store.reader, mappingKey(table));
  const parsed = text === undefined ? undefined : rosterMapping.safeParse(JSON.parse(text));
  return parsed?.success ? parsed.data : undefined;
};

/** A table as it lies there, with a proposal for its columns. @throws Refusal `table.*` */
export const readImport = (desk: Desk, ticket: string): TableView => {
  const fileName = desk.shelf.name(ticket);
  const { table } = loadTable(desk.shelf.path(ticket), fileName);
  return {
    fileName,
    sheet: table.sheet,
    headerRow: table.headerRow,
    columns: table.columns,
    samples: table.rows.slice(0, 3).map((r) => r.cells),
    rows: table.rows.length,
    notes: table.notes,
    mapping: rememberedMapping(desk, table) ?? guessMapping(table.columns.map((c) => c.title)),
  };
};

type Plan = {
  readonly table: Table;
  readonly hash: string;
  readonly mapping: RosterMapping;
  readonly lines: readonly PlannedLine[];
  readonly stamp: string;
};

const planFile = (desk: Desk, path: string, fileName: string, mapping?: RosterMapping): Plan => {
  const { table, hash } = loadTable(path, fileName);
  const used =
    mapping ?? rememberedMapping(desk, table) ?? guessMapping(table.columns.map((c) => c.title));
  const known = new Map(allEnterprises(desk.store.reader).map((r) => [r.id, r]));
  const lines = planImport(table, used, known, enterpriseId);
  const verdicts = lines.map((l) => [l.row, l.verdict, l.enterpriseId, l.changes]);
  return { table, hash, mapping: used, lines, stamp: sha256(hash + JSON.stringify(verdicts)) };
};

const toLine = ({ firm: _, ...line }: PlannedLine): ImportLine => line;

/** What the import would do; nothing is written. @throws Refusal `table.*` */
export const previewImport = (
  desk: Desk,
  input: { ticket: string; mapping: RosterMapping },
): ImportPreview => {
  const { shelf } = desk;
  const plan = planFile(desk, shelf.path(input.ticket), shelf.name(input.ticket), input.mapping);
  return { counts: countVerdicts(plan.lines), lines: plan.lines.map(toLine), stamp: plan.stamp };
};

const keep = (
  door: Door,
  line: PlannedLine,
  known: ReadonlyMap<string, EnterpriseRecord>,
): void => {
  if (!line.firm || !line.enterpriseId) return;
  const patch = Object.fromEntries(line.changes.map(({ field, to }) => [field, to]));
  if (line.verdict === 'changed') door.update(enterprise, line.enterpriseId, patch);
  if (line.verdict !== 'new') return;
  const values = { ...line.firm, source: '导入' };
  if (known.has(line.enterpriseId))
    door.update(enterprise, line.enterpriseId, { ...values, deleted: 0 });
  else door.insert(enterprise, { id: line.enterpriseId, ...values });
};

const commitPlan = (desk: Desk, plan: Plan, fileName: string): ImportReport => {
  const { store, self } = desk;
  backUp(desk, 'import');
  const counts = countVerdicts(plan.lines);
  const run: ImportRun = {
    id: store.clock.uuid(),
    fileName,
    sha256: plan.hash,
    at: store.clock.now().toISOString(),
    person: self.person,
    counts: JSON.stringify(counts),
    undoneAt: null,
  };
  write(store, { actor: self.person, purpose: `导入企业名单：${fileName}` }, (door) => {
    const ids = plan.lines.map((l) => l.enterpriseId).filter((id) => id !== null);
    const known = getEnterprises(door.reader, ids);
    for (const line of plan.lines) keep(door, line, known);
    addImportRun(
      store,
      run,
      plan.lines.map(({ firm: _, changes, ...line }) => ({
        ...line,
        changes: changes.length > 0 ? JSON.stringify(changes) : null,
      })),
    );
    putSetting(store, mappingKey(plan.table), JSON.stringify(plan.mapping));
  });
  return toReport(run);
};

/**
 * Does what the preview showed, in one transaction, with a saved report.
 *
 * @throws Refusal `import.stale` when the file or the store has changed since; `table.*`, `disk.full`
 */
export const commitImport = (
  desk: Desk,
  input: { ticket: string; mapping: RosterMapping; stamp: string },
): ImportReport => {
  const fileName = desk.shelf.name(input.ticket);
  const plan = planFile(desk, desk.shelf.path(input.ticket), fileName, input.mapping);
  if (plan.stamp !== input.stamp) throw Refusal.of('import.stale');
  return commitPlan(desk, plan, fileName);
};

/** The same for a file without a person at the screen: guessed or remembered columns. */
export const importFile = (
  desk: Desk,
  input: { readonly path: string; readonly fileName: string; readonly dryRun: boolean },
): { readonly counts: ImportCounts; readonly lines: readonly ImportLine[] } => {
  const plan = planFile(desk, input.path, input.fileName);
  if (!input.dryRun) commitPlan(desk, plan, input.fileName);
  return { counts: countVerdicts(plan.lines), lines: plan.lines.map(toLine) };
};

const toReport = ({ id, fileName, at, person, counts, undoneAt }: ImportRun): ImportReport => ({
  id,
  fileName,
  at,
  person,
  counts: JSON.parse(counts) as ImportCounts,
  undoneAt,
});

export const listImports = (desk: Desk): ImportReport[] =>
  listImportRuns(desk.store.reader).map(toReport);

const requireRun = (desk: Desk, id: string): ImportRun => {
  const run = getImportRun(desk.store.reader, id);
  if (!run) throw Refusal.of('record.missing', { what: '导入记录' });
  return run;
};

const changesOf = (row: Pick<ImportRow, 'changes'>): FieldChange[] =>
  row.changes === null ? [] : (JSON.parse(row.changes) as FieldChange[]);

/** A report with every row. @throws Refusal `record.missing` */
export const getImport = (desk: Desk, id: string): ImportReportDetail => ({
  ...toReport(requireRun(desk, id)),
  lines: getImportRows(desk.store.reader, id).map(({ runId: _, ...row }) => ({
    ...row,
    verdict: row.verdict as ImportLine['verdict'],
    changes: changesOf(row),
  })),
});

/**
 * Takes an import back: what it added is marked deleted, what it changed gets its old value. A firm
 * that work hangs on by now, or a cell somebody has changed since, is left alone and counted.
 *
 * @throws Refusal `record.missing`, `import.undone`
 */
export const undoImport = (desk: Desk, id: string): UndoResult => {
  const { store, self } = desk;
  const run = requireRun(desk, id);
  if (run.undoneAt !== null) throw Refusal.of('import.undone');
  const rows = getImportRows(store.reader, id).filter((r) => r.enterpriseId !== null);
  const result = { removed: 0, restored: 0, kept: 0 };
  write(store, { actor: self.person, purpose: `撤销导入：${run.fileName}` }, (door) => {
    const ids = rows.map((r) => r.enterpriseId ?? '');
    const current = getEnterprises(door.reader, ids);
    const inUse = new Set(enterprisesInUse(store, ids));
    for (const row of rows) {
      const record = current.get(row.enterpriseId ?? '');
      if (!record) continue;
      const changes = changesOf(row);
      const untouched = changes.filter(
        ({ field, to }) => record[field as keyof EnterpriseRecord] === to,
      );
      if (row.verdict !== 'new') result.kept += changes.length - untouched.length;
      if (row.verdict === 'new') {
        if (record.deleted) continue;
        if (untouched.length < changes.length || inUse.has(record.id)) {
          result.kept += 1;
          continue;
        }
        door.update(enterprise, record.id, { deleted: 1 });
        result.removed += 1;
      } else if (untouched.length > 0) {
        door.update(
          enterprise,
          record.id,
          Object.fromEntries(untouched.map(({ field, from }) => [field, from])),
        );
        result.restored += 1;
      }
    }
    markImportUndone(store, id, store.clock.now().toISOString());
  });
  return result;
};
