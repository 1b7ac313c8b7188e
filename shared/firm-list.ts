import { z } from 'zod';
import { enterpriseStatuses, tiers } from './enterprises.ts';

/**
 * The list of firms: what it can be filtered and sorted by, its columns, and the views that come
 * with the program. Both sides speak these words; a saved view is made of them.
 */

/** Filters by the word in a cell. Several words of one filter are alternatives. */
export const wordFilters = [
  { key: 'township', label: '乡镇' },
  { key: 'block', label: '块状产业' },
  { key: 'tier', label: '层级' },
  { key: 'status', label: '状态' },
  { key: 'industry', label: '行业' },
] as const;
export type WordFilter = (typeof wordFilters)[number]['key'];

/** Order of the words people know an order of. */
export const wordOrders: Partial<Record<WordFilter, readonly string[]>> = {
  tier: tiers,
  status: enterpriseStatuses,
};

/** Conditions that are true or not of a firm on a day. */
export const conditions = [
  { key: 'neverVisited', label: '从未走访' },
  { key: 'notVisitedQuarter', label: '本季度未走访' },
  { key: 'notVisitedYear', label: '本年度未走访' },
  { key: 'noSheetThisYear', label: '本年度无一企一策' },
  { key: 'unconfirmedYear', label: '12 个月未核实' },
] as const;
export type Condition = (typeof conditions)[number]['key'];

const words = z.array(z.string().max(200)).max(100).default([]);

/** Everything that narrows the list; all of it must hold. The empty word stands for 未填. */
export const firmFilter = z.object({
  search: z.string().max(200).default(''),
  township: words,
  block: words,
  tier: words,
  status: words,
  industry: words,
  conditions: z.array(z.enum(conditions.map(({ key }) => key))).default([]),
});
export type FirmFilter = z.infer<typeof firmFilter>;

export const noFilter: FirmFilter = firmFilter.parse({});

/** Whether a filter leaves every firm in the list. */
export const isUnfiltered = (filter: FirmFilter): boolean =>
  filter.search.trim() === '' &&
  filter.conditions.length === 0 &&
  wordFilters.every(({ key }) => filter[key].length === 0);

/** What the list can be sorted by. Without a sort: nearest hit first, else as registered. */
export const firmSorts = [
  'name',
  'township',
  'block',
  'industry',
  'status',
  'tier',
  'capital',
  'foundedOn',
  'confirmedOn',
  'lastVisitOn',
  'sheets',
] as const;
export type FirmSort = (typeof firmSorts)[number];

export const firmOrder = z
  .object({ by: z.enum(firmSorts), down: z.boolean().default(false) })
  .nullable()
  .default(null);
export type FirmOrder = z.infer<typeof firmOrder>;

/** How the room asks for its list. */
export const listFirmsInput = firmFilter.extend({
  order: firmOrder,
  limit: z.number().int().min(1).max(1000).default(100),
  offset: z.number().int().min(0).default(0),
});
export type ListFirms = z.infer<typeof listFirmsInput>;

/** A view: a filter under a name. `id` of the program's own views is a word. */
export type FirmView = {
  readonly id: string;
  readonly name: string;
  readonly filter: FirmFilter;
  readonly order: FirmOrder;
};

const view = (id: string, name: string, filter: Partial<FirmFilter>): FirmView => ({
  id,
  name,
  filter: { ...noFilter, ...filter },
  order: null,
});

/** Views that come with the program. */
export const builtInViews: readonly FirmView[] = [
  view('key', '重点企业', { tier: ['领军', '骨干'] }),
  view('notVisitedQuarter', '本季度未走访', { conditions: ['notVisitedQuarter'] }),
  view('noSheet', '本年度无一企一策', { conditions: ['noSheetThisYear'] }),
  view('stopped', '停产失联', { status: ['停产', '失联'] }),
  view('unconfirmed', '12 个月未核实', { conditions: ['unconfirmedYear'] }),
];
