import { Button } from '@mantine/core';
import { api, refusalOf, saveOffered } from '#renderer/app/api.ts';
import { showDone, showFailure } from '#renderer/app/query.ts';
import { JobDialog } from '#renderer/parts/job-dialog.tsx';
import { useJob } from '#renderer/parts/use-job.ts';

/** A run of scores into a workbook: of 5,000 firms it takes seconds, so it is a job. */
export const RunExport = ({ id }: { readonly id: string }) => {
  const { job, cancelling, cancel, run } = useJob();
  const start = async (): Promise<void> => {
    const made = await run((work) =>
      api.scoring.export.mutate({ id, job: work }).catch((error: unknown) => {
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
