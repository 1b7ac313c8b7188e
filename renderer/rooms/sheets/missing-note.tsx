import { Alert, Anchor } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { cellId } from './cell-id.ts';
import classes from './missing-note.module.css';
import type { MissingCell } from './sheet-form.ts';

const mostNamed = 12;

type MissingNoteProps = {
  readonly missing: readonly MissingCell[];
  /** Why it cannot be issued, where the person asked for that. */
  readonly note: string | null;
};

/** What keeps the sheet from being saved, cell by cell; each is one click away. */
export const MissingNote = ({ missing, note }: MissingNoteProps) => {
  if (missing.length === 0)
    return note === null ? null : (
      <Alert
        className={classes.note}
        color="amber"
        variant="light"
        role="alert"
        mb="sm"
        title={note}
      />
    );
  return (
    <Alert
      className={classes.note}
      color="amber"
      variant="light"
      role="alert"
      data-screen-only
      mb="sm"
      icon={<IconAlertTriangle aria-hidden />}
      title={`还没有保存：缺 ${missing.length} 处。已填内容留在草稿里，补齐后再按「保存」。`}
    >
      <div className={classes.cells}>
        {missing.slice(0, mostNamed).map((cell) => (
          <Anchor
            key={cellId(cell.measureId, cell.key)}
            component="button"
            type="button"
            size="sm"
            onClick={() => document.getElementById(cellId(cell.measureId, cell.key))?.focus()}
          >
            {cell.label}
          </Anchor>
        ))}
        {missing.length > mostNamed && <span>等 {missing.length} 处</span>}
      </div>
    </Alert>
  );
};
