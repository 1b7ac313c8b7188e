import { type Document, type Element, XMLSerializer } from '@xmldom/xmldom';
import type PizZip from 'pizzip';
import { parseXml } from './xml-text.ts';

/** The parts of a workbook as XML. Format: ECMA-376 Part 1, 18 (SpreadsheetML). */

export type BookSheet = {
  readonly name: string;
  readonly path: string;
  readonly xml: Document;
  /** Parts the sheet names (drawings, tables), by their path. */
  readonly related: readonly string[];
};

export type Book = {
  readonly workbook: Document;
  readonly sheets: readonly BookSheet[];
  /** The shared strings, by their number. */
  readonly strings: readonly string[];
};

export const xmlOf = (document: Document): string =>
  new XMLSerializer().serializeToString(document);

/** Elements of this name anywhere under a node, in document order; a list that stays as it is. */
export const all = (node: Document | Element, name: string): Element[] => [
  ...node.getElementsByTagNameNS('*', name),
];

export const child = (node: Element, name: string): Element | undefined =>
  [...node.childNodes].find(
    (one): one is Element => one.nodeType === 1 && (one as Element).localName === name,
  );

const textIn = (zip: PizZip, path: string): string => zip.file(path)?.asText() ?? '';

/** `../drawings/drawing1.xml` seen from `xl/worksheets/sheet1.xml`. */
const pathFrom = (base: string, target: string): string => {
  if (target.startsWith('/')) return target.slice(1);
  const parts = base.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
};

/** An element of the document's own vocabulary. */
export const makeElement = (document: Document, name: string): Element =>
  document.createElementNS(document.documentElement?.namespaceURI ?? null, name);

export const relationsPath = (path: string): string =>
  path.replace(/([^/]*)$/, (file) => `_rels/${file}.rels`);

const relationsOf = (zip: PizZip, path: string): ReadonlyMap<string, string> => {
  const text = textIn(zip, relationsPath(path));
  return new Map(
    (text === '' ? [] : all(parseXml(text), 'Relationship')).map((one) => [
      one.getAttribute('Id') ?? '',
      pathFrom(path, one.getAttribute('Target') ?? ''),
    ]),
  );
};

/** The text of a string or rich text, without the reading aids (`rPh`) of East Asian ones. */
export const stringIn = (element: Element): string =>
  all(element, 't')
    .filter((t) => (t.parentNode as Element | null)?.localName !== 'rPh')
    .map((t) => t.textContent ?? '')
    .join('');

/** @throws on XML that is not well-formed, and on a workbook without its parts */
export const openBook = (zip: PizZip): Book => {
  const path = 'xl/workbook.xml';
  const workbook = parseXml(textIn(zip, path));
  const relations = relationsOf(zip, path);
  const strings = textIn(zip, 'xl/sharedStrings.xml');
  return {
    workbook,
    strings: strings === '' ? [] : all(parseXml(strings), 'si').map(stringIn),
    sheets: all(workbook, 'sheet').flatMap((sheet) => {
      const id = [...sheet.attributes].find(
        ({ localName, prefix }) => localName === 'id' && prefix,
      );
      const target = relations.get(id?.value ?? '') ?? '';
      if (!/worksheets\//.test(target)) return [];
      return [
        {
          name: sheet.getAttribute('name') ?? '',
          path: target,
          xml: parseXml(textIn(zip, target)),
          related: [...relationsOf(zip, target).values()],
        },
      ];
    }),
  };
};

/** What stands in a cell as text; undefined for numbers, formulas and empty cells. */
export const cellText = (cell: Element, strings: readonly string[]): string | undefined => {
  if (child(cell, 'f')) return undefined;
  const type = cell.getAttribute('t');
  if (type === 's') return strings[Number(child(cell, 'v')?.textContent ?? '-1')];
  // Some programs write plain text the way results of formulas are written.
  if (type === 'str') return child(cell, 'v')?.textContent ?? undefined;
  const inline = child(cell, 'is');
  return type === 'inlineStr' && inline ? stringIn(inline) : undefined;
};
