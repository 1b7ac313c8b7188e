/**
 * Sets of column numbers 0–52 packed in one safe integer, as a change carries them. JavaScript's
 * bit operators stop at 32 bits, so the two halves are handled apart.
 */

const half = 2 ** 26;
const low = (mask: number): number => mask % half;
const high = (mask: number): number => Math.floor(mask / half);
const packed = (h: number, l: number): number => h * half + l;

export const maskOf = (columns: readonly number[]): number =>
  [...new Set(columns)].reduce((mask, column) => mask + 2 ** column, 0);

export const hasColumn = (mask: number, column: number): boolean =>
  Math.floor(mask / 2 ** column) % 2 === 1;

/** Column numbers in ascending order. */
export const columnsOf = (mask: number): number[] => {
  const columns: number[] = [];
  for (let column = 0, rest = mask; rest > 0; column++, rest = Math.floor(rest / 2))
    if (rest % 2 === 1) columns.push(column);
  return columns;
};

export const both = (a: number, b: number): number => packed(high(a) & high(b), low(a) & low(b));

/** What is in `a` and not in `b`. */
export const without = (a: number, b: number): number =>
  packed(high(a) & ~high(b), low(a) & ~low(b));
