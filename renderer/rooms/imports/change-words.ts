import type { FieldChange, ImportLine } from '#shared/imports.ts';

/** An empty cell, said so. */
export const cellWords = (value: string | number | null): string =>
  value === null || value === ''
    ? '（空）'
    : typeof value === 'number'
      ? value.toLocaleString('zh-CN')
      : value;

/** Columns of their own in the table. */
const shownBeside = new Set(['name', 'uscc']);

const changeWords = (verdict: ImportLine['verdict'], change: FieldChange): string =>
  verdict === 'new'
    ? `${change.label} ${cellWords(change.to)}`
    : `${change.label}：${cellWords(change.from)} → ${cellWords(change.to)}`;

/** A row in one line: why, then what it brings (a new firm) or changes (a known one). */
export const explainLine = (line: ImportLine): string => {
  const changes = line.changes.filter(
    ({ field }) => line.verdict !== 'new' || !shownBeside.has(field),
  );
  return [line.reason, ...changes.map((change) => changeWords(line.verdict, change))]
    .filter(Boolean)
    .join('；');
};
