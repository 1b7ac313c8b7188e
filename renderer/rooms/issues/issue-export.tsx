import { Button } from '@mantine/core';
import { api, refusalOf, saveOffered } from '#renderer/app/api.ts';
import { showDone, showFailure } from '#renderer/app/query.ts';
import { JobDialog } from '#renderer/parts/job-dialog.tsx';
import { useJob } from '#renderer/parts/use-job.ts';
import type { ListIssues } from '#shared/issues.ts';

/** The rows that are shown, as a workbook. */
export const IssueExport = ({ query }: { readonly query: ListIssues }) => {
  const { job, cancelling, cancel, run } = useJob();
  const start = async (): Promise<void> => {
    const made = await run((work) =>
      api.issues.exportBook.mutate({ ...query, job: work }).catch((error: unknown) => {
        if (refusalOf(error)?.code !== 'job.cancelled') showFailure(error);
        throw error;
      }),
    );
    if (made && (await saveOffered(made.ticket))) showDone(`已导出 ${made.fileName}`);
  };
  return (
    <>
      <Button variant="default" onClick={() => void start()}>
        导出表格
      </Button>
      <JobDialog job={job} title="导出表格" cancelling={cancelling} onCancel={cancel} />
    </>
  );
};
