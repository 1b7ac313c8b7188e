import { Select } from '@mantine/core';
import { indicatorNamed, indicators } from '#shared/scoring/indicators/index.ts';
import type { ItemForm } from '#shared/scoring/scheme-form.ts';

type Gives = (typeof indicators)[number]['gives'];

/** What a kind of rule can work with. */
const wanted: Readonly<Partial<Record<ItemForm['kind'], readonly Gives[]>>> = {
  选项: ['words'],
  否决: ['figure', 'flag'],
  计数: ['figure', 'flag'],
};

const choicesFor = (gives: readonly Gives[], value: string) => {
  const fits = indicators.filter((one) => gives.includes(one.gives));
  const groups = [...Map.groupBy(fits, ({ group }) => group as string)].map(([group, own]) => ({
    group,
    items: own.map(({ key, label, unit }) => ({
      value: key,
      label: unit === '' ? label : `${label}（${unit}）`,
    })),
  }));
  if (value === '' || fits.some(({ key }) => key === value)) return groups;
  const label = indicatorNamed(value)?.label ?? `${value}（本机不认识）`;
  return [{ group: '现用', items: [{ value, label }] }, ...groups];
};

type IndicatorSelectProps = {
  readonly label?: string;
  readonly name?: string;
  readonly kind: ItemForm['kind'];
  readonly value: string;
  readonly error?: boolean;
  readonly onChange: (key: string) => void;
};

/** Which figure of a firm's file is read, from all there are. */
export const IndicatorSelect = (props: IndicatorSelectProps) => {
  const gives = wanted[props.kind] ?? ['figure'];
  return (
    <Select
      {...(props.label === undefined ? {} : { label: props.label })}
      {...(props.name === undefined ? {} : { 'aria-label': props.name })}
      size="xs"
      searchable
      clearable={props.kind === '选项'}
      placeholder={props.kind === '选项' ? '不取数，由人填报' : '选择指标'}
      nothingFoundMessage="没有这样的指标"
      data={choicesFor(gives, props.value)}
      value={props.value || null}
      error={props.error}
      onChange={(next) => props.onChange(next ?? '')}
    />
  );
};
