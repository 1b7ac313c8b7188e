import { recordIssueStep } from '#services/issue-steps.ts';
import { getIssue } from '#services/issues.ts';
import type { IssueAction } from '#shared/issue-course.ts';
import { type RecordIssueStep, type RegisterIssue, registerIssueInput } from '#shared/issues.ts';
import { desk } from './applications.ts';
import type { Replica } from './replica.ts';

/** A call from the hot line as the form has it. */
export const hotline = (id: string, more: Partial<RegisterIssue> = {}): RegisterIssue => ({
  ...registerIssueInput.parse({
    id,
    enterpriseId: 'firm',
    type: '计量',
    content: '压力表到期未检，停产送检影响交货',
    channel: '热线',
    urgency: '一般',
    term: '短期',
    raisedOn: '2026-03-03',
    raisedTime: '09:10',
    raisedBy: '生产负责人',
    contact: '0570-0000000',
    handlerUnit: null,
    handler: null,
    dueOn: null,
    note: null,
  }),
  ...more,
});

/** What a step says where the test says nothing else: enough to be taken. */
export const saying = (action: IssueAction): Partial<RecordIssueStep> => {
  switch (action) {
    case '交办':
      return { toUnit: '计量科', toPerson: '王科员' };
    case '转办':
      return { toUnit: '县经信局' };
    case '移交':
      return { toPerson: '赵科员' };
    case '延期':
      return { text: '等待设备到货', dueOn: '2026-04-30' };
    case '企业评价':
      return { opinion: '认可', firmPerson: '厂长' };
    default:
      return { text: `${action}：已处理` };
  }
};

/** Records the next step of an issue. */
export const issueStep = (
  who: Replica,
  id: string,
  action: IssueAction,
  more: Partial<RecordIssueStep> = {},
) =>
  recordIssueStep(desk(who), {
    ...{ id, action, afterId: getIssue(desk(who), id).lastStepId, onDate: '2026-03-03' },
    ...{ atTime: null, person: null, unit: null, text: null, docNo: null, dueOn: null },
    ...{ toUnit: null, toPerson: null, opinion: null, firmPerson: null, note: null },
    ...saying(action),
    ...more,
  });
