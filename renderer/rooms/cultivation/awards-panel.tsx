import { Text } from '@mantine/core';
import { IconAward } from '@tabler/icons-react';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import type { LedgerRow } from '#shared/ledgers.ts';
import { award } from '#shared/registers/award.ts';
import { columnLabel, showCell } from '#shared/registers/rows.ts';

const widths: Readonly<Record<string, string>> = {
  name: 'minmax(14rem, 2fr)',
  organiser: 'minmax(10rem, 1fr)',
};

const columns: readonly Column<LedgerRow>[] = award.list.map((key) => ({
  key,
  title: columnLabel(award, key),
  width: widths[key] ?? '7rem',
  cell: ({ values }) => showCell(award, key, values),
}));

const input = {
  ledger: award.name,
  parent: null,
  search: '',
  filter: {},
  order: [],
  limit: 10_000,
  offset: 0,
};

/** 奖项目录: every award there is to be reached, the ended ones too. */
export const AwardsPanel = () => {
  const awards = useAsk('cultivation', 'awards', input, api.ledgers.list.query);
  if (awards.isError)
    return <FailureNote error={awards.error} onRetry={() => void awards.refetch()} />;
  if (!awards.data) return <Loading />;
  if (awards.data.total === 0)
    return (
      <EmptyState icon={<IconAward size="2.5rem" stroke={1.2} />} title="还没有奖项">
        奖项目录由上级下发，或从目录包文件装入。
      </EmptyState>
    );
  return (
    <>
      <Text size="sm" c="dimmed">
        共 {awards.data.total} 项
      </Text>
      <DataTable
        label="奖项目录"
        memory="awards"
        columns={columns}
        rows={awards.data.rows}
        rowKey={({ id }) => id}
      />
    </>
  );
};
