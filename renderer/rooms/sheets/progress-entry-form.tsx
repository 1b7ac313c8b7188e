import { Button, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { today } from '#renderer/parts/formats.ts';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import { measureStates } from '#shared/sheets.ts';
import classes from './progress-drawer.module.css';
import {
  blankEntry,
  inputOfEntry,
  problemsOfEntry,
  withEntry,
  withoutEntry,
} from './progress-entry.ts';
import type { ProgressForm, SheetForm } from './sheet-form.ts';

type ProgressEntryFormProps = {
  readonly kept: KeptForm<SheetForm>;
  readonly sheetId: string;
  readonly measureId: string;
};

/** One entry. What is typed is part of the sheet's draft, so that it outlives a crash. */
export const ProgressEntryForm = ({ kept, sheetId, measureId }: ProgressEntryFormProps) => {
  const client = useQueryClient();
  const [blank] = useState(() => blankEntry(crypto.randomUUID(), measureId, today()));
  const [tried, setTried] = useState(false);
  const entry = kept.form.entries.find((e) => e.measureId === measureId) ?? blank;
  const problems = problemsOfEntry(entry, today());
  const shown = tried ? problems : {};
  const put = (part: Partial<ProgressForm>): void =>
    kept.amend((form) => withEntry(form, { ...entry, ...part }, blank));
  const add = useTell(api.sheets.addProgress.mutate, {
    onDone: (sheet) => {
      kept.amend((form) => withoutEntry(form, measureId));
      client.setQueryData(['sheets', 'get', { id: sheetId }], sheet);
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (Object.keys(problems).length === 0) add.mutate(inputOfEntry(entry, today()));
      }}
    >
      <Textarea
        label="进展情况"
        minRows={3}
        data-autofocus
        error={shown.note}
        value={entry.note}
        onChange={(event) => put({ note: event.currentTarget.value })}
      />
      <div className={classes.line}>
        <DayInput
          label="日期"
          error={shown.onDate}
          value={entry.onDate}
          onChange={(onDate) => put({ onDate })}
        />
        <TextInput
          label="完成比例（%）"
          inputMode="numeric"
          error={shown.percent}
          value={entry.percent}
          onChange={(event) => put({ percent: event.currentTarget.value })}
        />
        <NativeSelect
          label="措施状态"
          value={entry.state}
          onChange={(event) => put({ state: event.currentTarget.value })}
          data={[{ value: '', label: '不变' }, ...measureStates]}
        />
      </div>
      <Group justify="flex-end" mt="sm">
        <Button type="submit" loading={add.isPending}>
          记下进展
        </Button>
      </Group>
    </form>
  );
};
