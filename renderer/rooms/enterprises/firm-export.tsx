import { Button, Menu } from '@mantine/core';
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

/**
 * The list as it stands there, into a workbook: these columns, this filter, this order; or the whole
 * files of the same firms, a sheet a ledger.
 */
export const FirmExport = ({ filter, order, columns, total }: FirmExportProps) => {
  const { job, cancelling, cancel, run } = useJob();
  const start = async (files: boolean): Promise<void> => {
    const made = await run((id) =>
      api.firmList.export
        .mutate({ filter, order, columns: [...columns], files, job: id })
        .catch((error: unknown) => {
          if (refusalOf(error)?.code !== 'job.cancelled') showFailure(error);
          throw error;
        }),
    );
    if (made && (await saveOffered(made.ticket))) showDone(`已导出 ${made.firms} 家`);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconTableExport size="0.95rem" aria-hidden />}
            disabled={total === 0}
          >
            导出表格
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void start(false)}>
            这张名单：{total} 家，所示 {columns.length} 栏
          </Menu.Item>
          <Menu.Item onClick={() => void start(true)}>
            这 {total} 家的全部档案：每种台账一张工作表
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <JobDialog job={job} title="导出表格" cancelling={cancelling} onCancel={cancel} />
    </>
  );
};
