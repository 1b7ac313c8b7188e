import { targetNamed } from '#shared/import-targets.ts';
import type { CellView, ImportCounts, ImportLine, RecordCounts } from '#shared/imports.ts';

/** A value as people read it; an empty cell is said to be empty. */
export const cellWords = (value: string | null): string =>
  value === null || value === '' ? '（空）' : value;

/** Cells that have columns of their own in the table, or only follow from another cell. */
const silent: ReadonlySet<string> = new Set([
  'name',
  'uscc',
  'division',
  'capitalAmount',
  'capitalCurrency',
]);

const changeWords = (fresh: boolean, cell: CellView): string => {
  if (fresh) return `${cell.label} ${cellWords(cell.file)}`;
  const kept = cell.choice === 'keep' ? '（保留现有）' : '';
  return `${cell.label}：${cellWords(cell.now)} → ${cellWords(cell.file)}${kept}`;
};

/** A row in one line: what is asked or why, then what it brings (new) or changes (known). */
export const explainLine = (line: ImportLine): string => {
  const words = line.records.flatMap(({ table, kind, title, cells }) => {
    const said = cells
      .filter(({ field }) => table !== 'enterprise' || kind === 'changed' || !silent.has(field))
      .map((cell) => changeWords(kind === 'new', cell));
    return said.length === 0
      ? []
      : [`${title === '' || title === line.name ? '' : `${title} `}${said.join('，')}`];
  });
  return [line.question?.text, line.reason, ...words].filter(Boolean).join('；');
};

/** Every verdict's count; preview and report say it alike. */
export const countWords = ({ read, new: fresh, changed, same, question, skipped }: ImportCounts) =>
  `读到 ${read} 行：新增 ${fresh}，更新 ${changed}，不变 ${same}，有疑问 ${question}，跳过 ${skipped}`;

/** What is written by table: 「企业新增 3 家；年度经济数据新增 42 条、更新 2 条」. */
export const recordWords = (records: RecordCounts): string =>
  Object.entries(records)
    .flatMap(([name, { added, changed }]) => {
      const target = targetNamed(name);
      if (!target || added + changed === 0) return [];
      const label = name === 'enterprise' ? '企业' : target.label;
      const parts = [
        ...(added > 0 ? [`新增 ${added} ${target.counter}`] : []),
        ...(changed > 0 ? [`更新 ${changed} ${target.counter}`] : []),
      ];
      return [`${label}${parts.join('、')}`];
    })
    .join('；');
