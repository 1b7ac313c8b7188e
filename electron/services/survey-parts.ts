import type { LedgerRecord } from '#db/queries/ledgers.ts';
import { ratio } from '#shared/registers/numbers.ts';
import type { SurveyFigure, SurveyMember } from '#shared/surveys.ts';

/** What figures of a survey are made of: each with the rows behind it. */

export type Firm = { readonly id: string; readonly name: string };

/** A row with its firm and what it is called. */
export type Entry = {
  readonly firm: Firm | null;
  readonly title: string;
  readonly values: LedgerRecord['values'];
  readonly id: string;
};

export type Figure = SurveyFigure & { readonly members: readonly SurveyMember[] };

const memberOf = ({ firm, title }: Entry): SurveyMember => ({ firm, title });

/** How many rows: the members are the rows. */
export const counted = (
  group: string,
  key: string,
  label: string,
  unit: string,
  entries: readonly Entry[],
): Figure => ({
  key,
  group,
  label,
  unit,
  value: entries.length,
  scale: 0,
  members: entries.map(memberOf),
});

/** One figure for each word of a vocabulary that occurs, in its order, and one for all others. */
export const byWord = (
  group: string,
  key: string,
  unit: string,
  entries: readonly Entry[],
  wordOf: (entry: Entry) => string | null,
  vocabulary: readonly string[],
): Figure[] => {
  const groups = Map.groupBy(entries, (entry) => wordOf(entry) ?? '未填');
  const words = [
    ...vocabulary,
    ...[...groups.keys()].filter((w) => !vocabulary.includes(w)).sort(),
  ];
  return words
    .filter((word) => vocabulary.includes(word) || groups.has(word))
    .map((word) => counted(group, `${key}:${word}`, word, unit, groups.get(word) ?? []));
};

/** A sum of a scaled figure; null where no row has one. */
export const summed = (
  group: string,
  key: string,
  label: string,
  unit: string,
  scale: number,
  entries: readonly Entry[],
  figureOf: (entry: Entry) => number | null,
): Figure => {
  const known = entries.filter((entry) => figureOf(entry) !== null);
  return {
    key,
    group,
    label,
    unit,
    value: known.length === 0 ? null : known.reduce((sum, e) => sum + (figureOf(e) ?? 0), 0),
    scale,
    members: known.map(memberOf),
  };
};

/** Part ÷ whole in percent with one digit behind the point, rounded half away from zero. */
export const rated = (
  group: string,
  key: string,
  label: string,
  part: Figure,
  whole: Figure,
): Figure => ({
  key,
  group,
  label,
  unit: '%',
  value: ratio(part.value, whole.value, 1_000),
  scale: 1,
  formula: `${label} = ${part.label} ÷ ${whole.label} × 100%`,
  members: part.members,
});
