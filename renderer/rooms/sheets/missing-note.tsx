import { Alert, Anchor } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './missing-note.module.css';
import type { SheetCell } from './sheet-cells.ts';

const mostNamed = 12;

type MissingNoteProps = {
  readonly missing: readonly SheetCell[];
  /** Some of it cannot be kept as it is typed. */
  readonly unreadable: boolean;
  /** The sheet was issued, and does not count as issued for what is missing. */
  readonly lacking: boolean;
  /** Why it cannot be issued, where the person asked for that. */
  readonly note: string | null;
};

const titleOf = (cells: number, unreadable: boolean, lacking: boolean): string => {
  if (unreadable)
    return '还没有保存：下面的年度或日期读不懂，请改成 2026、9月30日 的写法。已填内容留在草稿里。';
  if (lacking) return `签发待补：缺 ${cells} 处。补齐并保存前，不作为已签发。`;
  return `签发前还缺 ${cells} 处，五定缺一不能签发。未补齐的也可以先保存。`;
};

/** What keeps the sheet from being issued, cell by cell; each is one click away. */
export const MissingNote = ({ missing, unreadable, lacking, note }: MissingNoteProps) => {
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
      title={titleOf(missing.length, unreadable, lacking)}
    >
      <div className={classes.cells}>
        {missing.slice(0, mostNamed).map((cell) => (
          <Anchor
            key={cell.elementId}
            component="button"
            type="button"
            size="sm"
            onClick={() => document.getElementById(cell.elementId)?.focus()}
          >
            {cell.label}
          </Anchor>
        ))}
        {missing.length > mostNamed && <span>等 {missing.length} 处</span>}
      </div>
    </Alert>
  );
};
