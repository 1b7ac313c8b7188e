import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { comparisons } from '#shared/registers/award-demands.ts';
import { indicatorNamed } from '#shared/scoring/indicators/index.ts';
import { type ItemForm, lineCells, readsIndicator } from '#shared/scoring/scheme-form.ts';
import type { FormProblem } from '#shared/scoring/scheme-reading.ts';
import { IndicatorSelect } from './indicator-select.tsx';
import { RuleLines } from './rule-lines.tsx';
import classes from './scheme-editor.module.css';

type RuleFieldsProps = {
  readonly item: ItemForm;
  readonly problems: readonly FormProblem[];
  readonly set: (part: Partial<ItemForm>, tag: string | null) => void;
};

type Single = 'below' | 'value' | 'per' | 'points' | 'start';

/** How a row gives points: the fields its kind has. */
export const RuleFields = ({ item, problems, set }: RuleFieldsProps) => {
  const wrong = new Set(problems.map(({ cell }) => cell ?? ''));
  const unit = indicatorNamed(item.indicator)?.unit;
  const withUnit = (word: string): string => (unit ? `${word}（${unit}）` : word);
  const single = (key: Single, label: string) => (
    <TextInput
      label={label}
      size="xs"
      value={item[key]}
      error={wrong.has(key)}
      onChange={(event) => set({ [key]: event.currentTarget.value }, `${item.id} ${key}`)}
    />
  );
  const isYesNo = item.comparison === '是' || item.comparison === '否';
  return (
    <>
      {readsIndicator(item.kind) && (
        <IndicatorSelect
          label="取数指标"
          kind={item.kind}
          value={item.indicator}
          error={wrong.has('indicator')}
          onChange={(indicator) => set({ indicator }, null)}
        />
      )}
      {lineCells[item.kind] && (
        <RuleLines
          item={item}
          wrong={new Set([...wrong].flatMap((cell) => cell.split('lines ')[1] ?? []))}
          onChange={(lines, tag) => set({ lines }, tag)}
        />
      )}
      {item.kind === '分档' && single('below', '不到第一档的分值')}
      {item.kind === '选项' && (
        <Checkbox
          size="xs"
          label="选中几项的，分值相加（不选则取最高一项）"
          checked={item.several === 'sum'}
          onChange={(event) => set({ several: event.currentTarget.checked ? 'sum' : 'best' }, null)}
        />
      )}
      {item.kind === '按比例' && (
        <div className={classes.pair}>
          {single('per', withUnit('每多少'))}
          {single('points', '得多少分')}
          {single('start', withUnit('超过多少才算'))}
          <Checkbox
            size="xs"
            label="不足一份的不计"
            checked={item.wholeUnits}
            onChange={(event) => set({ wholeUnits: event.currentTarget.checked }, null)}
          />
        </div>
      )}
      {item.kind === '否决' && (
        <div className={classes.pair}>
          <NativeSelect
            label="须"
            size="xs"
            data={[...comparisons]}
            value={item.comparison}
            onChange={(event) =>
              set({ comparison: event.currentTarget.value as ItemForm['comparison'] }, null)
            }
          />
          {isYesNo ? <span /> : single('value', withUnit('数值'))}
          <Checkbox
            size="xs"
            label="没有数据也算不符"
            checked={item.unknown === 'fails'}
            onChange={(event) =>
              set({ unknown: event.currentTarget.checked ? 'fails' : 'open' }, null)
            }
          />
        </div>
      )}
    </>
  );
};
