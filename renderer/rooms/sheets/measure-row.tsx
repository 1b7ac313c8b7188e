import { UnstyledButton } from '@mantine/core';
import { IconAlertCircle, IconPaperclip } from '@tabler/icons-react';
import { type ClipboardEvent, type KeyboardEvent, memo } from 'react';
import { cellOf } from '#renderer/parts/cell-history/cell-name.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { formatDay, today } from '#renderer/parts/formats.ts';
import { fixings, type Measure, measureStates } from '#shared/sheets.ts';
import { readDue } from './due-text.ts';
import { MeasureMenu } from './measure-menu.tsx';
import classes from './measure-row.module.css';
import { isTable, type PasteColumn } from './pasted-table.ts';
import { cellId } from './sheet-cells.ts';
import { isBlankMeasure, type MeasureForm } from './sheet-form.ts';
import paper from './sheet-paper.module.css';

type MeasureRowProps = {
  readonly measure: MeasureForm;
  /** From 0. */
  readonly place: number;
  readonly count: number;
  /** Row below; null in the last one. */
  readonly nextId: string | null;
  /** Keys of missing cells, one text so that an unchanged row is not drawn again. */
  readonly missing: string;
  readonly saved: Measure | null;
  /** Year of dates that name none. */
  readonly year: number;
  /** The sheet is issued: cells stand, but for those in `open`. */
  readonly fixed: boolean;
  /** Keys of cells an issued sheet still lacks, one text. */
  readonly open: string;
  /** Progress is being typed and not yet entered. */
  readonly hasEntry: boolean;
  readonly onCell: (id: string, part: Partial<MeasureForm>) => void;
  readonly onMove: (id: string, step: -1 | 1) => void;
  readonly onAdd: (afterId: string | null) => void;
  readonly onRemove: (measure: MeasureForm, place: number) => void;
  readonly onProgress: (measureId: string) => void;
  readonly onEvidence: (measureId: string) => void;
  /** Cells of a spreadsheet, laid over the table from this cell on. */
  readonly onPaste: (measureId: string, column: PasteColumn, text: string) => void;
};

const textCells = fixings.flatMap(({ key, label }) => (key === 'dueOn' ? [] : [{ key, label }]));

const isOverdue = (measure: MeasureForm, year: number): boolean => {
  const due = readDue(measure.dueOn, year);
  return due !== null && due < today() && measure.state !== '完成' && measure.state !== '取消';
};

const ProgressSummary = ({ saved }: { readonly saved: Measure | null }) => {
  const entries = saved?.progress ?? [];
  const latest = entries.reduce<(typeof entries)[number] | undefined>(
    (newest, entry) => (newest === undefined || entry.onDate >= newest.onDate ? entry : newest),
    undefined,
  );
  if (!latest) return <span data-screen-only>记进展</span>;
  return (
    <>
      {latest.percent === null ? latest.onDate : `${latest.percent}%`}
      <span className={classes.small}>
        {formatDay(latest.onDate).slice(5)} · {entries.length} 条
      </span>
    </>
  );
};

/** One measure on the paper. */
export const MeasureRow = memo((props: MeasureRowProps) => {
  const { measure, place, count, nextId, saved, onCell, onAdd } = props;
  const record = saved ? measure.id : null;
  const missing = new Set(props.missing.split(' '));
  const name = `第 ${place + 1} 项`;
  const late = isOverdue(measure, props.year);

  /** Enter goes down, or adds a row at the end; Tab from the end adds one behind a filled row. */
  const onLastCell = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.shiftKey || event.ctrlKey || event.altKey) return;
    const adds = event.key === 'Tab' && nextId === null && !isBlankMeasure(measure);
    if (event.key !== 'Enter' && !adds) return;
    event.preventDefault();
    if (nextId === null && props.fixed) return;
    if (nextId === null) onAdd(measure.id);
    else document.getElementById(cellId(nextId, 'person'))?.focus();
  };
  const open = new Set(props.open.split(' '));
  const readOnly = (key: string): boolean => props.fixed && !open.has(key);
  const onPaste = (column: PasteColumn) => (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (props.fixed || !isTable(text, event.clipboardData.getData('text/html'))) return;
    event.preventDefault();
    props.onPaste(measure.id, column, text);
  };
  /** Alt moves the row up or down, Ctrl goes to the same cell of the row above or below. */
  const onArrow = (event: KeyboardEvent<HTMLTableRowElement>): void => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    const up = event.key === 'ArrowUp';
    if (event.altKey && !props.fixed) {
      event.preventDefault();
      props.onMove(measure.id, up ? -1 : 1);
    }
    if (!event.ctrlKey) return;
    event.preventDefault();
    const row = event.currentTarget;
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    const column = (event.target as Element).closest('td')?.cellIndex ?? 0;
    other?.children[column]?.querySelector<HTMLElement>('textarea, input, select, button')?.focus();
  };

  return (
    <tr onKeyDown={onArrow}>
      <td className={classes.number}>{place + 1}</td>
      {textCells.map(({ key, label }) => {
        const cell = (
          <textarea
            key={key}
            id={cellId(measure.id, key)}
            className={paper.cell}
            rows={1}
            aria-label={`${name} ${label}`}
            aria-invalid={missing.has(key)}
            placeholder={missing.has(key) ? '必填' : undefined}
            readOnly={readOnly(key)}
            value={measure[key]}
            onChange={(event) => onCell(measure.id, { [key]: event.currentTarget.value })}
            onPaste={onPaste(key)}
          />
        );
        return key !== 'person' ? (
          <td key={key} {...cellOf('measure', record, key)}>
            {cell}
          </td>
        ) : (
          <td key={key} className={classes.person} {...cellOf('measure', record, key)}>
            <div>
              {cell}
              {(measure.department !== '' || !props.fixed) && (
                <input
                  className={`${paper.cell} ${classes.department}`}
                  aria-label={`${name} 责任部门`}
                  placeholder="责任部门"
                  readOnly={props.fixed}
                  value={measure.department}
                  onChange={(event) =>
                    onCell(measure.id, { department: event.currentTarget.value })
                  }
                />
              )}
            </div>
          </td>
        );
      })}
      <td {...cellOf('measure', record, 'resources')}>
        <textarea
          className={paper.cell}
          rows={1}
          aria-label={`${name} 资源保障`}
          readOnly={props.fixed}
          value={measure.resources}
          onChange={(event) => onCell(measure.id, { resources: event.currentTarget.value })}
          onPaste={onPaste('resources')}
        />
      </td>
      <td className={classes.due} {...cellOf('measure', record, 'dueOn')}>
        <DayInput
          id={cellId(measure.id, 'dueOn')}
          variant="unstyled"
          aria-label={`${name} 定完成时间`}
          error={missing.has('dueOn')}
          placeholder={missing.has('dueOn') ? '必填' : '年-月-日'}
          readOnly={readOnly('dueOn')}
          tidy={(text) => readDue(text, props.year) ?? text.trim()}
          onPaste={onPaste('dueOn')}
          value={measure.dueOn}
          onChange={(dueOn) => onCell(measure.id, { dueOn })}
          onKeyDown={onLastCell}
        />
        {late && (
          <span className={classes.overdue}>
            <IconAlertCircle size="0.9rem" aria-hidden />
            逾期
          </span>
        )}
      </td>
      <td {...cellOf('measure', record, 'state')}>
        <select
          className={`${paper.cell} ${classes.state}`}
          aria-label={`${name} 状态`}
          value={measure.state}
          onChange={(event) => {
            const state = measureStates.find((s) => s === event.currentTarget.value);
            if (state) onCell(measure.id, { state });
          }}
          onKeyDown={(event) => event.key === 'Tab' && onLastCell(event)}
        >
          {measureStates.map((state) => (
            <option key={state}>{state}</option>
          ))}
        </select>
      </td>
      <td>
        <UnstyledButton
          className={classes.progress}
          aria-label={`${name} 进展`}
          onClick={() => props.onProgress(measure.id)}
        >
          <ProgressSummary saved={saved} />
          {props.hasEntry && <span className={classes.small}>有未记完的一条</span>}
        </UnstyledButton>
        {saved && (
          <UnstyledButton
            className={classes.evidence}
            aria-label={`${name} 佐证`}
            data-screen-only={saved.evidence === 0 ? true : undefined}
            onClick={() => props.onEvidence(measure.id)}
          >
            <IconPaperclip size="0.85rem" aria-hidden />
            {saved.evidence === 0 ? '佐证' : `佐证 ${saved.evidence} 件`}
          </UnstyledButton>
        )}
      </td>
      <td className={classes.actions} data-screen-only>
        {(!props.fixed || props.open !== '') && (
          <MeasureMenu
            name={name}
            first={place === 0 || props.fixed}
            last={place === count - 1 || props.fixed}
            fixed={props.fixed}
            onMove={(step) => props.onMove(measure.id, step)}
            onInsert={() => onAdd(measure.id)}
            onRemove={() => props.onRemove(measure, place)}
          />
        )}
      </td>
    </tr>
  );
});
MeasureRow.displayName = 'MeasureRow';
