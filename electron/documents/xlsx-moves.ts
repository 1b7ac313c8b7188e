import type { Document, Element } from '@xmldom/xmldom';
import type PizZip from 'pizzip';
import type { Block } from './xlsx-blocks.ts';
import { all, type BookSheet, makeElement, relationsPath, xmlOf } from './xlsx-book.ts';
import { moveFormula, moveRef, type Repeat, type RowMap } from './xlsx-refs.ts';
import { parseXml } from './xml-text.ts';

/** What else of a workbook moves when rows of its sheets repeat: merges, references, pictures, names. */

export type Repeated = Block & Repeat;

export type Laid = {
  readonly sheet: BookSheet;
  readonly blocks: readonly Repeated[];
  readonly map: RowMap;
};

/** Rows of a reference like `A5:C5`; equal where it is one cell. */
const rowsIn = (ref: string): { top: number; bottom: number } => {
  const [top = 0, bottom = top] = [...ref.matchAll(/(\d+)(?::|$)/g)].map(([, row]) => Number(row));
  return { top, bottom };
};

/** Merged cells inside rows that repeat are merged in every copy. */
export const moveMerges = ({ sheet, blocks, map }: Laid): void => {
  for (const merges of all(sheet.xml, 'mergeCells')) {
    for (const merge of all(merges, 'mergeCell')) {
      const ref = merge.getAttribute('ref') ?? '';
      const { top, bottom } = rowsIn(ref);
      const block = blocks.find((one) => one.top <= top && bottom <= one.bottom);
      if (!block) {
        merge.setAttribute('ref', moveRef(ref, map.start, map.end));
        continue;
      }
      for (let copy = block.times - 1; copy >= 0; copy -= 1) {
        const to = (row: number): number => map.within(row, block, copy);
        const one = copy === 0 ? merge : (merge.cloneNode(true) as Element);
        one.setAttribute('ref', moveRef(ref, to, to));
        if (copy > 0) merges.insertBefore(one, merge.nextSibling);
      }
    }
    merges.setAttribute('count', String(all(merges, 'mergeCell').length));
  }
};

/** Elements with a reference in an attribute. */
const referring = [
  ['dimension', 'ref'],
  ['autoFilter', 'ref'],
  ['hyperlink', 'ref'],
  ['conditionalFormatting', 'sqref'],
  ['dataValidation', 'sqref'],
  ['table', 'ref'],
] as const;

export const moveRefs = (xml: Document, { map }: Laid): void => {
  for (const [name, attribute] of referring)
    for (const element of all(xml, name)) {
      const ref = element.getAttribute(attribute);
      if (ref) element.setAttribute(attribute, moveRef(ref, map.start, map.end));
    }
  for (const br of all(xml, 'rowBreaks').flatMap((breaks) => all(breaks, 'brk')))
    br.setAttribute('id', String(map.end(Number(br.getAttribute('id') ?? '0'))));
};

/** Pictures stand by rows counted from 0. */
export const moveAnchors = (xml: Document, { map }: Laid): void => {
  for (const [end, to] of [
    ['from', map.start],
    ['to', map.end],
  ] as const)
    for (const row of all(xml, end).flatMap((anchor) => all(anchor, 'row')))
      row.textContent = String(to(Number(row.textContent ?? '0') + 1) - 1);
};

export const moveNames = (workbook: Document, laid: readonly Laid[]): void => {
  for (const name of all(workbook, 'definedName'))
    name.textContent = moveFormula(
      name.textContent ?? '',
      (sheet) => laid.find((one) => one.sheet.name === sheet)?.map,
    );
};

/** Results of formulas were worked out for the template: Excel is told to work them out at opening. */
export const recalculate = (zip: PizZip, workbook: Document): void => {
  const settings = all(workbook, 'calcPr')[0];
  const calcPr = settings ?? makeElement(workbook, 'calcPr');
  calcPr.setAttribute('fullCalcOnLoad', '1');
  if (!settings) {
    const before = all(workbook, 'extLst')[0] ?? null;
    workbook.documentElement?.insertBefore(calcPr, before);
  }
  zip.remove('xl/calcChain.xml');
  for (const [path, element, attribute] of [
    ['[Content_Types].xml', 'Override', 'PartName'],
    [relationsPath('xl/workbook.xml'), 'Relationship', 'Target'],
  ] as const) {
    const xml = parseXml(zip.file(path)?.asText() ?? '');
    for (const one of all(xml, element))
      if (/calcChain\.xml$/.test(one.getAttribute(attribute) ?? ''))
        one.parentNode?.removeChild(one);
    zip.file(path, xmlOf(xml));
  }
};
