import { Select, Textarea, TextInput } from '@mantine/core';
import { FormSection } from '#renderer/parts/form-section.tsx';
import { type DeclaredFact, enterpriseStatuses, tiers } from '#shared/enterprises.ts';
import { industryWords } from '#shared/industries.ts';
import { enterpriseFacts, enterpriseField } from '#shared/registers/enterprise.ts';
import {
  type FirmField,
  type FirmForm,
  type FirmProblems,
  firmFieldLabels as labels,
  type Reading,
  readCapital,
  readFact,
  readFoundedOn,
  readUscc,
} from './firm-form.ts';

type FirmFieldsProps = {
  readonly form: FirmForm;
  readonly problems: FirmProblems;
  readonly change: (field: FirmField, value: string) => void;
};

const wide: readonly FirmField[] = ['address', 'scope', 'note'];

const flags = enterpriseFacts.fields
  .filter(({ kind }) => kind === 'flag')
  .map(({ key }) => key as DeclaredFact);

/** A value kept from an old table stays choosable beside the fixed words. */
const choices = (words: readonly string[], value: string): string[] =>
  value === '' || words.includes(value) ? [...words] : [...words, value];

/** The inputs of a firm, in the order of a business licence. */
export const FirmFields = ({ form, problems, change }: FirmFieldsProps) => {
  /** A problem wins; otherwise how the field was read, so that a slip shows while it is typed. */
  const words = (field: FirmField, reading: Reading | null = null) => ({
    error: problems[field] ?? (reading && !reading.ok ? reading.text : undefined),
    description: reading?.ok ? reading.text : undefined,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as (
      | 'label'
      | 'input'
      | 'description'
      | 'error'
    )[],
    ...(wide.includes(field) ? { wrapperProps: { 'data-wide': true } } : {}),
  });
  const text = (field: FirmField, reading: Reading | null = null) => ({
    label: labels[field],
    value: form[field],
    onChange: (event: { currentTarget: { value: string } }) =>
      change(field, event.currentTarget.value),
    ...words(field, reading),
  });
  /** A fact chosen among words: its vocabulary, or 是 and 否. */
  const pick = (field: DeclaredFact) => {
    const declared = enterpriseField(field);
    const vocabulary = declared && 'vocabulary' in declared ? declared.vocabulary : ['是', '否'];
    return (
      <Select
        key={field}
        label={labels[field]}
        data={choices(vocabulary, form[field])}
        value={form[field] || null}
        onChange={(value) => change(field, value ?? '')}
        clearable
        clearButtonProps={{ 'aria-label': `清除${labels[field]}` }}
        {...words(field)}
      />
    );
  };
  return (
    <>
      <FormSection title="登记信息" note="企业名称必填，其余可以以后再补。">
        <TextInput {...text('name')} required withAsterisk={false} />
        <TextInput {...text('uscc', readUscc(form.uscc))} spellCheck={false} />
        <TextInput {...text('shortName')} />
        <TextInput {...text('orgCode', readFact('orgCode', form.orgCode))} spellCheck={false} />
        <TextInput {...text('formerNames')} />
        <TextInput {...text('type')} />
        {pick('ownership')}
        <TextInput {...text('legalRep')} />
        <TextInput {...text('foundedOn', readFoundedOn(form.foundedOn))} placeholder="2009-03-05" />
        <TextInput
          {...text('capitalText', readCapital(form.capitalText))}
          placeholder="5000 万元"
        />
        <TextInput {...text('township')} />
        <TextInput {...text('address')} />
        <Textarea {...text('scope')} maxRows={8} />
      </FormSection>
      <FormSection title="联系与管理">
        <TextInput {...text('contactName')} />
        <TextInput {...text('contactPhone')} inputMode="tel" />
        <Select
          label={labels.status}
          data={choices(enterpriseStatuses, form.status)}
          value={form.status || null}
          onChange={(value) => change('status', value ?? '')}
          clearable
          clearButtonProps={{ 'aria-label': '清除状态' }}
          {...words('status')}
        />
        <Select
          label={labels.tier}
          data={choices(tiers, form.tier)}
          value={form.tier || null}
          onChange={(value) => change('tier', value ?? '')}
          clearable
          clearButtonProps={{ 'aria-label': '清除层级' }}
          {...words('tier')}
        />
        <TextInput
          {...text('tierSince', readFact('tierSince', form.tierSince))}
          placeholder="2026-03"
        />
        <TextInput {...text('block')} />
        <TextInput
          {...text('industry')}
          placeholder="C2221"
          description={industryWords(form.industry) ?? undefined}
        />
        <TextInput {...text('station')} />
        <TextInput {...text('gridOfficer')} />
        <Textarea {...text('note')} maxRows={8} />
      </FormSection>
      <FormSection title="标记" columns={3}>
        {flags.map((key) => pick(key))}
      </FormSection>
      <FormSection title="位置" columns={3}>
        <TextInput {...text('longitude', readFact('longitude', form.longitude))} />
        <TextInput {...text('latitude', readFact('latitude', form.latitude))} />
        {pick('coordinates')}
      </FormSection>
    </>
  );
};
