/** The page of GB/T 9704 as LibreOffice prints it, measured: grid, margins, head, foot, numbers, faces. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ruledTable } from '#documents/form-table.ts';
import { paperFoot } from '#documents/official-foot.ts';
import {
  letterFooter,
  letterHeader,
  letterNumber,
  letterTop,
  paperHead,
} from '#documents/official-head.ts';
import { type Block, officialSection, packDocument } from '#documents/official-page.ts';
import {
  addressee,
  annexHead,
  annexNote,
  body,
  flush,
  heading,
  signature,
  title,
} from '#documents/official-text.ts';
import { tempDir } from '#tests/support/device.ts';
import {
  inkAcross,
  inkDown,
  isRed,
  type PaperPage,
  pagesOf,
  rasterOf,
  toPdf,
} from '#tests/support/paper-measures.ts';

const temp = tempDir();
const pictures = process.env.QICE_PICTURES;
const words = '质量是企业的生命品牌是市场的通行证坚持培育与监管并重推动块状产业提质升级';
const issuer = '澜溪县市场监督管理局';
const pdfs: Record<string, string> = {};
const pages: Record<string, PaperPage[]> = {};

const kinds = {
  full: () => officialSection([flush(words.repeat(50).slice(0, 28 * 50))]),
  paper: () => {
    const children: Block[] = [
      ...paperHead({
        ...{ mark: `${issuer}文件`, number: '澜市监〔2026〕12号', signers: ['李建国'] },
        ...{ copy: '000012', secrecy: '机密★1年', urgency: '特急' },
      }),
      ...title(`${issuer}关于推荐2026年度浙江名牌产品申报企业的请示`),
      ...addressee(['澜江市市场监督管理局', '县人民政府']),
      heading({ level: 1, n: 1, text: '基本情况' }),
      heading({ level: 2, n: 1, text: '企业质量状况', runsInto: words }),
      heading({ level: 3, n: 1, text: '产品标准' }),
      heading({ level: 4, n: 1, text: '抽查情况' }),
      body(words.repeat(8)),
      ...annexNote([
        '2026年度浙江名牌产品申报推荐汇总表（含企业名称、产品、社会信用代码）',
        '初审意见',
      ]),
      ...signature({ issuer, date: '2026年1月5日', sealed: true }),
      ...annexHead(1, '2026年度浙江名牌产品申报推荐汇总表'),
      ruledTable(
        [
          { title: '序号', share: 1, kind: 'centred' },
          { title: '企业名称', share: 4 },
          { title: '销售（万元）', share: 2, kind: 'number' },
        ],
        Array.from({ length: 60 }, (_none, i) => [
          String(i + 1),
          i === 20 ? words.repeat(8) : '澜溪县龘堃𬭎特种纸业有限公司',
          String(10_000 + i),
        ]),
      ),
      ...paperFoot({
        ...{ copies: ['县委办公室', '县人大常委会办公室', '县政协办公室', '各乡镇人民政府'] },
        ...{ printer: `${issuer}办公室`, printedOn: '2026年1月5日' },
      }),
    ];
    return officialSection(children);
  },
  letter: () =>
    officialSection(
      [
        letterNumber('澜市监函〔2026〕3号'),
        ...title('关于推荐申报市级名牌的函'),
        ...addressee(['澜江市市场监督管理局']),
        body(words.repeat(14)),
        ...signature({
          issuer: `${issuer}质量发展科办公室`,
          date: '2026年11月15日',
          sealed: false,
        }),
      ],
      { first: { header: letterHeader(issuer), footer: letterFooter(), headerTop: letterTop } },
    ),
};

beforeAll(async () => {
  const files: string[] = [];
  for (const [name, section] of Object.entries(kinds)) {
    const file = join(temp.path, `${name}.docx`);
    writeFileSync(file, await packDocument(name, [section()]));
    files.push(file);
  }
  for (const [i, pdf] of toPdf(temp.path, files).entries()) {
    const name = Object.keys(kinds)[i] ?? '';
    pdfs[name] = pdf;
    pages[name] = pagesOf(pdf);
    if (pictures) execFileSync('pdftoppm', ['-r', '80', '-png', pdf, join(pictures, name)]);
  }
});
afterAll(() => temp.remove());

const pdfOf = (name: string): string => pdfs[name] ?? '';
const pageOf = (name: string, n: number): PaperPage => {
  const page = pages[name]?.[n - 1];
  if (!page) throw new Error(`${name} has no page ${n}`);
  return page;
};
const isNumber = ({ text }: { readonly text: string }): boolean => /^—\d+—$/.test(text);

test('a full page has 22 lines of 28 characters in a block of 156 × 225 mm', () => {
  const { width, height, lines } = pageOf('full', 1);
  expect([width, height].map(Math.round)).toEqual([210, 297]);
  const text = lines.filter((line) => !isNumber(line));
  expect(text.map(({ text: said }) => [...said].length)).toEqual(
    Array.from({ length: 22 }, () => 28),
  );
  expect(Math.abs(Math.min(...text.map(({ left }) => left)) - 28)).toBeLessThan(0.5);
  expect(Math.abs(Math.max(...text.map(({ right }) => right)) - 184)).toBeLessThan(0.7);
  // Ink of the first and the last line lies in the block: 37 mm from above, 35 mm from below.
  const raster = rasterOf(pdfOf('full'), 1);
  const inked: number[] = [];
  for (let y = 20; y < 262.5; y += raster.step) if (inkAcross(raster, y)) inked.push(y);
  expect(inked[0]).toBeGreaterThan(37);
  expect(inked[0]).toBeLessThan(41);
  expect(inked.at(-1)).toBeLessThan(262);
  expect(inked.at(-1)).toBeGreaterThan(257);
});

test('page numbers: odd right, even left, a character from the edge, the dash 7 mm below the block', () => {
  const right = pageOf('full', 1).lines.find(isNumber);
  const left = pageOf('full', 2).lines.find(isNumber);
  expect(right?.text).toBe('—1—');
  expect(left?.text).toBe('—2—');
  // 四号: 14 pt is 4.94 mm.
  expect(Math.abs(184 - 4.94 - (right?.right ?? 0))).toBeLessThan(0.6);
  expect(Math.abs(28 + 4.94 - (left?.left ?? 0))).toBeLessThan(0.6);
  const dash = inkDown(rasterOf(pdfOf('full'), 2), (left?.left ?? 0) + 2, [262, 285]);
  expect(dash).toHaveLength(1);
  const [from, to] = dash[0] ?? [0, 0];
  expect(Math.abs((from + to) / 2 - 262 - 7)).toBeLessThan(0.6);
});

test('the head: copy, secrecy and urgency on lines 1 to 3, mark 35 mm below the block’s edge, red line 156 mm', () => {
  const page = pageOf('paper', 1);
  expect(page.lines.slice(0, 3).map(({ text }) => text)).toEqual(['000012', '机密★1年', '特急']);
  const raster = rasterOf(pdfOf('paper'), 1);
  const mark = page.lines.find(({ text }) => text === `${issuer}文件`);
  // Ink of the mark, found by its colour; a face's strokes begin a little below its em square.
  const reds: number[] = [];
  for (let y = 40; y < 140; y += raster.step) if (inkAcross(raster, y, isRed)) reds.push(y);
  expect(Math.abs((reds[0] ?? 0) - 37 - 35)).toBeLessThan(2);
  expect(mark).toBeDefined();
  const ruleAt = reds.at(-1) ?? 0;
  const [l, r] = inkAcross(raster, ruleAt - 0.2, isRed) ?? [0, 0];
  expect(Math.abs(l - 28)).toBeLessThan(0.4);
  expect(Math.abs(r - 184)).toBeLessThan(0.4);
  const number = page.lines.filter(({ text }) => text.includes('〔2026〕12号'));
  expect(number).toHaveLength(1);
  // Below the number's line: 4 mm, and what the line leaves below its characters.
  expect(ruleAt - (number[0]?.bottom ?? 0)).toBeGreaterThan(3.2);
  expect(ruleAt - (number[0]?.bottom ?? 0)).toBeLessThan(6.5);
  const signer = page.lines.find(({ text }) => text.includes('签发人：李建国'));
  expect(Math.abs(184 - 5.6 - (signer?.right ?? 0))).toBeLessThan(1);
});

test('the foot stands on the block’s lower edge of the last page, as wide as the block', () => {
  const last = pages.paper?.length ?? 0;
  const raster = rasterOf(pdfOf('paper'), last);
  const rules = inkDown(raster, 30, [180, 265]).filter(([a, b]) => b - a < 1);
  expect(rules).toHaveLength(3);
  expect(Math.abs((rules[2]?.[1] ?? 0) - 262)).toBeLessThan(1);
  const [l, r] = inkAcross(raster, rules[2]?.[0] ?? 0) ?? [0, 0];
  expect(Math.abs(l - 28)).toBeLessThan(0.6);
  expect(Math.abs(r - 184)).toBeLessThan(0.6);
  const text = pageOf('paper', last).lines.map((line) => line.text);
  expect(text.some((line) => line.startsWith('抄送：县委办公室'))).toBe(true);
  expect(text.some((line) => line.endsWith('2026年1月5日印发'))).toBe(true);
});

test('a list repeats its header and every row of it stands once, the long one over the turn of a page', () => {
  const all = (pages.paper ?? []).map(({ lines }) => lines.map(({ text }) => text));
  const annex = all.filter((lines) => lines.some((text) => /^1[0-5]0[0-5]\d$/.test(text)));
  expect(annex.length).toBeGreaterThan(1);
  for (const lines of annex) expect(lines.filter((text) => text === '企业名称')).toHaveLength(1);
  const figures = all.flat().filter((text) => /^100[0-5]\d$/.test(text));
  expect(figures.toSorted()).toEqual(Array.from({ length: 60 }, (_none, i) => String(10_000 + i)));
  expect(all.flat().filter((text) => text === '澜溪县龘堃𬭎特种纸业有限公司')).toHaveLength(59);
});

test('a letter: mark 30 mm from the paper’s edge, double lines of 170 mm, no number on its first page', () => {
  const raster = rasterOf(pdfOf('letter'), 1);
  const reds: number[] = [];
  for (let y = 10; y < 290; y += raster.step) if (inkAcross(raster, y, isRed)) reds.push(y);
  expect(Math.abs((reds[0] ?? 0) - 30)).toBeLessThan(2);
  const wide = reds.filter((y) => {
    const [l, r] = inkAcross(raster, y, isRed) ?? [0, 0];
    return Math.abs(l - 20) < 0.6 && Math.abs(r - 190) < 0.6;
  });
  // Two strokes above (thick first), two below (thin first).
  const strokes: [number, number][] = [];
  for (const y of wide) {
    const last = strokes.at(-1);
    if (last && y - last[1] < 1.5 * raster.step) last[1] = y;
    else strokes.push([y, y]);
  }
  const thick = strokes.map(([a, b]) => b - a);
  expect(strokes).toHaveLength(4);
  expect(thick[0]).toBeGreaterThan(thick[1] ?? 9);
  expect(thick[3]).toBeGreaterThan(thick[2] ?? 9);
  expect(Math.abs(297 - 20 - (strokes[3]?.[1] ?? 0))).toBeLessThan(1);
  expect(pageOf('letter', 1).lines.filter(isNumber)).toHaveLength(0);
  expect(pageOf('letter', 2).lines.filter(isNumber)).toHaveLength(1);
  const number = pageOf('letter', 1).lines.find(({ text }) => text.startsWith('澜市监函'));
  expect(Math.abs((number?.right ?? 0) - 184)).toBeLessThan(0.7);
});

test('faces stand in the file by name', () => {
  const xml = execFileSync('unzip', ['-p', join(temp.path, 'paper.docx'), 'word/document.xml'], {
    encoding: 'utf8',
  });
  const faces = new Set([...xml.matchAll(/w:eastAsia="([^"]+)"/g)].map(([, name]) => name));
  expect(faces).toEqual(new Set(['方正小标宋简体', '仿宋_GB2312', '楷体_GB2312', '黑体']));
  const footers = execFileSync('unzip', ['-p', join(temp.path, 'paper.docx'), 'word/footer*.xml'], {
    encoding: 'utf8',
  });
  expect(footers).toContain('w:eastAsia="宋体"');
  expect(xml + footers).not.toContain('w:embed');
});
