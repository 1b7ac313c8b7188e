import type { ComputedField, Field, Ledger } from '#shared/registers/ledger.ts';
import { columnLabel } from '#shared/registers/rows.ts';

/** Whether a field's cells stand to the right. */
export const isNumber = (field: Field | ComputedField): boolean =>
  'kind' in field
    ? ['integer', 'decimal', 'money', 'year'].includes(field.kind)
    : field.scale !== undefined;

type GridHeadProps = {
  readonly ledger: Ledger;
  readonly fields: readonly Field[];
  /** Of a sheet that lies sideways: its rows, which are columns. */
  readonly sideways: readonly { readonly key: string; readonly title: string }[] | null;
  /** Of a bare sheet: what stands over the titles of its rows. */
  readonly titles?: string | undefined;
};

/** The first line of a sheet of cells. */
export const GridHead = ({ ledger, fields, sideways, titles }: GridHeadProps) => (
  <thead>
    <tr>
      {sideways ? (
        <>
          <th scope="col">{ledger.label}</th>
          {sideways.map(({ key, title }) => (
            <th key={key} scope="col" data-number>
              {title}
            </th>
          ))}
        </>
      ) : (
        <>
          {titles !== undefined && <th scope="col">{titles}</th>}
          {fields.map((field) => (
            <th key={field.key} scope="col" data-number={isNumber(field) || undefined}>
              {columnLabel(ledger, field.key)}
            </th>
          ))}
          {(ledger.computed ?? []).map((field) => (
            <th key={field.key} scope="col" data-number title={field.formula}>
              {columnLabel(ledger, field.key)}
            </th>
          ))}
          {titles === undefined && <th scope="col">附件</th>}
        </>
      )}
    </tr>
  </thead>
);
