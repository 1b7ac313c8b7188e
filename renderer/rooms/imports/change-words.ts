import type { FieldChange, ImportLine } from '#shared/imports.ts';

/** A value as people read it; an empty cell is said to be empty. */
export const cellWords = (value: string | number | null): string => {
  if (value === null || value === '') return '（空）';
  return typeof value === 'number' ? value.toLocaleString('zh-CN') : value;
};

/** Columns of their own in the table, and what only follows from another cell. */
const leftOut = (line: ImportLine): ReadonlySet<string> => {
  const capitalSaysItself = line.changes.some(({ field }) => field === 'capitalText');
  return new Set([
    ...(line.verdict === 'new' ? ['name', 'uscc', 'division'] : []),
    ...(capitalSaysItself ? ['capitalAmount', 'capitalCurrency'] : []),
  ]);
};

const changeWords = (verdict: ImportLine['verdict'], change: FieldChange): string =>
  verdict === 'new'
    ? `${change.label} ${cellWords(change.to)}`
    : `${change.label}：${cellWords(change.from)} → ${cellWords(change.to)}`;

/** A row in one line: why, then what it brings (a new firm) or changes (a known one). */
export const explainLine = (line: ImportLine): string => {
  const dropped = leftOut(line);
  const changes = line.changes.filter(({ field }) => !dropped.has(field));
  return [line.reason, ...changes.map((change) => changeWords(line.verdict, change))]
    .filter(Boolean)
    .join('；');
};
