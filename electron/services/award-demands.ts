import type { ReadFile } from '#db/queries/firm-files.ts';
import type { LedgerRecord } from '#db/queries/ledgers.ts';
import type { Missing } from '#shared/ladders.ts';
import { comparisons } from '#shared/registers/award-demands.ts';
import { cellsNeeded, indicatorNamed } from '#shared/scoring/indicators/index.ts';
import type { Indicator, Moment } from '#shared/scoring/indicators/indicator.ts';
import { compares } from '#shared/scoring/item-points.ts';
import { demandInWords, figureInWords } from '#shared/scoring/words.ts';
import type { Desk } from './desk.ts';
import { numberOf, rowsOf, textOf } from './own-rows.ts';

/** What an award asks of a firm by its edition in force (申报条件), and whether a firm's file meets it. */

type StoreOf = Pick<Desk, 'store'>;

/** The published edition in force on a day, the newest; where none is, the newest of all. */
const editionOn = (desk: StoreOf, awardId: string, day: string): LedgerRecord | undefined => {
  const published = rowsOf(desk, 'award_edition', awardId).filter(
    ({ values }) => values.state === '启用',
  );
  const inForce = published.filter(({ values }) => {
    const [from, to] = [textOf(values, 'validFrom'), textOf(values, 'validTo')];
    return (from === null || from <= day) && (to === null || to >= day);
  });
  return inForce[0] ?? published[0];
};

export type Condition = {
  readonly text: string;
  readonly kind: string;
  readonly indicator: Indicator | undefined;
  readonly comparison: (typeof comparisons)[number] | null;
  readonly threshold: number;
};

const conditionsOf = (desk: StoreOf, editionId: string): Condition[] =>
  rowsOf(desk, 'award_condition', editionId).map(({ values }) => ({
    text: String(values.text),
    kind: textOf(values, 'kind') ?? '必备',
    indicator: indicatorNamed(textOf(values, 'indicator') ?? ''),
    comparison: comparisons.find((word) => word === values.comparison) ?? null,
    threshold: numberOf(values, 'threshold') ?? 0,
  }));

export type Looked = {
  readonly state: 'met' | 'missing' | 'unknown' | 'open';
  readonly told: Missing;
};

/** Looks at one condition in a firm's file. Only what the file knows can be met or missing. */
export const lookAt = (condition: Condition, file: ReadFile, at: Moment): Looked => {
  const { indicator, comparison, threshold, text, kind } = condition;
  const bare = { text, kind, now: '由人核对', wanted: '' };
  if (!indicator || comparison === null) return { state: 'open', told: bare };
  const { figure } = indicator.read(file, at);
  const wanted = demandInWords(comparison, threshold, indicator.unit);
  if (figure === null) return { state: 'unknown', told: { text, kind, now: '没有数据', wanted } };
  const now = figureInWords(figure, indicator);
  const met = compares(figure, comparison, threshold);
  return { state: met ? 'met' : 'missing', told: { text, kind, now, wanted } };
};

/** Whether it keeps a firm from applying: 优先 does not. */
export const mustBe = ({ kind }: Missing): boolean => kind !== '优先';

/** The conditions of an award's edition in force, and the cells of a file they are read from. */
export const demandsOf = (
  desk: StoreOf,
  awardId: string,
  day: string,
): {
  /** Null where there is no edition. */
  readonly edition: string | null;
  readonly conditions: readonly Condition[];
  readonly cells: ReturnType<typeof cellsNeeded>;
} => {
  const edition = editionOn(desk, awardId, day);
  const conditions = edition ? conditionsOf(desk, edition.id) : [];
  return {
    edition: edition ? String(edition.values.edition) : null,
    conditions,
    cells: cellsNeeded(conditions.flatMap(({ indicator }) => indicator ?? [])),
  };
};
