import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listIssuesInput } from '#shared/issues.ts';
import { listSheetsInput } from '#shared/sheets.ts';
import { uuid } from '#sync/seal.ts';
import { firmId, importFirms } from '#tests/support/county.ts';
import { type Device, newDevice, tempDir } from '#tests/support/device.ts';
import { recordIssueStep } from './issue-steps.ts';
import { listIssues } from './issues.ts';
import {
  removeSheet,
  removeVisit,
  restoreSheet,
  restoreVisit,
  setReviewRemoved,
} from './removals.ts';
import { serviceFigures } from './service-counts.ts';
import { addReview, issueSheet, startEdition } from './sheet-issuing.ts';
import { saveSheet } from './sheet-saving.ts';
import { getSheet, listSheets } from './sheets.ts';
import { getVisit, listVisits, saveVisit } from './visits.ts';

/** What was recorded by mistake goes, counts no more, and comes back whole. */

const temp = tempDir();
let device: Device;
const firm = firmId(1);
const year = { from: '2026-01-01', to: '2026-12-31' };

beforeAll(async () => {
  const owner = { role: 'officer', officeName: '石桥所', person: '王科员' } as const;
  device = await newDevice(join(temp.path, 'a'), owner);
  importFirms(device, 2);
});
afterAll(() => {
  device.session.close();
  temp.remove();
});

const visitWith = (issues: readonly string[]) => {
  const id = uuid();
  const rows = issues.map((content) => ({ id: uuid(), type: '质量' as const, content }));
  saveVisit(device.desk(), {
    ...{ id, enterpriseId: firm, visitedOn: '2026-03-02', startAt: null, endAt: null, place: null },
    ...{ serviceTypes: ['质量'], purpose: null, content: '看了车间', findings: null, advice: null },
    ...{ firmPeople: null, participants: ['王科员', '李科员'], issues: rows, photos: [] },
  });
  return { id, issues: rows.map((row) => row.id) };
};
const counted = () => serviceFigures(device.desk(), { ...year, by: 'month' }).total;
const openIssues = (): string[] =>
  listIssues(device.desk(), listIssuesInput.parse({})).rows.map(({ id }) => id);
const sheetOf = (patch: object = {}): string => {
  const id = uuid();
  saveSheet(device.desk(), {
    ...{ id, enterpriseId: firm, year: 2026, grade: null, situation: null, gap: null },
    goal: '省名牌',
    measures: [
      {
        ...{ id: uuid(), person: '王科员', duty: '牵头', goal: '通过', task: '建台账' },
        ...{ dueOn: '2026-06-30', state: '未启动' as const },
      },
    ],
    ...patch,
  });
  return id;
};

test('a visit goes with what was only registered in it, and comes back with it', () => {
  const before = counted();
  const { id, issues } = visitWith(['秤不准', '标准过期']);
  const [first = '', second = ''] = issues;
  recordIssueStep(device.desk(), {
    ...{ id: first, afterId: null, action: '受理', onDate: '2026-03-03', atTime: null },
    ...{ person: null, unit: null, text: null, docNo: null, dueOn: null, toUnit: null },
    ...{ toPerson: null, opinion: null, firmPerson: null, note: null },
  });
  const removed = removeVisit(device.desk(), id);
  expect(removed).toEqual({ id, issues: [second], kept: 1 });
  expect(() => getVisit(device.desk(), id)).toThrow(/没有找到这条记录/);
  // The issue that was accepted stands; of the visit nothing is counted.
  expect(counted()).toEqual({ ...before, registered: 1, accepted: 1, open: 1 });
  expect(openIssues()).toContain(first);
  expect(openIssues()).not.toContain(second);
  expect(() => removeVisit(device.desk(), id)).toThrow(/没有找到这条记录/);

  restoreVisit(device.desk(), removed);
  expect(getVisit(device.desk(), id).participants).toEqual(['王科员', '李科员']);
  expect(getVisit(device.desk(), id).issues.map((one) => one.id)).toEqual(issues);
  expect(counted()).toMatchObject({
    visits: (before.visits ?? 0) + 1,
    personTimes: (before.personTimes ?? 0) + 2,
  });
  expect(listVisits(device.desk(), { search: '', limit: 5, offset: 0 }).total).toBe(1);
});

test('the undo touches no issue of another visit', () => {
  const one = visitWith(['甲']);
  const other = visitWith(['乙']);
  const gone = removeVisit(device.desk(), other.id);
  removeVisit(device.desk(), one.id);
  restoreVisit(device.desk(), { id: one.id, issues: [...one.issues, ...gone.issues] });
  expect(openIssues()).toContain(one.issues[0]);
  expect(openIssues()).not.toContain(other.issues[0]);
});

test('a draft sheet goes and comes back; an issued one stays', () => {
  const id = sheetOf();
  removeSheet(device.desk(), id);
  expect(listSheets(device.desk(), listSheetsInput.parse({}))).toEqual([]);
  restoreSheet(device.desk(), id);
  expect(getSheet(device.desk(), id).measures).toHaveLength(1);
  issueSheet(device.desk(), id);
  expect(() => removeSheet(device.desk(), id)).toThrow(/已经签发/);

  // A next edition that was begun by mistake, and then meant after all.
  const next = startEdition(device.desk(), id);
  removeSheet(device.desk(), next.id);
  expect(getSheet(device.desk(), id)).toMatchObject({ replacedBy: null, status: 'issued' });
  expect(startEdition(device.desk(), id).measures).toEqual(next.measures);
});

test('of two sheets of one edition one may go, issued or not', () => {
  const [first, second] = [sheetOf({ year: 2027 }), sheetOf({ year: 2027 })];
  issueSheet(device.desk(), first);
  issueSheet(device.desk(), second);
  removeSheet(device.desk(), second);
  expect(getSheet(device.desk(), first).editions.map(({ id }) => id)).toEqual([first]);
  expect(() => removeSheet(device.desk(), first)).toThrow(/已经签发/);
});

test('a meeting noted by mistake goes and comes back', () => {
  const sheetId = sheetOf({ year: 2028 });
  const id = uuid();
  addReview(device.desk(), {
    ...{ id, sheetId, heldOn: '2028-03-01', people: '王科员', conclusions: '进度正常' },
  });
  setReviewRemoved(device.desk(), { id, removed: true });
  expect(getSheet(device.desk(), sheetId).reviews).toEqual([]);
  expect(() => setReviewRemoved(device.desk(), { id, removed: true })).toThrow(/没有找到/);
  setReviewRemoved(device.desk(), { id, removed: false });
  expect(getSheet(device.desk(), sheetId).reviews).toHaveLength(1);
});
