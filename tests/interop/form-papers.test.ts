/** Form papers as LibreOffice lays them out: one page where it fits, nothing lost where it does not. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPdfProgram } from '#host/pdf-program.ts';
import type { Desk } from '#services/desk.ts';
import { saveEnterprise } from '#services/enterprises.ts';
import { registerIssue } from '#services/issue-register.ts';
import { recordIssueStep } from '#services/issue-steps.ts';
import { getIssue } from '#services/issues.ts';
import { keepFile } from '#services/keep-file.ts';
import { deliverPaper } from '#services/papers/deliver.ts';
import { makePaper } from '#services/papers/make.ts';
import { saveTemplate } from '#services/papers/templates.ts';
import { offerVisitForms } from '#services/papers/visit-form.ts';
import { saveVisit } from '#services/visits.ts';
import type { SaveVisit } from '#shared/visits.ts';
import { type Device, newDevice, tempDir } from '#tests/support/device.ts';
import { hotline, saying } from '#tests/support/issues.ts';
import { tinyJpeg } from '#tests/support/picture.ts';
import { demoCreditCode } from '#tests/support/roster-fixtures.ts';

const temp = tempDir();
const pictures = process.env.QICE_PICTURES;
let device: Device;
let sixty: SaveVisit['issues'] = [];
const texts: Record<string, string> = {};

const firmOf = (n: number, name: string, more: Record<string, string> = {}): string =>
  saveEnterprise(device.desk(), {
    ...{ id: null, uscc: demoCreditCode(n), name, formerNames: null, type: null },
    ...{ legalRep: null, foundedOn: null, capitalText: null, scope: null, note: null },
    ...{ township: null, address: null, contactName: null, contactPhone: null },
    ...{ status: '在业', tier: null, ...more },
  }).id;

const visitOf = (enterpriseId: string, more: Partial<SaveVisit>): string => {
  const { clock } = device.desk().store;
  return saveVisit(device.desk(), {
    ...{ id: clock.uuid(), enterpriseId, visitedOn: '2026-03-02', startAt: null, endAt: null },
    ...{ place: null, serviceTypes: ['其他'], purpose: null, content: null, findings: null },
    ...{ advice: null, firmPeople: null, participants: ['李科长'], issues: [], photos: [] },
    ...more,
  }).id;
};

const issues = (n: number): SaveVisit['issues'] =>
  Array.from({ length: n }, (_none, i) => ({
    id: device.desk().store.clock.uuid(),
    type: '计量',
    content: `第 ${i + 1} 件：${'地磅检定周期与生产旺季相撞，请协调错峰检定。'.repeat(1 + (i % 3))}`,
  }));

const long = Array.from({ length: 250 }, (_none, i) => `第${i + 1}段看了车间与检验室记录齐全。`)
  .join('')
  .padEnd(5_000, '长')
  .slice(0, 5_000);
const rare = '澜溪县龘堃𬭎精密机械有限公司';

/** The papers, by the name of their file. */
const names: string[] = [];
const put = (name: string, { ticket, fileName }: { ticket: string; fileName: string }): void => {
  const file = `${name}.${fileName.split('.').at(-1)}`;
  copyFileSync(device.shelf.path(ticket), join(temp.path, file));
  names.push(file);
};
const make = async (
  name: string,
  kind: string,
  id: string,
  template: string | null = null,
): Promise<void> => put(name, await makePaper(device.desk(), { kind, id, template }));

/** A form as an office draws it: a table whose row repeats, and a workbook with merges and a sum. */
const ownTemplate = async (format: 'docx' | 'xlsx'): Promise<string> => {
  const path = join(temp.path, `own.${format}`);
  writeFileSync(path, format === 'docx' ? await ownDocx() : ownXlsx());
  const ticket = device.shelf.lend(path);
  return saveTemplate(device.desk(), {
    ...{ ticket, paper: 'visit-record', name: `本局走访表 ${format}`, follows: null },
  }).id;
};
const ownDocx = async (): Promise<Uint8Array> => {
  const row = (...texts: readonly string[]) =>
    new TableRow({
      children: texts.map((said) => new TableCell({ children: [new Paragraph(said)] })),
    });
  const rows = [
    row('序号', '类型', '内容'),
    row('{{#问题}}{{序号}}', '{{问题类型}}', '{{问题内容}}{{/问题}}'),
  ];
  const children = [
    new Paragraph({ children: [new TextRun('单位：{{企'), new TextRun('业名称}}')] }),
    new Paragraph('{{走访情况}}'),
    new Table({ rows, width: { size: 100, type: 'pct' } }),
    new Paragraph('{{^问题}}没有提出问题{{/问题}}'),
    new Paragraph('完'),
  ];
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
};
const ownXlsx = (): Uint8Array => {
  const sheet = utils.aoa_to_sheet([
    ['{{企业名称}}走访问题清单'],
    ['序号', '类型', '内容', '', '人次'],
    ['{{#问题}}{{序号}}', '{{问题类型}}', '{{问题内容}}', '', '{{我方人数}}{{/问题}}'],
    ['合计', '', '', '', { t: 'n', v: 0, f: 'SUM(E3:E3)' }],
  ]);
  sheet['!merges'] = [
    { s: { r: 0, c: 0 }, e: { r: 0, c: 4 } },
    { s: { r: 2, c: 2 }, e: { r: 2, c: 3 } },
  ];
  sheet['!cols'] = [5, 6, 24, 10, 5].map((wch) => ({ wch }));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '问题');
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }));
};

/** An issue from the hot line to 销号, of a firm. */
const solvedIssue = (enterpriseId: string): string => {
  const { clock } = device.desk().store;
  const { id } = registerIssue(device.desk(), hotline(clock.uuid(), { enterpriseId }));
  for (const action of ['受理', '交办', '答复', '企业评价', '销号'] as const)
    recordIssueStep(device.desk(), {
      ...{ id, action, afterId: getIssue(device.desk(), id).lastStepId, onDate: '2026-03-03' },
      ...{ atTime: null, person: '王科员', unit: null, text: null, docNo: null, dueOn: null },
      ...{ toUnit: null, toPerson: null, opinion: null, firmPerson: null, note: null },
      ...saying(action),
    });
  return id;
};

const photo = (caption: string): SaveVisit['photos'][number] => {
  const path = join(temp.path, 'photo.jpg');
  writeFileSync(path, tinyJpeg({ width: 1_600, height: 1_200, tone: caption.length }));
  const { sha256 } = keepFile(device.desk().store, path, 'photo');
  const id = device.desk().store.clock.uuid();
  return { id, sha256, caption, takenAt: '2026-03-02T09:41:00' };
};

beforeAll(async () => {
  device = await newDevice(join(temp.path, 'store'), {
    role: 'county',
    officeName: '澜溪县市场监督管理局质量发展科',
    person: '李科长',
  });
  const firm = firmOf(1, '澜溪县恒辰特种纸业有限公司', {
    ...{ township: '湖口镇', address: '澜江市澜溪县湖口镇工业功能区纬五路 188 号' },
    ...{ contactName: '陈厂长', contactPhone: '0570-7010001' },
  });
  const usual = visitOf(firm, {
    ...{ startAt: '09:00', endAt: '11:30', place: '公司一楼会议室、二号车间' },
    ...{ serviceTypes: ['质量', '计量', '企业上市辅导'], purpose: '了解省名牌申报准备情况' },
    content:
      '实地查看二号车间与检验室，检验记录齐全；与企业负责人座谈，核对了三年经济数据。\n企业计划今年申报省名牌产品。',
    findings: '实验室一台厚度仪超过检定周期。',
    advice: '三月底前送检；标准化股下周上门指导企业标准自我声明公开。',
    firmPeople: '陈厂长、质量部王经理',
    participants: ['李科长', '张晓明'],
    issues: issues(2),
    photos: ['二号车间', '检验室', '座谈'].map(photo),
  });
  await make('usual', 'visit-record', usual);
  sixty = issues(60);
  const other = firmOf(2, rare);
  const empty = visitOf(other, {});
  const lengthy = visitOf(firm, { content: long });
  const many = visitOf(firmOf(3, '澜溪县多问实业有限公司'), {
    ...{ content: '座谈。', issues: sixty },
  });
  await make('empty', 'visit-record', empty);
  await make('long', 'visit-record', lengthy);
  await make('many', 'visit-record', many);
  await make('rare', 'visit-record', visitOf(other, { participants: ['龘堃', '𬭎工'] }));
  const issue = solvedIssue(firm);
  await make('assigned', 'issue-assignment', issue);
  await make('closed', 'issue-closing', issue);
  put('forms', await offerVisitForms(device.desk(), { firms: { ids: [firm, other] } }));
  put('blank', await offerVisitForms(device.desk(), { firms: null }));
  const [docx, xlsx] = [await ownTemplate('docx'), await ownTemplate('xlsx')];
  await make('own-many', 'visit-record', many, docx);
  await make('own-empty', 'visit-record', empty, docx);
  await make('own-long', 'visit-record', lengthy, docx);
  await make('own-book', 'visit-record', many, xlsx);
  await make('own-book-empty', 'visit-record', empty, xlsx);
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${join(temp.path, 'libreoffice')}`,
      ...['--headless', '--convert-to', 'pdf', '--outdir', temp.path],
      ...names.map((name) => join(temp.path, name)),
    ],
    { stdio: 'pipe' },
  );
  for (const file of names) {
    const name = file.replace(/\.[^.]*$/, '');
    const pdf = join(temp.path, `${name}.pdf`);
    // A form reads line by line; a workbook cell by cell, however its lines lie beside others.
    const order = name.startsWith('own-book') ? '-raw' : '-layout';
    texts[name] = execFileSync('pdftotext', [order, pdf, '-'], { encoding: 'utf8' });
    if (pictures) execFileSync('pdftoppm', ['-r', '60', '-png', pdf, join(pictures, name)]);
  }
});
afterAll(() => {
  device.session.close();
  temp.remove();
});

const pagesOf = (name: string): number => (texts[name] ?? '').split('\f').length - 1;
const plain = (name: string): string => (texts[name] ?? '').replace(/\s+/g, '');

test('a visit is one page, its photographs two a page behind it; an empty one fills its page', () => {
  expect(pagesOf('usual')).toBe(3);
  expect(pagesOf('empty')).toBe(1);
  expect(pagesOf('rare')).toBe(1);
});

test('what LibreOffice reads out of the paper is the record', () => {
  for (const words of [
    ...['澜溪县恒辰特种纸业有限公司', demoCreditCode(1), '2026年3月2日', '9:00—11:30', '湖口镇'],
    ...['☑质量', '☑计量', '☐标准化', '☑其他（企业上市辅导）', '李科长、张晓明', '质量部王经理'],
    ...['企业计划今年申报省名牌产品。', '厚度仪超过检定周期', '1.【计量】第1件', '照片1二号车间'],
  ])
    expect(plain('usual')).toContain(words);
  for (const words of [rare, '龘堃、𬭎工']) expect(plain('rare')).toContain(words);
});

test('a text of 5,000 characters and 60 problems run on and lose nothing', () => {
  const read = plain('long').replace(/非密·内部使用—\d—/g, '');
  expect(read).toContain(long);
  for (let n = 1; n <= 60; n += 1) expect(plain('many')).toContain(`${n}.【计量】第${n}件`);
  expect(plain('many')).toContain('企业负责人（签字、盖章）');
});

test('papers of an issue are one page each and say its way', () => {
  expect([pagesOf('assigned'), pagesOf('closed')]).toEqual([1, 1]);
  for (const words of ['问题交办单', '压力表到期未检', '计量科', '王科员', '0570-0000000'])
    expect(plain('assigned')).toContain(words);
  for (const words of [
    '问题销号单',
    '答复：已处理',
    '☑认可',
    '厂长',
    '2026年3月3日',
    '1.2026年3月3日受理',
  ])
    expect(plain('closed')).toContain(words);
});

test('forms to take along: a page each, with what is to be asked; the blank one is one page', () => {
  expect([pagesOf('forms'), pagesOf('blank')]).toEqual([2, 1]);
  for (const words of [
    rare,
    '澜溪县恒辰特种纸业有限公司',
    '上次走访',
    '【问题·计量】第1件',
    '0570-7010001',
  ])
    expect(plain('forms')).toContain(words);
  expect(plain('blank')).not.toContain('走访提示');
});

test('an office’s own forms hold the record: rows, long texts, rare characters, and nothing at all', () => {
  for (let n = 1; n <= 60; n += 1) expect(plain('own-many')).toContain(`${n}计量第${n}件`);
  expect(plain('own-many')).not.toContain('没有提出问题');
  expect(plain('own-empty')).toBe(`单位：${rare}序号类型内容没有提出问题完`);
  expect(plain('own-long')).toContain(long);
  expect(plain('own-long')).toContain('单位：澜溪县恒辰特种纸业有限公司');
});

test('a workbook of 60 rows adds up in LibreOffice; an empty one keeps its line', () => {
  expect(plain('own-book')).toContain('澜溪县多问实业有限公司走访问题清单');
  for (const { content } of sixty) expect(plain('own-book')).toContain(content.replace(/\s/g, ''));
  expect(plain('own-book')).toMatch(/合计60/);
  expect(plain('own-book-empty')).toMatch(/合计0/);
  for (const name of names.filter((one) => one.startsWith('own')))
    expect(texts[name.replace(/\.[^.]*$/, '')]).not.toContain('{{');
});

test('the LibreOffice of this computer makes a PDF of a paper, to print; without one that is said', async () => {
  const pdfProgram = () => findPdfProgram(process);
  const ask = { kind: 'firm-file', id: firmOf(4, rare), template: null };
  const asPdf = (desk: Desk) =>
    deliverPaper(desk, () => makePaper(desk, ask), { as: 'pdf', job: randomUUID() });
  const { ticket, fileName } = await asPdf({ ...device.desk(), pdfProgram });
  expect(fileName).toMatch(/^一企一档 澜溪县龘堃𬭎精密机械有限公司.*\.pdf$/);
  const text = execFileSync('pdftotext', [device.shelf.path(ticket), '-'], { encoding: 'utf8' });
  expect(text.replace(/\s/g, '')).toContain(rare);
  await expect(asPdf(device.desk())).rejects.toMatchObject({ code: 'pdf.missing' });
});
