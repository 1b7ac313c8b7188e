import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { nothingKnown } from '#renderer/parts/formats.ts';
import panel from '#renderer/rooms/cultivation/panel.module.css';
import type { ApplicationRow } from '#shared/applications.ts';

const columns: readonly Column<ApplicationRow>[] = [
  { key: 'firm', title: '企业', width: 'minmax(13rem, 1.4fr)', cell: ({ firm }) => firm.name },
  {
    key: 'product',
    title: '产品',
    width: 'minmax(8rem, 1fr)',
    cell: ({ product }) => product ?? nothingKnown,
  },
  { key: 'award', title: '奖项', width: 'minmax(7rem, 0.8fr)', cell: ({ award }) => award },
  { key: 'year', title: '年度', width: '3.5rem', cell: ({ year }) => year },
  {
    key: 'township',
    title: '乡镇街道',
    width: '6rem',
    cell: ({ township }) => township ?? nothingKnown,
  },
  {
    key: 'stage',
    title: '环节',
    width: '7rem',
    cell: ({ stage, contested }) => (
      <span className={contested.length > 0 ? panel.soon : undefined}>
        {stage ?? '未开始'}
        {contested.length > 0 && '（待确认）'}
      </span>
    ),
  },
  { key: 'reason', title: '原因', width: '9rem', cell: ({ reason }) => reason ?? '' },
  { key: 'since', title: '日期', width: '6.5rem', cell: ({ since }) => since ?? nothingKnown },
  {
    key: 'handler',
    title: '经办人',
    width: '5rem',
    cell: ({ handler }) => handler ?? nothingKnown,
  },
  {
    key: 'papers',
    title: '材料',
    width: '6.5rem',
    cell: ({ papers }) =>
      papers.total === 0 ? (
        nothingKnown
      ) : (
        <span className={papers.overdue > 0 ? panel.late : undefined}>
          {papers.done}/{papers.total}
          {papers.overdue > 0 && ` 逾期 ${papers.overdue}`}
        </span>
      ),
  },
];

type ApplicationsTableProps = {
  readonly rows: readonly ApplicationRow[];
  readonly onOpen: (row: ApplicationRow) => void;
};

/** 列表: an application a line, Enter opens it. */
export const ApplicationsTable = ({ rows, onOpen }: ApplicationsTableProps) => (
  <DataTable
    label="申报列表"
    memory="applications"
    columns={columns}
    rows={rows}
    rowKey={({ id }) => id}
    onOpen={onOpen}
  />
);
