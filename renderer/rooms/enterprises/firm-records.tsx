import { Button } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import { issueColumns, sheetColumns, visitColumns } from './firm-record-columns.tsx';

type RecordsProps = { readonly file: EnterpriseFile };

/** The firm's sheets, newest year first. */
export const FirmSheets = ({ file }: RecordsProps) => {
  const [, navigate] = useLocation();
  if (file.sheets.length === 0)
    return (
      <EmptyState
        plain
        title="还没有一企一策"
        actions={
          <Button component={Link} href={`/sheets/new?enterprise=${file.id}`}>
            写一企一策
          </Button>
        }
      />
    );
  return (
    <DataTable
      short
      label="一企一策"
      columns={sheetColumns}
      rows={file.sheets}
      rowKey={(row) => row.id}
      onOpen={(row) => navigate(`/sheets/${row.id}`)}
    />
  );
};

/** The visits paid to the firm. */
export const FirmVisits = ({ file }: RecordsProps) => {
  const [, navigate] = useLocation();
  if (file.visits.length === 0)
    return (
      <EmptyState
        plain
        title="还没有走访记录"
        actions={
          <Button component={Link} href={`/visits/new?enterprise=${file.id}`}>
            记录走访
          </Button>
        }
      />
    );
  return (
    <DataTable
      short
      label="走访记录"
      columns={visitColumns}
      rows={file.visits}
      rowKey={(row) => row.id}
      onOpen={(row) => navigate(`/visits/${row.id}`)}
    />
  );
};

/** What the firm raised, and where each stands. */
export const FirmIssues = ({ file }: RecordsProps) => {
  const [, navigate] = useLocation();
  if (file.issues.length === 0)
    return (
      <EmptyState plain title="还没有登记问题">
        问题在走访记录里登记，热线来电和企业自报的在「问题」里登记，都列在这里。
      </EmptyState>
    );
  return (
    <DataTable
      short
      label="问题"
      columns={issueColumns}
      rows={file.issues}
      rowKey={(row) => row.id}
      onOpen={(row) => navigate(`/issues/${row.id}`)}
    />
  );
};
