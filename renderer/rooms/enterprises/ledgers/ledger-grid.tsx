import { UnstyledButton } from '@mantine/core';
import { IconClockExclamation, IconPaperclip } from '@tabler/icons-react';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  useCallback,
  useId,
  useRef,
  useState,
} from 'react';
import { AttachmentsDrawer } from '#renderer/parts/attachments/attachments-drawer.tsx';
import { cellOf } from '#renderer/parts/cell-history/cell-name.ts';
import { today } from '#renderer/parts/formats.ts';
import type { RowOrigins } from '#shared/ledgers.ts';
import type { ComputedField, Field, Ledger } from '#shared/registers/ledger.ts';
import { columnLabel, rowTitle, showCell } from '#shared/registers/rows.ts';
import { isStale } from '#shared/registers/validity.ts';
import { showValue } from '#shared/registers/values.ts';
import { GridFoot } from './grid-foot.tsx';
import { GridHead, isNumber } from './grid-head.tsx';
import { cellText, type GridRow, isEmptyRow, parseBlock, readRow } from './grid-model.ts';
import { isBeside } from './is-beside.ts';
import classes from './ledger-grid.module.css';
import { SheetRows } from './sheet-rows.tsx';
import type { LedgerGrid as Grid } from './use-ledger-grid.ts';

type LedgerGridProps = {
  readonly ledger: Ledger;
  readonly grid: Grid;
  readonly origins: ReadonlyMap<string, RowOrigins['cells']>;
  readonly staleMonths: number;
  /**
   * What the rows of a bare sheet are called, in a column of their own. Its rows are no records: no
   * attachments, no history.
   */
  readonly titles?: { readonly head: string; readonly of: (row: GridRow) => string };
  /** Whether a cell with nothing in it is still to be filled. */
  readonly wanted?: (row: GridRow, field: Field) => boolean;
};

type Place = { readonly row: string; readonly field: string };

/**
 * A sheet of cells: arrows, Tab and Enter move, typing writes, a block copied from Excel is pasted
 * whole, Ctrl+Z takes back. Figures by year stand with the years side by side.
 */
export const LedgerGrid = (props: LedgerGridProps) => {
  const { ledger, grid, origins, staleMonths, titles, wanted } = props;
  const { fields, rows, typed } = grid;
  const [active, setActive] = useState<Place | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const id = useId();
  const sideways = ledger.shape === 'years';
  const day = today();
  const place = active && { ...active, row: grid.keyOf(active.row) };
  const at = place && {
    row: rows.findIndex(({ key }) => key === place.row),
    field: fields.findIndex(({ key }) => key === place.field),
  };
  const scroller = useRef<HTMLDivElement>(null);
  const activeRow = at ? rows[at.row] : undefined;
  const activeField = at ? fields[at.field] : undefined;

  // The caret goes with the cell, whenever its box comes to be; all of it is marked, so that typing writes anew.
  const takeCaret = useCallback((box: HTMLInputElement | null): void => {
    box?.focus({ preventScroll: true });
    box?.select();
    box?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, []);

  const go = (row: number, field: number): void => {
    const [nextRow, nextField] = [rows[row], fields[field]];
    if (!nextRow || !nextField) return;
    if (place && place.row !== nextRow.key) grid.leaveRow(place.row);
    setActive({ row: nextRow.key, field: nextField.key });
  };

  /** One step across or down the screen, whichever way the sheet lies. */
  const step = (across: number, down: number): void => {
    if (!at) return;
    const [row, field] = sideways ? [across, down] : [down, across];
    const clamp = (n: number, size: number): number => Math.min(size - 1, Math.max(0, n));
    go(clamp(at.row + row, rows.length), clamp(at.field + field, fields.length));
  };

  /** To the next cell as one reads: at the end of a line to the next one. */
  const tab = (back: boolean): boolean => {
    if (!at) return false;
    const n = at.row * fields.length + at.field + (back ? -1 : 1);
    if (n < 0 || n >= rows.length * fields.length) return false;
    go(Math.floor(n / fields.length), n % fields.length);
    return true;
  };

  const [files, setFiles] = useState<{ readonly id: string; readonly title: string } | null>(null);
  const openFiles = ({ stored }: GridRow): void => {
    if (stored) setFiles({ id: stored.id, title: rowTitle(ledger, stored.values) });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || !activeRow || !activeField) return;
    const { key, currentTarget: box } = event;
    const whole = box.selectionStart === 0 && box.selectionEnd === box.value.length;
    const first = box.selectionStart === 0 && box.selectionEnd === 0;
    const last = box.selectionStart === box.value.length && box.selectionEnd === box.value.length;
    const done = (): void => event.preventDefault();
    if (event.ctrlKey || event.metaKey) {
      const letter = key.toLowerCase();
      if (letter === 'z' && !event.shiftKey) grid.undo();
      else if (letter === 'y' || (letter === 'z' && event.shiftKey)) grid.redo();
      else if (letter === 's') grid.saveAll();
      else if (key === 'Delete' && !titles) grid.deleteRow(activeRow);
      else return;
      done();
      return;
    }
    if (!titles && (key === 'F9' || key === 'F8')) {
      if (key === 'F9') grid.confirmRow(activeRow);
      else openFiles(activeRow);
      done();
      return;
    }
    if (key === 'Enter') step(0, event.shiftKey ? -1 : 1);
    else if (key === 'Tab') {
      if (!tab(event.shiftKey)) return;
    } else if (key === 'ArrowDown') step(0, 1);
    else if (key === 'ArrowUp') step(0, -1);
    else if (key === 'ArrowRight' && (whole || last)) step(1, 0);
    else if (key === 'ArrowLeft' && (whole || first)) step(-1, 0);
    else if (key === 'Escape') box.blur();
    else if (key === 'F2') box.setSelectionRange(box.value.length, box.value.length);
    else return;
    done();
  };

  const onPaste = (event: ClipboardEvent): void => {
    const block = parseBlock(event.clipboardData.getData('text/plain'));
    if (!at || (block.length === 1 && block[0]?.length === 1)) return;
    event.preventDefault();
    // New rows are named on, as many as the block needs.
    const { key: lastKey = 'new-1' } = rows.at(-1) ?? {};
    const nth = Number(lastKey.slice(4));
    const rowKey = (n: number): string => rows[n]?.key ?? `new-${nth + n - rows.length + 1}`;
    const cells = block.flatMap((line, down) =>
      line.flatMap((text, across) => {
        const [row, field] = sideways ? [across, down] : [down, across];
        const target = fields[at.field + field];
        const beyond = titles !== undefined && at.row + row >= rows.length;
        return target && !beyond
          ? [{ row: rowKey(at.row + row), field: target.key, text: text.trim() }]
          : [];
      }),
    );
    grid.change(cells, { save: true });
  };

  const head = (field: Field | ComputedField) => columnLabel(ledger, field.key);
  const computed = ledger.computed ?? [];

  const cell = (row: GridRow, field: Field) => {
    const isActive = place?.row === row.key && place.field === field.key;
    const text = cellText(row, field, typed);
    const isTyped = typed[row.key]?.[field.key] !== undefined;
    const said = row.stored ? origins.get(row.stored.id)?.[field.key] : undefined;
    const stale = !isTyped && said !== undefined && isStale(said.at, day, staleMonths);
    const wrong =
      typed[row.key] !== undefined && !isEmptyRow(row, typed)
        ? readRow(ledger, row, typed).problems[field.key]
        : undefined;
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: keys move the caret, which a click only places.
      <td
        key={`${grid.firstNameOf(row.key)} ${field.key}`}
        className={classes.cell}
        data-number={isNumber(field) || undefined}
        data-active={isActive || undefined}
        data-typed={isTyped || undefined}
        data-wrong={(wrong !== undefined && isTyped) || undefined}
        data-stale={stale || undefined}
        data-wanted={(text === '' && wanted?.(row, field)) || undefined}
        title={stale ? '很久没有人确认' : undefined}
        {...cellOf(ledger.name, titles ? null : (row.stored?.id ?? null), field.key)}
        onClick={() => {
          if (!isActive) go(rows.indexOf(row), fields.indexOf(field));
        }}
      >
        {isActive ? (
          <input
            ref={takeCaret}
            value={text}
            list={'vocabulary' in field || field.kind === 'flag' ? `${id}-${field.key}` : undefined}
            aria-label={`${nameOf(row)} ${field.label}`}
            aria-invalid={wrong !== undefined && isTyped}
            onChange={(event) =>
              grid.change([{ row: row.key, field: field.key, text: event.currentTarget.value }], {
                merge: true,
              })
            }
            onKeyDown={onKeyDown}
            onPaste={onPaste}
          />
        ) : (
          <>
            {stale && (
              <IconClockExclamation size="0.8rem" className={classes.stale} aria-label="待确认" />
            )}
            {isTyped || !row.stored ? text : showValue(field, row.stored.values[field.key] ?? null)}
          </>
        )}
      </td>
    );
  };

  const nameOf = (row: GridRow): string => {
    if (titles) return titles.of(row);
    const key = ledger.titleBy[0] ?? '';
    const field = fields.find((f) => f.key === key);
    return (field && cellText(row, field, typed)) || (sideways ? '新的一年' : '新的一行');
  };

  const computedCell = (row: GridRow, { key }: ComputedField) => (
    <td
      key={`${grid.firstNameOf(row.key)} ${key}`}
      className={classes.cell}
      data-computed
      data-number
    >
      {row.stored ? showCell(ledger, key, row.stored.values) : ''}
    </td>
  );

  const filesCell = (row: GridRow) => (
    <td key={`${grid.firstNameOf(row.key)} files`} className={classes.files}>
      {row.stored && (
        <UnstyledButton
          tabIndex={-1}
          aria-label={`${nameOf(row)} 附件`}
          title="附件（F8）"
          onClick={() => openFiles(row)}
        >
          <IconPaperclip size="0.9rem" aria-hidden />
          {row.stored.attachments > 0 && row.stored.attachments}
        </UnstyledButton>
      )}
    </td>
  );

  const leave = (): void => {
    if (place) grid.leaveRow(place.row);
    setActive(null);
  };

  return (
    <div>
      <GridFoot
        ledger={ledger}
        grid={grid}
        row={activeRow}
        field={activeField}
        origins={origins}
        staleMonths={staleMonths}
        bare={titles !== undefined}
      />
      <div ref={scroller} className={classes.scroller}>
        <table
          ref={table}
          className={classes.grid}
          data-sideways={sideways || undefined}
          data-bare={titles !== undefined || undefined}
          aria-label={ledger.label}
          aria-rowcount={sideways ? undefined : rows.length + 1}
          tabIndex={active ? -1 : 0}
          onFocus={(event) => {
            if (event.target === table.current && !active) go(0, 0);
          }}
          onBlur={(event) => {
            if (!isBeside(table.current, event.relatedTarget)) leave();
          }}
        >
          <GridHead
            ledger={ledger}
            fields={fields}
            sideways={sideways ? rows.map((row) => ({ key: row.key, title: nameOf(row) })) : null}
            titles={titles?.head}
          />
          <tbody>
            {sideways ? (
              <>
                {fields.map((field) => (
                  <tr key={field.key}>
                    <th scope="row">{head(field)}</th>
                    {rows.map((row) => cell(row, field))}
                  </tr>
                ))}
                {computed.map((field) => (
                  <tr key={field.key}>
                    <th scope="row" title={field.formula}>
                      {head(field)}
                    </th>
                    {rows.map((row) => computedCell(row, field))}
                  </tr>
                ))}
                <tr>
                  <th scope="row">附件</th>
                  {rows.map(filesCell)}
                </tr>
              </>
            ) : (
              <SheetRows
                rows={rows}
                fields={fields}
                nameOf={grid.firstNameOf}
                scroller={scroller}
                caret={at?.row}
                cells={(row) => (
                  <>
                    {titles && <th scope="row">{titles.of(row)}</th>}
                    {fields.map((field) => cell(row, field))}
                    {computed.map((field) => computedCell(row, field))}
                    {!titles && filesCell(row)}
                  </>
                )}
              />
            )}
          </tbody>
        </table>
      </div>
      <AttachmentsDrawer
        owner={files && { table: ledger.name, id: files.id }}
        title={files?.title ?? ''}
        onClose={() => setFiles(null)}
      />
      {fields.map((field) =>
        'vocabulary' in field || field.kind === 'flag' ? (
          <datalist key={field.key} id={`${id}-${field.key}`}>
            {('vocabulary' in field ? field.vocabulary : ['是', '否']).map((word) => (
              <option key={word} value={word} />
            ))}
          </datalist>
        ) : null,
      )}
    </div>
  );
};
