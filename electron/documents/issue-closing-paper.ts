import type { Faces } from '#shared/papers/faces.ts';
import type { IssueClosingValues } from '#shared/papers/issue-closing.ts';
import { type FormPaper, writeFormPapers } from './form-paper.ts';
import { issueRows } from './issue-assignment-paper.ts';

/** 问题销号单 as the office's standard form. */

export const issueClosingForm = (values: IssueClosingValues): FormPaper => ({
  title: '问题销号单',
  under: [`编号：${values.number}`, `销号日期：${values.solvedOn}`],
  rows: [
    ...issueRows(values),
    {
      kind: 'facts',
      pairs: [
        ['办结期限', values.dueOn],
        ['答复日期', values.repliedOn],
      ],
    },
    {
      kind: 'text',
      label: '办理过程',
      text: values.steps
        .map(({ no, day, action, text, person }) =>
          [`${no}. ${day}`, action, text, person && `（${person}）`].filter(Boolean).join(' '),
        )
        .join('\n'),
      share: 2,
    },
    { kind: 'text', label: '答复内容', text: values.reply, share: 2 },
    {
      kind: 'facts',
      pairs: [
        ['企业评价', values.opinionBoxes],
        ['评价人', values.firmPerson],
      ],
    },
    { kind: 'text', label: '企业意见', text: values.opinionText, share: 1 },
    { kind: 'signatures', labels: ['企业（签字、盖章）：', '承办人（签字）：'] },
    { kind: 'signatures', labels: [`销号审核（盖章）：${values.office}`] },
  ],
});

export const writeIssueClosing = (values: IssueClosingValues, faces?: Faces): Promise<Uint8Array> =>
  writeFormPapers([issueClosingForm(values)], faces);
