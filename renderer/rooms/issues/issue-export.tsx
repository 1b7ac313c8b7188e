import { api } from '#renderer/app/api.ts';
import { WorkbookButton } from '#renderer/parts/workbook-button.tsx';
import type { ListIssues } from '#shared/issues.ts';

/** The rows that are shown, as a workbook. */
export const IssueExport = ({ query }: { readonly query: ListIssues }) => (
  <WorkbookButton make={(job) => api.issues.exportBook.mutate({ ...query, job })} />
);
