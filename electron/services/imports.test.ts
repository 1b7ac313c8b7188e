import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { tableDigests } from '#db/queries/digest.ts';
import { rowsOfFirms } from '#db/queries/synced-rows.ts';
import { lastSeq } from '#db/write.ts';
import { foldFirmName } from '#shared/fold.ts';
import type { ImportLine, PlanInput } from '#shared/imports.ts';
import { sha256Stream } from '#sync/seal.ts';
import {
  economicsRow,
  economicsTable,
  figuresOf,
  inHundredMillions,
  type TableFormat,
  tableBytes,
} from '#tests/support/county-tables.ts';
import { type Device, newDevice, tempDir } from '#tests/support/device.ts';
import {
  csvText,
  demoCreditCode,
  demoFirmName,
  type RosterFormat,
  rosterFixture,
} from '#tests/support/roster-fixtures.ts';
import { getEnterprise, listEnterprises, saveEnterprise } from './enterprises.ts';
import { idOfCode } from './import-firms.ts';
import { getImport, listImportLines, listImports, traceImport } from './import-runs.ts';
import { readImport } from './import-tables.ts';
import { commitImport, importFile, previewImport, undoImport } from './imports.ts';
import { saveRows } from './ledgers.ts';

const dir = tempDir();
let device: Device;
let nth = 0;
beforeEach(async () => {
  nth += 1;
  device = await newDevice(join(dir.path, String(nth)), {
    role: 'officer',
    officeName: '澜溪县局',
    person: '张三',
  });
  return () => device.session.close();
});
beforeAll(() => undefined);
afterAll(() => dir.remove());

type File = { readonly path: string; readonly fileName: string };
const put = (fileName: string, bytes: Uint8Array | string): File => {
  const path = join(dir.path, `${nth}-${fileName}`);
  writeFileSync(path, bytes);
  return { path, fileName };
};

const take = (file: File, plan?: Partial<PlanInput>) =>
  importFile(device.desk(), {
    ...file,
    dryRun: false,
    ...(plan === undefined
      ? {}
      : {
          plan: {
            mapping: readImport(device.desk(), file).mapping,
            choice: {},
            answers: {},
            ...plan,
          },
        }),
  });

const answered = (file: File, answers: PlanInput['answers']) => take(file, { answers });

const roster = (...rows: string[][]): string =>
  csvText([['企业名称', '统一社会信用代码', '注册资金', '注册地址'], ...rows]);

const firm = (i: number, capital = '100万', address = `湖口镇${i}号`): string[] => [
  demoFirmName(i),
  demoCreditCode(i),
  capital,
  address,
];
const firmId = (i: number): string => idOfCode(demoCreditCode(i));
const stored = (i: number) => getEnterprise(device.desk(), firmId(i));
const content = () => tableDigests(device.desk().store, sha256Stream);
const rowsOf = (ledger: 'economics' | 'product' | 'honour', i: number) =>
  (rowsOfFirms(device.desk().store, ledger, [firmId(i)]).get(firmId(i)) ?? []).filter(
    ({ deleted }) => deleted === 0,
  );
const edit = (i: number, change: Partial<Parameters<typeof saveEnterprise>[1]>): void => {
  const now = stored(i);
  saveEnterprise(device.desk(), {
    ...Object.fromEntries(
      [
        ...['id', 'uscc', 'name', 'formerNames', 'type', 'legalRep', 'foundedOn', 'capitalText'],
        ...[
          'scope',
          'township',
          'address',
          'contactName',
          'contactPhone',
          'status',
          'tier',
          'note',
        ],
      ].map((key) => [key, now[key as keyof typeof now] ?? null]),
    ),
    ...change,
  } as Parameters<typeof saveEnterprise>[1]);
};

test.each<RosterFormat>(['csv-utf8', 'csv-gb18030', 'xlsx', 'xls'])(
  'a dirty %s roster: every row ends where a person would put it; the same file again changes nothing',
  (format) => {
    const { fileName, bytes, expected } = rosterFixture(format, 60, 7);
    const file = put(fileName, bytes);
    const { counts, lines } = take(file);
    expect(counts.read).toBe(expected.rows);
    const byRow = new Map(lines().map((line) => [line.row, line]));
    const at = (row: number): ImportLine => byRow.get(row) as ImportLine;
    // 60 firms with a total, a blank and a repeated header behind the first thirty.
    const firms = [...byRow.values()].filter(({ row }) => row < 5 + 63 && row !== 35 && row !== 37);
    expect(new Set(firms.map(({ verdict }) => verdict))).toEqual(new Set(['new']));
    expect(at(35)).toMatchObject({ verdict: 'skipped', reason: '合计行' });
    expect(at(37)).toMatchObject({ verdict: 'skipped', reason: '重复的表头' });
    // Twelve firms a second time: the first brings three products in one cell.
    const again = Array.from({ length: 12 }, (_none, i) => at(68 + i));
    expect(again[0]).toMatchObject({ verdict: 'new', enterpriseId: firmId(1) });
    expect(rowsOf('product', 1).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['特种纸', '装饰原纸', '包装纸']),
    );
    for (const [i, line] of again.entries()) {
      if (i === 0) continue;
      const sameName = foldFirmName(line.name ?? '') === foldFirmName(demoFirmName(i + 1));
      if (line.verdict === 'skipped') expect(line.reason).toBe(`与第 ${5 + i} 行重复`);
      else expect(line.question?.kind).toBe('repeat');
      // Brackets, blanks and traditional characters are no other name; 「原…」 and 有限责任公司 are asked.
      if (!sameName) expect(line.verdict).toBe('question');
    }
    // Seven wrong codes, each with what is wrong; the known one with its true check character.
    const wrong = Array.from({ length: 7 }, (_none, i) => at(80 + i));
    expect(wrong.map((line) => line.question?.kind)).toEqual(Array(7).fill('code'));
    expect(wrong[0]?.question?.options[0]).toMatchObject({
      answer: 'use:91350100M000100Y43',
      role: 'suggested',
    });
    expect(wrong[6]?.question?.text).toContain('存成了数字');
    expect(lines('question', 'skipped').every((line) => line.reason ?? line.question?.text)).toBe(
      true,
    );

    const before = content();
    const seq = lastSeq(device.desk().store);
    const second = take(file);
    expect(second.counts).toMatchObject({ new: 0, changed: 0 });
    expect(lastSeq(device.desk().store)).toBe(seq);
    expect(content()).toEqual(before);
  },
);

test('answers settle what is in doubt, and hold for the next table', () => {
  const rows = [
    firm(1),
    [demoFirmName(2), '91350100M000100Y4Z', '', ''],
    [demoFirmName(3), '913399210000000000', '', ''],
    ['原澜溪老茶厂', demoCreditCode(1), '', ''],
  ];
  const file = put('名单.csv', roster(...rows));
  const first = take(file);
  expect(first.counts).toMatchObject({ read: 4, new: 1, question: 3 });
  const [code, rounded, twice] = first.lines('question').map((line) => line.question);
  const answers = {
    [code?.key ?? '']: code?.options.find(({ role }) => role === 'suggested')?.answer ?? '',
    [rounded?.key ?? '']: 'none',
    [twice?.key ?? '']: 'former',
  };
  const second = answered(file, answers);
  expect(second.counts).toMatchObject({ new: 2, changed: 1, question: 0 });
  expect(stored(1).formerNames).toBe('澜溪老茶厂');
  const third = take(file);
  // Of the row with two names nothing is left to say; codes are answered from memory.
  expect(third.counts).toMatchObject({ new: 0, changed: 0 });
  expect(third.lines('question').map((line) => line.question?.kind)).toEqual(['repeat']);
});

test('a wrong code may be typed right', () => {
  const file = put(
    '名单.csv',
    roster([demoFirmName(5), `${demoCreditCode(5).slice(0, 17)}!`, '', '']),
  );
  const [line] = take(file).lines('question');
  expect(line?.question?.typed).toBe(true);
  const done = answered(file, { [line?.question?.key ?? '']: `use:${demoCreditCode(5)}` });
  expect(done.counts).toMatchObject({ new: 1, question: 0 });
  expect(stored(5).uscc).toBe(demoCreditCode(5));
});

test.each<TableFormat>(['xlsx', 'biff8', 'csv-gb18030', 'csv-utf16'])(
  'a roster, then yearly economics as %s: every figure in its year, and traceable to its row',
  (format) => {
    take(put('名单.csv', roster(...Array.from({ length: 21 }, (_none, i) => firm(i + 1)))));
    const { fileName, bytes, rows } = economicsTable(format);
    const file = put(fileName, bytes);
    const view = readImport(device.desk(), file);
    expect(view.mapping).toMatchObject({
      target: 'economics',
      uses: [
        { column: 1, into: 'enterprise', field: 'name' },
        { column: 2, into: 'economics', field: 'output', unit: '万元', year: 2007 },
        { column: 3, into: 'economics', field: 'output', unit: '万元', year: 2008 },
        { column: 4, into: 'economics', field: 'profitTaxReported', unit: '万元', year: 2008 },
      ],
    });
    const first = importFile(device.desk(), { ...file, dryRun: true });
    expect(first.counts).toMatchObject({ read: 23, new: 16, question: 5, skipped: 2 });
    expect(first.lines('skipped').map(({ row, reason }) => [row, reason])).toEqual([
      [economicsRow(10) + 1, '合计行'],
      [economicsRow(21) + 1, '合计行'],
    ]);
    const doubts = first.lines('question');
    expect(doubts.map(({ row }) => row)).toEqual(inHundredMillions.map(economicsRow));
    expect(doubts[0]?.question?.text).toContain('18.7979：这一列是万元');
    const { records } = answered(file, { '*unit': 'suggested' });
    expect(records.economics).toEqual({ added: 42, changed: 0 });
    for (let i = 1; i <= 21; i += 1) {
      const { before, output, profitTax } = figuresOf(i);
      const years = new Map(rowsOf('economics', i).map((row) => [row.year, row]));
      expect(years.get(2007)).toMatchObject({ output: before * 10_000, profitTaxReported: null });
      expect(years.get(2008)).toMatchObject({
        output: output * 10_000,
        profitTaxReported: profitTax * 10_000,
        source: '导入',
      });
      for (const row of years.values()) {
        expect(row.sourceRef).toMatch(new RegExp(`^${fileName}.* › 第${economicsRow(i)}行$`));
        const trace = traceImport(device.desk(), { table: 'economics', id: String(row.id) });
        expect(trace?.report.fileName).toBe(fileName);
        expect(trace?.line.row).toBe(economicsRow(i));
        expect(rows[economicsRow(i) - 1]?.[1]).toBe(demoFirmName(i));
      }
    }
    const seq = lastSeq(device.desk().store);
    expect(answered(file, { '*unit': 'suggested' }).counts).toMatchObject({
      new: 0,
      changed: 0,
      same: 21,
    });
    expect(lastSeq(device.desk().store)).toBe(seq);
  },
);

test('a cell is traced to the last import that wrote it and still stands', () => {
  const list = put('名单.csv', roster(firm(1), firm(2)));
  take(list);
  const phones = put(
    '电话.csv',
    csvText([
      ['企业名称', '统一社会信用代码', '联系电话', '注册地址'],
      [demoFirmName(2), demoCreditCode(2), '0570-1', firm(2)[3] ?? ''],
    ]),
  );
  const { id: run } = take(phones);
  const at = (column: string) =>
    traceImport(device.desk(), { table: 'enterprise', id: firmId(2), column })?.ref;
  expect(at('contact_phone')).toBe('电话.csv › 第2行');
  // The second table says the same of the address: it wrote nothing.
  expect(at('address')).toBe('名单.csv › 第3行');
  expect(at('capital_amount')).toBe('名单.csv › 第3行');
  expect(at('scope')).toBeUndefined();
  expect(at('no_such_column')).toBeUndefined();
  undoImport(device.desk(), run ?? '');
  expect(at('contact_phone')).toBeUndefined();
});

test('figures a person believes stay as written; without an answer the row stays out', () => {
  take(put('名单.csv', roster(...Array.from({ length: 21 }, (_none, i) => firm(i + 1)))));
  const { fileName, bytes } = economicsTable('csv-utf8');
  const file = put(fileName, bytes);
  take(file);
  expect(rowsOf('economics', 3)).toEqual([]);
  answered(file, { '*unit': 'other' });
  const [row] = rowsOf('economics', 3).filter(({ year }) => year === 2008);
  expect(row?.output).toBe(187_979);
});

test('firms of a table without codes: brackets, traditional characters and former names are asked', () => {
  take(put('名单.csv', roster(firm(1), firm(2), firm(3))));
  edit(3, { formerNames: '澜溪第三造纸厂' });
  const table = [
    ['企业名称', '荣誉名称', '获奖年度', '授予日期'],
    [demoFirmName(1), '浙江名牌', '2008', '2009.3.5'],
    [
      demoFirmName(2).replace('县', '縣').replace('业', '業'),
      '县长质量奖',
      '2009',
      '二〇〇九年三月',
    ],
    ['澜溪第三造纸厂', '浙江名牌', '2009', '2009年3月'],
    ['澜溪新来的厂', '浙江名牌', '2009', '39877'],
  ];
  const file = put('荣誉.csv', csvText(table));
  const first = take(file);
  expect(first.counts).toMatchObject({ new: 1, question: 3 });
  expect(first.lines('question').map(({ question }) => question?.kind)).toEqual([
    'firm',
    'firm',
    'unknown',
  ]);
  const second = answered(file, { '*firm': 'suggested', '*unknown': 'other' });
  expect(second.counts).toMatchObject({ new: 3, same: 1, question: 0 });
  expect(rowsOf('honour', 1)[0]).toMatchObject({ award: '浙江名牌', year: 2008 });
  expect(rowsOf('honour', 2)[0]).toMatchObject({ award: '县长质量奖' });
  expect(rowsOf('honour', 3)[0]).toMatchObject({ award: '浙江名牌' });
  const found = listEnterprises(device.desk(), {
    search: '新来的厂',
    limit: 10,
    offset: 0,
  } as never);
  expect(found.rows.map(({ name }) => name)).toEqual(['澜溪新来的厂']);
  // Answers given one by one are remembered; given for all of a kind they were for this table.
  expect(take(file).counts).toMatchObject({ question: 2, same: 2 });
});

test('three sides: news is taken, a person’s edit stays unless said otherwise', () => {
  const one = put('名单.csv', roster(firm(1), firm(2), firm(3), firm(4)));
  take(one);
  edit(2, { address: '湖口镇新路2号' });
  edit(3, { address: '湖口镇新路3号' });
  const two = put(
    '名单.csv',
    roster(firm(1, '200万'), firm(2, '100万', '石桥镇2号'), firm(3), firm(4)),
  );
  const { id } = previewImport(device.desk(), two);
  const page = listImportLines(device.desk(), { id, verdict: 'all', offset: 0, limit: 10 });
  expect(page.lines.map(({ verdict }) => verdict)).toEqual(['changed', 'changed', 'same', 'same']);
  const address = page.lines[1]?.records[0]?.cells.find(({ field }) => field === 'address');
  expect(address).toMatchObject({
    now: '湖口镇新路2号',
    last: '湖口镇2号',
    file: '石桥镇2号',
    choice: 'keep',
  });
  const kept = listImportLines(device.desk(), { id, verdict: 'kept', offset: 0, limit: 10 });
  expect(kept.lines.map(({ row }) => row)).toEqual([3, 4]);
  commitImport(device.desk(), id);
  expect(stored(1).capitalAmount).toBe(2_000_000);
  expect(stored(2).address).toBe('湖口镇新路2号');
  // The township the file says is derived from its address; it was not edited, so it is news.
  expect(stored(3).address).toBe('湖口镇新路3号');
  answered(two, { [address?.key ?? '']: 'file' });
  expect(stored(2).address).toBe('石桥镇2号');
  expect(stored(3).address).toBe('湖口镇新路3号');
  answered(two, { '*cells': 'file' });
  expect(stored(3).address).toBe('湖口镇3号');
});

test('an undo after later work: untouched cells go back, edited ones stay and are listed', () => {
  take(put('一.csv', roster(firm(1), firm(2))));
  const two = put(
    '二.csv',
    roster(firm(1, '200万', '石桥镇1号'), firm(2, '300万'), firm(3), firm(4), firm(5)),
  );
  const { id } = take(two);
  edit(1, { address: '石桥镇新路1号' });
  edit(3, { contactPhone: '0570-7000003' });
  const ledger = { ledger: 'economics', parent: firmId(4) } as const;
  saveRows(device.desk(), { ...ledger, rows: [{ id: null, values: { year: 2008, output: 10 } }] });
  const result = undoImport(device.desk(), id ?? '');
  expect(stored(1)).toMatchObject({ capitalAmount: 1_000_000, address: '石桥镇新路1号' });
  expect(stored(2)).toMatchObject({ capitalAmount: 1_000_000 });
  expect(stored(3).contactPhone).toBe('0570-7000003');
  expect(stored(4).name).toBe(demoFirmName(4));
  expect(result.removed).toBe(1);
  expect(result.kept.map(({ row, why }) => [row, why])).toEqual([
    [2, '注册地址已改为 石桥镇新路1号'],
    [4, '导入后改过联系电话'],
    [5, '已有年度经济数据'],
  ]);
  expect(getImport(device.desk(), id ?? '').undo).toEqual(result);
  expect(() => undoImport(device.desk(), id ?? '')).toThrow(
    expect.objectContaining({ code: 'import.undone' }),
  );
});

test('an undo takes back what a table added to a firm it also added, and the next import brings it again', () => {
  const table = [
    ['企业名称', '统一社会信用代码', '产品'],
    [demoFirmName(7), demoCreditCode(7), '特种纸、装饰原纸'],
    [demoFirmName(7), demoCreditCode(7), '包装纸'],
  ];
  const file = put('名单.csv', csvText(table));
  const { id, records } = take(file);
  expect(records).toMatchObject({ enterprise: { added: 1 }, product: { added: 3 } });
  expect(undoImport(device.desk(), id ?? '')).toEqual({ removed: 4, restored: 0, kept: [] });
  expect(rowsOf('product', 7)).toEqual([]);
  expect(take(file).records).toMatchObject({ enterprise: { added: 1 }, product: { added: 3 } });
  expect(rowsOf('product', 7)).toHaveLength(3);
});

test('a store that changed after the preview is not written over', () => {
  const file = put('三.csv', roster(firm(1)));
  const { id } = previewImport(device.desk(), file);
  saveEnterprise(device.desk(), {
    ...Object.fromEntries(
      [
        ...['formerNames', 'type', 'legalRep', 'foundedOn', 'capitalText', 'scope', 'township'],
        ...['address', 'contactName', 'contactPhone', 'status', 'tier', 'note'],
      ].map((key) => [key, null]),
    ),
    id: null,
    uscc: demoCreditCode(1),
    name: '别人刚建的',
  } as Parameters<typeof saveEnterprise>[1]);
  expect(() => commitImport(device.desk(), id)).toThrow(
    expect.objectContaining({ code: 'import.stale' }),
  );
  expect(stored(1).name).toBe('别人刚建的');
});

test('columns chosen by hand are proposed for the next table of the same source', () => {
  const file = put(
    '四.csv',
    `企业名称,统一社会信用代码,住址\n${firm(8).slice(0, 2).join(',')},石桥镇`,
  );
  const { mapping } = readImport(device.desk(), file);
  const uses = [
    ...mapping.uses.filter(({ column }) => column !== 2),
    { column: 2, into: 'enterprise', field: 'station', unit: null, year: null },
  ];
  take(file, { mapping: { ...mapping, uses } });
  expect(readImport(device.desk(), file)).toMatchObject({
    remembered: true,
    mapping: { uses: expect.arrayContaining([expect.objectContaining({ field: 'station' })]) },
  });
});

test('a firm whose capital stood as a bare figure, or in words, is edited as any other', () => {
  const rows = [
    ['企业名称', '统一社会信用代码', '注册资本（万元）', '币种'],
    [demoFirmName(1), demoCreditCode(1), '5,000', '人民币'],
    [demoFirmName(2), demoCreditCode(2), '伍拾万元', ''],
    [demoFirmName(3), demoCreditCode(3), '120.5', '美元'],
  ];
  const file = put('名单.csv', csvText(rows));
  take(file);
  const capital = (i: number) => {
    const { capitalText, capitalAmount, capitalCurrency } = stored(i);
    return [capitalText, capitalAmount, capitalCurrency];
  };
  const read = [
    ['5,000 万元', 50_000_000, 'CNY'],
    ['伍拾万元', null, null],
    ['120.5 万美元', 1_205_000, 'USD'],
  ];
  expect([1, 2, 3].map(capital)).toEqual(read);
  for (const i of [1, 2, 3]) edit(i, { contactPhone: '0570-7019999' });
  expect([1, 2, 3].map((i) => stored(i).contactPhone)).toEqual(Array(3).fill('0570-7019999'));
  expect([1, 2, 3].map(capital)).toEqual(read);
  // A sum a person writes has to be readable, and is no news once it says the same.
  expect(() => edit(1, { capitalText: '6000' })).toThrow(
    expect.objectContaining({ code: 'record.invalid' }),
  );
  edit(1, { capitalText: '0.5亿元' });
  expect(take(file).counts).toMatchObject({ new: 0, changed: 0, same: 3, kept: 0 });
  // A figure without a unit is said, and takes no known sum away.
  const bare = [
    ['企业名称', '统一社会信用代码', '注册资本'],
    [demoFirmName(1), demoCreditCode(1), '501'],
  ];
  const { counts, lines } = take(put('无单位.csv', csvText(bare)));
  expect(counts).toMatchObject({ changed: 0, same: 1 });
  expect(lines()[0]?.reason).toContain('没有单位');
  expect(capital(1)).toEqual(['0.5亿元', 50_000_000, 'CNY']);
});

test('hidden rows are the person’s choice', () => {
  const rows = [['企业名称', '统一社会信用代码'], firm(1).slice(0, 2), firm(2).slice(0, 2)];
  const file = put('藏.xlsx', tableBytes(rows, 'xlsx', { hiddenRows: [2], hiddenColumns: [1] }));
  const view = readImport(device.desk(), file);
  expect(view).toMatchObject({ hiddenRows: 1, columns: [{ hidden: false }, { hidden: true }] });
  const without = take(file, { mapping: { ...view.mapping, hiddenRows: false } });
  expect(without.lines().map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ['new', null],
    ['skipped', '隐藏行，按您的选择不导入'],
  ]);
  expect(take(file, { mapping: view.mapping }).counts).toMatchObject({ new: 1, same: 1 });
});

test('a cancelled import leaves nothing, whether it was looked at or written', () => {
  const file = put('五.csv', roster(firm(1), firm(2)));
  const before = content();
  const cancelled = { signal: AbortSignal.abort() };
  expect(() => previewImport(device.desk(), file, cancelled)).toThrow(
    expect.objectContaining({ code: 'job.cancelled' }),
  );
  const { id } = previewImport(device.desk(), file);
  expect(() => commitImport(device.desk(), id, cancelled)).toThrow(
    expect.objectContaining({ code: 'job.cancelled' }),
  );
  expect(content()).toEqual(before);
  expect(listImports(device.desk())).toEqual([]);
});

test('in a thread of its own: the same answers, with progress', async () => {
  const { desk } = device;
  const file = put('六.csv', roster(...Array.from({ length: 40 }, (_none, i) => firm(i + 1))));
  const { mapping } = readImport(desk(), file);
  const plan = { mapping, choice: {}, answers: {} };
  const preview = await desk().jobs.run('planImport', 'p', { ...file, plan });
  expect(preview.counts).toMatchObject({ new: 40 });
  const report = await desk().jobs.run('commitImport', 'c', { id: preview.id });
  expect(report.records).toEqual({ enterprise: { added: 40, changed: 0 } });
  expect(device.events.some((event) => event.type === 'progress' && event.job === 'c')).toBe(true);
}, 90_000);
