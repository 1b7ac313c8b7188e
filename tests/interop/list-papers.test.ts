/** Lists and signatures as LibreOffice lays them out: none alone on its page, nothing broken that is read as one. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeContactAnnex, writeContactTable } from '#documents/contact-list-paper.ts';
import { writeHandOverLetter } from '#documents/hand-over-paper.ts';
import { writeRefusalNotice } from '#documents/review-paper.ts';
import { writeVisitRecord } from '#documents/visit-record-paper.ts';
import type { VisitRecordValues } from '#shared/papers/visit-record.ts';
import { tempDir } from '#tests/support/device.ts';
import { toPdf } from '#tests/support/paper-measures.ts';

const temp = tempDir();
afterAll(() => temp.remove());

// About a page holds seventeen: among these are lists whose last line would begin a page alone.
const lengths = [17, 18, 19, 20];
const phone = '0570-7012311';
const texts = new Map<string, string[]>();

const contact = (n: number) => ({
  ...{
    no: String(n),
    firm: `澜溪县恒辰特种纸业第${n}有限公司`,
    township: '东屏街道',
    block: '机械五金',
  },
  ...{ goal: '省名牌产品', contact: '王科员', phone, deputy: '李科员', leader: '吴副局长' },
});

/** Rows of the table, or characters, that end near the foot of a page. */
const refusals = [10, 13];
const handOvers = [15, 17];
const visits = [900, 1_500];

const office = '澜溪县市场监督管理局';
const refusal = (n: number) => ({
  ...{ office, firm: '澜溪县恒辰特种纸业有限公司', uscc: '', award: '中国名牌产品', year: '2026' },
  ...{ product: '特种纸', handler: '陈科员', date: '2026年3月2日', stage: '初审' },
  ...{ decidedOn: '2026年3月2日', reasons: '市场占有率不足' },
  conditions: Array.from({ length: n }, (_none, i) => ({
    ...{ no: String(i + 1), condition: '产品在当年评价目录内', wanted: '≥ 1项', now: '0项' },
  })),
});
const handOverOf = (n: number) => ({
  ...{ office, from: '李科员', to: '张三', on: '2026年3月2日' },
  ...{ witness: '欧阳科长', note: '', sums: `联系企业 ${n} 家` },
  rows: Array.from({ length: n }, (_none, i) => ({
    ...{
      no: String(i + 1),
      kind: '联系企业',
      firm: '澜溪县恒辰特种纸业有限公司',
      title: '副联系人',
    },
    ...{ township: '湖口镇', detail: '2026年1月8日起联系', dueOn: '2026年1月8日' },
  })),
});
const visit = (n: number): VisitRecordValues => ({
  ...{
    office,
    firm: '澜溪县恒辰特种纸业有限公司',
    uscc: '',
    address: '',
    township: '',
    contact: '',
  },
  ...{ phone: '', day: '2026年3月2日', time: '', place: '', types: '', typeBoxes: '☑质量' },
  ...{ ourPeople: '', ourCount: '', firmPeople: '', purpose: '', findings: '', advice: '' },
  ...{ materials: '', followUp: '下次带检定证书样本', ourSigner: '', ourSignedOn: '' },
  ...{ firmSigner: '', firmSignedOn: '', satisfaction: '', foundStatus: '', issueText: '' },
  ...{
    situation: '检验记录齐全企业计划今年申报'.repeat(n / 10).slice(0, n),
    issues: [],
    photos: [],
  },
});

const contacts = (n: number) => ({
  ...{ year: '2026', office: '澜溪县市场监督管理局', asOf: '2026年3月2日', firms: String(n) },
  rows: Array.from({ length: n }, (_none, i) => contact(i + 1)),
});
/** What a page of the workbook takes and no foot below it. */
const tableRows = 20;

beforeAll(async () => {
  const files: string[] = [];
  const put = (name: string, bytes: Uint8Array, ending = 'docx'): void => {
    files.push(join(temp.path, `${name}.${ending}`));
    writeFileSync(files.at(-1) ?? '', bytes);
  };
  for (const n of lengths) put(`contacts-${n}`, await writeContactAnnex(contacts(n)));
  put('contact-table', await writeContactTable(contacts(tableRows)), 'xlsx');
  for (const n of [0, ...handOvers])
    put(`hand-over-${n}`, await writeHandOverLetter(handOverOf(n)));
  for (const n of refusals) put(`refusal-${n}`, await writeRefusalNotice(refusal(n)));
  for (const n of visits) put(`visit-${n}`, await writeVisitRecord(visit(n), [], {}));
  for (const pdf of toPdf(temp.path, files)) {
    const said = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
    const name = pdf.replace(/^.*[\\/]|\.pdf$/g, '');
    texts.set(name, said.split('\f').slice(0, -1));
  }
});

test('three lines at least stand on the last page, with the head above them', () => {
  const pages = lengths.map((n) => texts.get(`contacts-${n}`) ?? []);
  expect(pages.some((some) => some.length === 2)).toBe(true);
  for (const some of pages) {
    const last = some.at(-1) ?? '';
    expect(last.split(phone).length - 1).toBeGreaterThanOrEqual(3);
    expect(last).toContain('联系电话');
  }
});

test('a number, a township and a title of a column are never broken', () => {
  for (const n of lengths) {
    const said = (texts.get(`contacts-${n}`) ?? []).join('');
    for (const words of [phone, '东屏街道', '机械五金', '吴副局长'])
      expect([words, said.split(words).length - 1]).toEqual([words, n]);
    expect(said).toMatch(/乡镇街道 +块状产业 +培育目标 +联系人 +联系电话 +副联系人 +分管领导/);
  }
});

test('where both sides sign there is one line each for who and when', () => {
  const [page = ''] = texts.get('hand-over-0') ?? [];
  expect(page).toMatch(/监交人（签字）：欧阳科长.*日期：.*年.*月.*日/);
});

test('signatures are on one page and never alone there: the text or rows above them come along', () => {
  const together = (name: string, ...words: readonly string[]): void => {
    const pages = (texts.get(name) ?? []).map((page) => page.replace(/\s/g, ''));
    expect([name, pages.length]).toEqual([name, 2]);
    for (const word of words)
      expect([name, word, pages.at(-1)?.includes(word)]).toEqual([name, word, true]);
  };
  for (const n of refusals)
    together(`refusal-${n}`, '特此告知。', office, '2026年3月2日', '（经办人：陈科员）');
  for (const n of handOvers)
    together(
      `hand-over-${n}`,
      `${n}联系企业`,
      `${n - 2}联系企业`,
      '交出人（签字）',
      '监交人（签字）',
    );
  for (const n of visits)
    together(`visit-${n}`, '后续安排', '下次带检定证书样本', '企业满意度', '走访人员（签字）');
});

test('the foot of a workbook stands with three of its rows, its title and header above them', () => {
  const pages = texts.get('contact-table') ?? [];
  expect(pages).toHaveLength(2);
  expect(pages[1]?.split(phone)).toHaveLength(4);
  for (const words of [
    '2026年度联系企业人员名单',
    '联系电话',
    '企业 20 家',
    '填报人：',
    '审核人：',
  ])
    expect(pages[1]).toContain(words);
});

test('a text longer than a page begins on the first', () => {
  const [first = ''] = texts.get('visit-1500') ?? [];
  expect(first.replace(/\s/g, '').split('检验记录齐全').length).toBeGreaterThan(40);
});
