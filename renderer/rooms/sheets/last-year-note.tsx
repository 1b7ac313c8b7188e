import { Alert, Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import { closedStates } from '#shared/sheets.ts';
import { carriedOver } from './carried-over.ts';
import classes from './sheet-editor.module.css';
import { isBlankMeasure, type SheetForm, yearOf } from './sheet-form.ts';

type LastYearNoteProps = {
  readonly firmId: string;
  readonly kept: KeptForm<SheetForm>;
};

/** A new sheet may go on with the last one: one press, undone like any other change. */
export const LastYearNote = ({ firmId, kept }: LastYearNoteProps) => {
  const year = yearOf(kept.form);
  const last = useAsk(
    'sheets',
    'lastYear',
    { enterpriseId: firmId, year: year ?? 0 },
    api.sheets.lastYear.query,
    { enabled: year !== null },
  );
  const isTaken = kept.form.measures.some((measure) => !isBlankMeasure(measure));
  if (!last.data || isTaken) return null;
  const { data } = last;
  const open = data.measures.filter(({ state }) => !closedStates.includes(state)).length;
  return (
    <Alert color="ink" variant="light" mb="sm" data-screen-only>
      <span className={classes.facts}>
        {data.year} 年的工作表有 {open} 项措施未完成、{data.gaps.length} 条差距。
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconCopy size="0.9rem" aria-hidden />}
          onClick={() => kept.change((form) => carriedOver(form, data, () => crypto.randomUUID()))}
        >
          复制 {data.year} 年的
        </Button>
      </span>
    </Alert>
  );
};
