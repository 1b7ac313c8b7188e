import type { Faces } from '#shared/papers/faces.ts';
import type { IssueAssignmentValues } from '#shared/papers/issue-assignment.ts';
import { type FormPaper, type FormRow, writeFormPapers } from './form-paper.ts';

/** 问题交办单 as the office's standard form. */

type IssueHead = Pick<
  IssueAssignmentValues,
  | 'firm'
  | 'contact'
  | 'reach'
  | 'type'
  | 'urgency'
  | 'channel'
  | 'raisedOn'
  | 'handlerUnit'
  | 'handler'
  | 'dueOn'
  | 'content'
>;

/** The rows every paper of an issue begins with. */
export const issueRows = (values: IssueHead): FormRow[] => [
  { kind: 'facts', pairs: [['企业名称', values.firm]] },
  {
    kind: 'facts',
    pairs: [
      ['联系人', values.contact],
      ['联系方式', values.reach],
    ],
  },
  {
    kind: 'facts',
    pairs: [
      ['问题类型', values.type],
      ['紧急程度', values.urgency],
    ],
  },
  {
    kind: 'facts',
    pairs: [
      ['诉求来源', values.channel],
      ['提出日期', values.raisedOn],
    ],
  },
  { kind: 'text', label: '问题内容', text: values.content, share: 2 },
  {
    kind: 'facts',
    pairs: [
      ['承办单位', values.handlerUnit],
      ['承办人', values.handler],
    ],
  },
];

export const issueAssignmentForm = (values: IssueAssignmentValues): FormPaper => ({
  title: '问题交办单',
  under: [`编号：${values.number}`, `交办日期：${values.assignedOn}`],
  rows: [
    ...issueRows(values),
    {
      kind: 'facts',
      pairs: [
        ['办结期限', values.dueOn],
        ['文号', values.docNo],
      ],
    },
    { kind: 'text', label: '交办要求', text: values.request, share: 2 },
    { kind: 'text', label: '办理情况', text: '', share: 3 },
    { kind: 'signatures', labels: [`交办单位（盖章）：${values.office}`, '承办人（签收）：'] },
  ],
  note: '承办单位应在办结期限前书面答复企业；企业评价认可后方可销号。',
});

export const writeIssueAssignment = (
  values: IssueAssignmentValues,
  faces?: Faces,
): Promise<Uint8Array> => writeFormPapers([issueAssignmentForm(values)], faces);
