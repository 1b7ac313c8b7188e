import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveEnterpriseInput } from '#shared/enterprises.ts';
import { type SaveSheet, saveSheetInput } from '#shared/sheets.ts';
import { type SaveVisit, saveVisitInput } from '#shared/visits.ts';
import { uuid } from '#sync/seal.ts';
import { type Device, newDevice, tempDir } from '#tests/support/device.ts';
import { tinyJpeg } from '#tests/support/picture.ts';
import { demoCreditCode } from '#tests/support/roster-fixtures.ts';
import { checkStore } from './check.ts';
import { getDraft, listDrafts, putDraft } from './drafts.ts';
import { getEnterprise, listEnterprises, saveEnterprise } from './enterprises.ts';
import { keepFile } from './keep-file.ts';
import { addProgress, issueSheet } from './sheet-issuing.ts';
import { saveSheet } from './sheet-saving.ts';
import { getSheet, listSheets } from './sheets.ts';
import { getVisit, listVisits, saveVisit } from './visits.ts';

const dir = tempDir();
let device: Device;
let firm: string;

const form = (patch: object) =>
  saveEnterpriseInput.parse({
    id: null,
    uscc: null,
    name: '澜溪县恒辰特种纸业有限公司',
    formerNames: null,
    type: null,
    legalRep: null,
    foundedOn: null,
    capitalText: null,
    scope: null,
    township: null,
    address: null,
    contactName: null,
    contactPhone: null,
    status: null,
    tier: null,
    note: null,
    ...patch,
  });

beforeAll(async () => {
  device = await newDevice(join(dir.path, 'a'), {
    role: 'officer',
    officeName: '澜溪县局',
    person: '张三',
  });
  firm = saveEnterprise(device.desk(), form({ uscc: demoCreditCode(1), tier: '骨干' })).id;
});
afterAll(() => {
  device.session.close();
  dir.remove();
});

const sheetOf = (patch: Partial<SaveSheet> = {}): SaveSheet => ({
  id: uuid(),
  enterpriseId: firm,
  year: 2026,
  grade: 'A',
  situation: '年产值 2 亿元',
  gap: '无省级品牌',
  goal: '两年内获市长质量奖',
  measures: [],
  ...patch,
});
const measureOf = (patch: object = {}) => ({
  id: uuid(),
  person: '张三',
  duty: '牵头联系',
  goal: '通过 ISO 9001 认证',
  task: '辅导建立体系文件',
  dueOn: '2026-06-30',
  state: '未启动' as const,
  ...patch,
});
const visitOf = (patch: Partial<SaveVisit> = {}): SaveVisit => ({
  id: uuid(),
  enterpriseId: firm,
  visitedOn: '2026-03-02',
  startAt: '09:00',
  endAt: '10:30',
  place: null,
  serviceTypes: ['质量', '计量'],
  purpose: null,
  content: '查看检验室',
  findings: null,
  advice: null,
  firmPeople: null,
  participants: ['张三', '李四'],
  issues: [],
  photos: [],
  ...patch,
});
const photo = (tone: number): string => {
  const path = join(dir.path, `${tone}.jpg`);
  writeFileSync(path, tinyJpeg({ tone, exif: 'GPS' }));
  return keepFile(device.desk().store, path, 'photo').sha256;
};

test('one credit code is one firm, and the code is checked', () => {
  const desk = device.desk();
  const again = () => saveEnterprise(desk, form({ uscc: demoCreditCode(1), name: '另一个名字' }));
  expect(again).toThrow(expect.objectContaining({ message: expect.stringContaining('已有档案') }));
  const wrong = () => saveEnterprise(desk, form({ uscc: '91350100M000100Y4Z' }));
  expect(wrong).toThrow(expect.objectContaining({ code: 'record.invalid' }));
  expect(() => getEnterprise(desk, uuid())).toThrow(
    expect.objectContaining({ code: 'record.missing' }),
  );
});

test('a firm is found by characters, initials, scattered initials, code, former name and traditional writing', () => {
  const desk = device.desk();
  saveEnterprise(
    desk,
    form({
      uscc: demoCreditCode(2),
      name: '澜溪云丰纸业有限公司',
      formerNames: '东屏造纸厂',
      address: '湖口镇一号',
    }),
  );
  const names = (search: string) =>
    listEnterprises(desk, { search, limit: 10, offset: 0 }).rows.map((r) => r.name);
  const target = '澜溪云丰纸业有限公司';
  for (const search of [
    '云丰',
    'lxyf',
    'LXYFZY',
    'yfzy',
    'lxzy',
    demoCreditCode(2),
    '造纸',
    '雲豐',
    '（云丰）',
    '湖口 云丰',
    '湖口',
  ])
    expect(names(search), search).toContain(target);
  expect(names('云丰')[0]).toBe(target);
  expect(names('没有这家')).toEqual([]);
  expect(names('%')).toEqual(names(''));
});

test('a sheet keeps its measures in order, and issues only whole', () => {
  const desk = device.desk();
  const [a, b] = [measureOf(), measureOf({ dueOn: '2025-12-31', person: '李四' })];
  const saved = saveSheet(desk, sheetOf({ measures: [a, b] }));
  expect(saved.measures.map((m) => [m.person, m.overdue])).toEqual([
    ['张三', false],
    ['李四', true],
  ]);
  const turned = saveSheet(desk, sheetOf({ id: saved.id, measures: [b, a] }));
  expect(turned.measures.map((m) => m.id)).toEqual([b.id, a.id]);
  const fewer = saveSheet(desk, sheetOf({ id: saved.id, measures: [a] }));
  expect(fewer.measures.map((m) => m.id)).toEqual([a.id]);
  expect(issueSheet(desk, saved.id)).toMatchObject({ status: 'issued', issuedOn: '2026-03-02' });
  expect(listSheets(desk, { search: '恒辰', year: 2026 })[0]).toMatchObject({
    measures: 1,
    done: 0,
  });
  const empty = saveSheet(desk, sheetOf());
  expect(() => issueSheet(desk, empty.id)).toThrow(
    expect.objectContaining({ code: 'record.invalid' }),
  );
});

test.each([
  ['person', '定人'],
  ['duty', '定责'],
  ['goal', '定目标'],
  ['task', '定任务'],
  ['dueOn', '定完成时间'],
])('a sheet with a measure without %s is kept, and not issued', (key, label) => {
  const input = { ...sheetOf(), measures: [measureOf(), measureOf({ [key]: null })] };
  const { id } = saveSheet(device.desk(), saveSheetInput.parse(input));
  expect(() => issueSheet(device.desk(), id)).toThrow(`第 2 条措施缺少${label}`);
  expect(getSheet(device.desk(), id)).toMatchObject({ status: 'draft', issuedOn: null });
});

test('progress is added to a measure and moves its state', () => {
  const desk = device.desk();
  const m = measureOf();
  const { id } = saveSheet(desk, sheetOf({ measures: [m] }));
  const entry = {
    id: uuid(),
    measureId: m.id,
    onDate: '2026-03-10',
    percent: 100,
    note: '取得证书',
    state: '完成',
  };
  addProgress(desk, entry);
  expect(getSheet(desk, id).measures[0]).toMatchObject({
    state: '完成',
    overdue: false,
    progress: [{ note: '取得证书', percent: 100, person: '张三' }],
  });
});

test('a visit keeps its people, issues and photos, and counts each person once', () => {
  const desk = device.desk();
  const [p1, p2] = [photo(1), photo(2)];
  const issueId = uuid();
  const photos = [p1, p2].map((sha256) => ({ id: uuid(), sha256, caption: '车间', takenAt: null }));
  const input = visitOf({
    participants: ['张三', '李四', '张三'],
    issues: [{ id: issueId, type: '计量', content: '天平超期' }],
    photos,
  });
  const saved = saveVisit(desk, input);
  expect(saved.participants).toEqual(['张三', '李四']);
  expect(saved.photos.map((p) => [p.sha256, p.present, p.width])).toEqual([
    [p1, true, 8],
    [p2, true, 8],
  ]);
  const edited = saveVisit(desk, {
    ...input,
    participants: ['李四', '王五'],
    issues: [],
    photos: photos.toReversed().slice(0, 1),
  });
  expect(edited.participants).toEqual(['李四', '王五']);
  expect(edited.issues).toEqual([]);
  expect(edited.photos.map((p) => p.sha256)).toEqual([p2]);
  const { corrected: _corrected, skipped: _skipped, ...kept } = edited;
  expect(getVisit(desk, input.id)).toEqual(kept);
  expect(listVisits(desk, { search: 'hctz', limit: 10, offset: 0 }).total).toBeGreaterThan(0);
  expect(listVisits(desk, { search: '检验室', limit: 10, offset: 0 }).rows[0]?.state).toBe('here');
});

test('a visit may not name a photo that is not stored, end before it began, or say nothing', () => {
  const desk = device.desk();
  const bad = visitOf({
    startAt: '10:00',
    endAt: '09:00',
    content: null,
    serviceTypes: [],
    photos: [{ id: uuid(), sha256: 'a'.repeat(64), caption: null, takenAt: null }],
  });
  expect(() => saveVisit(desk, bad)).toThrow(/结束时间.*走访内容.*照片/);
  expect(() => getVisit(desk, bad.id)).toThrow();
  const { participants: _, ...rest } = visitOf();
  expect(saveVisitInput.safeParse({ ...rest, participants: [] }).success).toBe(false);
  expect(saveVisitInput.safeParse(visitOf({ visitedOn: '2026-02-30' })).success).toBe(false);
});

test('what is not a small picture is refused', () => {
  const path = join(dir.path, 'big.jpg');
  writeFileSync(path, tinyJpeg({ width: 4000, height: 3000 }));
  expect(() => keepFile(device.desk().store, path, 'photo')).toThrow(
    expect.objectContaining({ code: 'photo.unreadable' }),
  );
});

test('a draft is kept as typed, listed under its firm, and goes when its record is saved', async () => {
  const desk = device.desk();
  const input = visitOf();
  const key = `new-${firm}`;
  await putDraft(desk, {
    kind: 'visit',
    key,
    body: JSON.stringify({ id: input.id, content: '半句' }),
  });
  await putDraft(desk, {
    kind: 'visit',
    key,
    body: JSON.stringify({ id: input.id, content: '半句话' }),
  });
  expect(getDraft(desk, { kind: 'visit', key })?.body).toContain('半句话');
  expect(listDrafts(desk)[0]).toMatchObject({
    kind: 'visit',
    title: '澜溪县恒辰特种纸业有限公司',
    enterpriseId: firm,
  });
  saveVisit(desk, visitOf());
  expect(getDraft(desk, { kind: 'visit', key })).not.toBeNull();
  saveVisit(desk, input);
  expect(getDraft(desk, { kind: 'visit', key })).toBeNull();
});

test('after all this every table can be rebuilt from the change log', () => {
  const result = checkStore(device.desk());
  expect(result.lines.filter((l) => !l.ok)).toEqual([]);
});

test('the check notices a row changed behind the door and a picture that rotted', () => {
  const { store } = device.desk();
  store.handle.exec(
    "UPDATE sync_ctl SET mode = 2; UPDATE visit SET content = '篡改'; UPDATE sync_ctl SET mode = 0",
  );
  store.media.handle.exec("UPDATE media SET bytes = x'00'");
  const failed = checkStore(device.desk()).lines.filter((l) => !l.ok);
  expect(failed.map((l) => l.what)).toEqual(['变更记录与数据逐行核对', '照片']);
});
