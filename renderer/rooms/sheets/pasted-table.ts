import { measureStates } from '#shared/sheets.ts';
import { readDue } from './due-text.ts';
import { blankMeasure, type MeasureForm } from './sheet-form.ts';

/** Rows copied from Excel or WPS, read into measures. */

/**
 * Cells of what a spreadsheet puts on the clipboard as text: rows by line breaks, cells by tabs, a cell with
 * either of them (or a quote at its beginning) in double quotes, quotes within doubled.
 */
export const readTsv = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let at = 0;
  const endCell = (): void => {
    row.push(cell);
    cell = '';
  };
  const endRow = (): void => {
    endCell();
    rows.push(row);
    row = [];
  };
  /** Index behind the closing quote; -1 where the quote is only a character. */
  const quoteEnd = (from: number): number => {
    for (let i = from + 1; i < text.length; i++) {
      if (text[i] !== '"') continue;
      if (text[i + 1] === '"') i += 1;
      else return [undefined, '\t', '\n', '\r'].includes(text[i + 1]) ? i + 1 : -1;
    }
    return -1;
  };
  while (at < text.length) {
    const char = text[at];
    const end = char === '"' && cell === '' ? quoteEnd(at) : -1;
    if (end !== -1) {
      cell = text.slice(at + 1, end - 1).replaceAll('""', '"');
      at = end;
    } else if (char === '\t') {
      endCell();
      at += 1;
    } else if (char === '\n' || char === '\r') {
      endRow();
      at += char === '\r' && text[at + 1] === '\n' ? 2 : 1;
    } else {
      cell += char;
      at += 1;
    }
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
};

/** What readTsv reads back. */
export const writeTsv = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) =>
      row
        .map((cell) => (/[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join('\t'),
    )
    .join('\n');

/** A block of cells: from a spreadsheet there is a tab, or several lines that it says are a table. */
export const isTable = (text: string, html: string): boolean =>
  text.includes('\t') || (/<table|urn:schemas-microsoft-com/i.test(html) && /\n./.test(text));

export const pasteColumns = [
  'person',
  'duty',
  'goal',
  'task',
  'resources',
  'dueOn',
  'state',
] as const;
export type PasteColumn = (typeof pasteColumns)[number];
type Column = PasteColumn | 'department' | null;

/** Words over a column, without blanks and brackets. */
const headings: Readonly<Record<Exclude<Column, null>, readonly string[]>> = {
  person: ['定人', '责任人', '负责人', '联系人', '人员', '责任人员', '牵头人'],
  duty: ['定责', '职责', '责任', '责任内容', '工作职责'],
  goal: ['定目标', '目标', '工作目标', '预期目标', '完成目标'],
  task: ['定任务', '任务', '措施', '具体措施', '工作措施', '工作任务', '任务内容', '帮扶措施'],
  resources: ['资源', '资源保障', '所需资源', '保障措施'],
  dueOn: ['定完成时间', '定时间', '定时限', '完成时间', '完成时限', '时限', '时间', '完成日期'],
  state: ['状态', '完成状态', '进度', '办理状态'],
  department: ['部门', '责任部门', '科室', '责任科室', '责任单位', '牵头部门'],
};
const numbers = ['序号', '编号', '号', 'no', 'no.'];

const headingOf = (cell: string): Column | undefined => {
  const word = cell
    .normalize('NFKC')
    .replace(/[\s()（）:：]/g, '')
    .toLowerCase();
  if (numbers.includes(word)) return null;
  return (Object.keys(headings) as Exclude<Column, null>[]).find((key) =>
    headings[key].includes(word),
  );
};

/** The columns a heading row names; undefined where the row is no heading. */
const columnsNamed = (row: readonly string[]): readonly Column[] | undefined => {
  const said = row.map((cell) => (cell.trim() === '' ? null : headingOf(cell)));
  const known = said.filter((column) => column !== undefined && column !== null);
  return known.length >= 2 && known.length >= row.filter((cell) => cell.trim() !== '').length / 2
    ? said.map((column) => column ?? null)
    : undefined;
};

const isCount = (rows: readonly (readonly string[])[]): boolean =>
  rows.length > 0 && rows.every(([first = ''], at) => first.trim() === String(at + 1));

const otherStates: Readonly<Record<string, (typeof measureStates)[number]>> = {
  未开始: '未启动',
  未开展: '未启动',
  未完成: '推进中',
  进行中: '推进中',
  实施中: '推进中',
  正在推进: '推进中',
  已完成: '完成',
  完成: '完成',
  办结: '完成',
  延后: '延期',
  已取消: '取消',
  终止: '取消',
};

const withCell = (
  measure: MeasureForm,
  column: Exclude<Column, null>,
  text: string,
  year: number,
): MeasureForm => {
  const said = text.trim();
  if (column === 'dueOn') return { ...measure, dueOn: readDue(said, year) ?? said };
  if (column !== 'state') return { ...measure, [column]: said };
  const state = measureStates.find((word) => word === said) ?? otherStates[said];
  return state ? { ...measure, state } : measure;
};

export type Pasting = {
  readonly rows: readonly (readonly string[])[];
  /** Where the first cell goes: a row of the form and a column. */
  readonly at: { readonly measureId: string; readonly column: PasteColumn };
  /** Of dates that name none. */
  readonly year: number;
  readonly newId: () => string;
};

/**
 * The measures with a block of cells laid over them from one cell on: down the rows, new ones behind the last.
 * A heading row says which column is which; without one they follow the order of the paper, and a first column
 * that only counts 1, 2, 3 is left out.
 */
export const withPasted = (
  measures: readonly MeasureForm[],
  { rows, at, year, newId }: Pasting,
): MeasureForm[] => {
  const isFilled = (row: readonly string[]): boolean => row.some((cell) => cell.trim() !== '');
  const top = rows.findIndex(isFilled);
  const named = columnsNamed(rows[top] ?? []);
  // An empty row among the others keeps its place; those behind the last are none.
  const block = rows.slice(named ? top + 1 : 0, rows.findLastIndex(isFilled) + 1);
  const from = named ? 0 : pasteColumns.indexOf(at.column);
  const skip = !named && at.column === 'person' && (block[0]?.length ?? 0) > 2 && isCount(block);
  const columns: readonly Column[] =
    named ?? (skip ? [null, ...pasteColumns] : pasteColumns.slice(from));
  const first = Math.max(
    0,
    measures.findIndex(({ id }) => id === at.measureId),
  );
  const result = [...measures];
  for (const [n, row] of block.entries()) {
    const place = first + n;
    let measure = result[place] ?? blankMeasure(newId());
    for (const [i, cell] of row.entries()) {
      const column = columns[i];
      if (column && cell.trim() !== '') measure = withCell(measure, column, cell, year);
    }
    result[place] = measure;
  }
  return result;
};
