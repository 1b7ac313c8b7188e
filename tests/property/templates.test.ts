/** Templates: whatever a value says stands in the file, wherever Word has cut a placeholder it is found. */
import { utils, write } from '@e965/xlsx';
import { Document, Packer, Paragraph, TextRun } from 'docx';
import fc from 'fast-check';
import PizZip from 'pizzip';
import { beforeAll, expect, test } from 'vitest';
import { checkTemplate, fillTemplate } from '#documents/templates.ts';
import { all, stringIn } from '#documents/xlsx-book.ts';
import { moveRef, rowMap } from '#documents/xlsx-refs.ts';
import { parseXml } from '#documents/xml-text.ts';
import { Refusal } from '#shared/errors.ts';
import { definePaper, rows, text } from '#shared/papers/paper.ts';

const paper = definePaper({
  kind: 'test',
  label: '测试文书',
  format: 'docx',
  fields: {
    firm: text('企业名称'),
    issues: rows('问题', { content: text('问题内容') }),
  },
});

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

const xlsx = (cells: readonly (readonly string[])[]): Uint8Array => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(cells.map((row) => [...row])), '表一');
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }));
};

/** Lines of a Word file's body as they read, line breaks as such. */
const linesOf = (bytes: Uint8Array): string[] => {
  const xml = parseXml(new PizZip(bytes).file('word/document.xml')?.asText() ?? '');
  return all(xml, 'p').map((p) =>
    all(p, 'r')
      .flatMap((run) => [...run.childNodes])
      .map((node) => (node.nodeName === 'w:br' ? '\n' : (node.textContent ?? '')))
      .join(''),
  );
};
const cellsOf = (bytes: Uint8Array): string[] =>
  all(parseXml(new PizZip(bytes).file('xl/worksheets/sheet1.xml')?.asText() ?? ''), 'is').map(
    stringIn,
  );

/** Text as records hold it, and as a bundle may bring it. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      ...['<', '>', '&', '"', "'", ']]>', '{{', '}}', '龘', '𬭎', ' ', '\t'],
      ...['\n', '\r', '\r\n', '\u0085', '\u2028', '\ufffd', '\uffff', '\ud840', '\u202e', '\0'],
    ),
    maxLength: 40,
  }),
);
/** What XML can say of it. */
const readable = (value: string): string =>
  value
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 has no place for.
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n');
/** One that stopped the reader of parts (U+FFFD), and one it took for a line end (U+2028). */
const odd = ['甲\ufffd乙', '甲\u2028乙'];

let word: Uint8Array;
let list: Uint8Array;
const book = xlsx([['{{企业名称}}'], ['{{问题内容}}']]);
beforeAll(async () => {
  word = await docx(['{{企业名称}}'], ['尾']);
  list = await docx(['{{#问题}}'], ['{{问题内容}}'], ['{{/问题}}'], ['尾']);
});

test('any text in a value survives into a Word file and back', () => {
  fc.assert(
    fc.property(anyText, (firm) => {
      const filled = fillTemplate(word, paper, { firm, issues: [] });
      expect(linesOf(filled)).toEqual([readable(firm), '尾']);
    }),
    { numRuns: 40, examples: odd.map((said) => [said]) },
  );
});

test('any rows survive into a Word file and into a workbook, in their order', () => {
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 1, maxLength: 8 }), (contents) => {
      const values = { firm: '某厂', issues: contents.map((content) => ({ content })) };
      expect(linesOf(fillTemplate(list, paper, values))).toEqual([...contents.map(readable), '尾']);
      expect(cellsOf(fillTemplate(book, paper, values))).toEqual(
        ['某厂', ...contents].map(readable).filter((said) => said !== ''),
      );
    }),
    { numRuns: 40, examples: [[odd]] },
  );
});

test('a template may hold the same odd characters itself: they stay, and it can be kept', async () => {
  const said = '甲\ufffd乙\u0085丙';
  const bytes = await docx([`${said}{{企业名称}}`]);
  expect(checkTemplate(bytes, paper).problems).toEqual([]);
  expect(linesOf(fillTemplate(bytes, paper, { firm: '某厂', issues: [] }))).toEqual([
    `${said}某厂`,
  ]);
  const sheet = xlsx([[`${said}{{企业名称}}`]]);
  expect(checkTemplate(sheet, paper).problems).toEqual([]);
  expect(cellsOf(fillTemplate(sheet, paper, { firm: '某厂', issues: [] }))).toEqual([
    `${said}某厂`,
  ]);
});

test('a placeholder is found however its letters are cut into runs', async () => {
  const whole = '单位：{{企业名称}}，{{#问题}}{{ 问题内容 }}；{{/问题}}完';
  const values = { firm: '龘厂', issues: [{ content: '甲' }, { content: '乙' }] };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(whole.length), { maxLength: 12 }), async (cuts) => {
      const at = [...new Set([0, ...cuts, whole.length])].sort((a, b) => a - b);
      const runs = at.slice(0, -1).map((from, i) => whole.slice(from, at[i + 1]));
      const bytes = await docx(runs);
      const { problems, unused } = checkTemplate(bytes, paper);
      expect([problems, unused]).toEqual([[], []]);
      expect(linesOf(fillTemplate(bytes, paper, values))).toEqual(['单位：龘厂，甲；乙；完']);
    }),
    { numRuns: 25 },
  );
});

/** A check says what is wrong or refuses; it never fails. */
const survives = (bytes: Uint8Array): void => {
  try {
    checkTemplate(bytes, paper);
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
  }
};

test('the check never fails: on any bytes, on flipped ones, on any XML where a document should be', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), survives));
  fc.assert(
    fc.property(
      fc.constantFrom('word', 'book'),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      (which, flips) => {
        const bytes = new Uint8Array(which === 'word' ? list : book);
        for (const [place, value] of flips) bytes[place % bytes.length] = value;
        survives(bytes);
      },
    ),
  );
  const pieces = fc.constantFrom(
    ...[
      '<w:p>',
      '</w:p>',
      '<w:r>',
      '</w:r>',
      '<w:t>',
      '</w:t>',
      '{{',
      '}}',
      '{{#问题}}',
      '{{/问题}}',
    ],
    ...['{{企业名称}}', '<', '&', '<c r="A1" t="s"><v>', '</v></c>', '<row r="x">', '</row>', '9'],
  );
  fc.assert(
    fc.property(
      fc.constantFrom('word', 'book'),
      fc.array(pieces, { maxLength: 30 }),
      (which, parts) => {
        const zip = new PizZip(which === 'word' ? list : book);
        const path = which === 'word' ? 'word/document.xml' : 'xl/worksheets/sheet1.xml';
        const xml = zip.file(path)?.asText() ?? '';
        const open = which === 'word' ? '<w:body>' : '<sheetData>';
        zip.file(
          path,
          xml.replace(open, () => open + parts.join('')),
        );
        survives(zip.generate({ type: 'uint8array' }));
      },
    ),
  );
});

test('rows of a sheet keep their order, none falls on another, and an area still holds what it held', () => {
  const repeats = fc
    .array(
      fc.tuple(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 5 }),
      ),
      {
        maxLength: 4,
      },
    )
    .map((parts) => {
      let row = 0;
      return parts.map(([skip, high, times]) => {
        const top = row + skip;
        row = top + high;
        return { top, bottom: top + high - 1, times };
      });
    });
  fc.assert(
    fc.property(repeats, (all_) => {
      const map = rowMap(all_);
      const placed = Array.from({ length: 30 }, (_none, i) => i + 1).flatMap((row) => {
        const own = all_.find(({ top, bottom }) => top <= row && row <= bottom);
        return own
          ? Array.from({ length: own.times }, (_copy, copy) => map.within(row, own, copy))
          : [map.start(row)];
      });
      const sorted = placed.toSorted((a, b) => a - b);
      expect(sorted).toEqual(Array.from({ length: placed.length }, (_none, i) => i + 1));
      const [from, to] = moveRef('A1:C30', map.start, map.end).match(/\d+/g)?.map(Number) ?? [];
      expect([from, to]).toEqual([sorted[0], sorted.at(-1)]);
    }),
  );
});
