import { FieldList, FieldRow } from '#renderer/parts/form-section.tsx';
import { formatCapitalOf, formatDay } from '#renderer/parts/formats.ts';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import { firmFieldLabels as labels } from './firm-form.ts';

/** What is known of the firm, to read. */
export const FirmFacts = ({ file }: { readonly file: EnterpriseFile }) => (
  <FieldList>
    <FieldRow label={labels.name}>{file.name}</FieldRow>
    <FieldRow label={labels.uscc}>{file.uscc}</FieldRow>
    <FieldRow label={labels.formerNames}>{file.formerNames}</FieldRow>
    <FieldRow label={labels.type}>{file.type}</FieldRow>
    <FieldRow label={labels.legalRep}>{file.legalRep}</FieldRow>
    <FieldRow label={labels.foundedOn}>{formatDay(file.foundedOn)}</FieldRow>
    <FieldRow label={labels.capitalText}>
      {formatCapitalOf(file.capitalAmount, file.capitalCurrency, file.capitalText)}
    </FieldRow>
    <FieldRow label={labels.township}>{file.township}</FieldRow>
    <FieldRow label={labels.address} wide>
      {file.address}
    </FieldRow>
    <FieldRow label={labels.contactName}>{file.contactName}</FieldRow>
    <FieldRow label={labels.contactPhone}>{file.contactPhone}</FieldRow>
    <FieldRow label={labels.scope} wide>
      {file.scope}
    </FieldRow>
    <FieldRow label={labels.note} wide>
      {file.note}
    </FieldRow>
    <FieldRow label="数据来源" wide>
      {file.source}
    </FieldRow>
  </FieldList>
);
