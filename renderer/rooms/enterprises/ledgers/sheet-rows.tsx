import { type ReactNode, type RefObject, useMemo } from 'react';
import type { Field } from '#shared/registers/ledger.ts';
import { type GridRow, widestTexts } from './grid-model.ts';
import classes from './ledger-grid.module.css';
import { useRowsInSight } from './use-rows-in-sight.ts';

type SheetRowsProps = {
  readonly rows: readonly GridRow[];
  readonly fields: readonly Field[];
  /** What a row is called as long as it is on the screen. */
  readonly nameOf: (key: string) => string;
  readonly scroller: RefObject<HTMLElement | null>;
  /** Index of the row the caret is in. */
  readonly caret: number | undefined;
  /** All of a row's cells. */
  readonly cells: (row: GridRow) => ReactNode;
};

/** The rows of a sheet; of a long one those in sight, with columns laid out by all of them. */
export const SheetRows = ({ rows, fields, nameOf, scroller, caret, cells }: SheetRowsProps) => {
  const { isLong, measure, shown } = useRowsInSight(rows.length, scroller, caret);
  const widest = useMemo(() => (isLong ? widestTexts(fields, rows) : []), [isLong, fields, rows]);
  return (
    <>
      {isLong && (
        <tr className={classes.widths} aria-hidden>
          {widest.map((text, n) => (
            <td key={fields[n]?.key} className={classes.cell}>
              {text}
            </td>
          ))}
        </tr>
      )}
      {shown.map((placed) => {
        if ('gap' in placed)
          return <tr key={placed.gap} aria-hidden style={{ height: placed.pixels }} />;
        const row = rows[placed.index];
        return (
          row && (
            <tr
              key={nameOf(row.key)}
              ref={measure}
              data-index={placed.index}
              aria-rowindex={isLong ? placed.index + 2 : undefined}
            >
              {cells(row)}
            </tr>
          )
        );
      })}
    </>
  );
};
