/** Where a printed table turns its pages, so that what stands at its foot never begins one alone. Lengths in points. */

/** So many rows at the end of a list stand together: none, and no foot, begins a page alone. */
export const lastTogether = 3;

export type PrintedTable = {
  /** Heights of the rows of the list. */
  readonly rows: readonly number[];
  /** What stands below the list: totals and the foot. */
  readonly tail: number;
  /** Height a page has for rows, without the head that stands on each. */
  readonly room: number;
};

/**
 * How many rows of the list stand before each break; none where all of it fits on one page. The last page has three
 * rows at least beside the foot, unless rows are so high that they do not fit with it.
 */
export const pageBreaks = ({ rows, tail, room }: PrintedTable): number[] => {
  const breaks: number[] = [];
  let start = 0;
  let left = rows.reduce((sum, height) => sum + height, 0);
  while (left + tail > room && rows.length - start > lastTogether) {
    let taken = 0;
    let used = 0;
    while (
      start + taken < rows.length - lastTogether &&
      (taken === 0 || used + (rows[start + taken] ?? 0) <= room)
    ) {
      used += rows[start + taken] ?? 0;
      taken += 1;
    }
    start += taken;
    left -= used;
    breaks.push(start);
  }
  return breaks;
};

/** A4 within the margins of `printFeature`: 1 inch less from side to side, 1.3 from top to bottom. */
const sheets = {
  landscape: { width: 769.9, height: 501.7 },
  portrait: { width: 523.3, height: 748.3 },
} as const;
export type Orientation = keyof typeof sheets;
/**
 * Width of a column, [ECMA-376] 18.3.1.13: 宋体 of 11 points, the face of our sheets, takes 8 pixels a digit (Excel's own
 * 8.38 letters are 72 pixels), and 5 stand beside; 0.75 points each. A face that takes its place is wider, not narrower.
 */
const widthOf = (letters: number): number => (8 * letters + 5) * 0.75;
/** Rows that come out a little higher than reckoned leave none over. */
const slack = 0.96;

/**
 * Height A4 has for the rows of a sheet, which is printed smaller where it is wider than the paper.
 *
 * @param columns widths in letters
 */
export const roomFor = (columns: readonly number[], orientation: Orientation): number => {
  const width = columns.reduce((sum, letters) => sum + widthOf(letters), 0);
  const sheet = sheets[orientation];
  return sheet.height * slack * Math.max(1, width / sheet.width);
};
