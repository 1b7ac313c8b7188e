import type { Document, Element } from '@xmldom/xmldom';
import type PizZip from 'pizzip';
import type { PaperKind } from '#shared/papers/paper.ts';
import { placeholderName } from '#shared/papers/template-check.ts';
import { packParts } from './package-parts.ts';
import type { TemplateData } from './template-data.ts';
import { blocksOf, placeholders, rowsOf } from './xlsx-blocks.ts';
import {
  all,
  type Book,
  type BookSheet,
  cellText,
  child,
  makeElement,
  openBook,
  xmlOf,
} from './xlsx-book.ts';
import {
  type Laid,
  moveAnchors,
  moveMerges,
  moveNames,
  moveRefs,
  type Repeated,
  recalculate,
} from './xlsx-moves.ts';
import { moveFormula, moveRef, rowMap } from './xlsx-refs.ts';
import { type Wrapping, wrappingOf } from './xlsx-wrap.ts';
import { parseXml } from './xml-text.ts';

/**
 * Fills a template of Excel. Written here, over the parts' XML: the workbook library of this project keeps no
 * styles, exceljs drops what it does not know (last release 2023), xlsx-template moves neither formulas nor print
 * areas. Everything this file does not name stays as the office drew it.
 */

/** Characters a cell holds (Excel specifications and limits). */
const longestCell = 32_767;
const cutMark = '……（内容超过单元格上限，全文见记录）';

/** Values of a row; null of the one that stands empty for a list without rows. */
type Row = Readonly<Record<string, string>> | null;
type Values = Readonly<Record<string, string>>;

const rowsFor = (data: TemplateData, list: string): readonly Values[] => {
  const value = data[list];
  return typeof value === 'object' ? value : [];
};

/** A list without rows keeps one empty row: the form has its line to write on. */
const layOut = (sheet: BookSheet, book: Book, paper: PaperKind, data: TemplateData): Laid => {
  const blocks = blocksOf(sheet, book.strings, paper).blocks.map((block) => ({
    ...block,
    times: Math.max(1, rowsFor(data, block.list).length),
  }));
  return { sheet, blocks, map: rowMap(blocks) };
};

/** Names of fields whose value is a figure: alone in its cell it stays one Excel can add up. */
const figuresOf = (paper: PaperKind): ReadonlySet<string> =>
  new Set(
    Object.values(paper.fields)
      .flatMap((field) => (field.kind === 'rows' ? Object.values(field.columns) : [field]))
      .flatMap(({ name, figure }) => (figure ? [name] : [])),
  );

const isFigure = (text: string): boolean => /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text);

const fitted = (text: string): string =>
  text.length <= longestCell ? text : text.slice(0, longestCell - cutMark.length) + cutMark;

const empty = (cell: Element): void => {
  for (const name of ['f', 'v', 'is']) {
    const part = child(cell, name);
    if (part) cell.removeChild(part);
  }
};

/** Puts text into a cell; a figure where it is one. Its style stays. */
const write = (document: Document, cell: Element, text: string, figure: boolean): void => {
  empty(cell);
  cell.removeAttribute('t');
  if (text === '') return;
  if (figure) {
    const value = makeElement(document, 'v');
    value.appendChild(document.createTextNode(text));
    cell.appendChild(value);
    return;
  }
  const [inline, t] = [makeElement(document, 'is'), makeElement(document, 't')];
  t.setAttribute('xml:space', 'preserve');
  t.appendChild(document.createTextNode(fitted(text)));
  inline.appendChild(t);
  cell.appendChild(inline);
  cell.setAttribute('t', 'inlineStr');
};

type Filling = {
  readonly book: Book;
  readonly data: TemplateData;
  readonly figures: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
  /** Names of columns of any list. */
  readonly columns: ReadonlySet<string>;
};

const fillCell = (
  { book, data, figures, lists, columns }: Filling,
  document: Document,
  cell: Element,
  row: Row,
): boolean => {
  const text = cellText(cell, book.strings);
  if (text === undefined || text.replace(placeholders, '') === text) return false;
  const of = (name: string): string => {
    if (row === null) return '';
    if (Object.hasOwn(row, name)) return row[name] ?? '';
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    // A column of a list without rows is empty; a field only a newer program has is left to be seen.
    if (value === undefined) return columns.has(name) ? '' : `{{${name}}}`;
    return typeof value === 'string' ? value : '';
  };
  const isMark = (name: string): boolean => /^[#/]/.test(name) && lists.has(name.slice(1));
  const names = [...text.matchAll(placeholders)]
    .map(([, written = '']) => placeholderName(written))
    .filter((name) => !isMark(name));
  const filled = text.replace(placeholders, (_whole, written: string) => {
    const name = placeholderName(written);
    return isMark(name) ? '' : of(name);
  });
  const [only, more] = names;
  const alone = only !== undefined && more === undefined && filled === of(only);
  write(document, cell, filled, alone && figures.has(only) && isFigure(filled));
  return true;
};

/** Moves a row's formulas; their results are Excel's to work out anew. */
const moveFormulas = (
  row: Element,
  laid: readonly Laid[],
  own: { readonly start: (at: number) => number; readonly end: (at: number) => number },
  copy: number,
): void => {
  for (const cell of all(row, 'c')) {
    const formula = child(cell, 'f');
    if (!formula) continue;
    const value = child(cell, 'v');
    if (value) cell.removeChild(value);
    const ref = formula.getAttribute('ref');
    if (copy > 0 && formula.getAttribute('t') === 'shared') {
      // The first copy declares the shared formula; the others use it, as the cells below it do.
      formula.removeAttribute('ref');
      formula.textContent = '';
    } else if (ref) formula.setAttribute('ref', moveRef(ref, own.start, own.end));
    const text = formula.textContent ?? '';
    if (text !== '')
      formula.textContent = moveFormula(text, (name) =>
        name === null ? own : laid.find(({ sheet }) => sheet.name === name)?.map,
      );
  }
};

const setRow = (row: Element, at: number): void => {
  row.setAttribute('r', String(at));
  for (const cell of all(row, 'c')) {
    const ref = cell.getAttribute('r');
    if (ref) cell.setAttribute('r', ref.replace(/\d+$/, String(at)));
  }
};

const fillRow = (
  filling: Filling,
  document: Document,
  wrap: Wrapping,
  row: Element,
  values: Row,
): void => {
  const touched = all(row, 'c').filter((cell) => fillCell(filling, document, cell, values));
  // A height nobody chose was worked out for the placeholders.
  if (touched.length > 0 && row.getAttribute('customHeight') !== '1') row.removeAttribute('ht');
  wrap(row, touched);
};

const fillRows = (
  filling: Filling,
  laid: readonly Laid[],
  { sheet, blocks, map }: Laid,
  styles: Document | undefined,
): void => {
  const rows = rowsOf(sheet);
  const wrap = wrappingOf(sheet, styles, filling.book.strings);
  const data = all(sheet.xml, 'sheetData')[0];
  if (!data) return;
  for (const { row } of rows) data.removeChild(row);
  const put = (
    row: Element,
    at: number,
    values: Row,
    repeat?: { block: Repeated; copy: number },
  ) => {
    const own = repeat
      ? {
          start: (one: number) => map.within(one, repeat.block, repeat.copy),
          end: (one: number) =>
            one < repeat.block.top || one > repeat.block.bottom
              ? map.end(one)
              : map.within(one, repeat.block, repeat.copy),
        }
      : map;
    fillRow(filling, sheet.xml, wrap, row, values);
    moveFormulas(row, laid, own, repeat?.copy ?? 0);
    setRow(row, at);
    data.appendChild(row);
  };
  for (let i = 0; i < rows.length; ) {
    const at = rows[i]?.at ?? 0;
    const block = blocks.find(({ top, bottom }) => top <= at && at <= bottom);
    if (!block) {
      const row = rows[i]?.row;
      if (row) put(row, map.start(at), {});
      i += 1;
      continue;
    }
    const own = rows.filter((one) => block.top <= one.at && one.at <= block.bottom);
    const values = rowsFor(filling.data, block.list);
    for (let copy = 0; copy < block.times; copy += 1)
      for (const one of own) {
        const row = copy === block.times - 1 ? one.row : (one.row.cloneNode(true) as Element);
        put(row, map.within(one.at, block, copy), values[copy] ?? null, { block, copy });
      }
    i += own.length;
  }
};

/** A template of Excel with values in it. @throws on XML that is not well-formed */
export const fillXlsx = (zip: PizZip, paper: PaperKind, data: TemplateData): Uint8Array => {
  const book = openBook(zip);
  const laid = book.sheets.map((sheet) => layOut(sheet, book, paper, data));
  const lists = Object.values(paper.fields).filter((field) => field.kind === 'rows');
  const filling: Filling = {
    ...{ book, data, figures: figuresOf(paper) },
    lists: new Set(lists.map(({ name }) => name)),
    columns: new Set(lists.flatMap((list) => Object.values(list.columns).map(({ name }) => name))),
  };
  const stylesPath = 'xl/styles.xml';
  const stylesText = zip.file(stylesPath)?.asText();
  const styles = stylesText === undefined ? undefined : parseXml(stylesText);
  for (const one of laid) {
    fillRows(filling, laid, one, styles);
    moveMerges(one);
    moveRefs(one.sheet.xml, one);
    for (const path of one.sheet.related.filter((part) => /(drawings|tables)\//.test(part))) {
      const text = zip.file(path)?.asText();
      if (text === undefined || !/\.xml$/.test(path)) continue;
      const xml = parseXml(text);
      if (/tables\//.test(path)) moveRefs(xml, one);
      else moveAnchors(xml, one);
      zip.file(path, xmlOf(xml));
    }
    zip.file(one.sheet.path, xmlOf(one.sheet.xml));
  }
  if (styles) zip.file(stylesPath, xmlOf(styles));
  moveNames(book.workbook, laid);
  recalculate(zip, book.workbook);
  zip.file('xl/workbook.xml', xmlOf(book.workbook));
  return packParts(zip);
};
