import type { Column } from '#renderer/parts/data-table.tsx';
import { formatCapitalOf, formatDay, nothingKnown } from '#renderer/parts/formats.ts';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import type { EnterpriseRow } from '#shared/enterprises.ts';
import { columnsOf, type FirmColumn, type FirmColumnKey } from '#shared/firm-columns.ts';

/** Widths fitted to a 1366 px screen at every interface size. */
const widths: Partial<Record<string, string>> = {
  name: 'minmax(13rem, 1fr)',
  uscc: '10.75rem',
  township: '5.75rem',
  station: '7.5rem',
  block: '6.5rem',
  industry: '5.5rem',
  capital: '7.25rem',
  currency: '4rem',
  status: '3.75rem',
  tier: '3.75rem',
  lastVisit: '7.5rem',
  sheets: '5rem',
  foundedOn: '7.5rem',
  legalRep: '6rem',
  contactName: '6rem',
  contactPhone: '8rem',
  address: 'minmax(12rem, 1fr)',
  formerNames: '10rem',
  type: '9rem',
  confirmedOn: '7.5rem',
  state: '8rem',
};

/** What the screen shows otherwise than as the plain value. */
const drawn: Partial<Record<string, Column<EnterpriseRow>['cell']>> = {
  capital: (row) => formatCapitalOf(row.capitalAmount, row.capitalCurrency),
  sheets: (row) => (row.sheets === 0 ? nothingKnown : `${row.sheets} 张`),
  state: (row) => <StateBadge state={row.state} />,
};

const plain =
  ({ kind, value }: FirmColumn): Column<EnterpriseRow>['cell'] =>
  (row) => {
    const said = value(row);
    if (kind === 'day') return formatDay(said === null ? null : String(said));
    return said === null ? nothingKnown : <span title={String(said)}>{said}</span>;
  };

/** The chosen columns as the table draws them. */
export const enterpriseColumns = (
  keys: readonly FirmColumnKey[],
): readonly Column<EnterpriseRow>[] =>
  columnsOf(keys).map((column) => ({
    key: column.sort ?? column.key,
    title: column.title,
    ...(widths[column.key] === undefined ? {} : { width: widths[column.key] as string }),
    ...(column.kind === 'number' ? { align: 'right' as const } : {}),
    sortable: column.sort !== undefined,
    cell: drawn[column.key] ?? plain(column),
  }));
