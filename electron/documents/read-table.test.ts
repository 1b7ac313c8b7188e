import { type BookType, utils, type WorkSheet, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { checkCreditCode } from '#shared/credit-code.ts';
import { Refusal } from '#shared/errors.ts';
import { guessImport } from '#shared/import-columns.ts';
import { rowReader } from '#shared/import-rows.ts';
import {
  emptyFile,
  passwordProtectedXls,
  passwordProtectedXlsx,
} from '#tests/support/locked-files.ts';
import { type RosterFormat, rosterFixture } from '#tests/support/roster-fixtures.ts';
import { readTable, type Table } from './read-table.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const refusalOf = (bytes: Uint8Array, fileName = '名录.xls'): string => {
  try {
    readTable(bytes, fileName);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'read';
};

const workbook = (
  sheets: Readonly<Record<string, WorkSheet>>,
  bookType: BookType = 'xlsx',
): Uint8Array => {
  const book = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name);
  return new Uint8Array(write(book, { type: 'array', bookType }) as ArrayBuffer);
};

const titles = (table: Table): string[] => table.columns.map((column) => column.title);

describe('a dirty roster reads the same from every format', () => {
  test.each<RosterFormat>(['csv-utf8', 'csv-gb18030', 'xlsx', 'xls'])('%s', (format) => {
    const { bytes, fileName, expected } = rosterFixture(format);
    const table = readTable(bytes, fileName);
    expect(titles(table)).toEqual([
      '序号',
      '企业名称',
      '统一社会信用代码',
      '注册信息/企业类型',
      '注册信息/成立日期',
      '注册信息/注册资金',
      '注册信息/经营范围',
      '住所',
      '联系人/姓名',
      '联系人/电话',
      '产品',
    ]);
    const mapping = guessImport(table.columns, { above: table.above, names: [] });
    const read = rowReader(mapping);
    const said = table.rows.map((row) => read(row.cells));
    const firms = said.flatMap((row) => (row.kind === 'row' ? [row] : []));
    expect(mapping.target).toBe('enterprise');
    expect(table).toMatchObject({ headerRow: expected.headerRow });
    expect(table.rows).toHaveLength(expected.rows);
    expect(firms).toHaveLength(expected.firms + expected.rejected);
    const codes = firms.filter(({ uscc }) => checkCreditCode(uscc ?? '').ok);
    expect(new Set(codes.map(({ uscc }) => uscc)).size).toBe(expected.distinctCodes);
    expect(firms[0]).toMatchObject({
      uscc: '91339921MA9000011E',
      facts: {
        township: '东屏街道',
        scope: '特种纸业制造、销售，"自产"产品出口。',
        contactName: '李经理',
        contactPhone: '0570-7000001',
      },
    });
    expect(table.notes.join()).toContain('「统一社会信用代码」有 1 格存成了数字');
  });

  test('rows keep the numbers they have in the file', () => {
    const { bytes, fileName } = rosterFixture('xlsx', 20);
    const { rows } = readTable(bytes, fileName);
    // Rows 1 to 4 are titles and header; the total stands behind ten firms; row 16 is blank.
    expect(rows[0]?.row).toBe(5);
    expect(rows.find(({ cells }) => cells[0] === '合 计')?.row).toBe(15);
    expect(rows.some(({ row }) => row === 16)).toBe(false);
  });

  test.each(['xlsx', 'xls'] as const)('%s keeps the hidden column and says so', (format) => {
    const { bytes } = rosterFixture(format, 12);
    const { columns, sheet } = readTable(bytes, '随便叫什么.txt');
    expect(columns.filter(({ hidden }) => hidden).map(({ title }) => title)).toEqual([
      '联系人/电话',
    ]);
    expect(sheet).toBe('企业名录');
  });
});

describe('text tables', () => {
  const text = '企业名称,地址\r\n"澜溪""恒辰""纸业","湖口镇\n1号"\r\n\r\n澜溪茶业,罗坑乡\r\n';
  const rows = [
    { row: 2, cells: ['澜溪"恒辰"纸业', '湖口镇\n1号'] },
    { row: 4, cells: ['澜溪茶业', '罗坑乡'] },
  ];

  test.each([
    ['UTF-8', utf8(text)],
    ['UTF-8 with a mark', utf8(`\uFEFF${text}`)],
    ['UTF-16 LE', new Uint8Array(iconv.encode(text, 'utf-16le', { addBOM: true }))],
    ['UTF-16 BE', new Uint8Array(iconv.encode(text, 'utf-16be', { addBOM: true }))],
    ['GB18030', new Uint8Array(iconv.encode(text, 'gb18030'))],
    ['tabs', utf8(text.replace(/(?<!\n1号),/g, '\t'))],
    ['semicolons', utf8(text.replaceAll(',', ';'))],
    ['LF only', utf8(text.replaceAll('\r\n', '\n'))],
  ])('%s', (_name, bytes) => {
    const table = readTable(bytes, 'C:\\桌面\\名录.csv');
    expect(table).toMatchObject({ sheet: '名录', headerRow: 1, rows });
    expect(titles(table)).toEqual(['企业名称', '地址']);
  });

  test('reads characters only GB18030 has', () => {
    const bytes = new Uint8Array(iconv.encode('企业名称\n澜溪䶮㐂𠮷纸业\n', 'gb18030'));
    expect(readTable(bytes, 'a.csv').rows[0]?.cells).toEqual(['澜溪䶮㐂𠮷纸业']);
  });

  test('reads past one damaged character and says so', () => {
    const names = Array.from({ length: 40 }, (_, i) => `澜溪茶业第${i}社`).join('\n');
    const bytes = utf8(`企业名称\n${names}`);
    const damaged = Uint8Array.from([...bytes.slice(0, 40), 0xff, ...bytes.slice(40)]);
    const table = readTable(damaged, 'a.csv');
    expect(table.rows[39]?.cells).toEqual(['澜溪茶业第39社']);
    expect(table.notes.join()).toContain('个字已损坏');
  });

  test('an unclosed quote swallows no rows', () => {
    const table = readTable(utf8('企业名称,规格\n澜溪五金,"3 寸\n澜溪机械,5"\n'), 'a.csv');
    expect(table.rows.map(({ cells }) => cells)).toEqual([['澜溪五金', '3 寸\n澜溪机械,5']]);
    const open = readTable(utf8('企业名称,规格\n澜溪五金,"3 寸\n澜溪机械,5 寸\n'), 'a.csv');
    expect(open.rows.map(({ cells }) => cells)).toEqual([
      ['澜溪五金', '"3 寸'],
      ['澜溪机械', '5 寸'],
    ]);
  });

  test('undoes the ways of keeping Excel from rounding a code', () => {
    const table = readTable(
      utf8(
        'sep=;\n统一社会信用代码;企业名称\n="913399210000000001";甲\n\'913399210000000001;乙\n\t913399210000000001;丙\n',
      ),
      'a.csv',
    );
    expect(table.headerRow).toBe(2);
    expect(table.rows.map(({ cells }) => cells[0])).toEqual(Array(3).fill('913399210000000001'));
    expect(table.notes).toEqual([]);
  });

  test('content beyond the last title is reported, not swallowed', () => {
    const table = readTable(utf8('企业名称,地址\n甲,湖口镇,多余\n'), 'a.csv');
    expect(table.notes).toEqual(['有 1 行在最后一个表头右边还有内容，未读入']);
  });
});

describe('workbooks', () => {
  test('dates are ISO text and numbers have no float noise', () => {
    const sheet = utils.aoa_to_sheet([['企业名称', '成立日期', '月份', '产值', '代码', '在业']]);
    utils.sheet_add_aoa(sheet, [['甲', 39877, 39877, 0.1 + 0.2, 913_399_210_000_000_000, true]], {
      origin: 'A2',
    });
    Object.assign(sheet.B2, { z: 'yyyy/m/d' });
    Object.assign(sheet.C2, { z: 'yyyy"年"m"月"' });
    const table = readTable(workbook({ 名录: sheet }), 'a.xlsx');
    expect(table.rows[0]?.cells).toEqual([
      '甲',
      '2009-03-05',
      '2009-03',
      '0.3',
      '913399210000000000',
      '是',
    ]);
    expect(table.notes).toEqual([
      '「代码」有 1 格存成了数字，第 15 位以后已丢失（第 2 行），请按文本重填',
    ]);
  });

  test('the 1904 calendar of old Macs is honoured', () => {
    const book = utils.book_new();
    const sheet = utils.aoa_to_sheet([
      ['企业名称', '成立日期'],
      ['甲', 39877 - 1462],
    ]);
    Object.assign(sheet.B2, { z: 'yyyy-mm-dd' });
    utils.book_append_sheet(book, sheet, '名录');
    book.Workbook = { WBProps: { date1904: true } };
    const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
    expect(readTable(bytes, 'a.xlsx').rows[0]?.cells[1]).toBe('2009-03-05');
  });

  test('a name merged over several rows belongs to each of them', () => {
    const sheet = utils.aoa_to_sheet([
      ['企业名称', '产品'],
      ['甲', '茶'],
      ['', '纸'],
      ['乙', '笋'],
    ]);
    sheet['!merges'] = [utils.decode_range('A2:A3')];
    expect(readTable(workbook({ 名录: sheet }), 'a.xlsx').rows.map(({ cells }) => cells)).toEqual([
      ['甲', '茶'],
      ['甲', '纸'],
      ['乙', '笋'],
    ]);
  });

  test('a group row above the header is joined to it', () => {
    const sheet = utils.aoa_to_sheet([
      ['名录'],
      ['序号', '基本情况', '', '联系'],
      ['', '企业名称', '信用代码', '电话'],
      [1, '甲', '91339921MA9000011E', '0570'],
    ]);
    sheet['!merges'] = ['A1:D1', 'A2:A3', 'B2:C2'].map((range) => utils.decode_range(range));
    const table = readTable(workbook({ 名录: sheet }), 'a.xlsx');
    expect(titles(table)).toEqual(['序号', '基本情况/企业名称', '基本情况/信用代码', '联系/电话']);
    expect(table.headerRow).toBe(3);
  });

  test.each(['with merges', 'as csv'])('a header of three rows, %s', (form) => {
    const rows = [
      ['澜溪县规上企业经济指标', '', '', '', '', ''],
      ['单位：万元', '', '', '', '', ''],
      ['企业名称', '经济指标', '', '', '', '联系人'],
      ['', '销售收入', '', '利税', '', ''],
      ['', '2007', '2008年', '2007', '2008年', ''],
      ['澜溪恒辰纸业', '1200', '1350.5', '80', '96', '王经理'],
    ];
    const sheet = utils.aoa_to_sheet(rows);
    sheet['!merges'] = ['A1:F1', 'A3:A5', 'B3:E3', 'B4:C4', 'D4:E4', 'F3:F5'].map((range) =>
      utils.decode_range(range),
    );
    const bytes =
      form === 'as csv' ? utf8(rows.map((r) => r.join(',')).join('\n')) : workbook({ a: sheet });
    const table = readTable(bytes, 'a.xlsx');
    expect(titles(table)).toEqual([
      '企业名称',
      '经济指标/销售收入/2007',
      '经济指标/销售收入/2008年',
      '经济指标/利税/2007',
      '经济指标/利税/2008年',
      '联系人',
    ]);
    expect(table).toMatchObject({ headerTop: 3, headerRow: 5 });
    expect(table.above).toEqual(['澜溪县规上企业经济指标', '单位：万元']);
    expect(table.rows.map(({ cells }) => cells[2])).toEqual(['1350.5']);
  });

  // The .xls writer here writes no rows to hide: tests/interop/roster-libreoffice.test.ts has one.
  test('hidden rows are read and marked', () => {
    const sheet = utils.aoa_to_sheet([['企业名称'], ['甲'], ['乙'], ['丙']]);
    sheet['!rows'] = [{}, {}, { hidden: true }];
    const table = readTable(workbook({ 名录: sheet }), 'a.xlsx');
    expect(table.rows).toEqual([
      { row: 2, cells: ['甲'] },
      { row: 3, cells: ['乙'], hidden: true },
      { row: 4, cells: ['丙'] },
    ]);
    expect(table.notes).toEqual(['有 1 行是隐藏的，照样读入，可以选择不导入']);
  });

  test('another sheet and other header rows are read where a person says so', () => {
    const bytes = workbook({
      一: utils.aoa_to_sheet([['企业名称'], ['甲']]),
      二: utils.aoa_to_sheet([
        ['单位', '年份'],
        ['全称', ''],
        ['乙', '2008'],
      ]),
    });
    const { sheets } = readTable(bytes, 'a.xlsx');
    expect(sheets.map(({ name }) => name)).toEqual(['一', '二']);
    const choice = { sheet: '二', header: { top: 1, bottom: 2 } };
    const table = readTable(bytes, 'a.xlsx', undefined, choice);
    expect(titles(table)).toEqual(['单位/全称', '年份']);
    expect(table.rows).toEqual([{ row: 3, cells: ['乙', '2008'] }]);
  });

  test('the first row below a plain header is data even when name and code are missing', () => {
    const table = readTable(utf8('企业名称,地址,备注\n,湖口镇,待查\n甲,,\n'), 'a.csv');
    expect(table.headerRow).toBe(1);
    expect(table.rows).toHaveLength(2);
  });

  test('visible sheets come before hidden ones, and sheets without a header are passed over', () => {
    const book = utils.book_new();
    const names = ['旧表', '说明', '新表'];
    for (const name of names) {
      const rows = name === '说明' ? [['请勿改动']] : [['企业名称'], [name]];
      utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
    }
    book.Workbook = { Sheets: names.map((name) => ({ name, Hidden: name === '旧表' ? 1 : 0 })) };
    const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
    expect(readTable(bytes, 'a.xlsx')).toMatchObject({ sheet: '新表', notes: [] });
  });

  test.each<BookType>(['xlsb', 'ods', 'xlml', 'html'])('%s under the name .xls', (type) => {
    const sheet = utils.aoa_to_sheet([
      ['企业名称', '统一社会信用代码'],
      ['澜溪恒辰纸业', '91339921MA9000011E'],
    ]);
    const table = readTable(workbook({ a: sheet }, type), '名录.xls');
    expect(table.rows.map(({ cells }) => cells)).toEqual([['澜溪恒辰纸业', '91339921MA9000011E']]);
  });

  test.each([
    // [MS-XLS] 2.5.198.66: PtgInt 42.
    ['whole', [3, 0, 0x1e, 42, 0]],
    [
      'damaged, which the reader never returns from',
      [9, 0, 16, 38, 143, 79, 35, 116, 245, 77, 20, 45],
    ],
  ])('an .xls formula gives its last result, its tokens being %s', (_name, bf) => {
    const sheet = utils.aoa_to_sheet([['企业名称', '产值', '月份'], ['甲']]);
    const cells = { B2: { t: 'n', v: 42.5, bf }, C2: { t: 'n', v: 7, bf }, '!ref': 'A1:C2' };
    const bytes = workbook({ a: Object.assign(sheet, cells) }, 'biff8');
    expect(readTable(bytes, 'a.xls').rows[0]?.cells).toEqual(['甲', '42.5', '7']);
  });

  test('an .xls of Excel 95 in GBK', () => {
    // The writer cannot write GBK, so ASCII of the same length holds its place.
    const sheet = utils.aoa_to_sheet([['NAMENAME'], ['TEAFIRMS']]);
    const bytes = Buffer.from(workbook({ a: sheet }, 'biff5'));
    for (const [place, word] of [
      ['NAMENAME', '企业名称'],
      ['TEAFIRMS', '澜溪茶业'],
    ] as const) {
      iconv.encode(word, 'gbk').copy(bytes, bytes.indexOf(place));
    }
    const codePage = bytes.indexOf(Buffer.from([0x42, 0x00, 0x02, 0x00]));
    if (codePage >= 0) bytes.writeUInt16LE(936, codePage + 4);
    expect(readTable(bytes, '名录.xls').rows[0]?.cells).toEqual(['澜溪茶业']);
  });

  test('digits in a web page saved as .xls are not rounded', () => {
    const page =
      '<html><meta charset="gbk"><table><tr><td>企业名称</td><td>代码</td></tr><tr><td>甲</td><td>913399210000000001</td></tr></table></html>';
    const table = readTable(new Uint8Array(iconv.encode(page, 'gbk')), '名录.xls');
    expect(table.rows[0]?.cells).toEqual(['甲', '913399210000000001']);
  });
});

describe('refusals', () => {
  test('an empty file', () => {
    expect(refusalOf(emptyFile())).toBe('table.empty');
    expect(refusalOf(utf8(' \r\n\r\n'))).toBe('table.empty');
  });

  test('a password', () => {
    expect(refusalOf(passwordProtectedXls(), 'a.xls')).toBe('table.password');
    expect(refusalOf(passwordProtectedXlsx(), 'a.xlsx')).toBe('table.password');
  });

  test('no header', () => {
    expect(refusalOf(utf8('甲,乙\n1,2\n'))).toBe('table.noHeader');
    expect(refusalOf(workbook({ a: utils.aoa_to_sheet([['甲']]) }))).toBe('table.noHeader');
  });

  test('not a table', () => {
    const { bytes } = rosterFixture('xlsx', 12);
    expect(refusalOf(bytes.slice(0, bytes.length / 2))).toBe('table.unreadable');
    expect(refusalOf(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]))).toBe(
      'table.unreadable',
    );
  });

  test('more than one import may hold', () => {
    const wide = `企业名称,${Array.from({ length: 400 }, (_, i) => `列${i}`).join(',')}\n甲\n`;
    expect(refusalOf(utf8(wide))).toBe('table.tooLarge');
    expect(refusalOf(utf8(`企业名称\n${'甲\n'.repeat(300_000)}`))).toBe('table.tooLarge');
    expect(refusalOf(utf8(`企业名称\n${'甲\n'.repeat(299_999)}`))).toBe('read');
  });

  test('a zip that says it unpacks to more than memory', () => {
    const { bytes } = rosterFixture('xlsx', 12);
    const bomb = bytes.slice();
    const view = new DataView(bomb.buffer);
    const entry = bomb.findLastIndex(
      (_, i) => i + 4 <= bomb.length && view.getUint32(i, true) === 0x02014b50,
    );
    view.setUint32(entry + 24, 0x7fffffff, true);
    expect(refusalOf(bomb)).toBe('table.tooLarge');
  });
});
