import type { LedgerValues } from './ledger.ts';

/**
 * What a year's figures make of a firm. Thresholds belong to the year of the figures, never to the
 * day of looking.
 */

/** 1 万元 as the store writes it: four digits behind the point. */
const wan = 10_000;

const figure = (values: LedgerValues, key: string): number | null => {
  const value = values[key];
  return typeof value === 'number' ? value : null;
};

const isWholeYear = ({ period }: LedgerValues): boolean => period === undefined || period === null;

/**
 * Revenue from which an industrial firm counts as above designated size (规模以上), in 万元:
 * 2,000 from 2011 on, 500 up to the annual report of 2010.
 */
export const aboveScaleThreshold = (year: number): number => (year >= 2011 ? 2_000 : 500);

/** 规上 or 规下 by the threshold of the row's own year; null for part of a year or unknown revenue. */
export const aboveScaleOf = (values: LedgerValues): string | null => {
  const [year, revenue] = [figure(values, 'year'), figure(values, 'revenue')];
  if (year === null || revenue === null || !isWholeYear(values)) return null;
  return revenue >= aboveScaleThreshold(year) * wan ? '规上' : '规下';
};

/** Staff (人) and revenue (万元) a firm needs, both, to be in a class; below the last it is 微型. */
export type SizeBands = readonly {
  readonly label: string;
  readonly staff: number;
  readonly revenue: number;
}[];

/**
 * Industry, 统计上大中小微型企业划分办法: large 1,000 people and 400 million yuan, medium 300 and
 * 20 million, small 20 and 3 million. Not compared with the official text: an argument, not a law.
 */
export const industrySizeBands: SizeBands = [
  { label: '大型', staff: 1_000, revenue: 40_000 },
  { label: '中型', staff: 300, revenue: 2_000 },
  { label: '小型', staff: 20, revenue: 300 },
];

/** 大型, 中型, 小型 or 微型 by a whole year's staff and revenue; null where either is not known. */
export const sizeClassOf = (
  values: LedgerValues,
  bands: SizeBands = industrySizeBands,
): string | null => {
  const [staff, revenue] = [figure(values, 'staff'), figure(values, 'revenue')];
  if (staff === null || revenue === null || !isWholeYear(values)) return null;
  return bands.find((b) => staff >= b.staff && revenue >= b.revenue * wan)?.label ?? '微型';
};
