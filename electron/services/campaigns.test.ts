import { randomUUID } from 'node:crypto';
import { read, utils } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { findRows } from '#db/queries/ledgers.ts';
import { otherOption } from '#shared/campaigns/question-sheet.ts';
import { type ResultsQuery, resultsInput } from '#shared/campaigns/views.ts';
import { campaignAnswer } from '#shared/registers/campaign.ts';
import { desk, pair, swap } from '#tests/support/applications.ts';
import {
  chose,
  fill,
  firmId,
  newCampaign,
  seated,
  staffSheet,
  underWay,
} from '#tests/support/campaigns.ts';
import type { Replica } from '#tests/support/replica.ts';
import { campaignSources } from './campaign-due.ts';
import { campaignBook } from './campaign-export.ts';
import { openReturn, reopenReturn } from './campaign-filling.ts';
import {
  addFirms,
  assignReturns,
  joinFirm,
  removeReturns,
  restoreReturns,
} from './campaign-firms.ts';
import { campaignResults } from './campaign-results.ts';
import { listReturns } from './campaign-returns.ts';
import { publishVersion } from './campaign-versions.ts';
import {
  campaignsOfFirm,
  closeCampaign,
  copyCampaign,
  getCampaign,
  listCampaigns,
  removeCampaign,
  reopenCampaign,
  restoreCampaign,
  saveCampaign,
} from './campaigns.ts';
import { listConflicts } from './conflicts.ts';
import { saveRows } from './ledgers.ts';
import { campaignFormValues } from './papers/campaign-form.ts';

const results = (who: Replica, id: string, more: Partial<ResultsQuery> = {}) =>
  campaignResults(desk(who), resultsInput.parse({ id, ...more }));
const tally = (who: Replica, id: string, question: string, more: Partial<ResultsQuery> = {}) =>
  results(who, id, more).tallies.find(({ questionId }) => questionId === question);

/** Questions that wait for a person. */
const asked = (who: Replica) =>
  listConflicts(desk(who)).groups.flatMap(({ conflicts }) => conflicts);

test('from draft to results: hidden questions are not asked, figures come from what is complete', () => {
  const a = seated('张三');
  const { id, returns } = underWay(a);
  expect(getCampaign(desk(a), id)).toMatchObject({ phase: 'open', unpublished: false, firms: 3 });
  const opened = openReturn(desk(a), returns[0]);
  expect(opened).toMatchObject({ standing: 'notBegun', prefill: { where: '甲厂路 1 号' } });
  expect(fill(a, returns[0], { staff: '１２ 人' })).toMatchObject({ standing: 'filling' });
  expect(() => fill(a, returns[0], {}, true)).toThrow('「是否设首席质量官」还没有填写');
  expect(() => fill(a, returns[0], { has: chose('yes') }, true)).toThrow('首席质量官姓名');
  // Not set up: who it is is not asked.
  const done = fill(a, returns[0], { has: chose('no'), who: '不该算的人' }, true);
  expect(done).toMatchObject({ standing: 'complete', answers: { staff: '12', who: '不该算的人' } });
  fill(a, returns[1], { staff: '7', has: chose('yes'), who: '李四' }, true);
  fill(a, returns[2], { staff: '100' });
  expect(results(a, id)).toMatchObject({ firms: 3, complete: 2, counted: 2, total: 2 });
  expect(tally(a, id, 'staff')).toMatchObject({
    ...{ answered: 2, empty: 0 },
    numbers: { count: 2, sum: '19', mean: '9.5', median: '9.5', min: '7', max: '12', unread: 0 },
  });
  expect(tally(a, id, 'has')?.choices).toEqual([
    { id: 'yes', label: '已设', count: 1, share: 500 },
    { id: 'no', label: '未设', count: 1, share: 500 },
  ]);
  expect(tally(a, id, 'who')).toMatchObject({ answered: 1, empty: 1 });
  // What is not complete counts where it is asked for.
  expect(tally(a, id, 'staff', { scope: 'all' })?.numbers?.sum).toBe('119');
});

test('each figure leads to its rows; 其他 holds what no option says', () => {
  const a = seated('张三');
  const { id, returns } = underWay(a);
  const other = JSON.stringify([
    ['lab', '检测'],
    [otherOption, '找人才'],
  ]);
  fill(a, returns[0], { staff: '1', has: chose('no'), needs: other }, true);
  fill(a, returns[1], { staff: '30', has: chose('no'), needs: '[["lab","检测"]]' }, true);
  fill(a, returns[2], { staff: '4', has: chose('no') }, true);
  const rowsOf = (more: Partial<ResultsQuery>) =>
    results(a, id, more).rows.map(({ firm }) => firm.name);
  for (const { id: option, count } of tally(a, id, 'needs')?.choices ?? [])
    expect(rowsOf({ pick: { question: 'needs', of: { option } } })).toHaveLength(count);
  expect(rowsOf({ pick: { question: 'needs', of: { option: otherOption } } })).toEqual(['甲厂']);
  expect(rowsOf({ pick: { question: 'needs', of: { answered: false } } })).toEqual(['丙厂']);
  expect(rowsOf({ sort: { by: 'staff', down: true } })).toEqual(['乙厂', '丙厂', '甲厂']);
  expect(rowsOf({ township: '东门镇' })).toEqual(['丙厂']);
  expect(results(a, id).rows.find(({ firm }) => firm.name === '甲厂')?.cells).toMatchObject({
    ...{ needs: '检测、其他：找人才', staff: '1 人' },
  });
});

test('a published version stands; the next keeps the answers of the old readable and in line', () => {
  const a = seated('张三');
  const { id, returns } = underWay(a);
  fill(a, returns[0], { staff: '5', has: chose('yes'), who: '王五' }, true);
  expect(() => publishVersion(desk(a), id)).toThrow('与现行的一版相同');
  const [, , has, ...rest] = staffSheet.questions;
  if (!has) throw new Error('the sheet has lost a question');
  const draft = getCampaign(desk(a), id);
  saveCampaign(desk(a), {
    ...newCampaign({ id, title: draft.title }),
    sheet: {
      questions: [
        {
          ...has,
          label: '是否设立首席质量官',
          options: [...has.options, { id: 'plan', label: '准备设' }],
        },
        ...rest.filter((question) => question.id !== 'needs'),
      ],
    },
  });
  expect(getCampaign(desk(a), id).unpublished).toBe(true);
  const versions = publishVersion(desk(a), id);
  expect(versions.map(({ number, inForce }) => [number, inForce])).toEqual([
    [1, false],
    [2, true],
  ]);
  expect(versions[0]?.sheet).toEqual(staffSheet);
  // What was complete stays complete, in the words it was answered in.
  expect(openReturn(desk(a), returns[0])).toMatchObject({
    standing: 'complete',
    version: { number: 1 },
  });
  fill(a, returns[1], { has: '[["plan","准备设"]]' }, true);
  expect(tally(a, id, 'has')).toMatchObject({
    answered: 2,
    choices: [{ count: 1 }, { count: 0 }, { id: 'plan', label: '准备设', count: 1 }],
  });
  expect(results(a, id).questions.find(({ id: question }) => question === 'staff')).toMatchObject({
    ...{ asked: false, number: null },
  });
  // Opened again, it is filled in by the version in force; what is no longer asked is still shown.
  expect(reopenReturn(desk(a), returns[0])).toMatchObject({
    ...{ standing: 'filling', version: { number: 2 } },
    older: [{ label: '质量人员数', text: '5' }],
  });
});

test('two laptops that fill in one firm meet question by question; what both say is asked about in words', () => {
  const [a, b] = pair();
  const a1 = seated('甲');
  const { id } = underWay(a1);
  swap(a1, a);
  swap(a1, b);
  const other = listReturns(desk(a), {
    ...{ id, states: [], asker: null, search: '甲厂', limit: 10, offset: 0 },
  }).rows[0]?.id;
  const mine = other ?? '';
  const row = (key: string) => `lines|${key}|name`;
  fill(a, mine, { staff: '5', where: '旧厂', [row('k1')]: '一号线' });
  fill(b, mine, { has: chose('no'), where: '新厂', [row('k2')]: '二号线' }, false);
  swap(a, b);
  for (const who of [a, b])
    expect(openReturn(desk(who), mine).answers).toMatchObject({
      ...{ staff: '5', has: chose('no') },
      ...{ [row('k1')]: '一号线', [row('k2')]: '二号线' },
    });
  const conflicts = asked(a);
  expect(conflicts).toHaveLength(1);
  expect(conflicts[0]).toMatchObject({
    ...{ fieldLabel: '答案', rowTitle: '首席质量官调研 厂址', typed: { kind: 'none' } },
  });
  expect(JSON.stringify(conflicts[0])).toContain('旧厂');
  expect(asked(b)).toHaveLength(1);
});

test('two who choose apart are asked in the words of the options', () => {
  const a1 = seated('甲');
  const [a, b] = pair();
  const { returns } = underWay(a1);
  swap(a1, a);
  swap(a1, b);
  fill(a, returns[0], { has: chose('yes') });
  fill(b, returns[0], { has: chose('no') });
  swap(a, b);
  const texts = asked(a).flatMap(({ sides }) => sides.map(({ text }) => text));
  expect(texts.toSorted()).toEqual(['已设', '未设']);
});

test('what is complete on one laptop and taken back by an answer of another is not complete', () => {
  const a1 = seated('甲');
  const [a, b] = pair();
  const { id, returns } = underWay(a1);
  swap(a1, a);
  swap(a1, b);
  fill(a, returns[0], { staff: '5', has: chose('no') }, true);
  fill(b, returns[0], { who: '' });
  swap(a, b);
  expect(openReturn(desk(b), returns[0]).standing).toBe('complete');
  // Another says, knowing all, that there is one: who it is is asked now.
  reopenReturn(desk(b), returns[0]);
  fill(b, returns[0], { has: chose('yes') });
  swap(a, b);
  expect(openReturn(desk(a), returns[0]).standing).toBe('filling');
  expect(results(a, id).complete).toBe(0);
});

test('published twice with the same words on two laptops it is one version; with others both stand', () => {
  const a1 = seated('甲');
  const [a, b] = pair();
  const { id } = saveCampaign(desk(a1), newCampaign());
  swap(a1, a);
  swap(a1, b);
  publishVersion(desk(a), id);
  publishVersion(desk(b), id);
  swap(a, b);
  expect(getCampaign(desk(a), id).versions).toHaveLength(1);
  expect(asked(a)).toEqual([]);
  const next = (who: Replica, label: string) => {
    const [first, ...rest] = staffSheet.questions;
    if (!first) throw new Error('the sheet has lost a question');
    saveCampaign(
      desk(who),
      newCampaign({ id, sheet: { questions: [{ ...first, label }, ...rest] } }),
    );
    publishVersion(desk(who), id);
  };
  next(a, '甲说');
  next(b, '乙说');
  swap(a, b);
  const [one, two] = [a, b].map((who) => getCampaign(desk(who), id).versions);
  expect(one).toHaveLength(3);
  expect(two).toEqual(one);
});

test('firms are put on the list once, by their contacts, taken off and put back with what they said', () => {
  const a = seated('张三');
  const contact = (firm: string, person: string) =>
    saveRows(desk(a), {
      ledger: 'liaison',
      parent: firm,
      rows: [{ id: null, values: { since: '2026-01-01', role: '联系人', person } }],
    });
  contact(firmId(1), '钱六');
  const { id } = saveCampaign(desk(a), newCampaign());
  publishVersion(desk(a), id);
  const choice = { ids: [firmId(1), firmId(2)] };
  const { ids } = addFirms(desk(a), { id, choice, asker: 'contact' });
  expect(addFirms(desk(a), { id, choice, asker: 'contact' }).ids).toEqual([]);
  const lines = (more = {}) =>
    listReturns(desk(a), {
      ...{ id, states: [], asker: null, search: '', limit: 10, offset: 0, ...more },
    });
  expect(lines().rows.map(({ firm, asker }) => [firm.name, asker])).toEqual([
    ['甲厂', '钱六'],
    ['乙厂', null],
  ]);
  assignReturns(desk(a), { ids, asker: '张三' });
  expect(lines({ asker: '张三' }).total).toBe(2);
  expect(listCampaigns(desk(a))[0]).toMatchObject({ mine: 2, firms: 2 });
  const mine = joinFirm(desk(a), { id, firm: firmId(1) }).id;
  expect(ids).toContain(mine);
  fill(a, mine, { staff: '3' });
  removeReturns(desk(a), [mine]);
  expect(lines().total).toBe(1);
  restoreReturns(desk(a), [mine]);
  expect(openReturn(desk(a), mine).answers).toEqual({ staff: '3', where: undefined });
  expect(campaignsOfFirm(desk(a), firmId(1))).toMatchObject([
    { returnId: mine, standing: 'filling' },
  ]);
  expect(campaignsOfFirm(desk(a), firmId(3))).toMatchObject([{ returnId: null, standing: null }]);
});

test('a campaign is closed and opened again, copied without its answers, taken out and put back', () => {
  const a = seated('张三');
  const { id, returns } = underWay(a);
  fill(a, returns[0], { staff: '3', has: chose('no') }, true);
  closeCampaign(desk(a), id);
  expect(() => fill(a, returns[1], { staff: '4' })).toThrow('已经结束');
  expect(results(a, id).complete).toBe(1);
  reopenCampaign(desk(a), id);
  fill(a, returns[1], { staff: '4' });
  const copy = copyCampaign(desk(a), { id, to: randomUUID() });
  expect(copy).toMatchObject({ title: '首席质量官调研（副本）', phase: 'draft', firms: 0 });
  expect(copy.sheet).toEqual(staffSheet);
  removeCampaign(desk(a), id);
  expect(listCampaigns(desk(a)).map(({ title }) => title)).toEqual(['首席质量官调研（副本）']);
  expect(() => openReturn(desk(a), returns[0])).toThrow('没有找到');
  restoreCampaign(desk(a), id);
  expect(openReturn(desk(a), returns[0]).standing).toBe('complete');
});

test('only what differs is written, and a wrong figure is refused with its question', () => {
  const a = seated('张三');
  const { returns } = underWay(a);
  const rowsNow = () => findRows(a.store, campaignAnswer, { parent: returns[0] }).length;
  fill(a, returns[0], { staff: '3' });
  expect(rowsNow()).toBe(1);
  expect(() => fill(a, returns[0], { staff: '6000' })).toThrow('「质量人员数」不能大于 5000');
  expect(() => fill(a, returns[0], { staff: '好多' })).toThrow('「质量人员数」应为数字');
  fill(a, returns[0], { staff: '3' });
  expect(rowsNow()).toBe(1);
  fill(a, returns[0], { staff: '' });
  expect(openReturn(desk(a), returns[0])).toMatchObject({ standing: 'notBegun', answers: {} });
});

test('the workbook: firms × questions with numbers as numbers, figures, who is missing, tables on their own', async () => {
  const a = seated('张三');
  const { id, returns } = underWay(a);
  fill(
    a,
    returns[0],
    {
      staff: '12',
      has: chose('no'),
      'lines|main|cap': '1.5',
      'lines|k1|cap': '2',
      'lines|k1|name': '副线',
    },
    true,
  );
  const book = read(await campaignBook(desk(a), resultsInput.parse({ id })));
  expect(book.SheetNames).toEqual(['答卷', '统计', '未完成企业', '生产线']);
  const rowsOf = (name: string) =>
    // Behind the title and the unit line; totals and the foot are told by their first column.
    utils
      .sheet_to_json<Record<string, unknown>>(book.Sheets[name] ?? {}, { range: 2 })
      .filter((row) => !/^(合计|填报人)/.test(String(Object.values(row)[0])));
  const linesOf = (name: string) =>
    utils
      .sheet_to_json<string[]>(book.Sheets[name] ?? {}, { header: 1 })
      .map((row) => row.join(' '));
  expect(linesOf('答卷').slice(0, 2)).toEqual([
    '首席质量官调研答卷汇总表',
    expect.stringMatching(/^填报单位：\S.*填报日期：2026年3月2日 .*统计范围：已完成的答卷$/),
  ]);
  expect(linesOf('答卷').slice(-2)).toEqual([
    expect.stringContaining('合计 答卷 1 份，其中已完成 1 份'),
    expect.stringMatching(/填报人：.*审核人：/),
  ]);
  expect(linesOf('未完成企业').at(-2)).toContain('合计 未完成 2 家，共 3 家');
  expect(linesOf('生产线')[0]).toBe('首席质量官调研：生产线');
  expect(rowsOf('答卷')).toMatchObject([
    { 企业: '甲厂', '质量人员数（人）': 12, 是否设首席质量官: '未设', 生产线: '2 行' },
  ]);
  expect(rowsOf('统计')).toContainEqual({
    题目: '生产线 › 产能',
    项目: '合计',
    数值: 3.5,
    单位: '吨',
  });
  expect(rowsOf('未完成企业').map(({ 企业 }) => 企业)).toEqual(['丙厂', '乙厂']);
  expect(rowsOf('生产线')).toEqual([
    { 企业: '甲厂', 行: '主线', '产能（吨）': 1.5 },
    { 企业: '甲厂', 行: '第 2 行', 名称: '副线', '产能（吨）': 2 },
  ]);
});

test('a person is told of the firms left to ask, as long as the campaign runs', () => {
  const a = seated('张三');
  const { id, returns } = underWay(a);
  expect(campaignSources(desk(a))).toMatchObject([
    {
      firm: null,
      title: '「首席质量官调研」还有 3 家没有完成',
      people: ['张三'],
      dueOn: '2026-03-31',
    },
  ]);
  for (const one of returns.slice(0, 2)) fill(a, one, { staff: '1', has: chose('no') }, true);
  expect(campaignSources(desk(a))).toMatchObject([{ title: '填写「首席质量官调研」问卷' }]);
  closeCampaign(desk(a), id);
  expect(campaignSources(desk(a))).toEqual([]);
});

test('the form on paper says what is asked, under which condition, with room to write', () => {
  const a = seated('张三');
  const { id } = underWay(a);
  const { questions, version } = campaignFormValues(desk(a), id);
  expect(version).toBe('第 1 版');
  expect(questions[0]).toMatchObject({ no: '', label: '一、基本情况' });
  expect(questions[3]).toMatchObject({ no: '3', condition: '第 2 题是“已设”时填写' });
  expect(questions[4]?.choices.split('\n').map((line) => line.slice(0, 4))).toEqual([
    '☐ 培训',
    '☐ 检测',
    '☐ 其他',
  ]);
  expect(questions[6]).toMatchObject({ columns: '名称\n产能（吨）', rows: '主线\n\n\n\n' });
});
