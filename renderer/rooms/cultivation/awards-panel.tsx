import { Button, Group, Text } from '@mantine/core';
import { IconAward, IconPackageImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import type { LedgerRow } from '#shared/ledgers.ts';
import { award } from '#shared/registers/award.ts';
import { columnLabel, showCell } from '#shared/registers/rows.ts';
import { PackDialog } from './pack-dialog.tsx';
import { useRows } from './use-rows.ts';

const widths: Readonly<Record<string, string>> = {
  name: 'minmax(13rem, 2fr)',
  organiser: 'minmax(11rem, 1.5fr)',
  level: '4rem',
  object: '5.5rem',
};

/** What a person sees first: still open, or history. */
const stateOf = ({ values }: LedgerRow): string => {
  const to = values.activeTo;
  if (typeof to === 'string' && to < today().slice(0, to.length))
    return `已终止（${to.slice(0, 4)}）`;
  return values.linkOnly === 1 ? '只登记' : '评选中';
};

const columns: readonly Column<LedgerRow>[] = [
  ...award.list
    .filter((key) => key !== 'activeTo')
    .map((key) => ({
      key,
      title: columnLabel(award, key),
      width: widths[key] ?? '6.5rem',
      cell: ({ values }: LedgerRow) => {
        const text = showCell(award, key, values);
        return <span title={text}>{text}</span>;
      },
    })),
  { key: 'state', title: '状态', width: '7.5rem', cell: stateOf },
];

/** 奖项目录: every award there is to be reached, the ended ones too. */
export const AwardsPanel = () => {
  const [, navigate] = useLocation();
  const [packing, setPacking] = useState(false);
  const awards = useRows(award.name, null);
  if (awards.isError)
    return <FailureNote error={awards.error} onRetry={() => void awards.refetch()} />;
  if (!awards.data) return <Loading />;
  const load = (
    <Button
      variant="default"
      leftSection={<IconPackageImport size="1.1rem" aria-hidden />}
      onClick={() => setPacking(true)}
    >
      装入目录包
    </Button>
  );
  return (
    <>
      {awards.data.total === 0 ? (
        <EmptyState
          icon={<IconAward size="2.5rem" stroke={1.2} />}
          title="还没有奖项"
          actions={load}
        >
          奖项目录由上级随数据包下发，也可以从目录包文件装入；程序随附一份通用目录。
        </EmptyState>
      ) : (
        <>
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              共 {awards.data.total}{' '}
              项。点一行看条件、材料和奖励；评比表彰受国家统一管理，不得自设奖项。
            </Text>
            {load}
          </Group>
          <DataTable
            label="奖项目录"
            memory="awards"
            columns={columns}
            rows={awards.data.rows}
            rowKey={({ id }) => id}
            onOpen={({ id }) => navigate(`/cultivation/awards/${id}`)}
          />
        </>
      )}
      <PackDialog opened={packing} onClose={() => setPacking(false)} />
    </>
  );
};
