import { issueFields } from './issue-fields.ts';
import { definePaper, type PaperValues, text } from './paper.ts';

/** 问题销号单: how an issue was solved, and what the firm says of it. */
export const issueClosing = definePaper({
  kind: 'issue-closing',
  label: '问题销号单',
  format: 'docx',
  fields: {
    ...issueFields,
    reply: text('答复内容', '最后一次答复'),
    repliedOn: text('答复日期'),
    replier: text('答复人'),
    opinion: text('企业评价', '认可或不认可'),
    opinionBoxes: text('企业评价勾选', '☐认可　☐不认可，已评价的为 ☑'),
    opinionText: text('企业意见'),
    opinionOn: text('评价日期'),
    firmPerson: text('评价人', '企业里作评价的人'),
    solvedOn: text('销号日期'),
  },
});
export type IssueClosingValues = PaperValues<typeof issueClosing>;
