import { z } from 'zod';
import { enterpriseStatuses, tiers } from './enterprises.ts';
import { optionalText, recordId, requiredText } from './words.ts';

/**
 * The list of firms: what it can be filtered and sorted by, its columns, and the views that come
 * with the program. Both sides speak these words; a saved view is made of them.
 */

/** Filters by the word in a cell. Several words of one filter are alternatives. */
export const wordFilters = [
  { key: 'township', label: '乡镇' },
  { key: 'station', label: '监管所' },
  { key: 'block', label: '块状产业' },
  { key: 'tier', label: '层级' },
  { key: 'status', label: '状态' },
  { key: 'industry', label: '行业' },
] as const;
export type WordFilter = (typeof wordFilters)[number]['key'];

/** Words firms have in each filter, with the number of firms (家); the empty word for 未填. */
export type WordCounts = Readonly<
  Record<WordFilter, readonly { readonly word: string; readonly firms: number }[]>
>;

/** Order of the words people know an order of. */
export const wordOrders: Partial<Record<WordFilter, readonly string[]>> = {
  tier: tiers,
  status: enterpriseStatuses,
};

/** A certificate that ends within so many days is one to look after. */
export const endingDays = 90;

/** Conditions that are true or not of a firm on a day. */
export const conditions = [
  { key: 'neverVisited', label: '从未走访' },
  { key: 'notVisitedQuarter', label: '本季度未走访' },
  { key: 'notVisitedYear', label: '本年度未走访' },
  { key: 'noSheetThisYear', label: '本年度无一企一策' },
  { key: 'unconfirmedYear', label: '12 个月未核实' },
  { key: 'certificateEnding', label: `证书 ${endingDays} 天内到期` },
  { key: 'noOwnMark', label: '无自主商标' },
  { key: 'oem', label: '贴牌生产' },
  { key: 'keyEnergy', label: '重点用能单位' },
  { key: 'exporter', label: '出口企业' },
  { key: 'hiTech', label: '高新技术企业' },
] as const;
export type Condition = (typeof conditions)[number]['key'];

const words = z.array(z.string().max(200)).max(100).default([]);

/** Everything that narrows the list; all of it must hold. The empty word stands for 未填. */
export const firmFilter = z.object({
  search: z.string().max(200).default(''),
  township: words,
  station: words,
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

/** What a filter leaves, in words: 「乡镇：湖口镇、未填；条件：无自主商标；含“纸业”」; empty for all firms. */
export const filterWords = (filter: FirmFilter): string => {
  const listed = (words: readonly string[]): string =>
    words.map((word) => (word === '' ? '未填' : word)).join('、');
  const chosen = wordFilters
    .filter(({ key }) => filter[key].length > 0)
    .map(({ key, label }) => `${label}：${listed(filter[key])}`);
  const held = conditions.filter(({ key }) => filter.conditions.includes(key));
  if (held.length > 0) chosen.push(held.map(({ label }) => label).join('、'));
  if (filter.search.trim() !== '') chosen.push(`含“${filter.search.trim()}”`);
  return chosen.join('；');
};

/** What the list can be sorted by. Without a sort: nearest hit first, else as registered. */
export const firmSorts = [
  'name',
  'township',
  'station',
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

const builtIn = (id: string, name: string, filter: Partial<FirmFilter>): FirmView => ({
  id,
  name,
  filter: { ...noFilter, ...filter },
  order: null,
});

/** Views that come with the program. */
export const builtInViews: readonly FirmView[] = [
  builtIn('key', '重点企业', { tier: ['领军', '骨干'] }),
  builtIn('ending', '证书将到期', { conditions: ['certificateEnding'] }),
  builtIn('notVisitedQuarter', '本季度未走访', { conditions: ['notVisitedQuarter'] }),
  builtIn('noSheet', '本年无一企一策', { conditions: ['noSheetThisYear'] }),
  builtIn('noOwnMark', '无自主商标', { conditions: ['noOwnMark'] }),
  builtIn('oem', '贴牌生产', { conditions: ['oem'] }),
  builtIn('keyEnergy', '重点用能', { conditions: ['keyEnergy'] }),
  builtIn('stopped', '停产失联', { status: ['停产', '失联'] }),
  builtIn('unconfirmed', '12 个月未核实', { conditions: ['unconfirmedYear'] }),
];

/** A view a person saved. */
export const saveViewInput = z.object({
  name: requiredText('视图名称', 30),
  filter: firmFilter,
  order: firmOrder,
});
export type SaveView = z.infer<typeof saveViewInput>;

/** Firms chosen one by one, or all a filter leaves. */
export const firmChoice = z.union([
  z.object({ ids: z.array(recordId).min(1).max(10_000) }),
  z.object({ filter: firmFilter, order: firmOrder }),
]);
export type FirmChoice = z.infer<typeof firmChoice>;

/** Cells that may be set for many firms at once. */
export const bulkFields = wordFilters;
export type BulkField = WordFilter;

export const bulkInput = z.object({
  choice: firmChoice,
  field: z.enum(wordFilters.map(({ key }) => key)),
  /** Null empties the cell. */
  value: optionalText(100),
});
export type BulkEdit = z.infer<typeof bulkInput>;

export type BulkLine = {
  readonly id: string;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** What a bulk edit would do. Counting unit: 家. */
export type BulkPreview = {
  readonly chosen: number;
  readonly changed: number;
  /** A page of the firms that change, in the order of the list. */
  readonly lines: readonly BulkLine[];
  /** Sent back with the wish to do it: what was seen is what is done. */
  readonly stamp: string;
};

export type BulkRun = {
  readonly id: string;
  readonly at: string;
  readonly person: string;
  readonly field: BulkField;
  readonly value: string | null;
  /** 家 */
  readonly firms: number;
  readonly undoneAt: string | null;
};

/** A firm of a past bulk edit: what it had, and what stands there now (null for 未填). */
export type BulkRunLine = {
  readonly id: string;
  readonly name: string;
  readonly before: string | null;
  readonly now: string | null;
};

export type BulkRunLines = { readonly run: BulkRun; readonly lines: readonly BulkRunLine[] };

/** What taking a bulk edit back did. Cells somebody changed since are left alone. */
export type BulkUndo = { readonly restored: number; readonly kept: number };
