import { z } from 'zod';
import { recordId } from './words.ts';

/** Gap analysis (差距分析): a firm beside a benchmark, indicator by indicator. */

export const gapInput = z.object({
  firmId: recordId,
  benchmarkId: recordId,
  year: z.number().int().min(1990).max(2199),
});
export type GapInput = z.infer<typeof gapInput>;

export type GapRow = {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly better: 'more' | 'less' | null;
  /** Ten-thousandths of the unit; null where not known. */
  readonly own: number | null;
  readonly bench: number | null;
  /** own − bench. */
  readonly gap: number | null;
  /** own ÷ bench in ten-thousandths; null where bench is not more than 0, or either is not known. */
  readonly ratio: number | null;
  readonly ownSource: string;
  readonly benchSource: string;
};

export type GapView = {
  readonly firmName: string;
  readonly benchmark: string;
  readonly why: string | null;
  readonly rows: readonly GapRow[];
};

/**
 * How near a firm is to its benchmark for a picture: 10,000 where both are equal, more where the firm
 * is better. Where less is better it is turned round. Null where it cannot be said.
 */
export const nearness = ({ own, bench, ratio, better }: GapRow): number | null => {
  if (own === null || bench === null) return null;
  if (better !== 'less') return ratio;
  if (own === 0) return bench === 0 ? 10_000 : 20_000;
  return own > 0 && bench >= 0 ? Math.round((bench / own) * 10_000) : null;
};

export type Assessed = {
  readonly id: string;
  readonly year: number;
  readonly versionId: string;
  readonly title: string;
  readonly state: string;
  /** Hundredths. */
  readonly total: number;
  readonly full: number | null;
  /** Clauses with a percentage, and how many there are. */
  readonly filled: number;
  readonly clauses: number;
  readonly items: readonly AssessedItem[];
};

export type AssessedItem = {
  readonly rowId: string | null;
  readonly code: string;
  readonly group: string | null;
  readonly title: string;
  /** Full marks, hundredths. */
  readonly cap: number;
  readonly isGroup: boolean;
  readonly percent: number | null;
  /** Hundredths. */
  readonly points: number;
  readonly band: string | null;
  readonly evidence: string | null;
  readonly improvement: string | null;
  readonly responsible: string | null;
  readonly dueOn: string | null;
};

/** Bands of a percentage (GB/Z 19579), from the lowest; not compared with the official text. */
export const bands = [
  { upTo: 5, word: '0—5%' },
  { upTo: 25, word: '10—25%' },
  { upTo: 45, word: '30—45%' },
  { upTo: 65, word: '50—65%' },
  { upTo: 85, word: '70—85%' },
  { upTo: 100, word: '90—100%' },
] as const;

export const bandOf = (percent: number): string =>
  bands.find(({ upTo }) => percent <= upTo)?.word ?? bands[5].word;

/** cap × percent ÷ 100, rounded half up to a hundredth. Both whole: cap in hundredths. */
export const clausePoints = (cap: number, percent: number | null): number =>
  percent === null ? 0 : Math.floor((2 * cap * percent + 100) / 200);
