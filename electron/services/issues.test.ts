import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { write } from '#db/write.ts';
import { type ListIssues, listIssuesInput } from '#shared/issues.ts';
import { desk, officer, pair, swap } from '#tests/support/applications.ts';
import { hotline, issueStep } from '#tests/support/issues.ts';
import type { Replica } from '#tests/support/replica.ts';
import { listConflicts } from './conflicts.ts';
import type { Bench } from './export.ts';
import { issueCounts } from './issue-counts.ts';
import { writeIssueBook } from './issue-export.ts';
import { saveIssueLimits } from './issue-limits.ts';
import { registerIssue, removeIssue, restoreIssue } from './issue-register.ts';
import { handOverIssues, redoIssueStep, undoIssueStep } from './issue-steps.ts';
import { getIssue, issuesOpen, listIssues } from './issues.ts';
import { getVisit, issueBriefs, saveVisit } from './visits.ts';

const born = (who: Replica, more: Parameters<typeof hotline>[1] = {}): string =>
  registerIssue(desk(who), hotline(randomUUID(), more)).id;
const list = (who: Replica, asked: Partial<ListIssues> = {}) =>
  listIssues(desk(who), listIssuesInput.parse(asked));
const march = { from: '2026-03-01', to: '2026-03-31' };

test('from the hot line to 销号: who has it, what may come next, and only the firm’s yes lets it be closed', () => {
  const a = officer('张三');
  const id = born(a);
  expect(getIssue(desk(a), id)).toMatchObject({
    ...{
      issueState: '登记',
      turn: 'office',
      handler: '张三',
      channel: '热线',
      dueOn: '2026-03-10',
    },
    number: expect.stringMatching(/^2026-[0-9A-F]{4}-001$/),
  });
  issueStep(a, id, '受理');
  expect(issueStep(a, id, '交办')).toMatchObject({
    ...{ issueState: '交办', turn: 'handler', handler: '王科员', handlerUnit: '计量科' },
  });
  issueStep(a, id, '答复');
  expect(() => issueStep(a, id, '销号')).toThrow('「答复」之后不能是「销号」');
  expect(() => issueStep(a, id, '企业评价', { opinion: null })).toThrow('请填写企业是否认可');
  const denied = issueStep(a, id, '企业评价', { opinion: '不认可', text: '表还没检' });
  expect(denied).toMatchObject({ issueState: '办理中', denied: 1, turn: 'handler' });
  issueStep(a, id, '答复');
  issueStep(a, id, '企业评价');
  expect(issueCounts(desk(a), march).solved).toEqual({});
  const closed = issueStep(a, id, '销号', { onDate: '2026-03-06' });
  expect(closed).toMatchObject({ phase: 'solved', turn: null, solvedOn: '2026-03-06', next: [] });
  expect(issueCounts(desk(a), march)).toMatchObject({ solved: { 计量: 1 }, open: {}, rate: 1000 });
  // The day before it was closed it was open: each figure has a period of its own.
  expect(issueCounts(desk(a), { from: '2026-03-01', to: '2026-03-05' })).toMatchObject({
    ...{ registered: { 计量: 1 }, solved: {}, open: { 计量: 1 }, rate: 0 },
  });
  expect(issuesOpen(desk(a))).toEqual([]);
});

test('a step says what it must, does not go back in time, and does not miss what is new', () => {
  const a = officer('张三');
  const id = born(a);
  expect(() => issueStep(a, id, '不予受理', { text: null })).toThrow('须说明理由');
  expect(() => issueStep(a, id, '受理', { onDate: '2026-03-02' })).toThrow('早于上一步');
  issueStep(a, id, '受理');
  expect(() => issueStep(a, id, '办理中', { afterId: null })).toThrow('新的进展');
  expect(() => issueStep(a, id, '交办', { toUnit: null, toPerson: null })).toThrow('交给哪个单位');
  expect(() => issueStep(a, id, '移交', { toPerson: null })).toThrow('移交给谁');
});

test('the last step is taken back and put back, with who had it and until when', () => {
  const a = officer('张三');
  const id = born(a, { handler: '钱六', dueOn: '2026-03-20' });
  const first = issueStep(a, id, '受理').lastStepId ?? '';
  const stepId = issueStep(a, id, '交办').lastStepId ?? '';
  expect(() => undoIssueStep(desk(a), { id, stepId: first })).toThrow('最后一步');
  expect(undoIssueStep(desk(a), { id, stepId })).toMatchObject({
    ...{ issueState: '受理', handler: '钱六', handlerUnit: null },
  });
  expect(redoIssueStep(desk(a), { id, stepId })).toMatchObject({ handler: '王科员' });
  const later = issueStep(a, id, '延期');
  expect(later).toMatchObject({ issueState: '交办', setDueOn: '2026-04-30' });
  expect(undoIssueStep(desk(a), { id, stepId: later.lastStepId ?? '' }).setDueOn).toBe(
    '2026-03-20',
  );
  removeIssue(desk(a), id);
  expect(list(a).rows).toEqual([]);
  expect(() => getIssue(desk(a), id)).toThrow('没有找到');
  restoreIssue(desk(a), id);
  expect(list(a).rows).toHaveLength(1);
});

test('two laptops give different numbers; the same move is one step; who was named twice is asked of a person', () => {
  const [a, b] = pair();
  const id = born(a);
  born(b);
  issueStep(a, id, '受理');
  swap(a, b);
  const numbers = list(b).rows.map(({ number }) => number);
  expect(new Set(numbers).size).toBe(2);
  issueStep(a, id, '交办', { toPerson: '王科员' });
  issueStep(b, id, '交办', { toPerson: '李科员' });
  issueStep(b, id, '催办');
  swap(a, b);
  for (const who of [a, b]) {
    expect(getIssue(desk(who), id)).toMatchObject({ issueState: '交办', contested: [] });
    expect(getIssue(desk(who), id).steps.map(({ action }) => action)).toEqual([
      ...['受理', '交办', '催办'],
    ]);
    const asked = listConflicts(desk(who)).groups.flatMap(({ conflicts }) =>
      conflicts.map(({ column }) => column),
    );
    expect(asked).toContain('handler');
  }
});

test('closed here, denied there: everybody sees it in hand again and the contradiction, until one takes it back', () => {
  const [a, b] = pair();
  const id = born(a);
  for (const action of ['受理', '答复'] as const) issueStep(a, id, action);
  swap(a, b);
  issueStep(a, id, '企业评价');
  issueStep(a, id, '销号');
  issueStep(b, id, '企业评价', { opinion: '不认可', text: '没解决' });
  swap(a, b);
  for (const who of [a, b]) {
    expect(list(who).rows).toMatchObject([
      { issueState: '办理中', contested: ['2026-03-03 销号 张三'] },
    ]);
    expect(list(who).views.contested).toBe(1);
    expect(issueCounts(desk(who), march).solved).toEqual({});
  }
  const no = getIssue(desk(b), id).steps.find(({ opinion }) => opinion === '不认可');
  undoIssueStep(desk(b), { id, stepId: no?.id ?? '' });
  swap(a, b);
  expect(list(a).rows).toMatchObject([{ issueState: '销号', contested: [] }]);
});

test('handed over: a step each, in the transaction of whoever hands over', () => {
  const a = officer('张三');
  const ids = [born(a), born(a)];
  const done = born(a);
  issueStep(a, done, '不予受理');
  const over = (all: string[]) =>
    write(a.store, { actor: '张三', purpose: '移交工作' }, (door) =>
      handOverIssues(desk(a), door, {
        ids: all,
        ...{ toPerson: '赵科员', toUnit: null, onDate: '2026-03-04', text: '岗位调整' },
      }),
    );
  expect(() => over([...ids, done])).toThrow('不需要移交');
  expect(issuesOpen(desk(a), { person: '赵科员' })).toEqual([]);
  const [stepId = ''] = over(ids);
  expect(
    issuesOpen(desk(a), { person: '赵科员' })
      .map(({ id }) => id)
      .sort(),
  ).toEqual(ids.sort());
  const first = getIssue(desk(a), ids[0] ?? '').lastStepId === stepId ? ids[0] : ids[1];
  undoIssueStep(desk(a), { id: first ?? '', stepId });
  expect(issuesOpen(desk(a), { person: '张三' })).toHaveLength(1);
});

test('late, promised and by whom: the lists of the ledger; the office’s own times count', () => {
  const a = officer('张三', '2026-03-12T08:00:00.000Z');
  const late = born(a);
  const kept = born(a, { raisedOn: '2026-03-12', type: '质量', term: '长期' });
  issueStep(a, kept, '受理', { onDate: '2026-03-12' });
  issueStep(a, kept, '阶段答复', { onDate: '2026-03-12', dueOn: '2026-03-31', text: '月底前换表' });
  expect(list(a).views).toEqual({ all: 2, overdue: 1, promised: 1, contested: 0 });
  expect(list(a).rows.map(({ id }) => id)).toEqual([late, kept]);
  expect(list(a, { view: 'overdue' }).rows).toMatchObject([
    { id: late, overdue: ['首次联系', '初步答复', '办结'], dueOn: '2026-03-10' },
  ]);
  expect(list(a, { view: 'promised' }).rows).toMatchObject([
    { id: kept, promise: { dueOn: '2026-03-31', text: '月底前换表' }, dueOn: null },
  ]);
  expect(list(a, { type: '质量', channel: '热线', search: '甲' }).rows).toHaveLength(1);
  expect(list(a, { state: '受理', term: '短期' }).rows).toEqual([]);
  saveIssueLimits(desk(a), { 首次联系: 1, 初步答复: 20, 交办答复: 7, 办结: 20 });
  expect(getIssue(desk(a), late).overdue).toEqual(['首次联系']);
  expect(saveIssueLimits(desk(a), { 首次联系: 1, 初步答复: 3, 交办答复: 7, 办结: 5 }).own).toEqual(
    [],
  );
});

test('the workbook holds the rows that are shown, text as text', async () => {
  const a = officer('张三');
  born(a, { content: '=1+1' });
  born(a, { type: '质量' });
  const path = join(mkdtempSync(join(tmpdir(), 'qice-issues-')), '问题台账.xlsx');
  const query = listIssuesInput.parse({ type: '计量' });
  expect(await writeIssueBook(desk(a) as unknown as Bench, { query, path })).toEqual({ issues: 1 });
  const sheet = read(readFileSync(path)).Sheets.问题台账;
  const rows = sheet ? utils.sheet_to_json<Record<string, string>>(sheet) : [];
  expect(rows).toMatchObject([
    { 企业: '甲厂', 问题内容: '=1+1', 办理状态: '登记', 承办人: '张三' },
  ]);
});

test('an issue born in a visit has a number and a registrar, and the visit and the firm tell where it stands', () => {
  const a = officer('张三');
  const [visitId, id, firm] = [randomUUID(), randomUUID(), 'firm'];
  const form = {
    ...{ id: visitId, enterpriseId: firm, visitedOn: '2026-03-03', startAt: '09:00', endAt: null },
    ...{ place: null, serviceTypes: ['计量'], purpose: null, content: '走访', findings: null },
    ...{ advice: null, firmPeople: null, participants: ['张三'], photos: [] },
    issues: [{ id, type: '计量', content: '压力表到期' }],
  };
  saveVisit(desk(a), form);
  expect(getIssue(desk(a), id)).toMatchObject({
    ...{ channel: '走访', registrar: '张三', visitedOn: '2026-03-03', overdue: [] },
    number: expect.stringMatching(/-001$/),
  });
  issueStep(a, id, '受理');
  // Saved again, the visit changes the words and leaves the way alone.
  const again = saveVisit(desk(a), {
    ...form,
    issues: [{ id, type: '计量', content: '压力表过期' }],
  });
  expect(again.issues).toMatchObject([{ issueState: '受理', content: '压力表过期' }]);
  expect(getVisit(desk(a), visitId).issues).toMatchObject([{ issueState: '受理' }]);
  expect(issueBriefs(desk(a), [firm])).toMatchObject([{ id, issueState: '受理' }]);
});
