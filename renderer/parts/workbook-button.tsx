import { Button, type ButtonProps } from '@mantine/core';
import { refusalOf, saveOffered } from '#renderer/app/api.ts';
import { showDone, showFailure } from '#renderer/app/query.ts';
import { JobDialog } from './job-dialog.tsx';
import { useJob } from './use-job.ts';

type WorkbookButtonProps = Pick<ButtonProps, 'size'> & {
  /** Makes the workbook under the name of a job. */
  readonly make: (job: string) => Promise<{ readonly ticket: string; readonly fileName: string }>;
};

/** The rows that are shown, as a workbook. */
export const WorkbookButton = ({ make, size }: WorkbookButtonProps) => {
  const { job, cancelling, cancel, run } = useJob();
  const start = async (): Promise<void> => {
    const made = await run((work) =>
      make(work).catch((error: unknown) => {
        if (refusalOf(error)?.code !== 'job.cancelled') showFailure(error);
        throw error;
      }),
    );
    if (made && (await saveOffered(made.ticket))) showDone(`已导出 ${made.fileName}`);
  };
  return (
    <>
      <Button variant="default" {...(size ? { size } : {})} onClick={() => void start()}>
        导出表格
      </Button>
      <JobDialog job={job} title="导出表格" cancelling={cancelling} onCancel={cancel} />
    </>
  );
};
