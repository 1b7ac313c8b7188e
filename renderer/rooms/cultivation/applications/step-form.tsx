import { Autocomplete, Button, Select } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { today } from '#renderer/parts/formats.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { ApplicationFile } from '#shared/applications.ts';
import { failReasons, needsReason, type StepStage } from '#shared/pipeline.ts';
import classes from './applications-panel.module.css';
import { LineText } from './line-text.tsx';

/** 登记进展: only what may follow can be chosen. Ctrl+Z in the note that appears takes it back. */
export const StepForm = ({ file }: { readonly file: ApplicationFile }) => {
  const [stage, setStage] = useState<StepStage | null>(file.next[0] ?? null);
  const [onDate, setOnDate] = useState(today());
  const [person, setPerson] = useState(file.handler ?? '');
  const [docNo, setDocNo] = useState('');
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const undo = useTell(api.applications.undo.mutate);
  const record = useTell(api.applications.step.mutate, {
    onDone: ({ lastStepId, stage: now }) => {
      if (lastStepId !== null)
        showUndo(`已登记：${now}`, () => undo.mutate({ id: file.id, stepId: lastStepId }));
    },
  });
  const why = stage !== null && needsReason(stage);
  return (
    <form
      aria-label="登记进展"
      onSubmit={(event) => {
        event.preventDefault();
        if (stage === null) return;
        record.mutate({
          id: file.id,
          afterId: file.lastStepId,
          stage,
          onDate,
          person: person || null,
          docNo: docNo || null,
          reason: why ? reason || null : null,
          note: note || null,
        });
      }}
    >
      <div className={classes.line}>
        <Select
          label="下一步"
          w="8.5rem"
          size="xs"
          required
          allowDeselect={false}
          value={stage}
          onChange={(next) => setStage(next as StepStage | null)}
          data={[...file.next]}
        />
        <DayInput label="日期" size="xs" w="9rem" required value={onDate} onChange={setOnDate} />
        <LineText label="经办人" w="7rem" value={person} onChange={setPerson} />
        <LineText label="文号" w="8rem" value={docNo} onChange={setDocNo} />
        {why && (
          <Autocomplete
            label="原因"
            size="xs"
            w="12rem"
            required
            value={reason}
            onChange={setReason}
            data={[...failReasons]}
          />
        )}
        <LineText label="说明" w="13rem" value={note} onChange={setNote} />
        <Button type="submit" size="xs" loading={record.isPending}>
          登记进展
        </Button>
      </div>
    </form>
  );
};
