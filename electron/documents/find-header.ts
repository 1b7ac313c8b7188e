/** Finds the header of a sheet: below title rows, merged, and sometimes two rows deep. */
import { cellAt, type Grid, mergeAt } from './table-grid.ts';

export type Header = {
  /** Zero-based rows of the highest and the lowest header line; data begin below. */
  readonly top: number;
  readonly bottom: number;
  /** One title per column from the sheet's first column on; parts of two rows joined by `/`. */
  readonly titles: readonly string[];
};

/** A header stands near the top; further down its words are data. */
const searchedRows = 60;
const deepestHeader = 4;

const squeeze = (text: string): string => text.replace(/\s+/g, '');

/** 2008, 2008年, 2008年度: the only figures a header line carries. */
const isYear = (text: string): boolean => /^(?:19|20)\d\d(?:年度?)?$/.test(squeeze(text));

/** A short word without figures or a colon, unlike 「填报单位：…」, a phone number or a date. */
const looksLikeTitle = (text: string): boolean =>
  isYear(text) || /^(?:(?:19|20)\d\d年?)?[^\d：:]{1,18}$/.test(squeeze(text));

const filledColumns = (grid: Grid, row: number): number[] =>
  (grid.rows[row] ?? []).flatMap((text, column) => (text === '' ? [] : [column]));

const isWide = (grid: Grid, row: number, column: number): boolean => {
  const merge = mergeAt(grid, row, column);
  return merge !== undefined && merge.right > merge.left;
};

/** True where `lower` has a title of its own under a group title, or under nothing, in `upper`. */
const sitsUnderGroup = (grid: Grid, upper: number, lower: number, column: number): boolean => {
  if (isWide(grid, upper, column)) return true;
  if (cellAt(grid, upper, column) === '' || isYear(cellAt(grid, lower, column))) return true;
  return (
    cellAt(grid, upper, column + 1) === '' &&
    cellAt(grid, lower, column) !== '' &&
    // A group below a group reaches over blanks too, with titles of its own under them.
    (cellAt(grid, lower, column + 1) !== '' || cellAt(grid, lower + 1, column + 1) !== '')
  );
};

const continuesBelow = (grid: Grid, row: number, anchors: readonly number[]): boolean => {
  const lower = filledColumns(grid, row + 1);
  return (
    lower.length > 0 &&
    anchors.every((column) => cellAt(grid, row + 1, column) === '') &&
    lower.every((column) => looksLikeTitle(cellAt(grid, row + 1, column))) &&
    // One group of several columns tells a header; a group of one beside it is told by nothing.
    (lower.every((column) => sitsUnderGroup(grid, row, row + 1, column)) ||
      lower.some(
        (column) =>
          cellAt(grid, row, column) !== '' &&
          lower.includes(column + 1) &&
          sitsUnderGroup(grid, row, row + 1, column),
      ))
  );
};

const isGroupRow = (grid: Grid, row: number): boolean => {
  const upper = filledColumns(grid, row);
  return (
    upper.length > 1 &&
    upper.every((column) => looksLikeTitle(cellAt(grid, row, column))) &&
    upper.some(
      (column) =>
        cellAt(grid, row + 1, column) !== '' && sitsUnderGroup(grid, row, row + 1, column),
    )
  );
};

const bottomOf = (grid: Grid, row: number, anchors: readonly number[]): number => {
  const merged = Math.max(...anchors.map((column) => mergeAt(grid, row, column)?.bottom ?? row));
  if (merged > row) return Math.min(merged, row + deepestHeader - 1);
  let bottom = row;
  while (bottom < row + deepestHeader - 1 && continuesBelow(grid, bottom, anchors)) bottom += 1;
  return bottom;
};

/** Group rows stand above the row with the firm's name where that row is the lowest of the header. */
const topOf = (grid: Grid, row: number, bottom: number): number => {
  let top = row;
  while (bottom === row && top > 0 && bottom - top < deepestHeader - 1 && isGroupRow(grid, top - 1))
    top -= 1;
  return top;
};

/** The header in these rows, whoever found them. */
export const headerBetween = (grid: Grid, top: number, bottom: number): Header => {
  const width = Math.max(
    ...Array.from({ length: bottom - top + 1 }, (_, i) => {
      const right = filledColumns(grid, top + i).at(-1) ?? 0;
      return 1 + Math.max(right, mergeAt(grid, top + i, right)?.right ?? 0);
    }),
  );
  const titles = Array.from({ length: width }, (_, column) => titleOf(grid, top, bottom, column));
  return { top, bottom, titles: titles.slice(0, titles.findLastIndex((t) => t !== '') + 1) };
};

/** A group title reaches over its merge, or, where a file keeps no merges, to the next title. */
const groupTitle = (grid: Grid, row: number, bottom: number, column: number): string => {
  const merge = mergeAt(grid, row, column);
  if (merge) return merge.top < row ? '' : cellAt(grid, merge.top, merge.left);
  const own = cellAt(grid, row, column);
  if (own !== '' || grid.merges.length > 0 || cellAt(grid, bottom, column) === '') return own;
  for (let left = column - 1; left >= 0 && cellAt(grid, bottom, left) !== ''; left -= 1) {
    const title = cellAt(grid, row, left);
    if (title !== '') return title;
  }
  return '';
};

const titleOf = (grid: Grid, top: number, bottom: number, column: number): string => {
  const parts: string[] = [];
  for (let row = top; row <= bottom; row += 1) {
    const part = squeeze(
      row < bottom ? groupTitle(grid, row, bottom, column) : cellAt(grid, row, column),
    );
    if (part !== '' && part !== parts.at(-1)) parts.push(part);
  }
  return parts.join('/');
};

/**
 * The first header in the sheet's upper rows: the row in which a cell is a title that `isAnchor`
 * knows, with the group rows above it or the rows below it that belong to it.
 */
export const findHeader = (grid: Grid, isAnchor: (title: string) => boolean): Header | null => {
  const last = Math.min(grid.rows.length, searchedRows);
  for (let row = 0; row < last; row += 1) {
    const anchors = filledColumns(grid, row).filter((column) =>
      isAnchor(squeeze(cellAt(grid, row, column))),
    );
    if (anchors.length === 0) continue;
    const bottom = bottomOf(grid, row, anchors);
    return headerBetween(grid, topOf(grid, row, bottom), bottom);
  }
  return null;
};
