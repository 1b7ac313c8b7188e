import { defineLedger } from './ledger.ts';

/**
 * Whose agreement a county asks for before a 一企一策 sheet is issued (签发前审批). Rows are added, never rewritten: the
 * one in force on the day a sheet is issued is the one it is held to, so that a rule changes nothing of what was issued
 * before it (shared/sheet-approval.ts, docs/decisions/0042-approvals-before-issuing.md).
 */
export const approvalRule = defineLedger({
  name: 'approval_rule',
  label: '签发前审批',
  counter: '条',
  parent: null,
  tab: null,
  writtenBy: 'room',
  fields: [
    { key: 'division', label: '行政区划', kind: 'text', max: 12, required: true },
    { key: 'fromOn', label: '生效日期', kind: 'day', required: true },
    {
      key: 'section',
      label: '须科室负责人审核的类别',
      kind: 'text',
      max: 40,
      hint: '多类用顿号隔开',
    },
    { key: 'leader', label: '须分管领导审批的类别', kind: 'text', max: 40, hint: '多类用顿号隔开' },
    { key: 'saidAt', label: '记入时间', kind: 'text', max: 40 },
    { key: 'office', label: '设定单位', kind: 'text', max: 200 },
    { key: 'role', label: '设定单位层级', kind: 'text', max: 20 },
  ],
  list: ['division', 'fromOn', 'section', 'leader', 'office'],
  order: ['fromOn'],
  sameBy: [],
  titleBy: ['fromOn'],
  counters: [],
});
