import type { AnyPaperValues, PaperKind } from '#shared/papers/paper.ts';
import type { TemplateProblem, TemplateTag } from '#shared/papers/template-check.ts';
import { printableLines } from './printable.ts';

/** Values by the names templates know them under. */
export type TemplateData = Readonly<
  Record<string, string | readonly Readonly<Record<string, string>>[]>
>;

/** What was found in a template's file. */
export type TemplateContent = {
  readonly tags: readonly TemplateTag[];
  /** What is wrong with how it is written, whatever the paper. */
  readonly problems: readonly TemplateProblem[];
};

/** The values of a paper under the names of its fields, as text that can stand in XML. */
export const dataOf = ({ fields }: PaperKind, values: AnyPaperValues): TemplateData =>
  Object.fromEntries(
    Object.entries(fields).map(([key, field]) => {
      const value = values[key] ?? '';
      if (field.kind === 'text')
        return [field.name, printableLines(typeof value === 'string' ? value : '')];
      const rows = typeof value === 'string' ? [] : value;
      return [
        field.name,
        rows.map((row) =>
          Object.fromEntries(
            Object.entries(field.columns).map(([column, { name }]) => [
              name,
              printableLines(row[column] ?? ''),
            ]),
          ),
        ),
      ];
    }),
  );
