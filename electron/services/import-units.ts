import type { TableRow } from '#documents/read-table.ts';
import type { ImportMapping } from '#shared/import-columns.ts';
import { type Magnitudes, magnitudes } from '#shared/import-magnitudes.ts';
import { targetField, targetNamed } from '#shared/import-targets.ts';
import type { ImportAnswers, ImportQuestion } from '#shared/imports.ts';
import type { Field } from '#shared/registers/ledger.ts';
import { unitWord } from '#shared/registers/units.ts';

/**
 * Figures that seem to stand in another unit than their column's: 1.25 among thousands of 万元 is
 * likely 亿元. They are asked about, never silently taken.
 */

type MoneyColumn = {
  readonly column: number;
  readonly field: Field;
  readonly unit: string;
  readonly sizes: Magnitudes;
};

export type Settled = {
  /** With the answered unit written behind the figure. */
  readonly cells: readonly string[];
  readonly question: ImportQuestion | null;
  readonly skip: string | null;
};

export type Doubts = {
  readonly settle: (row: number, cells: readonly string[], answers: ImportAnswers) => Settled;
};

/** What a bare figure says; null where a unit stands behind it or it is no figure. */
const bareFigure = (text: string): number | null => {
  const plain = text.normalize('NFKC').replace(/[\s,]/g, '');
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : null;
};

/** Ten thousand times larger or smaller, in the unit of people. */
const neighbours: Readonly<Record<string, { readonly up?: string; readonly down?: string }>> = {
  元: { up: '万元' },
  万元: { up: '亿元', down: '元' },
  亿元: { down: '万元' },
  美元: { up: '万美元' },
  万美元: { up: '亿美元', down: '美元' },
};

const moneyColumns = ({ uses }: ImportMapping): MoneyColumn[] =>
  uses.flatMap((use) => {
    const target = use.into === 'enterprise' ? undefined : targetNamed(use.into);
    const field = target && targetField(target, use.field);
    if (field?.kind !== 'money') return [];
    const unit = use.unit === null ? field.unit : unitWord(use.unit);
    return [{ column: use.column, field, unit, sizes: magnitudes() }];
  });

/** Goes through the table once, where it has money at all, to learn what is usual in each column. */
export const learnUnits = (mapping: ImportMapping, rows: () => Iterable<TableRow>): Doubts => {
  const columns = moneyColumns(mapping);
  if (columns.length === 0)
    return { settle: (_row, cells) => ({ cells, question: null, skip: null }) };
  // Columns of one kind learn together: a firm's sales of two years are of one size.
  const shared = new Map<string, Magnitudes>();
  const of = columns.map((each) => {
    const key = `${each.field.key} ${each.unit}`;
    const sizes = shared.get(key) ?? each.sizes;
    shared.set(key, sizes);
    return { ...each, sizes };
  });
  const names = mapping.uses.filter(({ into, field }) => into === 'enterprise' && field === 'name');
  const isTotal = (cells: readonly string[]): boolean =>
    cells.some((cell) => /^(?:合|总|小|共)\s*计$/.test(cell.trim())) ||
    names.some(({ column }) => (cells[column] ?? '').trim() === '');
  for (const { cells } of rows()) {
    if (isTotal(cells)) continue;
    for (const { column, sizes } of of) {
      const figure = bareFigure(cells[column] ?? '');
      if (figure !== null) sizes.add(figure);
    }
  }
  return {
    settle: (row, cells, answers) => {
      const settled = [...cells];
      let question: ImportQuestion | null = null;
      for (const each of of) {
        const text = cells[each.column] ?? '';
        const figure = bareFigure(text);
        const odd = figure === null ? 0 : each.sizes.odd(figure);
        const other = odd === 4 ? neighbours[each.unit]?.up : neighbours[each.unit]?.down;
        if (odd === 0 || other === undefined) continue;
        const asked = questionOf(row, each, text, other);
        const role = answers['*unit'];
        const answer =
          answers[asked.key] ?? asked.options.find((option) => option.role === role)?.answer;
        if (answer === 'skip')
          return { cells, question: null, skip: `按您的选择不导入：${asked.text}` };
        if (answer === undefined) question ??= asked;
        else settled[each.column] = `${text.trim()}${answer}`;
      }
      return { cells: settled, question, skip: null };
    },
  };
};

const questionOf = (
  row: number,
  { column, field, unit }: MoneyColumn,
  text: string,
  other: string,
): ImportQuestion => ({
  kind: 'unit',
  key: `unit:${row}:${column}`,
  text: `${field.label} ${text.trim()}：这一列是${unit}，这个数与同列其他数相差万倍，可能写的是${other}`,
  options: [
    { answer: other, role: 'suggested', label: `是 ${text.trim()} ${other}` },
    { answer: unit, role: 'other', label: `就是 ${text.trim()} ${unit}` },
    { answer: 'skip', role: 'skip', label: '这一行不导入' },
  ],
});
