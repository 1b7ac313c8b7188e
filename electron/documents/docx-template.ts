import Docxtemplater from 'docxtemplater';
import type PizZip from 'pizzip';
import {
  placeholderName,
  type TemplateProblem,
  type TemplateTag,
} from '#shared/papers/template-check.ts';
import { packParts } from './package-parts.ts';
import type { TemplateContent, TemplateData } from './template-data.ts';
import { xmlText } from './xml-text.ts';

/** Templates of Word, by docxtemplater: it finds placeholders that Word has cut into several runs. */

type Part = {
  readonly type: string;
  readonly module?: string;
  readonly value?: string;
  readonly inverted?: boolean;
  readonly subparsed?: readonly Part[];
};

type LibraryError = {
  readonly properties?: {
    readonly id?: string;
    readonly xtag?: string;
    readonly errors?: readonly LibraryError[];
    readonly openingtag?: string;
    readonly closingtag?: string;
  };
};

const options = {
  delimiters: { start: '{{', end: '}}' },
  paragraphLoop: true,
  linebreaks: true,
  // Errors are told to the person, not written to the console.
  errorLogging: false,
  syntax: { changeDelimiterPrefix: null },
  // A field a newer program has and this one does not is seen on the paper, not left out in silence.
  nullGetter: ({ module, value }: { readonly module?: string; readonly value?: string }) =>
    module === undefined || module === '' ? `{{${value ?? ''}}}` : '',
} as const;

/** Looks a placeholder up among the values of its list, then (by the library) of the paper. Never a prototype. */
const parser = (tag: string) => {
  const name = placeholderName(tag);
  return {
    get: (scope: unknown): unknown =>
      typeof scope === 'object' && scope !== null && Object.hasOwn(scope, name)
        ? (scope as Record<string, unknown>)[name]
        : undefined,
  };
};

const named = (name: string | undefined): string =>
  `{{${placeholderName(name ?? '').slice(0, 40)}}}`;

const sentenceOf = ({ properties = {} }: LibraryError): string => {
  const { id = '', xtag } = properties;
  switch (id) {
    case 'unopened_tag':
    case 'duplicate_close_tag':
      return `「${(xtag ?? '').slice(0, 40)}」后面多了 }}，前面没有 {{`;
    case 'unclosed_tag':
    case 'duplicate_open_tag':
      return `「{{${(xtag ?? '').slice(0, 40)}」没有用 }} 收尾`;
    case 'unclosed_loop':
      return `{{#${placeholderName(xtag ?? '')}}} 没有收尾的 {{/${placeholderName(xtag ?? '')}}}`;
    case 'unopened_loop':
      return `{{/${placeholderName(xtag ?? '')}}} 前面没有 {{#${placeholderName(xtag ?? '')}}}`;
    case 'closing_tag_does_not_match_opening_tag':
      return `{{#${properties.openingtag ?? ''}}} 与 {{/${properties.closingtag ?? ''}}} 交叉了`;
    case 'unbalanced_loop_tags':
    case 'loop_position_invalid':
      return `${named(xtag)} 的开头和收尾不在同一张表格的同一行或同一层段落里`;
    case 'raw_xml_tag_should_be_only_text_in_paragraph':
      return `${named(xtag)} 不能以 @ 开头`;
    default:
      return '有占位符写得不对，读不出来';
  }
};

const problemsIn = (error: unknown): TemplateProblem[] => {
  const { properties } = error as LibraryError;
  // What is no error of the library's is damage of the XML it was given.
  if (properties?.id === undefined) throw error;
  const all = properties.errors ?? [error as LibraryError];
  return all.map((one) => ({
    message: sentenceOf(one),
    name: one.properties?.xtag === undefined ? null : placeholderName(one.properties.xtag),
    nearest: null,
  }));
};

const tagsOf = (parts: readonly Part[], problems: TemplateProblem[]): TemplateTag[] =>
  parts.flatMap((part): TemplateTag[] => {
    if (part.type !== 'placeholder') return [];
    const name = placeholderName(part.value ?? '');
    const inside = part.subparsed ? tagsOf(part.subparsed, problems) : [];
    if (part.module === undefined || part.module === '') return [{ name, kind: 'value', inside }];
    if (part.module === 'loop') return [{ name, kind: part.inverted ? 'unless' : 'each', inside }];
    problems.push({ message: `${named(name)} 不能以 @ 开头`, name, nearest: null });
    return [];
  });

/** Braces as a Chinese keyboard types them, and single ones: what people mean as placeholders and is none. */
const nearBraces = /｛｛?([^｛｝{}]{1,40})｝?｝|(?<!\{)\{(?![{#/])([^{}]{1,40})\}(?!\})/g;

const misbraced = (text: string, known: ReadonlySet<string>): TemplateProblem[] =>
  [...text.matchAll(nearBraces)].flatMap(([whole, wide, single]) => {
    const name = placeholderName(wide ?? single ?? '').replace(/^[#/^]/, '');
    return wide !== undefined || known.has(name)
      ? [{ message: `「${whole}」要写成两个半角花括号：{{${name}}}`, name, nearest: name }]
      : [];
  });

/**
 * What stands in a template of Word.
 *
 * @param known names that are placeholders; a single brace round another word is left alone
 * @throws on XML that is broken; the caller says that the file is damaged
 */
export const readDocx = (zip: PizZip, known: ReadonlySet<string>): TemplateContent => {
  const parts: Part[] = [];
  const collector = {
    name: 'collector',
    set: ({ inspect }: { readonly inspect?: { readonly postparsed?: readonly Part[] } }): void => {
      if (inspect?.postparsed) parts.push(...inspect.postparsed);
    },
  };
  const problems: TemplateProblem[] = [];
  try {
    new Docxtemplater(zip, { ...options, parser, modules: [collector] });
  } catch (error) {
    problems.push(...problemsIn(error));
  }
  const text = Object.keys(zip.files)
    .filter((name) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(name))
    .map((name) => xmlText(zip.file(name)?.asText() ?? '', 'w:p', 'w:t'))
    .join('\n');
  const tags = tagsOf(parts, problems);
  return { tags, problems: [...problems, ...misbraced(text, known)] };
};

/** A template of Word with values in it. @throws on a template `readDocx` finds problems in */
export const fillDocx = (zip: PizZip, data: TemplateData): Uint8Array => {
  const filled = new Docxtemplater(zip, { ...options, parser });
  filled.render(data);
  return packParts(filled.getZip());
};
