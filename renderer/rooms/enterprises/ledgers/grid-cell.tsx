import { UnstyledButton } from '@mantine/core';
import { IconClockExclamation, IconPaperclip } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Field } from '#shared/registers/ledger.ts';
import { isNumber } from './grid-head.tsx';
import classes from './ledger-grid.module.css';

type GridCellProps = {
  readonly field: Field;
  /** What its history is found by. */
  readonly name: Readonly<Record<string, unknown>>;
  readonly shown: string;
  readonly isActive: boolean;
  readonly isTyped: boolean;
  readonly isWrong: boolean;
  readonly isStale: boolean;
  readonly isWanted: boolean;
  readonly onPlace: () => void;
  /** The box to type in, where the caret is here. */
  readonly children: ReactNode;
};

/** One cell of a sheet as it is shown, or its box. */
export const GridCell = (props: GridCellProps) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: keys move the caret, which a click only places.
  <td
    className={classes.cell}
    data-number={isNumber(props.field) || undefined}
    data-active={props.isActive || undefined}
    data-typed={props.isTyped || undefined}
    data-wrong={props.isWrong || undefined}
    data-stale={props.isStale || undefined}
    data-wanted={props.isWanted || undefined}
    title={props.isStale ? '很久没有人确认' : undefined}
    {...props.name}
    onClick={() => {
      if (!props.isActive) props.onPlace();
    }}
  >
    {props.isActive ? (
      props.children
    ) : (
      <>
        {props.isStale && (
          <IconClockExclamation size="0.8rem" className={classes.stale} aria-label="待确认" />
        )}
        {props.shown}
      </>
    )}
  </td>
);

type FilesCellProps = {
  readonly name: string;
  /** How many hang on the record; null where there is no record yet. */
  readonly files: number | null;
  readonly onOpen: () => void;
};

export const FilesCell = ({ name, files, onOpen }: FilesCellProps) => (
  <td className={classes.files}>
    {files !== null && (
      <UnstyledButton tabIndex={-1} aria-label={`${name} 附件`} title="附件（F8）" onClick={onOpen}>
        <IconPaperclip size="0.9rem" aria-hidden />
        {files > 0 && files}
      </UnstyledButton>
    )}
  </td>
);
