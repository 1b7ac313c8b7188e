import { issueFields } from './issue-fields.ts';
import { definePaper, type PaperValues } from './paper.ts';

/** 问题交办单: one issue, handed to who is to solve it. */
export const issueAssignment = definePaper({
  kind: 'issue-assignment',
  label: '问题交办单',
  format: 'docx',
  fields: issueFields,
});
export type IssueAssignmentValues = PaperValues<typeof issueAssignment>;
