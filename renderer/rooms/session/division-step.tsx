import { Select, Text } from '@mantine/core';
import { useMemo } from 'react';
import { divisionsFor, findDivisions } from './divisions.ts';
import type { StepProps } from './set-up-form.ts';

const mostHits = 60;

/** Step 2: where; a city office takes a city, everybody else a county. */
export const DivisionStep = ({ form, problems, change }: StepProps) => {
  const divisions = useMemo(() => divisionsFor(form.role), [form.role]);
  const options = useMemo(
    () => divisions.map(({ code, path }) => ({ value: code, label: path })),
    [divisions],
  );
  return (
    <>
      <Select
        label="行政区划"
        description={form.role === 'city' ? '输入市名查找' : '输入县、区名查找，例如「龙游」'}
        placeholder="输入名称或代码"
        searchable
        data-autofocus
        autoFocus
        maxDropdownHeight={260}
        nothingFoundMessage="没有这个名称，请检查写法"
        data={options}
        limit={mostHits}
        filter={({ search, limit }) =>
          findDivisions(divisions, search, limit).map(({ code, path }) => ({
            value: code,
            label: path,
          }))
        }
        value={form.division || null}
        error={problems.division}
        onChange={(code) => change({ division: code ?? '' })}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {form.division
          ? `区划代码 ${form.division}`
          : '区划决定本机数据属于哪里，汇总时按它归到对应的县、市。'}
      </Text>
    </>
  );
};
