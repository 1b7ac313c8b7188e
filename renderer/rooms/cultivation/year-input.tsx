import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';

const [first, last] = [1990, 2199];

type YearInputProps = Pick<NumberInputProps, 'label' | 'size' | 'w'> & {
  readonly year: number;
  readonly onChange: (year: number) => void;
};

/** A year, told once it is one: on the way to 2026 nobody is asked about the years 2, 20 and 202. */
export const YearInput = ({ year, onChange, ...rest }: YearInputProps) => {
  const [typed, setTyped] = useState<string | number>(year);
  return (
    <NumberInput
      {...rest}
      min={first}
      max={last}
      clampBehavior="none"
      allowDecimal={false}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        const said = Number(next);
        if (said >= first && said <= last) onChange(said);
      }}
      onBlur={() => setTyped(year)}
    />
  );
};
