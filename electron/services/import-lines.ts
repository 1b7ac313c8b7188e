import { divisionName } from '#shared/divisions.ts';
import type { SaidValues } from '#shared/import-rows.ts';
import { enterpriseTarget, isOfFirms, targetField, targetNamed } from '#shared/import-targets.ts';
import type {
  CellView,
  ImportCounts,
  ImportLine,
  ImportQuestion,
  ImportVerdict,
  RecordView,
} from '#shared/imports.ts';
import type { Ledger, LedgerValue, LedgerValues } from '#shared/registers/ledger.ts';
import { rowTitle } from '#shared/registers/rows.ts';
import { showValue } from '#shared/registers/values.ts';

/**
 * The lines of an import as they are kept: everything the preview shows, the commit writes and the
 * undo needs, in few bytes. Pure.
 */

export type PlannedRecord = {
  /** `enterprise`, or a ledger's name. */
  readonly table: string;
  readonly id: string;
  /** `revived`: it is there, marked deleted. */
  readonly kind: 'new' | 'revived' | 'changed' | 'same';
  /** Everything the file says of it, also where the store says the same. */
  readonly said: SaidValues;
  /** Cells in which the store says something else, as they stand there. */
  readonly now?: Readonly<Record<string, LedgerValue>>;
  /** What the last import of this source said of those cells. */
  readonly last?: Readonly<Record<string, LedgerValue>>;
  /** Cells of `now` that stay as they are. */
  readonly keep?: readonly string[];
  /** Cells of `now` about which a person may say otherwise. */
  readonly open?: readonly string[];
};

export type PlannedLine = {
  readonly row: number;
  readonly verdict: ImportVerdict;
  readonly reason: string | null;
  readonly name: string | null;
  readonly uscc: string | null;
  readonly firm: string | null;
  readonly question?: ImportQuestion;
  readonly records: readonly PlannedRecord[];
};

/** Cells a line writes into a row that is there already. */
export const writtenCells = ({ said, now, keep }: PlannedRecord): Record<string, LedgerValue> =>
  Object.fromEntries(
    Object.keys(now ?? {})
      .filter((key) => !keep?.includes(key))
      .map((key) => [key, said[key] ?? null]),
  );

export const keptCells = (line: PlannedLine): number =>
  line.records.reduce((sum, { keep }) => sum + (keep?.length ?? 0), 0);

/** Labels of what an import derives beside the fields of the form. */
const derivedLabels: Readonly<Record<string, string>> = {
  capitalAmount: '注册资本（元）',
  capitalCurrency: '币种',
  division: '行政区划',
};

const labelOf = (table: string, key: string): string => {
  const target = targetNamed(table);
  const field = target && targetField(target, key);
  if (!field) return derivedLabels[key] ?? key;
  const unit = 'unit' in field && field.unit ? `（${field.unit}）` : '';
  return `${field.label}${unit}`;
};

const shown = (table: string, key: string, value: LedgerValue): string | null => {
  if (value === null) return null;
  const target = targetNamed(table);
  const field = target && targetField(target, key);
  if (field) return showValue(field, value);
  return typeof value === 'number' ? value.toLocaleString('zh-CN') : value;
};

const cellKey = (record: PlannedRecord, field: string): string =>
  `cell:${record.table}:${record.id}:${field}`;

const cellsOf = (record: PlannedRecord): CellView[] => {
  const { table, said, now, last, keep, open } = record;
  const keys = record.kind === 'new' || record.kind === 'revived' ? said : (now ?? {});
  return Object.keys(keys).map((field): CellView => {
    const before = last?.[field];
    return {
      field,
      label: labelOf(table, field),
      now: shown(table, field, now?.[field] ?? null),
      ...(before === undefined ? {} : { last: shown(table, field, before) }),
      file: shown(table, field, said[field] ?? null),
      choice: keep?.includes(field) ? 'keep' : 'file',
      key: open?.includes(field) ? cellKey(record, field) : null,
    };
  });
};

/** A row of a table of the office by year and place: 2008 年 澜溪县. */
export const officeTitle = (ledger: Ledger, values: LedgerValues): string => {
  const place = values.division;
  const name = typeof place === 'string' ? divisionName(place).split(' ').at(-1) : undefined;
  return rowTitle(ledger, { ...values, ...(name === undefined ? {} : { division: name }) });
};

/** What a record is called: a firm by nothing (the line names it), a ledger's row by its title. */
const titleOf = ({ table, said }: PlannedRecord): string => {
  const target = targetNamed(table);
  if (!target || target === enterpriseTarget) return '';
  const whole: LedgerValues = said;
  return isOfFirms(target) ? rowTitle(target.ledger, whole) : officeTitle(target.ledger, whole);
};

const recordView = (record: PlannedRecord): RecordView => ({
  table: record.table,
  tableLabel:
    record.table === 'enterprise' ? '企业' : (targetNamed(record.table)?.label ?? record.table),
  title: titleOf(record),
  kind: record.kind === 'revived' ? 'new' : record.kind,
  cells: cellsOf(record),
});

/** A line as the screen shows it. */
export const lineView = ({ firm, question, records, ...line }: PlannedLine): ImportLine => ({
  ...line,
  enterpriseId: firm,
  question: question ?? null,
  records: records.map(recordView),
});

export type MutableCounts = { -readonly [K in keyof ImportCounts]: ImportCounts[K] };

export const noCounts = (): MutableCounts => ({
  read: 0,
  new: 0,
  changed: 0,
  same: 0,
  question: 0,
  skipped: 0,
  kept: 0,
});

/** Adds a line to the counts of its run. */
export const countLine = (
  counts: MutableCounts,
  records: Record<string, { added: number; changed: number }>,
  line: PlannedLine,
): void => {
  counts.read += 1;
  counts[line.verdict] += 1;
  if (line.verdict === 'question' || line.verdict === 'skipped') return;
  if (keptCells(line) > 0) counts.kept += 1;
  for (const record of line.records) {
    const sum = records[record.table] ?? { added: 0, changed: 0 };
    records[record.table] = sum;
    if (record.kind === 'new' || record.kind === 'revived') sum.added += 1;
    if (record.kind === 'changed') sum.changed += 1;
  }
};
