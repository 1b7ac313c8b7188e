import { Paragraph, Table, TableLayoutType, type TableRow, WidthType } from 'docx';
import {
  type CellKind,
  type CellPicture,
  type FormCell,
  formRow,
  formType,
  openRow,
  spacingOf,
  type TableType,
} from './form-cells.ts';
import { block } from './official-page.ts';
import { lastTogether } from './page-breaks.ts';

/** Form tables and ruled lists, their headers on every page. */

/** A table of the block's width with fixed columns. */
export const formTable = (rows: readonly TableRow[], widths: readonly number[]): Table =>
  new Table({
    rows: [...rows],
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
  });

/** Columns that fill the block's width, in shares; the last takes what rounding leaves. */
export const columnsOf = (shares: readonly number[], across: number = block.width): number[] => {
  const all = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => Math.floor((across * share) / all));
  const rest = across - widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width, i) => (i === widths.length - 1 ? width + rest : width));
};

type Band = {
  /** A heading over all columns, on every page with the head below it. */
  readonly band?: string;
  readonly type?: TableType;
};

const bandRow = (
  band: string | undefined,
  widths: readonly number[],
  type: TableType,
): TableRow[] =>
  band === undefined
    ? []
    : [
        formRow([{ text: band, kind: 'band', columns: widths.length }], widths, {
          type,
          header: true,
        }),
      ];

/** Width of a column of labels. */
const labelWidth = 1_500;

/** Facts in pairs: label, value, label, value. */
export const factsTable = (
  facts: readonly (readonly [label: string, value: string])[],
  { band, type = formType }: Band = {},
): Table => {
  const value = Math.floor(block.width / 2) - labelWidth;
  const widths = [labelWidth, value, labelWidth, block.width - 2 * labelWidth - value];
  return formTable(
    [
      ...bandRow(band, widths, type),
      ...Array.from({ length: Math.ceil(facts.length / 2) }, (_none, i) => {
        const [a, b] = [facts[2 * i], facts[2 * i + 1]];
        const cells: FormCell[] = [
          { text: a?.[0] ?? '', kind: 'label' },
          { text: a?.[1] ?? '', columns: b ? 1 : 3 },
          ...(b ? [{ text: b[0], kind: 'label' } as const, { text: b[1] }] : []),
        ];
        return formRow(cells, widths, { type });
      }),
    ],
    widths,
  );
};

/** Long texts, each behind its label. */
export const labelledTable = (
  texts: readonly (readonly [label: string, text: string])[],
  { band, type = formType }: Band = {},
): Table => {
  const widths = [labelWidth, block.width - labelWidth];
  return formTable(
    [
      ...bandRow(band, widths, type),
      ...texts.map(([label, text]) =>
        formRow([{ text: label, kind: 'label' }, { text }], widths, { type }),
      ),
    ],
    widths,
  );
};

export type SigningPlace = {
  readonly label: string;
  /** The opinion; empty leaves room to write it. */
  readonly text: string;
  /** Who signed; empty for a place still to be signed. */
  readonly name: string;
  readonly date: string;
  readonly picture: CellPicture | undefined;
  readonly nameLabel?: string;
};

/** Places to sign: who, the opinion, the signature or room for it, the date. */
export const signingTable = (
  places: readonly SigningPlace[],
  { band, type = formType }: Band = {},
): Table => {
  const widths = [labelWidth, block.width - labelWidth - 3_400, 3_400];
  return formTable(
    [
      ...bandRow(band, widths, type),
      ...places.map(({ label, text, name, date, picture, nameLabel = '签字：' }, i) =>
        formRow(
          [
            { text: label, kind: 'label' },
            { text },
            {
              text: [`${nameLabel}${name}`, date === '' ? '　　　　年　　月　　日' : date],
              picture,
            },
          ],
          widths,
          { type, minimum: 1_100, keepNext: i < places.length - 1 },
        ),
      ),
    ],
    widths,
  );
};

export type RuledColumn = {
  readonly title: string;
  /** Share of the width. */
  readonly share: number;
  readonly kind?: CellKind;
};

/** Lists of so few rows are not torn over two pages. */
const shortList = 4;

/**
 * A ruled list whose header stands on every page. `minimum`: height a row has at least. `whole`: it is not torn
 * over two pages, as short lists are not where nothing is said; tall rows need to be.
 */
export const ruledTable = (
  columns: readonly RuledColumn[],
  rows: readonly (readonly string[])[],
  {
    band,
    type = formType,
    across = block.width,
    minimum,
    whole = rows.length <= shortList,
    keepNext = false,
    top = false,
    below = [],
  }: Band & {
    readonly across?: number;
    readonly minimum?: number;
    readonly whole?: boolean;
    readonly top?: boolean;
    /** Its last rows stay with what follows the table. */
    readonly keepNext?: boolean;
    /** What stands under the list and never without its last rows: places to sign. */
    readonly below?: readonly Paragraph[];
  } = {},
): Table => {
  const widths = columnsOf(
    columns.map(({ share }) => share),
    across,
  );
  return formTable(
    [
      ...bandRow(band, widths, type),
      formRow(
        columns.map(({ title }) => ({ text: title, kind: 'label' })),
        widths,
        { type, header: true },
      ),
      ...rows.map((row, n) =>
        formRow(
          columns.map(({ kind = 'text' }, i) => ({ text: row[i] ?? '', kind })),
          widths,
          {
            type,
            minimum,
            top,
            keepNext:
              (whole || n >= rows.length - lastTogether) &&
              (n < rows.length - 1 || keepNext || below.length > 0),
          },
        ),
      ),
      ...(below.length > 0 ? [openRow(below, widths)] : []),
    ],
    widths,
  );
};

/** What keeps two tables from growing together; with `keepNext` they stay on one page as well. */
export const tableGap = (height = 160, keepNext = false): Paragraph =>
  new Paragraph({ spacing: spacingOf(height), keepNext, children: [] });

/**
 * Paragraphs no page tears apart. `keepNext` says the same of each, and Word does it; LibreOffice forgets it where a
 * table stands on the page.
 */
export const keptTogether = (paragraphs: readonly Paragraph[]): Table =>
  formTable([openRow(paragraphs, [block.width])], [block.width]);
