import type { Element } from '@xmldom/xmldom';
import type { PaperKind } from '#shared/papers/paper.ts';
import {
  placeholderName,
  type TemplateProblem,
  type TemplateTag,
} from '#shared/papers/template-check.ts';
import type { TemplateContent } from './template-data.ts';
import { all, type Book, type BookSheet, cellText } from './xlsx-book.ts';

/**
 * What stands in a template of Excel. Rows that repeat are those from `{{#问题}}` to `{{/问题}}`, or a row with the
 * columns of one list in it and no such marks.
 */

export const placeholders = /\{\{([^{}]*)\}\}/g;

/** Rows of a sheet that repeat for the rows of a list. */
export type Block = { readonly list: string; readonly top: number; readonly bottom: number };

type Found = { readonly name: string; readonly row: number; readonly mark: '' | '#' | '/' };

const cut = (name: string): string => [...name].slice(0, 40).join('');

/** A cell with its row; the number a row or cell does not say is one more than the last (18.3.1.73). */
export const rowsOf = (sheet: BookSheet): { readonly row: Element; readonly at: number }[] => {
  let last = 0;
  return all(sheet.xml, 'row').map((row) => {
    last = Number(row.getAttribute('r') ?? last + 1);
    return { row, at: last };
  });
};

const findIn = (
  sheet: BookSheet,
  strings: readonly string[],
  problems: TemplateProblem[],
): Found[] => {
  const found: Found[] = [];
  for (const { row, at } of rowsOf(sheet))
    for (const cell of all(row, 'c')) {
      const text = cellText(cell, strings);
      if (text === undefined) continue;
      const where = `工作表「${sheet.name}」${cell.getAttribute('r') ?? `第 ${at} 行`}`;
      const wrong = (message: string, name: string | null = null): void =>
        void problems.push({ message: `${where}：${message}`, name, nearest: null });
      for (const [, written = ''] of text.matchAll(placeholders)) {
        const word = placeholderName(written);
        const mark = /^[#/^]/.exec(word)?.[0] ?? '';
        const name = mark === '' ? word : word.slice(1);
        if (mark === '^') wrong(`Excel 模板里不能用 {{^${cut(name)}}}`, name);
        else found.push({ name, row: at, mark: mark as Found['mark'] });
      }
      if (/\{\{|\}\}/.test(text.replace(placeholders, ''))) wrong('花括号没有成对');
      const wide = /｛｛?([^｛｝]{1,40})｝?｝/.exec(text);
      if (wide) {
        const name = placeholderName(wide[1] ?? '');
        problems.push({
          message: `${where}：「${wide[0]}」要写成两个半角花括号：{{${name}}}`,
          ...{ name, nearest: name },
        });
      }
    }
  return found;
};

const columnsOf = (paper: PaperKind): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    Object.values(paper.fields).flatMap((field) =>
      field.kind === 'rows'
        ? [[field.name, new Set(Object.values(field.columns).map(({ name }) => name))] as const]
        : [],
    ),
  );

/** Blocks with marks. */
const markedBlocks = (
  found: readonly Found[],
  sheet: string,
  lists: ReadonlyMap<string, unknown>,
  problems: TemplateProblem[],
): Block[] => {
  const blocks: Block[] = [];
  const wrong = (message: string, name: string): void =>
    void problems.push({ message: `工作表「${sheet}」：${message}`, name, nearest: null });
  let open: Found | undefined;
  for (const one of found) {
    if (one.mark === '#') {
      if (open) wrong(`{{#${cut(open.name)}}} 里不能再套 {{#${cut(one.name)}}}`, one.name);
      else open = one;
    } else if (one.mark === '/') {
      if (!open) wrong(`{{/${cut(one.name)}}} 前面没有 {{#${cut(one.name)}}}`, one.name);
      else if (open.name !== one.name)
        wrong(`{{#${cut(open.name)}}} 与 {{/${cut(one.name)}}} 不是一对`, one.name);
      else if (lists.has(one.name)) blocks.push({ list: one.name, top: open.row, bottom: one.row });
      else wrong(`{{#${cut(one.name)}}} 不是一张表，Excel 模板里只有表能重复`, one.name);
      open = undefined;
    }
  }
  if (open) wrong(`{{#${cut(open.name)}}} 没有收尾的 {{/${cut(open.name)}}}`, open.name);
  const sorted = blocks.toSorted((a, b) => a.top - b.top);
  for (const [i, { top, list }] of sorted.entries())
    if (i > 0 && top <= (sorted[i - 1]?.bottom ?? 0))
      wrong(`「${list}」与「${sorted[i - 1]?.list}」用了同一行，一行只能随一张表重复`, list);
  return sorted;
};

/** The block of a row without marks, where columns of a list stand in it. */
const plainBlock = (
  names: readonly string[],
  row: number,
  sheet: string,
  lists: ReadonlyMap<string, ReadonlySet<string>>,
  problems: TemplateProblem[],
): Block | undefined => {
  const columns = names.filter((name) => [...lists.values()].some((own) => own.has(name)));
  if (columns.length === 0) return undefined;
  const owners = [...lists].filter(([, own]) => columns.every((name) => own.has(name)));
  const [owner, other] = owners;
  if (owner && !other) return { list: owner[0], top: row, bottom: row };
  const words = owner
    ? `说不准是「${owners.map(([list]) => list).join('」还是「')}」的列，请在行首写 {{#表名}}、行尾写 {{/表名}}`
    : '混有几张表的列，一行只能随一张表重复';
  problems.push({ message: `工作表「${sheet}」第 ${row} 行${words}`, name: null, nearest: null });
  return undefined;
};

export type SheetBlocks = TemplateContent & { readonly blocks: readonly Block[] };

/** The rows of a sheet that repeat, and all that stands in it. */
export const blocksOf = (
  sheet: BookSheet,
  strings: readonly string[],
  paper: PaperKind,
): SheetBlocks => {
  const problems: TemplateProblem[] = [];
  const found = findIn(sheet, strings, problems);
  const lists = columnsOf(paper);
  const texts = new Set(
    Object.values(paper.fields).flatMap(({ kind, name }) => (kind === 'text' ? [name] : [])),
  );
  const blocks = [...markedBlocks(found, sheet.name, lists, problems)];
  const values = found.filter(({ mark }) => mark === '');
  const blockAt = (row: number): Block | undefined =>
    blocks.find(({ top, bottom }) => top <= row && row <= bottom);
  for (const [row, own] of Map.groupBy(values, (one) => one.row)) {
    if (blockAt(row)) continue;
    const names = own.map(({ name }) => name).filter((name) => !texts.has(name));
    const block = plainBlock(names, row, sheet.name, lists, problems);
    if (block) blocks.push(block);
  }
  const asTag = ({ name }: Found): TemplateTag => ({ name, kind: 'value', inside: [] });
  const tags: TemplateTag[] = [
    ...blocks.map(
      ({ list, top, bottom }): TemplateTag => ({
        name: list,
        kind: 'each',
        inside: values.filter(({ row }) => top <= row && row <= bottom).map(asTag),
      }),
    ),
    ...values.filter(({ row }) => !blockAt(row)).map(asTag),
  ];
  return { tags, problems, blocks: blocks.toSorted((a, b) => a.top - b.top) };
};

/** What stands in a template of Excel, all its sheets together. */
export const readXlsx = (book: Book, paper: PaperKind): TemplateContent => {
  const sheets = book.sheets.map((sheet) => blocksOf(sheet, book.strings, paper));
  return {
    tags: sheets.flatMap(({ tags }) => tags),
    problems: sheets.flatMap(({ problems }) => problems),
  };
};
