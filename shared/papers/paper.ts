/**
 * A paper (文书) the office makes of its records, as data: what can stand in it, under the Chinese names a
 * template uses as placeholders. Both the house layout and an office's own template read the values of these
 * fields, so that the same figure never comes out twice in two ways. Values are text, written as they are to be
 * printed: dates, amounts and numbers are worded where the record is read.
 */

/** One text: `{{企业名称}}` in a template. */
export type TextField = {
  readonly kind: 'text';
  /** The placeholder, without braces. */
  readonly name: string;
  /** What it holds, for people who write a template; where the name does not say it all. */
  readonly note?: string;
  /** A plain number: alone in a cell of a workbook it is one Excel can add up. */
  readonly figure?: true;
};

/** A list: `{{#问题}}…{{/问题}}` round what repeats. */
export type RowsField<Columns extends Readonly<Record<string, TextField>>> = {
  readonly kind: 'rows';
  readonly name: string;
  readonly note?: string;
  readonly columns: Columns;
};

export type PaperField = TextField | RowsField<Readonly<Record<string, TextField>>>;
export type PaperFields = Readonly<Record<string, PaperField>>;

export type PaperKind<Fields extends PaperFields = PaperFields> = {
  /** Permanent: templates that travel name it. */
  readonly kind: string;
  /** Chinese name of the paper, on buttons, in file names and over the list of fields. */
  readonly label: string;
  /** What the office's standard form is. */
  readonly format: 'docx' | 'xlsx';
  readonly fields: Fields;
};

export type PaperRow<Columns extends Readonly<Record<string, TextField>>> = {
  readonly [Key in keyof Columns]: string;
};

/** The values of one paper, by the keys of its fields. */
export type PaperValues<Paper extends { readonly fields: PaperFields }> = {
  readonly [Key in keyof Paper['fields']]: Paper['fields'][Key] extends RowsField<infer Columns>
    ? readonly PaperRow<Columns>[]
    : string;
};

/** Values of any paper, by key: what a layout of templates is given. */
export type AnyPaperValues = Readonly<
  Record<string, string | readonly Readonly<Record<string, string>>[]>
>;

export const text = (name: string, note?: string): TextField => ({
  kind: 'text',
  name,
  ...(note === undefined ? {} : { note }),
});

/** A text that is a plain number, without unit or grouping. */
export const figure = (name: string, note?: string): TextField => ({
  ...text(name, note),
  figure: true,
});

export const rows = <const Columns extends Readonly<Record<string, TextField>>>(
  name: string,
  columns: Columns,
  note?: string,
): RowsField<Columns> => ({
  kind: 'rows',
  name,
  columns,
  ...(note === undefined ? {} : { note }),
});

/** Declares a paper; its name is put into `papers` of `index.ts`, and every part of the house offers it. */
export const definePaper = <const Fields extends PaperFields>(
  paper: PaperKind<Fields>,
): PaperKind<Fields> => paper;
