import { NumberInput, TextInput } from '@mantine/core';
import type { FigureRule } from '#shared/campaigns/question-sheet.ts';
import classes from './builder.module.css';

type FigureFieldsProps = {
  readonly figure: FigureRule;
  readonly onChange: (figure: FigureRule, tag?: string) => void;
};

const numberOrNull = (value: string | number): number | null =>
  value === '' || !Number.isFinite(Number(value)) ? null : Number(value);

/** Unit, digits and limits of a number. */
export const FigureFields = ({ figure, onChange }: FigureFieldsProps) => (
  <div className={classes.line}>
    <TextInput
      size="xs"
      label="单位"
      w="6rem"
      maxLength={20}
      placeholder="如 万元"
      value={figure.unit}
      onChange={(event) => onChange({ ...figure, unit: event.currentTarget.value }, 'unit')}
    />
    <NumberInput
      size="xs"
      label="小数位数"
      w="6rem"
      min={0}
      max={6}
      allowDecimal={false}
      value={figure.decimals}
      onChange={(value) => onChange({ ...figure, decimals: numberOrNull(value) ?? 0 }, 'decimals')}
    />
    <NumberInput
      size="xs"
      label="最小值"
      w="8rem"
      hideControls
      placeholder="不限"
      value={figure.min ?? ''}
      onChange={(value) => onChange({ ...figure, min: numberOrNull(value) }, 'min')}
    />
    <NumberInput
      size="xs"
      label="最大值"
      w="8rem"
      hideControls
      placeholder="不限"
      value={figure.max ?? ''}
      onChange={(value) => onChange({ ...figure, max: numberOrNull(value) }, 'max')}
    />
  </div>
);
