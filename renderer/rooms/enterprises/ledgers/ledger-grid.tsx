import { type ClipboardEvent, useCallback, useId, useMemo, useRef, useState } from 'react';
import { AttachmentsDrawer } from '#renderer/parts/attachments/attachments-drawer.tsx';
import { cellOf } from '#renderer/parts/cell-history/cell-name.ts';
import { today } from '#renderer/parts/formats.ts';
import type { RowOrigins } from '#shared/ledgers.ts';
import type { ComputedField, Field, Ledger } from '#shared/registers/ledger.ts';
import { columnLabel, rowTitle, showCell } from '#shared/registers/rows.ts';
import { isStale } from '#shared/registers/validity.ts';
import { showValue } from '#shared/registers/values.ts';
import { FilesCell, GridCell } from './grid-cell.tsx';
import { GridFoot } from './grid-foot.tsx';
import { GridHead } from './grid-head.tsx';
import { gridKeys } from './grid-keys.ts';
import {
  cellText,
  type GridRow,
  isEmptyRow,
  parseBlock,
  pastedCells,
  readRow,
} from './grid-model.ts';
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

  const onKeyDown = gridKeys({
    ...{ step, tab, undo: grid.undo, redo: grid.redo, saveAll: grid.saveAll },
    ofRecord:
      titles || !activeRow
        ? null
        : {
            remove: () => grid.deleteRow(activeRow),
            confirm: () => grid.confirmRow(activeRow),
            files: () => openFiles(activeRow),
          },
  });

  const onPaste = (event: ClipboardEvent): void => {
    const block = parseBlock(event.clipboardData.getData('text/plain'));
    if (!at || (block.length === 1 && block[0]?.length === 1)) return;
    event.preventDefault();
    const sheet = { rows, fields, sideways, isBounded: titles !== undefined };
    grid.change(pastedCells(block, at, sheet), { save: true });
  };

  const head = (field: Field | ComputedField) => columnLabel(ledger, field.key);
  const computed = ledger.computed ?? [];

  // Of rows that are typed into, once a keystroke and not once a cell.
  const problemsOf = useMemo(
    () =>
      new Map(
        rows
          .filter((row) => typed[row.key] !== undefined && !isEmptyRow(row, typed))
          .map((row) => [row.key, readRow(ledger, row, typed).problems]),
      ),
    [ledger, rows, typed],
  );

  const cell = (row: GridRow, field: Field) => {
    const isActive = place?.row === row.key && place.field === field.key;
    const text = cellText(row, field, typed);
    const isTyped = typed[row.key]?.[field.key] !== undefined;
    const said = row.stored ? origins.get(row.stored.id)?.[field.key] : undefined;
    const isWrong = isTyped && problemsOf.get(row.key)?.[field.key] !== undefined;
    return (
      <GridCell
        key={`${grid.firstNameOf(row.key)} ${field.key}`}
        field={field}
        name={cellOf(ledger.name, titles ? null : (row.stored?.id ?? null), field.key)}
        shown={
          isTyped || !row.stored ? text : showValue(field, row.stored.values[field.key] ?? null)
        }
        isActive={isActive}
        isTyped={isTyped}
        isWrong={isWrong}
        isStale={!isTyped && said !== undefined && isStale(said.at, day, staleMonths)}
        isWanted={text === '' && wanted?.(row, field) === true}
        onPlace={() => go(rows.indexOf(row), fields.indexOf(field))}
      >
        {isActive && (
          <input
            ref={takeCaret}
            value={text}
            list={'vocabulary' in field || field.kind === 'flag' ? `${id}-${field.key}` : undefined}
            aria-label={`${nameOf(row)} ${field.label}`}
            aria-invalid={isWrong}
            onChange={(event) =>
              grid.change([{ row: row.key, field: field.key, text: event.currentTarget.value }], {
                merge: true,
              })
            }
            onKeyDown={onKeyDown}
            onPaste={onPaste}
          />
        )}
      </GridCell>
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
    <FilesCell
      key={`${grid.firstNameOf(row.key)} files`}
      name={nameOf(row)}
      files={row.stored?.attachments ?? null}
      onOpen={() => openFiles(row)}
    />
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
