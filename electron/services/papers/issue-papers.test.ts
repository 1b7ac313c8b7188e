import { expect, test } from 'vitest';
import type { Desk } from '#services/desk.ts';
import { registerIssue } from '#services/issue-register.ts';
import { desk, officer } from '#tests/support/applications.ts';
import { hotline, issueStep } from '#tests/support/issues.ts';
import { issueAssignmentValues, issueClosingValues } from './issue-papers.ts';

test('an assignment says who is to solve what until when, before and after it is handed over', () => {
  const who = officer('张三');
  const at = desk(who) as Desk;
  const { id } = registerIssue(at, hotline(crypto.randomUUID()));
  expect(issueAssignmentValues(at, id)).toMatchObject({
    ...{ firm: expect.any(String), type: '计量', content: '压力表到期未检，停产送检影响交货' },
    ...{ channel: '热线', raisedOn: '2026年3月3日', contact: '生产负责人', reach: '0570-0000000' },
    ...{ dueOn: '2026年3月10日', handler: '张三', request: '', steps: [] },
    number: expect.stringMatching(/^2026-/),
  });
  issueStep(who, id, '受理');
  issueStep(who, id, '交办', { text: '三日内上门检定', dueOn: '2026-03-06', docNo: '交办1号' });
  expect(issueAssignmentValues(at, id)).toMatchObject({
    ...{ handlerUnit: '计量科', handler: '王科员', request: '三日内上门检定', docNo: '交办1号' },
    ...{ dueOn: '2026年3月6日', assignedOn: '2026年3月3日', state: '交办' },
  });
});

test('a closing says the last answer, what the firm says of it, and the whole way', () => {
  const who = officer('张三');
  const at = desk(who) as Desk;
  const { id } = registerIssue(at, hotline(crypto.randomUUID()));
  issueStep(who, id, '受理');
  issueStep(who, id, '答复', { text: '请自行送检' });
  expect(issueClosingValues(at, id)).toMatchObject({
    ...{ opinionBoxes: '☐认可　☐不认可', solvedOn: '', reply: '请自行送检' },
  });
  issueStep(who, id, '企业评价', { opinion: '不认可', text: '停产送检影响交货' });
  issueStep(who, id, '答复', { text: '已上门检定', person: '王科员', onDate: '2026-03-05' });
  issueStep(who, id, '企业评价', { text: '满意', onDate: '2026-03-05' });
  issueStep(who, id, '销号', { onDate: '2026-03-06' });
  expect(issueClosingValues(at, id)).toMatchObject({
    ...{ reply: '已上门检定', repliedOn: '2026年3月5日', replier: '王科员' },
    ...{ opinion: '认可', opinionBoxes: '☑认可　☐不认可', opinionText: '满意', firmPerson: '厂长' },
    ...{ solvedOn: '2026年3月6日', state: '销号', dueOn: '2026年3月10日' },
    steps: expect.arrayContaining([
      expect.objectContaining({ no: '1', action: '受理', day: '2026年3月3日' }),
      expect.objectContaining({ no: '6', action: '销号' }),
    ]),
  });
});
