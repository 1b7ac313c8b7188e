import PizZip from 'pizzip';
import { Refusal } from '#shared/errors.ts';
import type { TemplateFormat } from '#shared/registers/document-template.ts';
import { unpackZip } from './unpack-zip.ts';

/**
 * The parts of a .docx or .xlsx somebody gives us as a template. It is hostile until proven: bounded when
 * unpacked, and refused where it holds anything that runs, or that fetches from elsewhere when it is opened.
 */

/** Bytes of a template's file: a form with a scanned seal in it, not an album. */
export const maxTemplateBytes = 4 * 1024 * 1024;
/** Bytes of its parts together, unpacked. */
const maxUnpacked = 24 * 1024 * 1024;
/** Bytes of the parts that are read as XML, each. */
const maxPart = 8 * 1024 * 1024;

const refuse = (why: string): Refusal => Refusal.of('template.unusable', { why });

const compound = [0xd0, 0xcf, 0x11, 0xe0];
const begins = (bytes: Uint8Array, with_: readonly number[]): boolean =>
  with_.every((byte, i) => bytes[i] === byte);

/** Names of parts no paper needs and no template may have. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/vbaProject|vbaData|macrosheets\//i, '含有宏'],
  [/activeX\//i, '含有 ActiveX 控件'],
  [/embeddings\//i, '嵌有其他文件（OLE 对象）'],
  [/externalLinks\//i, '链接到其他工作簿'],
  [/(^|\/)(connections|queryTables\/.*)\.xml$/i, '含有外部数据连接'],
  [/pivot(Tables|Cache)/i, '含有数据透视表'],
];

/** Fields of Word that fetch or run something when they are brought up to date. */
const runningField = /\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|DATABASE|LINK|MACROBUTTON)\b/i;

const kindOfPackage = (types: string): TemplateFormat | undefined => {
  if (types.includes('wordprocessingml.document.main+xml')) return 'docx';
  return types.includes('spreadsheetml.sheet.main+xml') ? 'xlsx' : undefined;
};

const instructionsOf = (xml: string): string =>
  [...xml.matchAll(/<w:instrText[^>]*>([^<]*)<|<w:fldSimple[^>]*w:instr=(?:"([^"]*)"|'([^']*)')/g)]
    .map(([, text, double, single]) => text ?? double ?? single ?? '')
    .join('');

const assertHarmless = (zip: PizZip): void => {
  for (const name of Object.keys(zip.files)) {
    const found = forbidden.find(([pattern]) => pattern.test(name));
    if (found) throw refuse(found[1]);
    if (!/\.(xml|rels|vml)$/i.test(name)) continue;
    const file = zip.file(name);
    const bytes = file?.asUint8Array() ?? new Uint8Array();
    if (bytes.length > maxPart) throw refuse(`内容太多：${name} 超过 ${maxPart / 1024 / 1024} MB`);
    // A part in UTF-16 would pass by every look at its text below.
    if (bytes.includes(0)) throw refuse('含有不是 UTF-8 的内容');
    const xml = file?.asText() ?? '';
    // Entities are declared in it and nowhere else; no office program writes one.
    if (/<!DOCTYPE/i.test(xml)) throw refuse('含有文档类型声明（DTD）');
    if (/\.rels$/i.test(name)) {
      for (const [relation] of xml.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g))
        if (/TargetMode\s*=\s*["']External/i.test(relation) && !/\/hyperlink["']/.test(relation))
          throw refuse('链接到文件以外的内容（外部图片、模板或数据）');
    } else if (runningField.test(instructionsOf(xml))) throw refuse('含有从外部取内容的域');
  }
};

export type PackageParts = { readonly format: TemplateFormat; readonly zip: PizZip };

/**
 * Opens a template's file.
 *
 * @throws Refusal `template.unusable` with what is wrong: another format, damage, a password, too large,
 *   macros, links to elsewhere
 */
export const openPackage = (bytes: Uint8Array): PackageParts => {
  if (bytes.length > maxTemplateBytes)
    throw refuse(`文件超过 ${maxTemplateBytes / 1024 / 1024} MB`);
  if (begins(bytes, compound))
    throw refuse('是旧格式（.doc、.xls）或设有打开密码，请在 Word 或 WPS 中另存为 .docx 或 .xlsx');
  try {
    const zip = new PizZip(unpackZip(bytes, maxUnpacked));
    const types = zip.file('[Content_Types].xml')?.asText() ?? '';
    if (/macroEnabled\.main\+xml|ms-office\.vbaProject/i.test(types)) throw refuse('含有宏');
    const format = kindOfPackage(types);
    if (!format) throw refuse('不是 Word（.docx）或 Excel（.xlsx）文件');
    assertHarmless(zip);
    return { format, zip };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'template.unusable') throw error;
    if (error instanceof Refusal && error.code === 'table.tooLarge')
      throw refuse(`解开后超过 ${maxUnpacked / 1024 / 1024} MB`);
    if (error instanceof Refusal && error.code === 'table.password') throw refuse('设有打开密码');
    throw refuse('文件不完整或已损坏');
  }
};

/** The file again, packed. */
export const packParts = (zip: PizZip): Uint8Array =>
  zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
