import type { Paragraph, Table } from 'docx';
import type { Faces } from '#shared/papers/faces.ts';
import { sizes } from './faces.ts';
import { ruledTable } from './form-table.ts';
import type { Sheet } from './write-workbook.ts';

/** A list that is a workbook and a table of a paper: its columns are said once. */
export type ListColumn<Key extends string> = {
  readonly key: Key;
  readonly title: string;
  /** In the workbook, in characters. */
  readonly width: number;
  /** Of the width of the paper. */
  readonly share: number;
  readonly centred: boolean;
};

type Rows<Key extends string> = readonly Readonly<Record<Key, string>>[];

/** The number of a line (`no`) is a number. */
export const listSheet = <Key extends string>(
  columns: readonly ListColumn<Key>[],
  rows: Rows<Key>,
): Pick<Sheet, 'columns' | 'rows'> => ({
  columns: columns.map(({ key, title, width, centred }) => ({
    ...{ title, width, centred },
    kind: key === 'no' ? ('number' as const) : ('text' as const),
  })),
  rows: rows.map((row) => columns.map(({ key }) => (key === 'no' ? Number(row[key]) : row[key]))),
});

/** In 小五: so many columns stand upright in nothing larger. `below`: what its last rows are kept with. */
export const listTable = <Key extends string>(
  columns: readonly ListColumn<Key>[],
  rows: Rows<Key>,
  faces: Faces,
  below: readonly Paragraph[] = [],
): Table =>
  ruledTable(
    columns.map(({ title, share, centred }) => ({
      ...{ title, share },
      kind: centred ? ('centred' as const) : ('text' as const),
    })),
    rows.map((row) => columns.map(({ key }) => row[key])),
    { type: { size: sizes.small5, line: 250, faces }, below },
  );
