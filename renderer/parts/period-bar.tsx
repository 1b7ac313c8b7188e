import { Button } from '@mantine/core';
import { lastDayOf } from '#shared/dates.ts';
import { type Period, periodInput } from '#shared/issues.ts';
import { DayInput } from './day-input.tsx';
import { today } from './formats.ts';
import classes from './period-bar.module.css';

const pad = (n: number): string => String(n).padStart(2, '0');
const months = (year: number, first: number, last: number): Period => ({
  from: `${year}-${pad(first)}-01`,
  to: lastDayOf(`${year}-${pad(last)}`),
});

/** Periods people report by, seen from a day. */
const periods = (day: string): readonly (readonly [label: string, period: Period])[] => {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const quarter = Math.ceil(month / 3);
  const before = new Date(Date.UTC(year, month - 2, 1));
  return [
    ['本年', months(year, 1, 12)],
    ...([1, 2, 3, 4] as const)
      .filter((nth) => nth <= quarter)
      .map((nth) => [`${'一二三四'[nth - 1]}季度`, months(year, 3 * nth - 2, 3 * nth)] as const),
    ['本月', months(year, month, month)],
    ['上月', months(before.getUTCFullYear(), before.getUTCMonth() + 1, before.getUTCMonth() + 1)],
    ['上年', months(year - 1, 1, 12)],
  ];
};

/** This year. */
export const usualPeriod = (): Period => periods(today())[0]?.[1] ?? { from: today(), to: today() };

type BarProps = { readonly period: Period; readonly onChange: (period: Period) => void };

/** From, to, and the periods people mostly ask for. */
export const PeriodBar = ({ period, onChange }: BarProps) => {
  const read = periodInput.safeParse(period);
  return (
    <>
      <DayInput
        label="从"
        size="xs"
        w="9rem"
        value={period.from}
        onChange={(from) => onChange({ ...period, from })}
      />
      <DayInput
        label="到"
        size="xs"
        w="9rem"
        value={period.to}
        onChange={(to) => onChange({ ...period, to })}
      />
      <Button.Group>
        {periods(today()).map(([label, one]) => (
          <Button
            key={label}
            size="xs"
            variant={one.from === period.from && one.to === period.to ? 'light' : 'default'}
            onClick={() => onChange(one)}
          >
            {label}
          </Button>
        ))}
      </Button.Group>
      {!read.success && (
        <p className={classes.wrong} role="alert">
          {read.error.issues[0]?.message}
        </p>
      )}
    </>
  );
};
