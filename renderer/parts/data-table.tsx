import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { useInterfaceSize } from '#renderer/app/interface-size.tsx';
import classes from './data-table.module.css';
import { ColumnHead, HeadTick, RowTick } from './data-table-parts.tsx';
import { keepPlace, placeKept } from './kept-place.ts';

/** One column. `width` is a grid track: `'8rem'`, `'minmax(14rem, 1fr)'`. */
export type Column<Row> = {
  readonly key: string;
  readonly title: string;
  readonly width?: string;
  readonly align?: 'left' | 'right' | 'center';
  /** The header is a button that sorts by this column. */
  readonly sortable?: boolean;
  readonly cell: (row: Row) => ReactNode;
};

/** Which column orders the table, and which way. */
export type TableOrder = { readonly key: string; readonly down: boolean } | null;

/** Rows ticked: one by one, or all there are. */
export type TableSelection<Row> = {
  readonly has: (row: Row) => boolean;
  readonly toggle: (row: Row) => void;
  readonly all: 'all' | 'some' | 'none';
  readonly toggleAll: () => void;
  readonly clear: () => void;
};

/** For a search box above the table: ↓ goes down into the rows. */
export type TableHandle = { readonly focus: () => void };

type DataTableProps<Row> = {
  /** What the table lists, for people who hear it read out: 「企业名单」. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** In order; undefined where a row is still on its way. */
  readonly rows: readonly (Row | undefined)[];
  readonly rowKey: (row: Row) => string;
  /** Click or Enter on a row. */
  readonly onOpen?: (row: Row) => void;
  /** The last row came into sight: fetch more. */
  readonly onEnd?: () => void;
  /** Which rows are in sight, for a table that fetches what is looked at. */
  readonly onSight?: (first: number, last: number) => void;
  readonly order?: TableOrder;
  readonly onOrder?: (order: TableOrder) => void;
  /** Space ticks the row one stands on, Ctrl+A all there are, Esc none. */
  readonly selection?: TableSelection<Row>;
  /** Height by its rows (up to twelve) instead of filling the space it is given. */
  readonly short?: boolean;
  /** Name under which the place is kept, so that 返回 from a row comes back to it. */
  readonly memory?: string;
  readonly ref?: Ref<TableHandle>;
};

const rowRem = 2;

const stepOf = (key: string, page: number, count: number): number | undefined =>
  ({ ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -count, End: count })[key];

/**
 * A virtual table: 32 px rows, a header that stays, ↑ ↓ PgUp PgDn Home End to move, Enter to open.
 * Only the rows in sight exist, so ten thousand firms scroll like ten.
 */
export const DataTable = <Row,>(props: DataTableProps<Row>) => {
  const { label, columns, rows, rowKey, onOpen, onEnd, onSight, short, memory, ref } = props;
  const { order, onOrder, selection } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [kept] = useState(() => placeKept(memory));
  const [active, setActive] = useState<number | null>(kept.active);
  const { scale } = useInterfaceSize();
  const id = useId();
  const rowPixels = rowRem * 16 * scale;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPixels,
    overscan: 12,
    scrollPaddingStart: rowPixels,
    initialOffset: kept.offset,
  });
  const inSight = virtualizer.getVirtualItems();
  const first = inSight[0]?.index ?? 0;
  const last = inSight.at(-1)?.index ?? -1;

  // The virtualizer keeps the sizes it was first told; a new interface size makes new rows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: rowPixels is the reason to measure.
  useEffect(() => virtualizer.measure(), [virtualizer, rowPixels]);

  useEffect(() => {
    if (rows.length > 0 && last === rows.length - 1) onEnd?.();
  }, [last, rows.length, onEnd]);

  useEffect(() => {
    if (last >= 0) onSight?.(first, last);
  }, [first, last, onSight]);

  useImperativeHandle(ref, () => ({
    focus: () => {
      scroller.current?.focus();
      setActive((before) => before ?? 0);
    },
  }));

  const offset = virtualizer.scrollOffset ?? 0;
  useEffect(() => {
    if (memory !== undefined) keepPlace(memory, { active, offset });
  }, [memory, active, offset]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPixels) - 2);
    const step = stepOf(event.key, page, rows.length);
    const row = active === null ? undefined : rows[active];
    if (step !== undefined && rows.length > 0) {
      event.preventDefault();
      const from = active ?? (step > 0 ? -1 : 0);
      const next = Math.min(rows.length - 1, Math.max(0, from + step));
      setActive(next);
      virtualizer.scrollToIndex(next);
    } else if (event.key === ' ' && row !== undefined && selection) {
      event.preventDefault();
      selection.toggle(row);
    } else if (selection && event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (selection.all !== 'all' && rows.length > 0) selection.toggleAll();
    } else if (selection && event.key === 'Escape' && selection.all !== 'none') {
      event.preventDefault();
      selection.clear();
    } else if (event.key === 'Enter' && row !== undefined) {
      event.preventDefault();
      onOpen?.(row);
    }
  };

  const widths = columns.map((column) => column.width ?? 'minmax(6rem, 1fr)');
  const tracks = [...(selection ? ['2.25rem'] : []), ...widths].join(' ');
  const height = short ? `calc(${(Math.min(rows.length, 12) + 1) * rowRem}rem + 4px)` : undefined;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <table> cannot lay out virtual rows.
    <div
      ref={scroller}
      className={classes.scroller}
      data-short={short || undefined}
      style={{ height }}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={active === null ? undefined : `${id}-${active}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={classes.inner}>
        {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid itself holds the focus. */}
        <div role="row" className={classes.head} style={{ gridTemplateColumns: tracks }}>
          {selection && <HeadTick selection={selection} />}
          {columns.map((column) => (
            <ColumnHead key={column.key} column={column} order={order ?? null} onOrder={onOrder} />
          ))}
        </div>
        <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {inSight.map((item) => {
            const row = rows[item.index];
            if (row === undefined)
              return (
                <div
                  key={`${id}-${item.index}`}
                  className={classes.row}
                  aria-hidden
                  style={{ top: item.start, height: item.size }}
                />
              );
            return (
              // biome-ignore lint/a11y/useSemanticElements: see above.
              // biome-ignore lint/a11y/useFocusableInteractive: the grid itself holds the focus.
              // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the grid opens the active row.
              <div
                key={rowKey(row)}
                id={`${id}-${item.index}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={item.index === active}
                className={classes.row}
                data-open={onOpen ? true : undefined}
                style={{ gridTemplateColumns: tracks, top: item.start, height: item.size }}
                onClick={() => {
                  setActive(item.index);
                  onOpen?.(row);
                }}
              >
                {selection && <RowTick row={row} selection={selection} />}
                {columns.map((column) => (
                  // biome-ignore lint/a11y/useSemanticElements: see above.
                  // biome-ignore lint/a11y/useFocusableInteractive: the grid itself holds the focus.
                  <div key={column.key} role="gridcell" data-align={column.align}>
                    {column.cell(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
};
