import type { ReactNode } from 'react';
import { cellOf, columnOf } from '#renderer/parts/cell-history/cell-name.ts';
import { ContestedMark, useContested } from '#renderer/parts/contested.tsx';
import { FieldList, FieldRow } from '#renderer/parts/form-section.tsx';
import { formatCapitalOf, formatDay } from '#renderer/parts/formats.ts';
import type { DeclaredFact, EnterpriseFile } from '#shared/enterprises.ts';
import { industryWords } from '#shared/industries.ts';
import { enterpriseFacts } from '#shared/registers/enterprise.ts';
import { type FirmField, factText, firmFieldLabels as labels } from './firm-form.ts';

const wide: readonly FirmField[] = ['address', 'scope', 'note'];

/** How a fact is read; the others stand as they were written. */
const shown: Partial<Record<FirmField, (file: EnterpriseFile) => string | null>> = {
  foundedOn: (file) => formatDay(file.foundedOn),
  tierSince: (file) => formatDay(file.tierSince === null ? null : String(file.tierSince)),
  industry: (file) => {
    const code = file.industry;
    return typeof code === 'string' ? industryWords(code) : null;
  },
  capitalText: (file) =>
    formatCapitalOf(file.capitalAmount, file.capitalCurrency, file.capitalText),
};

const order: readonly FirmField[] = [
  'name',
  'shortName',
  'uscc',
  'orgCode',
  'formerNames',
  'type',
  'ownership',
  'legalRep',
  'foundedOn',
  'capitalText',
  'tierSince',
  'block',
  'industry',
  'township',
  'station',
  'gridOfficer',
  'contactName',
  'contactPhone',
  'address',
  'scope',
  'note',
];

/** Marks of a firm that somebody has answered, in words. */
const flagWords = (file: EnterpriseFile): string =>
  enterpriseFacts.fields
    .filter(({ kind }) => kind === 'flag')
    .flatMap(({ key, label }) => {
      const value = file[key as DeclaredFact];
      return value === 1 ? [label] : value === 0 ? [`非${label}`] : [];
    })
    .join('、');

/** What is known of the firm, to read; a field that two people answered differently says so. */
export const FirmFacts = ({ file }: { readonly file: EnterpriseFile }) => {
  const contested = useContested('enterprise', file.id, file.id);
  const fact = (field: FirmField): ReactNode => {
    const read = shown[field];
    const value = (read ? read(file) : factText(file, field)) || '—';
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
      <FieldRow label="标记" wide>
        {flagWords(file)}
      </FieldRow>
      <FieldRow label="数据来源" wide>
        {[file.source, file.sourceRef].filter(Boolean).join('　')}
      </FieldRow>
    </FieldList>
  );
};
