/** 一企一档 of a firm whose file is really full, as LibreOffice lays it out: one page, nothing cut, nothing lost. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attach } from '#services/attachments.ts';
import { saveEnterprise } from '#services/enterprises.ts';
import { keepFile } from '#services/keep-file.ts';
import { saveRows } from '#services/ledgers.ts';
import { makePaper } from '#services/papers/make.ts';
import type { SaveRows } from '#shared/ledgers.ts';
import { type Device, newDevice, tempDir } from '#tests/support/device.ts';
import { demoCreditCode } from '#tests/support/roster-fixtures.ts';

const temp = tempDir();
const pictures = process.env.QICE_PICTURES;
let device: Device;
let text = '';
let pages = 0;

const longName = '澜溪县恒辰特种纸业科技发展（集团）股份有限公司湖口镇第二分公司';
const times = (n: number, of: (i: number) => Record<string, string | number>): SaveRows['rows'] =>
  Array.from({ length: n }, (_none, i) => ({ id: null, values: of(i + 1) }));

const fill = (firm: string): void => {
  const put = (ledger: string, rows: SaveRows['rows']): void => {
    saveRows(device.desk(), { ledger, parent: firm, rows });
  };
  put(
    'economics',
    times(6, (i) => ({
      ...{ year: 2019 + i, output: 1_234_567_8900 + i, revenue: 1_134_567_8900, staff: 1_200 + i },
      ...{ profit: 45_678_900, tax: 12_345_600, export: 998_877_6600, rnd: 33_445_500 },
    })),
  );
  put(
    'product',
    times(9, (i) => ({ name: `高透气度特种装饰原纸及浸渍胶膜纸系列第 ${i} 类产品` })),
  );
  put(
    'honour',
    times(7, (i) => ({ award: `浙江省第 ${i} 批制造业高质量发展示范企业称号`, level: '省级' })),
  );
  put(
    'certification',
    times(6, (i) => ({
      kind: 'HACCP',
      number: `0012326QMS${i}R0M-长编号-${i}`,
      validTo: `203${i}-06-30`,
    })),
  );
  put(
    'trademark',
    times(6, (i) => ({ name: `恒辰牌图形商标 ${i}`, registrationNo: `1234567${i}` })),
  );
  put(
    'patent',
    times(6, (i) => ({
      title: `一种用于特种纸的连续涂布与干燥一体化装置及方法 ${i}`,
      patentNo: `ZL20201000000${i}.X`,
    })),
  );
  put(
    'executed_standard',
    times(6, (i) => ({ standardNo: `GB/T ${4_000 + i}-2020`, title: `装饰原纸 第 ${i} 部分` })),
  );
  put(
    'market_access',
    times(5, (i) => ({ kind: '工业产品生产许可证', number: `XK16-114-0000${i}` })),
  );
};

beforeAll(async () => {
  device = await newDevice(join(temp.path, 'store'), {
    role: 'county',
    officeName: '澜溪县市场监督管理局质量发展科',
    person: '李科长',
  });
  const { id } = saveEnterprise(device.desk(), {
    ...{
      id: null,
      uscc: demoCreditCode(1),
      name: longName,
      formerNames: '澜溪恒辰造纸厂',
      type: '股份有限公司',
    },
    ...{
      legalRep: '欧阳震华',
      foundedOn: '2009-03-05',
      capitalText: '50000万元',
      scope: '特种纸制造',
    },
    ...{
      township: '湖口镇',
      address: '澜江市澜溪县湖口镇工业功能区纬五路 188 号',
      contactName: '陈厂长',
    },
    ...{
      contactPhone: '0570-7010001，13900000000（办公室转）',
      status: '在业',
      tier: '领军',
      note: null,
    },
    ...{ industry: 'C2221', block: '特种纸', station: '湖口市场监督管理所' },
  });
  fill(id);
  const scan = join(temp.path, '营业执照.pdf');
  writeFileSync(scan, '%PDF-1.4\nx\n%%EOF\n');
  const files = Array.from({ length: 6 }, (_none, i) => {
    writeFileSync(scan, `%PDF-1.4\n${i}\n%%EOF\n`);
    const { sha256 } = keepFile(device.desk().store, scan, 'attachment');
    return { sha256, name: `2025 年度第 ${i} 号证明材料扫描件.pdf`, takenAt: null };
  });
  attach(device.desk(), { table: 'enterprise', id, files });
  const { ticket } = await makePaper(device.desk(), { kind: 'firm-file', id, template: null });
  copyFileSync(device.shelf.path(ticket), join(temp.path, 'firm.docx'));
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${join(temp.path, 'libreoffice')}`,
      ...['--headless', '--convert-to', 'pdf', '--outdir', temp.path, join(temp.path, 'firm.docx')],
    ],
    { stdio: 'pipe' },
  );
  const pdf = join(temp.path, 'firm.pdf');
  text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
  pages = text.split('\f').length - 1;
  if (pictures) execFileSync('pdftoppm', ['-r', '80', '-png', pdf, join(pictures, 'firm-paper')]);
});
afterAll(() => {
  device.session.close();
  temp.remove();
});

test('a full file fits on one page', () => {
  expect(pages).toBe(1);
  expect(readFileSync(join(temp.path, 'firm.docx')).length).toBeGreaterThan(5_000);
});

test('every part is there, long lists say how many there are', () => {
  const plain = text.replace(/\s+/g, '');
  for (const words of [
    longName,
    demoCreditCode(1),
    '领军',
    'C2221机制纸及纸板制造',
    '2024年',
    '等9个',
    '等7项',
    '等6件',
    '附件',
    '第0号证明材料',
    '等6个',
    '走访与问题',
  ])
    expect(plain).toContain(words.replace(/\s+/g, ''));
});
