import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useRef } from 'react';
import classes from './day-input.module.css';
import { isDay, tidyDay } from './day-text.ts';
import { today } from './formats.ts';

type DayInputProps = Omit<TextInputProps, 'value' | 'onChange' | 'type' | 'rightSection'> & {
  /** `YYYY-MM-DD`, or what has been typed so far. */
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** How the text is put in order when the field is left; as any day where nothing is said. */
  readonly tidy?: (text: string) => string;
};

const anyDay = (text: string): string => tidyDay(text, today());

/**
 * A day, typed in any usual way (`2026.9.30`, `9月30日`, `20260930`) or picked. It is put into
 * `YYYY-MM-DD` when the field is left, so that typing is never interrupted.
 */
export const DayInput = ({ value, onChange, onBlur, tidy = anyDay, ...rest }: DayInputProps) => {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <TextInput
      placeholder="年-月-日"
      inputMode="numeric"
      autoComplete="off"
      {...rest}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={(event) => {
        const said = tidy(value);
        if (said !== value) onChange(said);
        onBlur?.(event);
      }}
      rightSection={
        <>
          <input
            ref={picker}
            type="date"
            className={classes.picker}
            tabIndex={-1}
            aria-hidden
            value={isDay(value) ? value : ''}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            tabIndex={-1}
            aria-label="打开日历"
            onClick={() => picker.current?.showPicker()}
          >
            <IconCalendar size="1rem" stroke={1.6} aria-hidden />
          </ActionIcon>
        </>
      }
    />
  );
};
