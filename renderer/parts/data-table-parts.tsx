import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import classes from './data-table.module.css';
import type { Column, TableOrder, TableSelection } from './data-table.tsx';

type ColumnHeadProps<Row> = {
  readonly column: Column<Row>;
  readonly order: TableOrder;
  readonly onOrder: ((order: TableOrder) => void) | undefined;
};

/** Up, down, and back to the table's own order. */
const next = (order: TableOrder, key: string): TableOrder => {
  if (order?.key !== key) return { key, down: false };
  return order.down ? null : { key, down: true };
};

/** The title of a column; a button where it can order the table. */
export const ColumnHead = <Row,>({ column, order, onOrder }: ColumnHeadProps<Row>) => {
  const sorted = order?.key === column.key ? order : null;
  const Arrow = sorted?.down ? IconArrowDown : IconArrowUp;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <table> cannot lay out virtual rows.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid itself holds the focus.
    <div
      role="columnheader"
      data-align={column.align}
      aria-sort={sorted ? (sorted.down ? 'descending' : 'ascending') : undefined}
    >
      {column.sortable && onOrder ? (
        <button
          type="button"
          className={classes.sort}
          title={`按${column.title}排序`}
          onClick={() => onOrder(next(order, column.key))}
        >
          {column.title}
          {sorted && <Arrow size="0.85rem" stroke={2} aria-hidden />}
        </button>
      ) : (
        column.title
      )}
    </div>
  );
};

/** Ticks everything the table lists, also what is not in sight. */
export const HeadTick = <Row,>({ selection }: { readonly selection: TableSelection<Row> }) => (
  // biome-ignore lint/a11y/useSemanticElements: a <table> cannot lay out virtual rows.
  // biome-ignore lint/a11y/useFocusableInteractive: the box inside takes the focus.
  <div role="columnheader" className={classes.tick}>
    <Checkbox
      size="xs"
      aria-label="全选"
      checked={selection.all === 'all'}
      indeterminate={selection.all === 'some'}
      onChange={selection.toggleAll}
    />
  </div>
);

type RowTickProps<Row> = { readonly row: Row; readonly selection: TableSelection<Row> };

/** Ticks one row; a click here does not open it. */
export const RowTick = <Row,>({ row, selection }: RowTickProps<Row>) => (
  // biome-ignore lint/a11y/useSemanticElements: a <table> cannot lay out virtual rows.
  // biome-ignore lint/a11y/useFocusableInteractive: the box inside takes the focus.
  // biome-ignore lint/a11y/useKeyWithClickEvents: Space on the grid ticks the active row.
  <div role="gridcell" className={classes.tick} onClick={(event) => event.stopPropagation()}>
    <Checkbox
      size="xs"
      aria-label="选择这一行"
      tabIndex={-1}
      checked={selection.has(row)}
      onChange={() => selection.toggle(row)}
    />
  </div>
);
