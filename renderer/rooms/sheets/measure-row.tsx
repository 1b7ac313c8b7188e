import { UnstyledButton } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { type KeyboardEvent, memo } from 'react';
import { cellOf } from '#renderer/parts/cell-history/cell-name.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { readDay } from '#renderer/parts/day-text.ts';
import { formatDay, today } from '#renderer/parts/formats.ts';
import { fixings, type Measure, measureStates } from '#shared/sheets.ts';
import { cellId } from './cell-id.ts';
import { MeasureMenu } from './measure-menu.tsx';
import classes from './measure-row.module.css';
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
  /** Progress is being typed and not yet entered. */
  readonly hasEntry: boolean;
  readonly onCell: (id: string, part: Partial<MeasureForm>) => void;
  readonly onMove: (id: string, step: -1 | 1) => void;
  readonly onAdd: (afterId: string | null) => void;
  readonly onRemove: (measure: MeasureForm, place: number) => void;
  readonly onProgress: (measureId: string) => void;
};

const textCells = fixings.filter(({ key }) => key !== 'dueOn');

const isOverdue = (measure: MeasureForm): boolean => {
  const due = readDay(measure.dueOn, today());
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
  const late = isOverdue(measure);

  /** Enter goes down, or adds a row at the end; Tab from the end adds one behind a filled row. */
  const onLastCell = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.shiftKey || event.ctrlKey || event.altKey) return;
    const adds = event.key === 'Tab' && nextId === null && !isBlankMeasure(measure);
    if (event.key !== 'Enter' && !adds) return;
    event.preventDefault();
    if (nextId === null) onAdd(measure.id);
    else document.getElementById(cellId(nextId, 'person'))?.focus();
  };
  const onAltArrow = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    props.onMove(measure.id, event.key === 'ArrowUp' ? -1 : 1);
  };

  return (
    <tr onKeyDown={onAltArrow}>
      <td className={classes.number}>{place + 1}</td>
      {textCells.map(({ key, label }) => (
        <td key={key} {...cellOf('measure', record, key)}>
          <textarea
            id={cellId(measure.id, key)}
            className={paper.cell}
            rows={1}
            aria-label={`${name} ${label}`}
            aria-invalid={missing.has(key)}
            placeholder={missing.has(key) ? '必填' : undefined}
            value={measure[key]}
            onChange={(event) => onCell(measure.id, { [key]: event.currentTarget.value })}
          />
        </td>
      ))}
      <td className={classes.due} {...cellOf('measure', record, 'dueOn')}>
        <DayInput
          id={cellId(measure.id, 'dueOn')}
          variant="unstyled"
          aria-label={`${name} 定完成时间`}
          error={missing.has('dueOn')}
          placeholder={missing.has('dueOn') ? '必填' : '年-月-日'}
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
      </td>
      <td className={classes.actions} data-screen-only>
        <MeasureMenu
          name={name}
          first={place === 0}
          last={place === count - 1}
          onMove={(step) => props.onMove(measure.id, step)}
          onInsert={() => onAdd(measure.id)}
          onRemove={() => props.onRemove(measure, place)}
        />
      </td>
    </tr>
  );
});
MeasureRow.displayName = 'MeasureRow';
