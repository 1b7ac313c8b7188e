import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { changesSince } from '#shared/sheet-snapshot.ts';
import { sha256, uuid } from '#sync/seal.ts';
import { firmId, importFirms } from '#tests/support/county.ts';
import { type Device, newDevice, tempDir } from '#tests/support/device.ts';
import { tinyJpeg } from '#tests/support/picture.ts';
import { attach, listAttachments } from './attachments.ts';
import { checkStore } from './check.ts';
import { publishEdition } from './editions.ts';
import { firmHistory } from './history.ts';
import { keepFile } from './keep-file.ts';
import { saveRows } from './ledgers.ts';
import { measuresOfPerson, openMeasures } from './open-measures.ts';
import { makePaper } from './papers/make.ts';
import { photoLedger } from './photo-ledger.ts';
import { addApproval, addProgress, addReview, issueSheet, startEdition } from './sheet-issuing.ts';
import { proposedGaps, proposedTargets } from './sheet-proposals.ts';
import { saveSheet } from './sheet-saving.ts';
import { snapshotOf } from './sheet-snapshot.ts';
import { getSheet, lastSheetBefore } from './sheets.ts';

/** What a sheet takes from the file and from cultivation, and what is signed and hung on it. */

const temp = tempDir();
let device: Device;
const firm = firmId(1);

beforeAll(async () => {
  const owner = { role: 'officer', officeName: '石桥所', person: '王科员' } as const;
  device = await newDevice(join(temp.path, 'a'), owner);
  importFirms(device, 2);
});
afterAll(() => {
  device.session.close();
  temp.remove();
});

const put = (ledger: string, values: LedgerValues, parent: string | null = firm): string =>
  saveRows(device.desk(), { ledger, parent, rows: [{ id: null, values: { ...values } }] }).ids[0] ??
  '';
const measure = (patch: object = {}) => ({
  ...{ id: uuid(), person: '王科员、李计量', duty: '牵头', goal: '通过确认', task: '建台账' },
  ...{ dueOn: '2026-06-30', state: '未启动' as const },
  ...patch,
});
const write = (patch: object = {}) => {
  const id = uuid();
  const head = { grade: null, situation: null, gap: null, goal: '省名牌', year: 2026 };
  const measures = [measure()];
  saveSheet(device.desk(), { id, enterpriseId: firm, ...head, measures, ...patch });
  return id;
};
const picture = (tone: number): string => {
  const path = join(temp.path, `${tone}.jpg`);
  writeFileSync(path, tinyJpeg({ tone }));
  return keepFile(device.desk().store, path, 'attachment').sha256;
};

test('现状 is what the file says, three years of figures, and stays so when the file moves on', () => {
  for (const [at, year] of [2022, 2023, 2024, 2025].entries())
    put('economics', { year, output: 10_000_000 * (at + 1), revenue: 9_000_000, rnd: 180_000 });
  put('economics', { year: 2025, period: '上半年', output: 1 });
  put('honour', { award: '浙江省名牌产品', level: '省', year: 2024, validTo: '2026-02' });
  put('credit_rating', { year: 2025, grade: 'AA' });
  put('instrument', {
    name: '天平',
    number: '1',
    compulsory: 1,
    quantity: 3,
    nextDue: '2026-01-31',
  });
  const before = snapshotOf(device.desk(), firm);
  expect(before).toMatchObject({ filledOn: '2026-03-02', filledBy: '王科员' });
  const facts = (key: string) => before.sections.find((s) => s.key === key)?.facts ?? [];
  expect(facts('economics').filter(({ key }) => key === 'output')).toEqual(
    [2025, 2024, 2023].map((year, at) => ({
      ...{ key: 'output', label: '工业总产值（万元）', year },
      value: ['4,000', '3,000', '2,000'][at],
    })),
  );
  expect(facts('economics').find(({ key }) => key === 'rndIntensity')?.value).toBe('2');
  expect(facts('honours')[0]?.value).toContain('已不在有效期');
  expect(facts('metrology')[0]?.value).toBe('3 台件，其中强制检定 3 台件、已过检定期 3 台件');
  expect(facts('firm').map(({ label }) => label)).toContain('企业类型');

  const id = write({ snapshot: before });
  put('honour', { award: '市长质量奖', level: '市', year: 2026 });
  expect(getSheet(device.desk(), id).snapshot).toEqual(before);
  const { snapshot } = getSheet(device.desk(), id);
  expect(changesSince(snapshot ?? before, snapshotOf(device.desk(), firm))).toMatchObject([
    { section: 'honours', label: '市长质量奖', was: null },
  ]);
});

test('targets come from the plan of the year; gaps from benchmark, conditions of the award and its catalogue', () => {
  expect(proposedGaps(device.desk(), { enterpriseId: firm, year: 2026 })).toEqual([]);
  const plan = put('cultivation', { year: 2026, targetAward: '省政府质量奖', plannedYear: 2027 });
  put('cultivation', { year: 2026, targetAward: '市名牌', state: '调出' });
  put('cultivation', { year: 2025, targetAward: '县长质量奖' });
  expect(proposedTargets(device.desk(), { enterpriseId: firm, year: 2026 })).toEqual([
    { award: '省政府质量奖', product: null, plannedYear: 2027, goal: null, cultivationId: plan },
  ]);

  const benchmarkId = put('benchmark', { name: '仙源特纸' }, null);
  for (const [indicator, figure] of [
    ['rndIntensity', 35_000],
    ['revenue', 10_000_000],
  ] as const)
    put('benchmark_value', { indicator, year: 2025, figure, statedBy: '年报' }, benchmarkId);
  put('firm_benchmark', { benchmarkId });
  const award = put('award', { code: 'prov', name: '省政府质量奖', level: '省' }, null);
  const edition = put('award_edition', { edition: '2025 年版', state: '草稿' }, award);
  const condition = {
    code: 'patents',
    kind: '必备',
    indicator: 'inventions',
    comparison: '≥',
    threshold: 30_000,
  };
  put('award_condition', { text: '发明专利不少于 3 项', ...condition }, edition);
  publishEdition(device.desk(), 'award_edition', edition);
  const entry = { award: '省政府质量奖', year: 2026, name: '特种纸', leastSales: 50_000_000 };
  put('catalogue_entry', entry, null);
  put('product', { name: '卷烟纸', catalogueName: '特种纸', main: 1, sales: 10_000_000 });
  const gaps = proposedGaps(device.desk(), { enterpriseId: firm, year: 2026 });
  expect(gaps.filter(({ origin }) => origin === '申报条件')).toEqual([
    {
      ...{ indicator: '发明专利不少于 3 项', unit: null, own: '0 项', bench: '≥ 3 项' },
      ...{ benchName: '省政府质量奖', gap: '未达到', origin: '申报条件' },
    },
  ]);
  const listed = gaps.filter(({ origin }) => origin === '评价目录');
  expect(listed.find(({ indicator }) => indicator === '产品：卷烟纸')).toMatchObject({
    ...{ bench: '目录：特种纸', benchName: '省政府质量奖 2026 年评价目录' },
    gap: expect.stringContaining('发明专利不少于 3 项'),
  });
  const behind = gaps.filter(({ origin }) => origin === '对标分析');
  expect(behind).toEqual([
    {
      ...{ indicator: '主营业务收入', unit: '万元', own: '900', bench: '1,000' },
      ...{ benchName: '仙源特纸', gap: '相差 100，为标杆的 90%', origin: '对标分析' },
    },
    {
      ...{ indicator: '研发投入强度', unit: '%', own: '2', bench: '3.5' },
      ...{ benchName: '仙源特纸', gap: '相差 1.5，为标杆的 57.14%', origin: '对标分析' },
    },
  ]);
});

test('three sign in their order; an opinion under other words is told so, and one that sends back stops the issuing', () => {
  const id = write();
  const at = device.desk();
  const say = (step: string, verdict: string, more: object = {}) =>
    addApproval(at, {
      ...{ id: uuid(), sheetId: id, step, verdict, opinion: null, person: `${step}甲` },
      ...{ onDate: '2026-03-02', signature: null },
      ...more,
    });
  say('经办人', '同意', { signature: picture(5) });
  say('分管领导', '退回修改', { opinion: '目标不实' });
  expect(() => issueSheet(at, id)).toThrow('分管领导（分管领导甲）退回修改');
  const { approvals } = getSheet(at, id);
  expect(approvals.map(({ step, verdict, outdated }) => [step, verdict, outdated])).toEqual([
    ['经办人', '同意', false],
    ['分管领导', '退回修改', false],
  ]);
  expect(approvals[0]?.signatures).toMatchObject([{ name: '签名.jpg', present: true }]);
  expect(() => say('科室负责人', '同意', { signature: 'ab'.repeat(32) })).toThrow(/不能作为附件/);

  const { measures } = getSheet(at, id);
  const [first] = measures;
  const head = { grade: null, situation: null, gap: null, goal: '市名牌', year: 2026 };
  const row = measure({ id: first?.id });
  saveSheet(at, { id, enterpriseId: firm, ...head, measures: [row] });
  expect(getSheet(at, id).approvals.every(({ outdated }) => outdated)).toBe(true);
  say('分管领导', '同意');
  expect(issueSheet(at, id)).toMatchObject({ status: 'issued', issuedBy: '王科员' });
  // How far a measure has come is not what was signed.
  addProgress(at, {
    ...{ id: uuid(), measureId: row.id, onDate: '2026-03-02', percent: 10, note: '已对接' },
    state: '推进中',
  });
  const after = addReview(at, {
    ...{
      id: uuid(),
      sheetId: id,
      heldOn: '2026-03-02',
      people: '王科员',
      conclusions: '按计划推进',
    },
  });
  expect(after.approvals.findLast(({ step }) => step === '分管领导')?.outdated).toBe(false);
  expect(after.reviews).toMatchObject([{ conclusions: '按计划推进', recordedBy: '王科员' }]);
});

test('evidence hangs on a measure, is counted, listed under its firm and told in the history', () => {
  const id = write();
  const [row] = getSheet(device.desk(), id).measures;
  const owner = { table: 'measure', id: row?.id ?? '' };
  attach(device.desk(), {
    ...owner,
    files: [{ sha256: picture(9), name: '台账.jpg', takenAt: null }],
  });
  expect(listAttachments(device.desk(), owner)).toMatchObject([
    { name: '台账.jpg', present: true },
  ]);
  expect(getSheet(device.desk(), id).measures[0]?.evidence).toBe(1);
  const ledger = photoLedger(device.desk(), { state: null, limit: 10 });
  expect(ledger.rows.find(({ name }) => name === '台账.jpg')?.enterpriseName).not.toBe('');
  const told = firmHistory(device.desk(), firm).entries.map(({ purpose }) => purpose);
  expect(told).toEqual(
    expect.arrayContaining(['添加附件：措施', '登记会商评议', '分管领导审批：同意']),
  );
});

test('open measures are those of sheets in force, by their day, and of whoever is named in them', () => {
  const at = device.desk();
  const before = openMeasures(at).length;
  const id = write({
    enterpriseId: firmId(2),
    measures: [
      measure({ person: '张检定', dueOn: '2026-05-01' }),
      measure({ person: '张检定、李计量', dueOn: null }),
      measure({ person: '张检定', state: '完成' }),
      measure({ person: '张检定员', dueOn: '2026-04-01' }),
    ],
  });
  expect(openMeasures(at)).toHaveLength(before + 3);
  expect(
    measuresOfPerson(at, '张检定').map(({ place, dueOn, status }) => [place, dueOn, status]),
  ).toEqual([
    [1, '2026-05-01', 'draft'],
    [2, null, 'draft'],
  ]);
  expect(measuresOfPerson(at, '')).toEqual([]);
  expect(openMeasures(at).at(-1)?.dueOn).toBeNull();
  expect(openMeasures(at).find(({ sheetId }) => sheetId === id)?.people).toEqual(['张检定员']);
});

test('progress of the edition before is told with the next one; last year’s sheet is the one in force', () => {
  const at = device.desk();
  const row = measure();
  const id = write({ year: 2024, enterpriseId: firmId(2), measures: [row] });
  issueSheet(at, id);
  addProgress(at, {
    ...{ id: uuid(), measureId: row.id, onDate: '2026-03-01', percent: 40, note: '上一版的进展' },
    state: null,
  });
  const next = startEdition(at, id);
  expect(next.measures[0]?.progress).toMatchObject([{ note: '上一版的进展' }]);
  expect(lastSheetBefore(at, { enterpriseId: firmId(2), year: 2026 })?.id).toBe(id);
  issueSheet(at, next.id);
  expect(lastSheetBefore(at, { enterpriseId: firmId(2), year: 2026 })?.id).toBe(next.id);
  expect(lastSheetBefore(at, { enterpriseId: firmId(2), year: 2024 })).toBeNull();
  expect(checkStore(at).ok).toBe(true);
});

test('a signature drawn on the screen is on the paper, of the opinion that holds alone', async () => {
  const id = write();
  const at = device.desk();
  const sign = (person: string, signature: string) =>
    addApproval(at, {
      ...{ id: uuid(), sheetId: id, step: '分管领导', verdict: '同意', opinion: null, person },
      ...{ onDate: '2026-03-02', signature },
    });
  const [old, holds] = [picture(6), picture(7)];
  sign('前任局长', old);
  sign('周局长', holds);
  const { ticket } = await makePaper(at, { kind: 'sheet', id, template: null });
  const paper = new PizZip(readFileSync(device.shelf.path(ticket)));
  const pictures = paper.file(/^word\/media\/.+\.jpg$/).map((file) => sha256(file.asUint8Array()));
  expect(pictures).toEqual([holds]);
  const text = paper.file('word/document.xml')?.asText() ?? '';
  expect(text).toContain('周局长');
  expect(text).not.toContain('前任局长');
});
