import { Button } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import { api, refusalOf, saveOffered } from '#renderer/app/api.ts';
import { showDone, showFailure } from '#renderer/app/query.ts';
import { JobDialog } from '#renderer/parts/job-dialog.tsx';
import { useJob } from '#renderer/parts/use-job.ts';
import type { FirmColumnKey } from '#shared/firm-columns.ts';
import type { FirmFilter, FirmOrder } from '#shared/firm-list.ts';

type FirmExportProps = {
  readonly filter: FirmFilter;
  readonly order: FirmOrder;
  readonly columns: readonly FirmColumnKey[];
  readonly total: number;
};

/** The list as it stands there, into a workbook: these columns, this filter, this order. */
export const FirmExport = ({ filter, order, columns, total }: FirmExportProps) => {
  const { job, cancelling, cancel, run } = useJob();
  const start = async (): Promise<void> => {
    const made = await run((id) =>
      api.firmList.export
        .mutate({ filter, order, columns: [...columns], job: id })
        .catch((error: unknown) => {
          if (refusalOf(error)?.code !== 'job.cancelled') showFailure(error);
          throw error;
        }),
    );
    if (made && (await saveOffered(made.ticket))) showDone(`已导出 ${made.firms} 家`);
  };
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconTableExport size="0.95rem" aria-hidden />}
        disabled={total === 0}
        onClick={() => void start()}
      >
        导出表格
      </Button>
      <JobDialog job={job} title="导出企业名单" cancelling={cancelling} onCancel={cancel} />
    </>
  );
};
