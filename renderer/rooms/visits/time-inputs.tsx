import { Button, TextInput } from '@mantine/core';
import type { ChangeEvent } from 'react';
import { cellOf } from '#renderer/parts/cell-history/cell-name.ts';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import classes from './time-inputs.module.css';
import { nowTime, readTime } from './time-text.ts';
import type { VisitForm } from './visit-form.ts';

type TimeInputsProps = {
  readonly kept: KeptForm<VisitForm>;
  readonly problemOf: (field: string) => string | undefined;
  /** Id of the visit; null while it was never saved. */
  readonly saved: string | null;
};

/** From when to when: typed in any usual way, or the time it is by one click. */
export const TimeInputs = ({ kept, problemOf, saved }: TimeInputsProps) => {
  const { form, change } = kept;
  const put = (key: 'startAt' | 'endAt', text: string): void =>
    change((f) => ({ ...f, [key]: text }), key);
  const bind = (key: 'startAt' | 'endAt', id: string, label: string) => ({
    id,
    label,
    placeholder: '时:分',
    inputMode: 'numeric' as const,
    autoComplete: 'off',
    wrapperProps: cellOf('visit', saved, key),
    error: problemOf(id),
    value: form[key],
    onChange: (event: ChangeEvent<HTMLInputElement>) => put(key, event.currentTarget.value),
    onBlur: () => {
      const time = readTime(form[key]);
      if (time && time !== form[key]) put(key, time);
    },
    rightSectionWidth: 52,
    rightSection: (
      <Button
        variant="subtle"
        size="compact-xs"
        tabIndex={-1}
        aria-label={`现在就是${label.slice(0, 2)}`}
        onClick={() => put(key, nowTime(new Date()))}
      >
        现在
      </Button>
    ),
  });
  return (
    <div className={classes.times}>
      <TextInput {...bind('startAt', 'visit-start', '开始时间')} />
      <TextInput {...bind('endAt', 'visit-end', '结束时间')} />
    </div>
  );
};
