/** One sheet as read, before anyone knows which row is the header. */

export type Merge = {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
};

export type Grid = {
  readonly sheet: string;
  readonly hidden: boolean;
  /** Zero-based file rows of trimmed texts; absent rows and cells are empty. */
  readonly rows: readonly (readonly string[] | undefined)[];
  /** Zero-based, both ends included. */
  readonly merges: readonly Merge[];
  readonly hiddenColumns: ReadonlySet<number>;
  readonly hiddenRows: ReadonlySet<number>;
  /** Cells whose number has more digits than a spreadsheet number keeps. */
  readonly rounded: readonly { readonly row: number; readonly column: number }[];
  readonly notes: readonly string[];
};

/** What one import may hold; beyond it the file has to be split. */
export const tableLimits = {
  bytes: 200 * 1024 * 1024,
  unpackedBytes: 400 * 1024 * 1024,
  rows: 300_000,
  columns: 400,
} as const;

export const cellAt = (grid: Grid, row: number, column: number): string =>
  grid.rows[row]?.[column] ?? '';

export const mergeAt = (grid: Grid, row: number, column: number): Merge | undefined =>
  grid.merges.find((m) => row >= m.top && row <= m.bottom && column >= m.left && column <= m.right);
