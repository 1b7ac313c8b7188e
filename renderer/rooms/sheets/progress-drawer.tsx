import { Drawer, Text } from '@mantine/core';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import type { Sheet } from '#shared/sheets.ts';
import classes from './progress-drawer.module.css';
import { ProgressEntryForm } from './progress-entry-form.tsx';
import { ProgressLog } from './progress-log.tsx';
import type { SheetForm } from './sheet-form.ts';

type ProgressDrawerProps = {
  readonly kept: KeptForm<SheetForm>;
  readonly sheet: Sheet | null;
  /** Null: closed. */
  readonly measureId: string | null;
  readonly onClose: () => void;
};

/** Progress of one measure: a new entry on top, what was entered before below. */
export const ProgressDrawer = ({ kept, sheet, measureId, onClose }: ProgressDrawerProps) => {
  const place = kept.form.measures.findIndex((measure) => measure.id === measureId);
  const measure = kept.form.measures[place];
  const saved = sheet?.measures.find((row) => row.id === measureId);
  return (
    <Drawer
      opened={measure !== undefined && saved !== undefined}
      onClose={onClose}
      position="right"
      size="30rem"
      title={`第 ${place + 1} 项 进展`}
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      {measure && saved && sheet && (
        <>
          <div className={classes.task}>
            <Text size="sm">{measure.task}</Text>
            <Text size="xs" c="dimmed">
              {measure.person} · 目标：{measure.goal} · {measure.dueOn} 前完成 · {measure.state}
            </Text>
          </div>
          <ProgressEntryForm
            key={`${measure.id}-${saved.progress.length}`}
            kept={kept}
            sheetId={sheet.id}
            measureId={measure.id}
          />
          <ProgressLog entries={saved.progress} />
        </>
      )}
    </Drawer>
  );
};
