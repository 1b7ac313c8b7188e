import { Text, Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ChangeEvent, useId, useState } from 'react';
import { cellOf } from '#renderer/parts/cell-history/cell-name.ts';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import classes from './more-fields.module.css';
import { readTime } from './time-text.ts';
import { hasMore, type VisitForm } from './visit-form.ts';

type MoreFieldsProps = {
  readonly kept: KeptForm<VisitForm>;
  readonly problemOf: (field: string) => string | undefined;
  /** Id of the visit; null while it was never saved. */
  readonly saved: string | null;
};

type TextKey = {
  [Key in keyof VisitForm]: VisitForm[Key] extends string ? Key : never;
}[keyof VisitForm];

const longFields = [
  { key: 'purpose', label: '目的' },
  { key: 'findings', label: '发现' },
  { key: 'advice', label: '建议' },
  { key: 'materials', label: '移交材料' },
  { key: 'followUp', label: '后续安排' },
] as const;

/** Everything a visit can say and need not: folded away until it is wanted or filled. */
export const MoreFields = ({ kept, problemOf, saved }: MoreFieldsProps) => {
  const { form, change } = kept;
  const [wanted, setWanted] = useState(() => hasMore(form));
  const opened = wanted || ['visit-start', 'visit-end'].some((field) => problemOf(field));
  const id = useId();
  const bind = (key: TextKey) => ({
    wrapperProps: cellOf('visit', saved, key),
    value: form[key],
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const text = event.currentTarget.value;
      change((f) => ({ ...f, [key]: text }), key);
    },
  });
  const bindTime = (key: 'startAt' | 'endAt') => ({
    ...bind(key),
    placeholder: '时:分',
    onBlur: () => {
      const time = readTime(form[key]);
      if (time && time !== form[key]) change((f) => ({ ...f, [key]: time }), key);
    },
  });
  return (
    <>
      <UnstyledButton
        className={classes.toggle}
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => setWanted(!opened)}
      >
        <IconChevronRight size="1.1rem" aria-hidden />
        更多
        <Text span size="xs" c="dimmed" fw={400}>
          起止时间、地点、企业人员、目的、发现、建议、材料、后续安排
        </Text>
      </UnstyledButton>
      {opened && (
        <div id={id} className={classes.fields}>
          <TextInput
            id="visit-start"
            label="开始时间"
            error={problemOf('visit-start')}
            {...bindTime('startAt')}
          />
          <TextInput
            id="visit-end"
            label="结束时间"
            error={problemOf('visit-end')}
            {...bindTime('endAt')}
          />
          <TextInput label="地点" {...bind('place')} />
          <div className={classes.wide}>
            <TextInput label="企业人员" placeholder="姓名、职务" {...bind('firmPeople')} />
          </div>
          {longFields.map(({ key, label }) => (
            <div key={key} className={classes.wide}>
              <Textarea label={label} {...bind(key)} />
            </div>
          ))}
        </div>
      )}
    </>
  );
};
