/** Form papers as LibreOffice lays them out: one page where it fits, nothing lost where it does not. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveEnterprise } from '#services/enterprises.ts';
import { makePaper } from '#services/papers/make.ts';
import { addPhoto } from '#services/photos.ts';
import { saveVisit } from '#services/visits.ts';
import type { SaveVisit } from '#shared/visits.ts';
import { type Device, newDevice, tempDir } from '#tests/support/device.ts';
import { tinyJpeg } from '#tests/support/picture.ts';
import { demoCreditCode } from '#tests/support/roster-fixtures.ts';

const temp = tempDir();
const pictures = process.env.QICE_PICTURES;
let device: Device;
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
const make = async (name: string, kind: string, id: string): Promise<void> => {
  const { ticket, fileName } = await makePaper(device.desk(), { kind, id, template: null });
  copyFileSync(device.shelf.path(ticket), join(temp.path, `${name}.${fileName.split('.').at(-1)}`));
};

const photo = (caption: string): SaveVisit['photos'][number] => {
  const path = join(temp.path, 'photo.jpg');
  writeFileSync(path, tinyJpeg({ width: 1_600, height: 1_200, tone: caption.length }));
  const { sha256 } = addPhoto(device.desk(), device.shelf.lend(path));
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
  await make('empty', 'visit-record', visitOf(firm, {}));
  await make('long', 'visit-record', visitOf(firm, { content: long }));
  await make('many', 'visit-record', visitOf(firm, { content: '座谈。', issues: issues(60) }));
  await make('rare', 'visit-record', visitOf(firmOf(2, rare), { participants: ['龘堃', '𬭎工'] }));
  const names = ['usual', 'empty', 'long', 'many', 'rare'];
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${join(temp.path, 'libreoffice')}`,
      ...['--headless', '--convert-to', 'pdf', '--outdir', temp.path],
      ...names.map((name) => join(temp.path, `${name}.docx`)),
    ],
    { stdio: 'pipe' },
  );
  for (const name of names) {
    const pdf = join(temp.path, `${name}.pdf`);
    texts[name] = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
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
