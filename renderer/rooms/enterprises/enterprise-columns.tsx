import type { Column } from '#renderer/parts/data-table.tsx';
import { formatCapitalOf, formatDay, nothingKnown } from '#renderer/parts/formats.ts';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import type { EnterpriseRow } from '#shared/enterprises.ts';

/** The columns of the firms' list, fitted to a 1366 px screen at every interface size. */
export const enterpriseColumns: readonly Column<EnterpriseRow>[] = [
  {
    key: 'name',
    title: '企业名称',
    width: 'minmax(11rem, 1fr)',
    cell: (row) => <span title={row.name}>{row.name}</span>,
  },
  {
    key: 'uscc',
    title: '统一社会信用代码',
    width: '10.75rem',
    cell: (row) => row.uscc ?? nothingKnown,
  },
  {
    key: 'township',
    title: '乡镇',
    width: '5.75rem',
    cell: (row) => row.township ?? nothingKnown,
  },
  {
    key: 'capital',
    title: '注册资本',
    width: '7.25rem',
    align: 'right',
    cell: (row) => formatCapitalOf(row.capitalAmount, row.capitalCurrency),
  },
  { key: 'status', title: '状态', width: '3.75rem', cell: (row) => row.status ?? nothingKnown },
  { key: 'tier', title: '层级', width: '3.75rem', cell: (row) => row.tier ?? nothingKnown },
  {
    key: 'lastVisit',
    title: '最近走访',
    width: '7.5rem',
    cell: (row) => formatDay(row.lastVisitOn),
  },
  {
    key: 'sheets',
    title: '一企一策',
    width: '5rem',
    align: 'right',
    cell: (row) => (row.sheets === 0 ? nothingKnown : `${row.sheets} 张`),
  },
  {
    key: 'state',
    title: '数据状态',
    width: '8rem',
    cell: (row) => <StateBadge state={row.state} />,
  },
];
