import type { Document, Element } from '@xmldom/xmldom';
import { emsOf, linesIn } from './fit-page.ts';
import { all, type BookSheet, cellText, child } from './xlsx-book.ts';

/**
 * A value may be longer than the placeholder the office drew its cell for: it is broken into lines and its row made
 * high enough, so that nothing is cut on paper. Format: ECMA-376 Part 1, 18.3.1.13 (col), 18.8.45 (xf), 18.8.1 (alignment).
 */

/** Characters and points Excel takes where a sheet says nothing, and the highest row it draws. */
const defaultWidth = 8.43;
const defaultHeight = 15;
const highest = 409;

const numberOf = (element: Element | undefined, name: string): number | undefined => {
  const value = element?.getAttribute(name);
  return value ? Number(value) : undefined;
};

/** 1 for A5, 28 for AB5. */
const columnOf = (ref: string): number =>
  [...ref.replace(/\d+$/, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

const setAlignment = (xf: Element): void => {
  const alignment =
    child(xf, 'alignment') ??
    xf.insertBefore(
      (xf.ownerDocument as Document).createElementNS(xf.namespaceURI, 'alignment'),
      xf.firstChild,
    );
  (alignment as Element).setAttribute('wrapText', '1');
  xf.setAttribute('applyAlignment', '1');
};

/** Gives a cell's style a twin that breaks lines. @param styles `xl/styles.xml`; without it nothing is done */
const wrapStyles = (styles: Document | undefined) => {
  const twins = new Map<number, number>();
  const formats = styles && all(styles, 'cellXfs')[0];
  return (cell: Element): void => {
    if (!formats) return;
    const xfs = all(formats, 'xf');
    const style = numberOf(cell, 's') ?? 0;
    const known = twins.get(style);
    const xf = xfs[style];
    if (known === undefined && xf) {
      const twin = xf.cloneNode(true) as Element;
      setAlignment(twin);
      formats.appendChild(twin);
      formats.setAttribute('count', String(xfs.length + 1));
      twins.set(style, xfs.length);
    }
    cell.setAttribute('s', String(twins.get(style) ?? style));
  };
};

/** Columns a merged cell spans, by the cell that holds its text. */
const spansOf = (sheet: BookSheet): ReadonlyMap<string, number> =>
  new Map(
    all(sheet.xml, 'mergeCell').map((merge) => {
      const [first = '', last = first] = (merge.getAttribute('ref') ?? '').split(':');
      return [first, columnOf(last) - columnOf(first) + 1];
    }),
  );

/** Puts the filled cells of a row, whose places are still those of the template, on lines of their own. */
export type Wrapping = (row: Element, filled: readonly Element[]) => void;

/**
 * Measures a sheet as the office drew it, before anything of it moves.
 *
 * @param strings the shared strings, to know which neighbours are empty
 */
export const wrappingOf = (
  sheet: BookSheet,
  styles: Document | undefined,
  strings: readonly string[],
): Wrapping => {
  const wrap = wrapStyles(styles);
  const columns = all(sheet.xml, 'col').map((col) => ({
    from: numberOf(col, 'min') ?? 0,
    to: numberOf(col, 'max') ?? 0,
    width: numberOf(col, 'width') ?? defaultWidth,
  }));
  const format = all(sheet.xml, 'sheetFormatPr')[0];
  const usual = numberOf(format, 'defaultColWidth') ?? defaultWidth;
  const lineHeight = numberOf(format, 'defaultRowHeight') ?? defaultHeight;
  const widthOf = (column: number): number =>
    columns.find(({ from, to }) => from <= column && column <= to)?.width ?? usual;
  const refOf = (cell: Element): string => cell.getAttribute('r') ?? '';
  const last = all(sheet.xml, 'c').reduce((most, cell) => Math.max(most, columnOf(refOf(cell))), 0);
  const spans = spansOf(sheet);
  const sum = (from: number, count: number): number =>
    Array.from({ length: count }, (_none, i) => widthOf(from + i)).reduce((a, b) => a + b, 0);

  return (row, filled) => {
    const cells = all(row, 'c');
    const taken = new Set(
      cells
        .filter((cell) => (cellText(cell, strings) ?? child(cell, 'v')?.textContent ?? '') !== '')
        .map((cell) => columnOf(refOf(cell))),
    );
    let height = 0;
    for (const cell of filled) {
      const text = cellText(cell, strings);
      if (text === undefined) continue;
      const column = columnOf(refOf(cell));
      const span = spans.get(refOf(cell));
      // Text runs on over empty neighbours, as far as the table reaches.
      let free = span ?? 1;
      if (span === undefined) while (column + free <= last && !taken.has(column + free)) free += 1;
      const lines = text.split('\n');
      if (lines.length === 1 && emsOf(text) * 2 <= sum(column, free)) continue;
      wrap(cell);
      const ems = Math.max(1, Math.floor(sum(column, span ?? 1) / 2));
      height = Math.max(
        height,
        lines.reduce((all_, line) => all_ + linesIn(line, ems), 0),
      );
    }
    if (height <= 1) return;
    const drawn = numberOf(row, 'ht') ?? lineHeight;
    row.setAttribute('ht', String(Math.min(highest, Math.max(drawn, height * lineHeight))));
    row.setAttribute('customHeight', '1');
  };
};
