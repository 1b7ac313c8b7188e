import type { ReactNode } from 'react';
import { cellOf, columnOf } from '#renderer/parts/cell-history/cell-name.ts';
import { ContestedMark, useContested } from '#renderer/parts/contested.tsx';
import { FieldList, FieldRow } from '#renderer/parts/form-section.tsx';
import { formatCapitalOf, formatDay } from '#renderer/parts/formats.ts';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import { type FirmField, firmFieldLabels as labels } from './firm-form.ts';

const wide: readonly FirmField[] = ['address', 'scope', 'note'];

/** How a fact is read; the others stand as they were written. */
const shown: Partial<Record<FirmField, (file: EnterpriseFile) => string | null>> = {
  foundedOn: (file) => formatDay(file.foundedOn),
  capitalText: (file) =>
    formatCapitalOf(file.capitalAmount, file.capitalCurrency, file.capitalText),
};

const order: readonly FirmField[] = [
  'name',
  'uscc',
  'formerNames',
  'type',
  'legalRep',
  'foundedOn',
  'capitalText',
  'township',
  'address',
  'contactName',
  'contactPhone',
  'scope',
  'note',
];

/** What is known of the firm, to read; a field that two people answered differently says so. */
export const FirmFacts = ({ file }: { readonly file: EnterpriseFile }) => {
  const contested = useContested('enterprise', file.id, file.id);
  const fact = (field: FirmField): ReactNode => {
    const read = shown[field];
    const value = (read ? read(file) : file[field]) || '—';
    const line = contested.get(columnOf(field));
    return line ? (
      <>
        {value}
        <ContestedMark line={line} firmId={file.id} />
      </>
    ) : (
      value
    );
  };
  return (
    <FieldList>
      {order.map((field) => (
        <FieldRow
          key={field}
          label={labels[field]}
          wide={wide.includes(field)}
          cell={cellOf('enterprise', file.id, field)}
        >
          {fact(field)}
        </FieldRow>
      ))}
      <FieldRow label="数据来源" wide>
        {file.source}
      </FieldRow>
    </FieldList>
  );
};
