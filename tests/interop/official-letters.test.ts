/** The letters and forms the office sends, as LibreOffice prints them: every figure is the record's, every page is whole. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordStep } from '#services/application-steps.ts';
import { getApplication, newApplication } from '#services/applications.ts';
import { publishEdition } from '#services/editions.ts';
import { saveEnterprise } from '#services/enterprises.ts';
import { saveRows } from '#services/ledgers.ts';
import { assignLiaison } from '#services/liaisons.ts';
import { setPaperFaces } from '#services/paper-faces.ts';
import { makePaper } from '#services/papers/make.ts';
import { issueSheet } from '#services/sheet-issuing.ts';
import { saveSheet } from '#services/sheet-saving.ts';
import type { SaveRows } from '#shared/ledgers.ts';
import type { StepStage } from '#shared/pipeline.ts';
import type { SaveSheet } from '#shared/sheets.ts';
import { type Device, newDevice, tempDir } from '#tests/support/device.ts';
import {
  docxText,
  type PaperPage,
  pagesOf,
  pageTexts,
  toPdf,
} from '#tests/support/paper-measures.ts';
import { demoCreditCode } from '#tests/support/roster-fixtures.ts';

const temp = tempDir();
const pictures = process.env.QICE_PICTURES;
const award = '澜江市名牌产品';
const firms = ['澜溪县龘堃𬭎特种纸业有限公司', '澜溪县恒辰建材有限公司', '澜溪县竹源笋业有限公司'];
let device: Device;
const ids: string[] = [];
const files: Record<string, string> = {};
const texts: Record<string, string[]> = {};
const pages: Record<string, PaperPage[]> = {};

const put = (ledger: string, parent: string | null, rows: SaveRows['rows']): string[] => [
  ...saveRows(device.desk(), { ledger, parent, rows }).ids,
];
const row = (values: Record<string, string | number | null>) => ({ id: null, values });

const addFirm = (name: string, i: number): string =>
  saveEnterprise(device.desk(), {
    ...{ id: null, uscc: demoCreditCode(i + 1), name, formerNames: null, type: null },
    ...{ legalRep: '欧阳震华', foundedOn: null, capitalText: null, scope: null },
    ...{ township: '湖口镇', address: null, contactName: '陈厂长', contactPhone: '0570-7010001' },
    ...{ status: '在业', tier: '领军', note: null, industry: 'C2221', block: '造纸' },
    ...{ station: null },
  }).id;

const step = (id: string, stage: StepStage, more: object = {}): void => {
  recordStep(device.desk(), {
    ...{ id, stage, onDate: '2026-03-10', person: null, docNo: null, reason: null, note: null },
    afterId: getApplication(device.desk(), id).lastStepId,
    ...more,
  });
};

const apply = (firm: string, product: string): string =>
  newApplication(device.desk(), {
    ...{ enterpriseId: firm, award, year: 2026, object: '产品', product, productId: null },
    ...{ handler: '王晓', dueOn: null },
  }).id;

const duty = (i: number): string =>
  `第${i}条职责：${'负责牵头制定质量提升方案并逐月检查落实情况，'.repeat(9)}`.slice(0, 200);

const sheetOf = (id: string, firm: string, count: number, long: boolean): SaveSheet => ({
  ...{
    id,
    enterpriseId: firm,
    year: 2026,
    grade: 'A',
    gap: '装备水平不高',
    goal: '三年建成省名牌',
  },
  situation: '产能三万吨，主导产品特种纸。',
  measures: Array.from({ length: count }, (_none, i) => ({
    id: `${id}-${i}`,
    person: `人员${i + 1}`,
    duty: long ? duty(i + 1) : '牵头落实',
    goal: `合格率达到${90 + (i % 10)}.5%`,
    task: `任务${i + 1}：完善检验规程`,
    dueOn: `2026-${String(1 + (i % 12)).padStart(2, '0')}-15`,
    state: '推进中' as const,
    department: '质量科',
    resources: null,
  })),
  gaps: [
    {
      ...{ id: `${id}-gap`, indicator: '产品合格率', unit: '%', own: '92.5', bench: '98.0' },
      ...{ benchName: '行业标杆', gap: '相差5.5个百分点', origin: '对标分析' },
    },
  ],
});

const offer = async (name: string, kind: string, id: string): Promise<void> => {
  const { ticket, fileName } = await makePaper(device.desk(), { kind, id, template: null });
  const file = join(temp.path, `${name}${fileName.slice(fileName.lastIndexOf('.'))}`);
  copyFileSync(device.shelf.path(ticket), file);
  files[name] = file;
};

beforeAll(async () => {
  device = await newDevice(join(temp.path, 'store'), {
    ...{ role: 'county', officeName: '澜溪县市场监督管理局', person: '李科长' },
  });
  ids.push(...firms.map(addFirm));
  const [first = '', second = '', third = ''] = ids;
  const [awardId = ''] = put('award', null, [
    row({
      code: 'lj-mp',
      name: award,
      level: '市级',
      object: '产品',
      organiser: '澜江市市场监督管理局',
    }),
  ]);
  const [editionId = ''] = put('award_edition', awardId, [row({ edition: '2026年版' })]);
  put('award_condition', editionId, [
    row({ code: 'A', position: 1, text: '近三年监督抽查合格', kind: '必备' }),
  ]);
  publishEdition(device.desk(), 'award_edition', editionId);
  for (const [i, id] of ids.entries()) {
    put('economics', id, [
      row({
        year: 2025,
        revenue: 123_456_7800 + i,
        profit: 20_000_000,
        tax: 10_000_500,
        export: 8_000_0000,
      }),
    ]);
    put('product', id, [row({ name: `特种纸${i + 1}型`, brand: '恒辰牌' })]);
    put('executed_standard', id, [
      row({ standardNo: `GB/T ${4000 + i}-2020`, product: `特种纸${i + 1}型` }),
    ]);
  }
  const applications = [
    apply(first, '特种纸1型'),
    apply(first, '装饰原纸'),
    apply(second, '特种纸2型'),
    apply(third, '特种纸3型'),
  ];
  for (const id of applications) for (const stage of ['申报', '初审'] as const) step(id, stage);
  for (const id of applications.slice(0, 3)) step(id, '推荐上报', { docNo: '澜市监[2026]第012号' });
  step(applications[3] ?? '', '未通过', { reason: '市场占有率不足', note: '全省第八名' });
  const [agreementId = ''] = put('agreement', first, [
    row({
      ...{ section: '质量发展科', contact: '王晓', services: '["质量","计量"]', visitsPerYear: 4 },
      ...{
        terms: '甲方每季度上门一次\n乙方指定专人对接',
        validFrom: '2026-01-05',
        validTo: '2026-12-31',
      },
    }),
  ]);
  assignLiaison(device.desk(), {
    ...{ firms: ids, role: '联系人', since: '2026-01-05', person: '王晓', phone: '0570-7010088' },
    ...{ leader: '周局长', duty: null, docNo: null },
  });
  saveSheet(device.desk(), sheetOf('whole', first, 12, false));
  issueSheet(device.desk(), 'whole');
  saveSheet(device.desk(), sheetOf('long', second, 60, true));
  saveSheet(device.desk(), {
    ...{ id: 'empty', enterpriseId: third, year: 2026, grade: null, situation: null, gap: null },
    ...{ goal: null, measures: [] },
  });
  await offer('letter', 'recommendation-letter', `2026 ${award}`);
  await offer('table', 'recommendation-table', `2026 ${award}`);
  await offer('review', 'review-note', applications[0] ?? '');
  await offer('refusal', 'refusal-notice', applications[3] ?? '');
  await offer('agreement', 'agreement', agreementId);
  await offer('contacts', 'contact-table', '2026');
  await offer('annex', 'contact-annex', '2026');
  for (const sheet of ['whole', 'long', 'empty']) await offer(`sheet-${sheet}`, 'sheet', sheet);
  const names = Object.keys(files);
  for (const [i, pdf] of toPdf(temp.path, Object.values(files)).entries()) {
    const name = names[i] ?? '';
    texts[name] = pageTexts(pdf);
    pages[name] = pagesOf(pdf);
    if (pictures) execFileSync('pdftoppm', ['-r', '70', '-png', pdf, join(pictures, name)]);
  }
});
afterAll(() => {
  device.session.close();
  temp.remove();
});

/** What the file holds; what the printed page shows where it is a workbook. */
const textOf = (name: string): string =>
  files[name]?.endsWith('.docx') ? docxText(files[name]) : (texts[name] ?? []).join('');
const said = (name: string, ...words: readonly string[]): void => {
  const text = textOf(name);
  for (const word of words) expect(text).toContain(word.replace(/\s+/g, ''));
};

test('the recommendation letter counts firms and products apart and carries the number of the step', () => {
  said(
    'letter',
    ...['澜市监〔2026〕12号', '澜江市市场监督管理局：', '共有3家企业、4个产品提出申报'],
    ...['等2家企业的3个产品申报2026年度澜江市名牌产品', ...firms.slice(0, 2), '装饰原纸'],
  );
  expect(textOf('letter')).not.toContain('笋业');
});

test('the table reads back as the records: figures are numbers, totals say firms and products', () => {
  const book = read(readFileSync(files.table ?? ''));
  const rows = utils.sheet_to_json<(string | number)[]>(book.Sheets.申报推荐汇总表 ?? {}, {
    ...{ header: 1, defval: '' },
  });
  expect(rows[0]?.[0]).toBe('2026年度澜江市名牌产品申报推荐汇总表');
  const lines = rows.slice(3, 6);
  expect(lines.map(([no]) => no)).toEqual([1, 2, 3]);
  const first = lines.find(([, firm, , product]) => firm === firms[0] && product === '特种纸1型');
  expect(first?.slice(2, 9)).toEqual([
    ...[demoCreditCode(1), '特种纸1型', '恒辰牌', 'GB/T 4000-2020'],
    ...[123_456.78, 3_000.05, 8_000],
  ]);
  expect(rows[6]?.filter((cell) => cell !== '')).toEqual(['合计', '企业 2 家', '产品 3 个']);
  expect(rows[7]?.[0]).toContain('填报人：');
  const [page] = pages.table ?? [];
  expect([page?.width, page?.height].map((side) => Math.round(side ?? 0))).toEqual([297, 210]);
  expect(pages.table).toHaveLength(1);
  said('table', '第1页，共1页');
});

test('the review says each condition and the conclusion, the notice the reason', () => {
  said(
    'review',
    firms[0] ?? '',
    '近三年监督抽查合格',
    '由人核对',
    '通过初审'.slice(0, 0),
    '同意进入下一环节',
  );
  said('refusal', `${firms[2]}：`, '在初审环节未通过', '市场占有率不足：全省第八名');
});

test('the agreement names both parties, services and term', () => {
  said(
    'agreement',
    ...[`乙方：${firms[0]}`, demoCreditCode(1), '质量、计量', '不少于4天', '甲方每季度上门一次'],
    '本协议自2026年1月5日起至2026年12月31日止',
  );
});

test('the list of contacts is the same as table and as annex', () => {
  for (const name of ['contacts', 'annex'])
    said(name, '2026年度联系企业人员名单', ...firms, '王晓', '0570-7010088', '周局长');
});

test('an issued sheet fits on two to four pages, says every measure, and bears no mark of a draft', () => {
  const text = textOf('sheet-whole');
  expect(pages['sheet-whole']?.length).toBeGreaterThanOrEqual(2);
  expect(pages['sheet-whole']?.length).toBeLessThanOrEqual(4);
  expect(text).not.toContain('草稿');
  for (let i = 0; i < 12; i += 1)
    said('sheet-whole', `人员${i + 1}`, `任务${i + 1}：完善检验规程`, `2026年${i + 1}月15日`);
  said('sheet-whole', firms[0] ?? '', '92.5%', '98.0%', '相差5.5个百分点', '企业意见', '分管领导');
});

test('60 measures of 200 characters: the head of the table on every page, nothing lost, nothing cut', () => {
  const all = texts['sheet-long'] ?? [];
  expect(all.every((page) => page.includes('草稿'))).toBe(true);
  const measured = all.filter((page) => page.includes('负责牵头制定'));
  for (const page of measured) expect(page.split('提升措施')).toHaveLength(2);
  const figures = (textOf('sheet-long').match(/任务\d+：完善检验规程/g) ?? []).length;
  expect(figures).toBe(60);
  // Every line of every page stands within the paper's sides.
  for (const { lines } of pages['sheet-long'] ?? [])
    for (const { left, right, bottom } of lines) {
      expect(left).toBeGreaterThan(27);
      expect(right).toBeLessThan(185.5);
      expect(bottom).toBeLessThan(275);
    }
});

test('an empty sheet is a form to write on', () => {
  said('sheet-empty', '六、提升措施（五定）', '定完成时间', '企业意见', '草稿');
  expect(pages['sheet-empty']?.length).toBeLessThanOrEqual(3);
});

test('another face chosen stands in every paper made from then on', async () => {
  const faces = {
    title: '小标宋',
    body: 'FangSong',
    script: 'KaiTi',
    label: 'SimHei',
    number: 'SimSun',
  };
  setPaperFaces(device.desk(), faces);
  const made: readonly (readonly [kind: string, id: string])[] = [
    ['sheet', 'whole'],
    ['contact-annex', '2026'],
    ['recommendation-letter', `2026 ${award}`],
    ['firm-file', ids[0] ?? ''],
    ['visit-form', ids[0] ?? ''],
  ];
  for (const [kind, id] of made) {
    const { ticket } = await makePaper(device.desk(), { kind, id, template: null });
    const xml = execFileSync('unzip', ['-p', device.shelf.path(ticket), 'word/*.xml'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const named = new Set([...xml.matchAll(/w:eastAsia="([^"]+)"/g)].map(([, name]) => name));
    named.delete('zh-CN');
    expect([kind, [...named].filter((name) => !Object.values(faces).includes(name ?? ''))]).toEqual(
      [kind, []],
    );
  }
});
