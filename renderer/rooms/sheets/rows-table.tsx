import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { cellOf } from '#renderer/parts/cell-history/cell-name.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import { columnOf } from '#shared/registers/ledger.ts';
import classes from './rows-table.module.css';
import { rowCellId } from './sheet-cells.ts';
import paper from './sheet-paper.module.css';

type Row = { readonly id: string };

export type RowColumn<R extends Row> = {
  readonly key: keyof R & string;
  readonly label: string;
  /** CSS width; the others share what is left. */
  readonly width?: string;
  readonly placeholder?: string;
};

type RowsTableProps<R extends Row> = {
  /** 差距 */
  readonly label: string;
  /** Table the rows are kept in, for the history of a cell. */
  readonly table: string;
  readonly columns: readonly RowColumn<R>[];
  readonly rows: readonly R[];
  readonly savedIds: ReadonlySet<string>;
  readonly readOnly: boolean;
  readonly blank: (id: string) => R;
  /** `tag` names the cell, so that typing on in it is undone as one step. */
  readonly onChange: (update: (rows: readonly R[]) => R[], tag?: string) => void;
  /** Buttons beside 添加. */
  readonly actions?: ReactNode;
  readonly addLabel: string;
};

/** A ruled list on the paper, edited in place: Enter in the last cell goes down or adds a row. */
export const RowsTable = <R extends Row>(props: RowsTableProps<R>) => {
  const { label, table, columns, rows, readOnly, onChange } = props;
  const firstKey = columns[0]?.key ?? '';
  const add = (): void => {
    const row = props.blank(crypto.randomUUID());
    // At once: who types on meanwhile would type into the row before.
    flushSync(() => onChange((all) => [...all, row]));
    document.getElementById(rowCellId(table, row.id, firstKey))?.focus();
  };
  const remove = (row: R, place: number): void => {
    onChange((all) => all.filter(({ id }) => id !== row.id));
    showUndo(`已删去${label}第 ${place + 1} 条，保存后生效`, () =>
      onChange((all) =>
        all.some(({ id }) => id === row.id) ? [...all] : all.toSpliced(place, 0, row),
      ),
    );
  };
  const onEnd = (event: KeyboardEvent, place: number): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.shiftKey) return;
    event.preventDefault();
    const next = rows[place + 1];
    if (next) document.getElementById(rowCellId(table, next.id, firstKey))?.focus();
    else if (!readOnly) add();
  };
  return (
    <>
      {rows.length > 0 && (
        <table className={paper.ruled} aria-label={label}>
          <colgroup>
            <col style={{ width: '2.75rem' }} />
            {columns.map(({ key, width }) => (
              <col key={key} style={{ width }} />
            ))}
            {!readOnly && <col style={{ width: '2.5rem' }} data-screen-only />}
          </colgroup>
          <thead>
            <tr>
              <th scope="col">序号</th>
              {columns.map((column) => (
                <th key={column.key} scope="col">
                  {column.label}
                </th>
              ))}
              {!readOnly && <th scope="col" aria-label="操作" data-screen-only />}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => (
              <tr key={row.id}>
                <td className={classes.number}>{place + 1}</td>
                {columns.map(({ key, label: word, placeholder }, at) => (
                  <td
                    key={key}
                    {...cellOf(table, props.savedIds.has(row.id) ? row.id : null, columnOf(key))}
                  >
                    <textarea
                      id={rowCellId(table, row.id, key)}
                      className={paper.cell}
                      rows={1}
                      readOnly={readOnly}
                      aria-label={`${label}第 ${place + 1} 条 ${word}`}
                      placeholder={placeholder}
                      value={String(row[key] ?? '')}
                      onChange={(event) => {
                        const text = event.currentTarget.value;
                        onChange(
                          (all) =>
                            all.map((one) => (one.id === row.id ? { ...one, [key]: text } : one)),
                          `${row.id}-${key}`,
                        );
                      }}
                      {...(at === columns.length - 1 && {
                        onKeyDown: (event: KeyboardEvent) => onEnd(event, place),
                      })}
                    />
                  </td>
                ))}
                {!readOnly && (
                  <td className={classes.actions} data-screen-only>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      tabIndex={-1}
                      aria-label={`删去${label}第 ${place + 1} 条`}
                      onClick={() => remove(row, place)}
                    >
                      <IconX size="1rem" aria-hidden />
                    </ActionIcon>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!readOnly && (
        <div className={classes.foot} data-screen-only>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size="0.9rem" aria-hidden />}
            onClick={add}
          >
            {props.addLabel}
          </Button>
          {props.actions}
        </div>
      )}
      {rows.length === 0 && readOnly && <p className={classes.none}>没有填写。</p>}
    </>
  );
};
