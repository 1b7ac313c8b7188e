import { Chip, Group, Input, TextInput } from '@mantine/core';
import { useId } from 'react';
import type { CellMark } from '#renderer/parts/cell-history/cell-name.ts';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import { serviceTypes } from '#shared/visits.ts';
import classes from './service-type-chips.module.css';
import type { VisitForm } from './visit-form.ts';

type ServiceTypeChipsProps = { readonly kept: KeptForm<VisitForm>; readonly cell: CellMark };

/** What the visit was for: large enough for cold hands, as many as apply. */
export const ServiceTypeChips = ({ kept, cell }: ServiceTypeChipsProps) => {
  const { form, change } = kept;
  const labelId = useId();
  return (
    <div {...cell}>
      <Input.Label id={labelId} labelElement="div" display="block" mb={6}>
        服务类型
      </Input.Label>
      <Chip.Group
        multiple
        value={form.serviceTypes}
        onChange={(types) => change((f) => ({ ...f, serviceTypes: types }))}
      >
        <Group gap="xs" role="group" aria-labelledby={labelId}>
          {serviceTypes.map((type) => (
            <Chip
              key={type}
              value={type}
              size="md"
              radius="sm"
              variant="outline"
              classNames={{ label: classes.chip }}
            >
              {type}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {form.serviceTypes.includes('其他') && (
        <TextInput
          mt="xs"
          label="其他服务类型"
          placeholder="如：能效标识、商品条码，多项用顿号隔开"
          value={form.otherTypes}
          onChange={(event) => {
            const otherTypes = event.currentTarget.value;
            change((f) => ({ ...f, otherTypes }), 'otherTypes');
          }}
        />
      )}
    </div>
  );
};
