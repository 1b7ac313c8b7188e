import type { Paragraph, Table } from 'docx';
import type { Faces } from '#shared/papers/faces.ts';
import { sizes } from './faces.ts';
import { ruledTable } from './form-table.ts';
import { type OfficialTable, type SheetColumn, writeSheets } from './write-workbook.ts';

/** A list that is a workbook and, where it has shares, a table of a paper: its columns are said once. */
export type ListColumn<Key extends string> = {
  readonly key: Key;
  readonly title: string;
  /** In the workbook, in characters. */
  readonly width: number;
  readonly centred: boolean;
  /** Text where nothing is said. */
  readonly kind?: SheetColumn['kind'];
};

type Rows<Key extends string> = readonly Readonly<Record<Key, string>>[];

/** What stands round a list, and what its last row says behind 合计. */
export type ListFrame = Pick<OfficialTable, 'title' | 'left' | 'right'> & {
  /** Name of the sheet. */
  readonly name: string;
  readonly total: string;
  /** 填报人 and 审核人 where nothing else is said. */
  readonly foot?: string;
};

/** The list as a workbook of one official table. */
export const writeListTable = <Key extends string>(
  columns: readonly ListColumn<Key>[],
  rows: Rows<Key>,
  { name, total, foot = '填报人：　　　　　　　　审核人：', ...head }: ListFrame,
  faces: Faces,
): Promise<Uint8Array> =>
  writeSheets([
    {
      name,
      columns: columns.map(({ kind = 'text', title, width, centred }) => ({
        ...{ kind, title, width, centred },
      })),
      rows: rows.map((row) =>
        columns.map(({ key, kind }) => (kind === 'number' ? Number(row[key]) : row[key])),
      ),
      official: {
        ...{ ...head, faces, foot },
        totals: [[{ value: '合计' }, { value: total, columns: columns.length - 1 }]],
      },
    },
  ]);

/**
 * In 小五: so many columns stand upright in nothing larger. `share`: of the width of the paper; `below`: what its last rows
 * are kept with.
 */
export const listTable = <Key extends string>(
  columns: readonly (ListColumn<Key> & { readonly share: number })[],
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
