import { utils, write } from '@e965/xlsx';
import { Document, Packer, Paragraph, TextRun } from 'docx';
import PizZip from 'pizzip';
import { expect, test } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { papers } from '#shared/papers/index.ts';
import { definePaper, figure, rows, text } from '#shared/papers/paper.ts';
import { sampleTemplate } from './sample-template.ts';
import { checkTemplate, fillTemplate } from './templates.ts';
import { all, stringIn } from './xlsx-book.ts';
import { moveFormula, rowMap } from './xlsx-refs.ts';
import { parseXml } from './xml-text.ts';

const paper = definePaper({
  kind: 'test',
  label: '测试文书',
  format: 'docx',
  fields: {
    firm: text('企业名称'),
    day: text('走访日期'),
    note: text('备注'),
    issues: rows('问题', { no: text('序号'), content: text('问题内容'), cost: figure('金额') }),
    measures: rows('措施', { no: text('序号'), task: text('任务') }),
  },
});
const values = {
  firm: '龘堃𬭎厂',
  day: '2026年3月2日',
  note: '',
  issues: [
    { no: '1', content: '地磅 <检定> & "错峰"', cost: '120' },
    { no: '2', content: '第一行\n第二行', cost: '30.5' },
  ],
  measures: [],
};

const docx = async (...paragraphs: readonly (readonly string[])[]): Promise<Uint8Array> =>
  new Uint8Array(
    await Packer.toBuffer(
      new Document({
        sections: [
          {
            children: paragraphs.map(
              (runs) => new Paragraph({ children: runs.map((run) => new TextRun(run)) }),
            ),
          },
        ],
      }),
    ),
  );

const xlsx = (
  cells: readonly (readonly (string | number | { f: string })[])[],
  more: Record<string, unknown> = {},
): Uint8Array => {
  const sheet = utils.aoa_to_sheet(
    cells.map((row) =>
      row.map((cell) => (typeof cell === 'object' ? { t: 'n', v: 0, ...cell } : cell)),
    ),
  );
  Object.assign(sheet, more);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '表一');
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }));
};

const problemsOf = (bytes: Uint8Array): string[] =>
  checkTemplate(bytes, paper).problems.map(({ message }) => message);
const whyOf = (work: () => unknown): string => {
  try {
    work();
    return 'nothing refused';
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
};
const wordText = (bytes: Uint8Array): string =>
  (new PizZip(bytes).file('word/document.xml')?.asText() ?? '')
    .replace(/<w:br\/>/g, '\n')
    .replace(/<\/w:p>/g, '¶')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');

/** Cells of the first sheet as they stand in the file: text, number, or formula. */
const cellsOf = (bytes: Uint8Array): Record<string, string> => {
  const zip = new PizZip(bytes);
  const xml = parseXml(zip.file('xl/worksheets/sheet1.xml')?.asText() ?? '');
  const strings = all(parseXml(zip.file('xl/sharedStrings.xml')?.asText() ?? '<a/>'), 'si').map(
    stringIn,
  );
  return Object.fromEntries(
    all(xml, 'c').flatMap((cell) => {
      const formula = all(cell, 'f')[0];
      const inline = all(cell, 'is')[0];
      const value = all(cell, 'v')[0]?.textContent ?? '';
      const said = formula
        ? `=${formula.textContent}`
        : inline
          ? stringIn(inline)
          : cell.getAttribute('t') === 'str'
            ? value
            : cell.getAttribute('t') === 's'
              ? (strings[Number(value)] ?? '')
              : value && `#${value}`;
      return said === '' ? [] : [[cell.getAttribute('r') ?? '', said]];
    }),
  );
};

test('placeholders cut into runs are found, and filled with any text', async () => {
  const bytes = await docx(
    ['企业：{', '{企业', '名称}', '}，日期{{ 走访日期 }}'],
    ['{{#问题}}'],
    ['{{序号}}. {{问题内容}}（{{企业名称}}）'],
    ['{{/问题}}'],
  );
  expect(checkTemplate(bytes, paper)).toMatchObject({
    ...{ format: 'docx', problems: [] },
    used: ['企业名称', '走访日期', '问题.序号', '问题.问题内容'],
    unused: ['备注', '问题.金额', '措施'],
  });
  const read = wordText(fillTemplate(bytes, paper, values));
  expect(read).toContain('企业：龘堃𬭎厂，日期2026年3月2日¶');
  expect(read).toContain('1. 地磅 <检定> & "错峰"（龘堃𬭎厂）¶2. 第一行\n第二行（龘堃𬭎厂）¶');
});

test('what a template gets wrong is named, with the field that was probably meant', async () => {
  expect(problemsOf(await docx(['{{企业名}}、{{天气}}、{{问题}}、{{任务}}']))).toEqual([
    '没有 {{企业名}} 这个字段，是不是 {{企业名称}}？',
    '没有 {{天气}} 这个字段',
    '「问题」是一张表，要写成 {{#问题}}…{{/问题}}，中间放它的各列',
    '{{任务}} 是「措施」的一列，只能写在 {{#措施}} 与 {{/措施}} 之间',
  ]);
  expect(problemsOf(await docx(['{{#问题}}{{任务}}{{/问题}}']))).toEqual([
    '{{任务}} 是「措施」的一列，只能写在 {{#措施}} 与 {{/措施}} 之间',
  ]);
  expect(problemsOf(await docx(['{{#问题}}{{序号}}']))).toEqual(['{{#问题}} 没有收尾的 {{/问题}}']);
  expect(problemsOf(await docx(['{{序号}}{{/问题}}']))).toContain('{{/问题}} 前面没有 {{#问题}}');
  expect(problemsOf(await docx(['{{企业名称']))).toEqual([
    expect.stringContaining('没有用 }} 收尾'),
  ]);
  expect(problemsOf(await docx(['｛｛企业名称｝｝、{走访日期}、{其他}']))).toEqual([
    '「｛｛企业名称｝｝」要写成两个半角花括号：{{企业名称}}',
    '「{走访日期}」要写成两个半角花括号：{{走访日期}}',
  ]);
  expect(problemsOf(await docx(['{{@企业名称}}']))).toEqual([expect.stringContaining('@')]);
  expect(problemsOf(await docx(['没有占位符']))).toEqual([
    expect.stringContaining('没有一个占位符'),
  ]);
  // Names every object has are no fields.
  expect(problemsOf(await docx(['{{constructor}}{{__proto__}}{{toString}}']))).toHaveLength(3);
});

test('what depends on a field being filled stands or does not', async () => {
  const bytes = await docx([
    '{{#企业名称}}有{{/企业名称}}{{#备注}}无{{/备注}}{{^备注}}空{{/备注}}{{^措施}}没有措施{{/措施}}',
  ]);
  expect(problemsOf(bytes)).toEqual([]);
  expect(wordText(fillTemplate(bytes, paper, values))).toContain('有空没有措施¶');
});

test('rows of a workbook repeat; what stands below moves, sums grow, merges are copied', () => {
  const bytes = xlsx(
    [
      ['{{企业名称}}'],
      ['序号', '内容', '', '金额'],
      ['{{#问题}}{{序号}}', '{{问题内容}}', '', '{{金额}}{{/问题}}'],
      ['合计', '', '', { f: 'SUM(D3:D3)' }],
      ['{{任务}}', { f: 'D4*2&"D3"' }],
      ['填报日期：{{走访日期}}'],
    ],
    {
      '!merges': [
        { s: { r: 2, c: 1 }, e: { r: 2, c: 2 } },
        { s: { r: 5, c: 0 }, e: { r: 5, c: 3 } },
      ],
      '!autofilter': { ref: 'A2:D3' },
    },
  );
  expect(checkTemplate(bytes, paper)).toMatchObject({ format: 'xlsx', problems: [] });
  const filled = fillTemplate(bytes, paper, values);
  expect(cellsOf(filled)).toEqual({
    ...{ A1: '龘堃𬭎厂', A2: '序号', B2: '内容', D2: '金额' },
    ...{ A3: '1', B3: '地磅 <检定> & "错峰"', D3: '#120' },
    ...{ A4: '2', B4: '第一行\n第二行', D4: '#30.5' },
    ...{ A5: '合计', D5: '=SUM(D3:D4)', B6: '=D5*2&"D3"', A7: '填报日期：2026年3月2日' },
  });
  const xml = new PizZip(filled).file('xl/worksheets/sheet1.xml')?.asText() ?? '';
  expect([...xml.matchAll(/mergeCell ref="([^"]*)"/g)].map(([, ref]) => ref)).toEqual([
    'B3:C3',
    'B4:C4',
    'A7:D7',
  ]);
  expect(xml).toContain('autoFilter ref="A2:D4"');
});

test('a value longer than its cell is broken into lines, and its row made high enough', () => {
  const long = '地磅检定周期与生产旺季相撞。'.repeat(5);
  const bytes = xlsx(
    [
      ['{{序号}}', '{{问题内容}}', '', '{{金额}}'],
      ['单位：{{企业名称}}', '', '', ''],
    ],
    {
      '!cols': [{ wch: 6 }, { wch: 20 }, { wch: 8 }, { wch: 8 }],
      '!merges': [{ s: { r: 0, c: 1 }, e: { r: 0, c: 2 } }],
    },
  );
  const filled = fillTemplate(bytes, paper, {
    ...values,
    ...{ firm: '名称很长也写得下的企业', issues: [{ no: '1', content: long, cost: '' }] },
  });
  const zip = new PizZip(filled);
  const styles = all(parseXml(zip.file('xl/styles.xml')?.asText() ?? ''), 'cellXfs')[0];
  const wrapped = styles ? all(styles, 'xf').map((xf) => /wrapText="1"/.test(String(xf))) : [];
  const sheet = parseXml(zip.file('xl/worksheets/sheet1.xml')?.asText() ?? '');
  const wraps = (ref: string): boolean =>
    all(sheet, 'c').some(
      (cell) =>
        cell.getAttribute('r') === ref && wrapped[Number(cell.getAttribute('s') ?? '0')] === true,
    );
  // 70 characters in 28 half ones a line; the name runs on over the empty cells beside it.
  expect([wraps('A1'), wraps('B1'), wraps('A2')]).toEqual([false, true, false]);
  expect(all(sheet, 'row').map((row) => row.getAttribute('ht'))).toEqual(['75', null]);
});

test('a workbook that gets rows wrong is told where', () => {
  expect(problemsOf(xlsx([['{{序号}}']]))).toEqual([
    expect.stringContaining('说不准是「问题」还是「措施」的列'),
  ]);
  expect(problemsOf(xlsx([['{{问题内容}}', '{{任务}}']]))).toEqual([
    expect.stringContaining('混有几张表的列'),
  ]);
  expect(problemsOf(xlsx([['{{#问题}}{{序号}}'], ['{{#措施}}{{/问题}}']]))).toContain(
    '工作表「表一」：{{#问题}} 里不能再套 {{#措施}}',
  );
  expect(problemsOf(xlsx([['{{企业名}}', '{{^备注}}', '{{走访日期', '｛｛备注｝｝']]))).toEqual([
    '工作表「表一」B1：Excel 模板里不能用 {{^备注}}',
    '工作表「表一」C1：花括号没有成对',
    '工作表「表一」D1：「｛｛备注｝｝」要写成两个半角花括号：{{备注}}',
    '没有 {{企业名}} 这个字段，是不是 {{企业名称}}？',
  ]);
});

test('a formula knows texts, other sheets, whole rows and names that look like cells', () => {
  const map = rowMap([{ top: 3, bottom: 4, times: 3 }]);
  const move = (formula: string): string =>
    moveFormula(formula, (sheet) => (sheet === null || sheet === "甲'乙" ? map : undefined));
  expect(move('SUM(A3:A4)+A5+$B$9')).toBe('SUM(A3:A8)+A9+$B$13');
  expect(move('"A5 是"&A5&LOG10(A2)')).toBe('"A5 是"&A9&LOG10(A2)');
  expect(move("'甲''乙'!A5+别的表!A5+'空 格'!$5:$6")).toBe("'甲''乙'!A9+别的表!A5+'空 格'!$5:$6");
  expect(move('$1:$5')).toBe('$1:$9');
  expect(move('利润A5+Q1_2026')).toBe('利润A5+Q1_2026');
});

const packed = (bytes: Uint8Array, change: (zip: PizZip) => void): Uint8Array => {
  const zip = new PizZip(bytes);
  change(zip);
  return zip.generate({
    type: 'uint8array',
    compression: 'DEFLATE',
    compressionOptions: { level: 1 },
  });
};

test('what runs, or reaches outside the file, is refused', async () => {
  const bytes = await docx(['{{企业名称}}']);
  const why = (change: (zip: PizZip) => void): string =>
    whyOf(() => checkTemplate(packed(bytes, change), paper));
  const rels = 'word/_rels/document.xml.rels';
  const external = (type: string) => (zip: PizZip) =>
    zip.file(
      rels,
      (zip.file(rels)?.asText() ?? '').replace(
        '</Relationships>',
        `<Relationship Id="x9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="http://x/" TargetMode="External"/></Relationships>`,
      ),
    );
  expect(why((zip) => zip.file('word/vbaProject.bin', 'x'))).toContain('含有宏');
  expect(why((zip) => zip.file('word/embeddings/a.bin', 'x'))).toContain('OLE');
  expect(why(external('attachedTemplate'))).toContain('链接到文件以外');
  expect(why(external('hyperlink'))).toBe('nothing refused');
  expect(
    why((zip) => {
      const path = '[Content_Types].xml';
      const types = zip.file(path)?.asText() ?? '';
      zip.file(path, types.replace('wordprocessingml.document.main', 'macroEnabled.main'));
    }),
  ).toContain('宏');
  const document = 'word/document.xml';
  const inBody = (xml: string) => (zip: PizZip) =>
    zip.file(document, (zip.file(document)?.asText() ?? '').replace('<w:body>', `<w:body>${xml}`));
  expect(
    why(
      inBody(
        '<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\x</w:instrText></w:r></w:p>',
      ),
    ),
  ).toContain('域');
  expect(
    why((zip) => zip.file('word/header9.xml', '<!DOCTYPE x [<!ENTITY a "b">]><x/>')),
  ).toContain('DTD');
  expect(why((zip) => zip.file('word/header9.xml', '\u0000<x/>'))).toContain('UTF-8');
  expect(why((zip) => zip.file('word/media/a.bin', '0'.repeat(25 * 1024 * 1024)))).toContain(
    '24 MB',
  );
  expect(why((zip) => zip.file('word/header9.xml', ' '.repeat(9 * 1024 * 1024)))).toContain(
    '内容太多',
  );
  expect(why((zip) => zip.file(document, '<w:document'))).toContain('损坏');
  expect(whyOf(() => checkTemplate(bytes.subarray(0, bytes.length / 2), paper))).toContain('损坏');
  expect(whyOf(() => checkTemplate(new Uint8Array(5 * 1024 * 1024), paper))).toContain('4 MB');
  expect(whyOf(() => checkTemplate(Buffer.from('d0cf11e0a1b11ae1', 'hex'), paper))).toContain(
    '另存为',
  );
  expect(whyOf(() => checkTemplate(Buffer.from('%PDF-1.4'), paper))).toContain('损坏');
});

test.each(
  papers.flatMap((one) => (['docx', 'xlsx'] as const).map((format) => [one, format] as const)),
)('the sample template of $label has every field and nothing to mend: %s', async (one, format) => {
  const check = checkTemplate(await sampleTemplate(one, format), one);
  expect(check.problems).toEqual([]);
  expect(check.unused).toEqual([]);
  expect(check.format).toBe(format);
});
