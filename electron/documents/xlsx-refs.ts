/**
 * Where cells go when rows of a worksheet are repeated: row numbers, references like `B5:C7`, and references inside
 * formulas. Format: ECMA-376 Part 1, 18.17 (formulas), 18.18.63 (ST_Ref).
 */

/** Rows that repeat, both ends included, and how often they stand in the filled sheet. */
export type Repeat = { readonly top: number; readonly bottom: number; readonly times: number };

export type RowMap = {
  /** Where something that begins in a row begins: with the first copy, where the row repeats. */
  readonly start: (row: number) => number;
  /** Where something that ends in a row ends: with the last copy. */
  readonly end: (row: number) => number;
  /** Where a row stands, seen from copy `copy` (from 0) of a repeat: rows of that repeat in the same copy. */
  readonly within: (row: number, repeat: Repeat, copy: number) => number;
};

const heightOf = ({ top, bottom }: Repeat): number => bottom - top + 1;

/** @param repeats that do not overlap */
export const rowMap = (repeats: readonly Repeat[]): RowMap => {
  const shift = (row: number): number =>
    repeats.reduce(
      (sum, repeat) => sum + (repeat.bottom < row ? heightOf(repeat) * (repeat.times - 1) : 0),
      0,
    );
  const start = (row: number): number => row + shift(row);
  return {
    start,
    end: (row) => {
      const own = repeats.find(({ top, bottom }) => top <= row && row <= bottom);
      return start(row) + (own ? heightOf(own) * (own.times - 1) : 0);
    },
    within: (row, repeat, copy) =>
      repeat.top <= row && row <= repeat.bottom ? start(row) + heightOf(repeat) * copy : start(row),
  };
};

type Point = (row: number) => number;

const moved = (cell: string, to: Point): string =>
  cell.replace(/\d+$/, (row) => String(to(Number(row))));

/** `B5` or `B5:C7`, or several with spaces between, as attributes have them. */
export const moveRef = (ref: string, start: Point, end: Point): string =>
  ref
    .split(' ')
    .map((one) => {
      const [first = '', last] = one.split(':');
      return last === undefined
        ? moved(first, start)
        : `${moved(first, start)}:${moved(last, end)}`;
    })
    .join(' ');

/** Texts in quotes, then references with or without a sheet's name, then whole rows. */
const references =
  /"(?:[^"]|"")*"|(?<![\p{L}\p{N}_.$!'])((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?(?:(\$?[A-Z]{1,3}\$?\d{1,7})(?::(\$?[A-Z]{1,3}\$?\d{1,7}))?|(\$?\d{1,7}):(\$?\d{1,7}))(?![\p{L}\p{N}_(.!])/gu;

const sheetIn = (prefix: string): string =>
  prefix.startsWith("'") ? prefix.slice(1, -2).replaceAll("''", "'") : prefix.slice(0, -1);

/**
 * A formula after its sheets' rows have moved.
 *
 * @param pointsOf where rows of a sheet go; `null` is the formula's own sheet, undefined leaves a reference alone
 */
export const moveFormula = (
  formula: string,
  pointsOf: (sheet: string | null) => { readonly start: Point; readonly end: Point } | undefined,
): string =>
  formula.replace(
    references,
    (
      whole: string,
      prefix?: string,
      first?: string,
      last?: string,
      top?: string,
      bottom?: string,
    ) => {
      if (whole.startsWith('"')) return whole;
      const points = pointsOf(prefix === undefined ? null : sheetIn(prefix));
      if (!points) return whole;
      const [from, to] = [first ?? top ?? '', last ?? bottom];
      const begin = moved(from, points.start);
      return `${prefix ?? ''}${begin}${to === undefined ? '' : `:${moved(to, points.end)}`}`;
    },
  );
