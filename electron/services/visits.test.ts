import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IssueAction } from '#shared/issue-course.ts';
import { recordIssueStepInput } from '#shared/issues.ts';
import { readRecordRef } from '#shared/registers/provenance.ts';
import { saveVisitInput } from '#shared/visits.ts';
import { firmId, importFirms, sheetForm, storePhoto, visitForm } from '#tests/support/county.ts';
import { type Device, newDevice, tempDir, testClock } from '#tests/support/device.ts';
import { checkStore } from './check.ts';
import { getEnterprise } from './enterprises.ts';
import { saveFacts } from './firm-facts.ts';
import { recordIssueStep } from './issue-steps.ts';
import { getIssue } from './issues.ts';
import { firmLedgers, saveRows } from './ledgers.ts';
import { assignLiaison } from './liaisons.ts';
import { rowOrigins } from './origins.ts';
import { issueSheet } from './sheet-issuing.ts';
import { saveSheet } from './sheet-saving.ts';
import { todayOf } from './today.ts';
import { visitBrief } from './visit-brief.ts';
import { takeBackVisit } from './visit-undo.ts';
import { getVisit, listVisits, saveVisit } from './visits.ts';

/** What a visit brings: what to ask before it, what it puts right in the file, and the way back. */

const dir = tempDir();
const clock = testClock('2026-05-06T02:00:00.000Z');
let device: Device;

const desk = () => device.desk();
const visitOf = (n: number, patch: object = {}) =>
  saveVisitInput.parse({
    ...visitForm(firmId(n), '看了检验室'),
    visitedOn: '2026-05-06',
    ...patch,
  });
const factOf = (n: number, key: string) =>
  visitBrief(desk(), { enterpriseId: firmId(n), visitId: null }).facts.find((f) => f.key === key);

/** One step further, with a day that is promised to the firm. */
const step = (id: string, action: IssueAction, dueOn: string | null): void => {
  const { lastStepId } = getIssue(desk(), id);
  recordIssueStep(
    desk(),
    recordIssueStepInput.parse({
      ...{ id, action, afterId: lastStepId, onDate: '2026-05-06', atTime: null, person: null },
      ...{ unit: null, text: '等设备到货', docNo: null, dueOn, toUnit: null, toPerson: null },
      ...{ opinion: null, firmPerson: null, note: null },
    }),
  );
};

beforeAll(async () => {
  device = await newDevice(
    join(dir.path, 'a'),
    { role: 'officer', officeName: '石桥市场监管所', person: '王科员' },
    clock,
  );
  importFirms(device, 12);
});
afterAll(() => {
  device.session.close();
  dir.remove();
});

test('what to ask: measures with their days, promises, issues, papers, targets, facts', () => {
  const firm = firmId(1);
  const form = sheetForm(firm, '推行首席质量官');
  const [first, second] = form.measures;
  if (!first || !second) throw new Error('two measures');
  const sheet = saveSheet(desk(), {
    ...form,
    goal: '争创县长质量奖',
    measures: [
      { ...first, task: '建立计量台账', dueOn: '2026-05-04', person: '李科员' },
      { ...second, task: '申报材料辅导', dueOn: '2026-06-30' },
    ],
  });
  issueSheet(desk(), sheet.id);
  saveRows(desk(), {
    ledger: 'certification',
    parent: firm,
    rows: [{ id: null, values: { kind: 'HACCP', number: 'H-1', validTo: '2026-05-20' } }],
  });
  saveRows(desk(), {
    ledger: 'cultivation',
    parent: firm,
    rows: [{ id: null, values: { year: 2026, targetAward: '县长质量奖', mentor: '王科员' } }],
  });
  const past = saveVisit(
    desk(),
    visitOf(1, { visitedOn: '2026-03-02', followUp: '四月前送检报告', participants: ['李科员'] }),
  );
  const [issue] = past.issues;
  if (!issue) throw new Error('an issue');
  step(issue.id, '受理', null);
  step(issue.id, '延期', '2026-05-12');
  const brief = visitBrief(desk(), { enterpriseId: firm, visitId: null });
  expect(brief.measures.map(({ title, standing }) => [title, standing])).toEqual([
    ['建立计量台账', 'overdue'],
    ['申报材料辅导', 'soon'],
  ]);
  expect(brief.measures[0]).toMatchObject({ people: ['李科员'] });
  expect(brief.measures[0]?.days).toBeLessThan(0);
  expect(brief.issues.map(({ content }) => content)).toContain('天平未检定');
  expect(brief.promises).toMatchObject([{ dueOn: '2026-05-12', days: 5, standing: 'soon' }]);
  expect(brief.followUps[0]).toMatchObject({ followUp: '四月前送检报告', people: ['李科员'] });
  expect(brief.papers[0]).toMatchObject({ days: 14, on: '2026-05-20' });
  expect(brief.targets.map(({ kind, title }) => [kind, title])).toEqual([
    ['培育计划', '县长质量奖'],
    ['工作表', '争创县长质量奖'],
  ]);
  expect(brief.colleagues[0]).toBe('李科员');
  // Of the visit itself nothing is asked.
  const own = visitBrief(desk(), { enterpriseId: firm, visitId: past.id });
  expect([own.issues, own.followUps, own.lastVisit]).toEqual([[], [], null]);
});

test('a fact that is missing comes first; one nobody stood by for long says so', () => {
  const n = 2;
  saveFacts(desk(), { id: firmId(n), values: { contactPhone: null }, source: '走访' });
  const { facts } = visitBrief(desk(), { enterpriseId: firmId(n), visitId: null });
  expect(facts[0]?.text).toBe('');
  expect(facts.find(({ key }) => key === 'contactPhone')).toMatchObject({ value: null, text: '' });
  const stale = facts.filter(({ staleMonths }) => staleMonths !== null);
  expect(stale).toEqual([]);
  clock.at += 400 * 86_400_000;
  expect(factOf(n, 'address')?.staleMonths).toBe(13);
  clock.at -= 400 * 86_400_000;
});

test('a correction is written with the visit, from 走访 with the way to the visit', () => {
  const n = 3;
  const before = factOf(n, 'contactName')?.value ?? null;
  const address = factOf(n, 'address');
  const input = visitOf(n, {
    corrections: [
      { key: 'contactName', before, text: ' 周厂长 ' },
      { key: 'staff', before: null, text: '86人' },
      { key: 'address', before: address?.value ?? null, text: '', holds: true },
    ],
  });
  const saved = saveVisit(desk(), input);
  expect(saved.skipped).toEqual([]);
  expect(saved.corrected.map(({ key, value }) => [key, value])).toEqual([
    ['contactName', '周厂长'],
    ['staff', 86],
  ]);
  expect(getEnterprise(desk(), firmId(n)).contactName).toBe('周厂长');
  expect(firmLedgers(desk(), firmId(n)).economics?.[0]?.values).toMatchObject({
    ...{ year: 2026, period: '5月', staff: 86 },
  });
  const cells = rowOrigins(desk(), 'enterprise', [firmId(n)])[0]?.cells;
  for (const key of ['contactName', 'address']) {
    expect(cells?.[key]).toMatchObject({ source: '走访', purpose: '记录走访' });
    expect(readRecordRef(cells?.[key]?.sourceRef ?? null)).toEqual({
      record: 'visit',
      on: '2026-05-06',
      id: input.id,
    });
  }
  expect(cells?.name?.source).toBe('导入');
  // The next visit of the month finds the count there and changes it.
  const again = saveVisit(
    desk(),
    visitOf(n, { corrections: [{ key: 'staff', before: 86, text: '90' }] }),
  );
  expect(firmLedgers(desk(), firmId(n)).economics?.map(({ values }) => values.staff)).toEqual([90]);
  expect(takeBackVisit(desk(), { id: again.id, whole: false, corrected: again.corrected })).toEqual(
    { restored: ['2026 年5月从业人员'], kept: [] },
  );
  expect(factOf(n, 'staff')).toMatchObject({ value: 86, note: '2026 年5月' });
});

test('what somebody else changed meanwhile is told, not overwritten; the same finding is agreement', () => {
  const n = 4;
  const before = factOf(n, 'contactPhone')?.value ?? null;
  const name = factOf(n, 'contactName')?.value ?? null;
  saveFacts(desk(), {
    id: firmId(n),
    values: { contactPhone: '0570-7000001', contactName: '吴主任' },
    source: '企业自报',
  });
  const saved = saveVisit(
    desk(),
    visitOf(n, {
      corrections: [
        { key: 'contactPhone', before, text: '0570-7000002' },
        { key: 'contactName', before: name, text: '吴主任' },
      ],
    }),
  );
  expect(saved.content).toBe('看了检验室');
  expect(saved.corrected).toEqual([]);
  expect(saved.skipped).toMatchObject([
    { key: 'contactPhone', nowText: '0570-7000001', value: '0570-7000002' },
  ]);
  expect(getEnterprise(desk(), firmId(n)).contactPhone).toBe('0570-7000001');
});

test('a value nobody can read keeps visit and file as they were', () => {
  const n = 5;
  const input = visitOf(n, {
    corrections: [{ key: 'staff', before: null, text: '八十来个' }],
  });
  expect(() => saveVisit(desk(), input)).toThrow(/从业人员应为数字/);
  expect(() => getVisit(desk(), input.id)).toThrow();
  const odd = visitOf(n, { corrections: [{ key: 'tier', before: null, text: '领军' }] });
  expect(() => saveVisit(desk(), odd)).toThrow(/没有「tier」/);
});

test('a firm that is not there: status with the visit and its photo as proof, off the lists, and back', () => {
  const n = 1;
  assignLiaison(desk(), {
    ...{ firms: [firmId(n)], role: '联系人', since: '2026-01-01', person: '王科员' },
    ...{ phone: null, leader: null, duty: null, docNo: null },
  });
  const listed = () =>
    todayOf(desk(), { person: null }).due.filter(({ firm }) => firm?.id === firmId(n));
  expect(listed().map(({ kind }) => kind)).toContain('paper');
  const was = getEnterprise(desk(), firmId(n)).status;
  const input = visitOf(n, {
    ...{ content: null, serviceTypes: [], issues: [], foundStatus: '失联' },
    photos: [storePhoto(desk(), 7)],
  });
  const saved = saveVisit(desk(), input);
  expect(saved).toMatchObject({ foundStatus: '失联', content: null });
  expect(saved.photos).toHaveLength(1);
  expect(getEnterprise(desk(), firmId(n)).status).toBe('失联');
  const origin = rowOrigins(desk(), 'enterprise', [firmId(n)])[0]?.cells.status;
  expect(readRecordRef(origin?.sourceRef ?? null)?.id).toBe(input.id);
  // What is owed to the firm itself stays: its issues are still open.
  expect(listed().filter(({ kind }) => kind === 'paper' || kind === 'measure')).toEqual([]);
  expect(listed().length).toBeGreaterThan(0);
  // Saved again with more to say, the status is not said twice.
  saveFacts(desk(), { id: firmId(n), values: { status: '在业' }, source: '走访' });
  expect(saveVisit(desk(), { ...input, content: '门口贴着招租' }).corrected).toEqual([]);
  saveFacts(desk(), { id: firmId(n), values: { status: '失联' }, source: '走访' });
  const back = takeBackVisit(desk(), { id: input.id, whole: true, corrected: saved.corrected });
  expect(back.restored).toEqual(['状态']);
  expect(getEnterprise(desk(), firmId(n)).status).toBe(was);
  expect(() => getVisit(desk(), input.id)).toThrow();
  expect(saveVisit(desk(), input).photos).toHaveLength(1);
  expect(getEnterprise(desk(), firmId(n)).status).toBe('失联');
});

test('a visit taken back takes its issues along; those somebody has in hand and newer facts stay', () => {
  const n = 6;
  const before = factOf(n, 'contactName')?.value ?? null;
  const input = visitOf(n, { corrections: [{ key: 'contactName', before, text: '郑经理' }] });
  const saved = saveVisit(desk(), input);
  const count = listVisits(desk(), { search: '', limit: 1, offset: 0 }).total;
  saveFacts(desk(), { id: firmId(n), values: { contactName: '郑总' }, source: '走访' });
  const take = { id: input.id, whole: true, corrected: saved.corrected };
  expect(takeBackVisit(desk(), take)).toEqual({ restored: [], kept: ['联系人'] });
  expect(listVisits(desk(), { search: '', limit: 1, offset: 0 }).total).toBe(count - 1);
  expect(getEnterprise(desk(), firmId(n))).toMatchObject({ contactName: '郑总', issues: [] });
  const again = saveVisit(desk(), { ...input, corrections: [] });
  expect(again.issues).toHaveLength(2);
  step(again.issues[0]?.id ?? '', '受理', null);
  takeBackVisit(desk(), take);
  expect(getEnterprise(desk(), firmId(n)).issues.map(({ id }) => id)).toEqual([
    again.issues[0]?.id,
  ]);
});

test('phrases and templates travel as ledgers, each with its owner', () => {
  const phrase = (owner: string, text: string) =>
    saveRows(desk(), {
      ledger: 'visit_phrase',
      parent: null,
      rows: [{ id: null, values: { owner, field: 'advice', text } }],
    });
  phrase('王科员', '按期送检，保存记录');
  phrase('李科员', '按期送检，保存记录');
  expect(() => phrase('王科员', '按期送检，保存记录')).toThrow(/已有一条/);
});

test('after all this every table can be rebuilt from the change log', () => {
  expect(checkStore(desk()).lines.filter((line) => !line.ok)).toEqual([]);
});
