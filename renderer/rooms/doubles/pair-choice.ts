import type { PairComparison, PairField } from '#shared/firm-pairs.ts';

/** Which of two files something is taken from. */
export type Side = 'first' | 'second';
export type Choices = Readonly<Record<string, Side>>;

const other = (side: Side): Side => (side === 'first' ? 'second' : 'first');

/** The file that has a credit code, else the one with more records, else the first. */
export const likelyKeeper = ({ first, second }: PairComparison): Side => {
  if ((first.uscc === null) !== (second.uscc === null)) return first.uscc ? 'first' : 'second';
  return second.records > first.records ? 'second' : 'first';
};

/** The kept file's own value, unless it has none. */
export const sideOf = (field: PairField, keeper: Side, choices: Choices): Side =>
  choices[field.key] ?? (field[keeper] === null ? other(keeper) : keeper);

/** Keys of the fields the kept file takes from the other. */
export const takenFields = ({ fields }: PairComparison, keeper: Side, choices: Choices): string[] =>
  fields.filter((field) => sideOf(field, keeper, choices) !== keeper).map(({ key }) => key);
