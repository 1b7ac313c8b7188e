import type { EnterpriseRow } from './enterprises.ts';
import { recordStateLabels } from './exchange.ts';
import type { FirmSort } from './firm-list.ts';

/**
 * The columns of the list of firms, for the screen and for the workbook made from it: what stands in
 * a cell is told once.
 */
export type FirmColumn = {
  readonly key: string;
  /** Header on the screen; a workbook adds the unit. */
  readonly title: string;
  readonly unit?: string;
  readonly kind: 'text' | 'number' | 'day';
  readonly sort?: FirmSort;
  /** Text, number in `unit`, or `YYYY-MM-DD` (shorter where the source knows less). */
  readonly value: (row: EnterpriseRow) => string | number | null;
};

/** 元 to 万元, exact to the yuan. */
const wan = (yuan: number | null): number | null => (yuan === null ? null : yuan / 10_000);

export const firmColumns = [
  { key: 'name', title: '企业名称', kind: 'text', sort: 'name', value: (r) => r.name },
  { key: 'uscc', title: '统一社会信用代码', kind: 'text', value: (r) => r.uscc },
  { key: 'township', title: '乡镇', kind: 'text', sort: 'township', value: (r) => r.township },
  { key: 'station', title: '监管所', kind: 'text', sort: 'station', value: (r) => r.station },
  { key: 'block', title: '块状产业', kind: 'text', sort: 'block', value: (r) => r.block },
  { key: 'industry', title: '行业', kind: 'text', sort: 'industry', value: (r) => r.industry },
  {
    key: 'capital',
    title: '注册资本',
    unit: '万元',
    kind: 'number',
    sort: 'capital',
    value: (r) => wan(r.capitalAmount),
  },
  { key: 'currency', title: '币种', kind: 'text', value: (r) => r.capitalCurrency },
  { key: 'status', title: '状态', kind: 'text', sort: 'status', value: (r) => r.status },
  { key: 'tier', title: '层级', kind: 'text', sort: 'tier', value: (r) => r.tier },
  {
    key: 'lastVisit',
    title: '最近走访',
    kind: 'day',
    sort: 'lastVisitOn',
    value: (r) => r.lastVisitOn,
  },
  {
    key: 'sheets',
    title: '一企一策',
    unit: '张',
    kind: 'number',
    sort: 'sheets',
    value: (r) => r.sheets,
  },
  {
    key: 'foundedOn',
    title: '成立日期',
    kind: 'day',
    sort: 'foundedOn',
    value: (r) => r.foundedOn,
  },
  { key: 'legalRep', title: '法定代表人', kind: 'text', value: (r) => r.legalRep },
  { key: 'contactName', title: '联系人', kind: 'text', value: (r) => r.contactName },
  { key: 'contactPhone', title: '联系电话', kind: 'text', value: (r) => r.contactPhone },
  { key: 'address', title: '地址', kind: 'text', value: (r) => r.address },
  { key: 'formerNames', title: '曾用名', kind: 'text', value: (r) => r.formerNames },
  { key: 'type', title: '企业类型', kind: 'text', value: (r) => r.type },
  {
    key: 'confirmedOn',
    title: '核实日期',
    kind: 'day',
    sort: 'confirmedOn',
    value: (r) => r.confirmedOn,
  },
  { key: 'state', title: '数据状态', kind: 'text', value: (r) => recordStateLabels[r.state] },
] as const satisfies readonly FirmColumn[];

export type FirmColumnKey = (typeof firmColumns)[number]['key'];

export const firmColumnKeys = firmColumns.map(({ key }) => key);

/** Shown until somebody chooses others. */
export const usualColumns: readonly FirmColumnKey[] = [
  ...(['name', 'uscc', 'township', 'capital', 'status', 'tier', 'lastVisit', 'sheets'] as const),
  'state',
];

/** Columns by key, in the order of the keys. */
export const columnsOf = (keys: readonly FirmColumnKey[]): readonly FirmColumn[] =>
  keys.flatMap((key) => firmColumns.filter((column) => column.key === key));
