import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { formatMoment } from '#renderer/parts/formats.ts';
import type { ConflictLine, ConflictSide, TypedValue } from '#shared/conflicts.ts';
import { type Choice, choiceOfDigit, titleOf } from './conflict-choice.ts';
import classes from './conflicts-panel.module.css';

const Side = (props: {
  readonly side: ConflictSide;
  readonly place: number;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) => {
  const { side, place, chosen, onChoose } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a card with four lines is no <input type="radio">.
    <button
      type="button"
      role="radio"
      aria-checked={chosen}
      tabIndex={-1}
      className={classes.side}
      onClick={onChoose}
    >
      <span className={classes.number} aria-hidden>
        {place + 1}
      </span>
      <span className={classes.said}>
        <span className={classes.value}>{side.text}</span>
        <span className={classes.who}>
          {[side.actor, side.device].filter(Boolean).join(' · ')}
          {side.own && <b className={classes.tag}>本机</b>}
          {side.shown && (
            <b className={classes.tag}>{side.decides === 'delete' ? '现已隐藏' : '现显示'}</b>
          )}
        </span>
        <span className={classes.when}>
          写于 {formatMoment(side.claimedAt)}
          {side.receivedAt !== null && `，收到 ${formatMoment(side.receivedAt)}`}
        </span>
      </span>
    </button>
  );
};

type OtherProps = {
  readonly label: string;
  readonly typed: TypedValue;
  /** People wrote at length. */
  readonly long: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** Where another value is typed; the caret is in it at once. */
const OtherValue = ({ label, typed, long, value, onChange }: OtherProps) => {
  const input = useRef<HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.closest('tr')?.scrollIntoView({ block: 'nearest' });
  }, []);
  const name = `${label} 另写`;
  if (typed.kind === 'choice')
    return (
      <NativeSelect
        ref={input}
        aria-label={name}
        data={['', ...typed.options]}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  const shared = {
    ref: input,
    'aria-label': name,
    value,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  return long ? (
    <Textarea {...shared} autosize minRows={2} maxRows={8} />
  ) : (
    <TextInput {...shared} placeholder={typed.kind === 'day' ? '2026-03-05' : undefined} />
  );
};

type ConflictRowProps = {
  readonly line: ConflictLine;
  readonly choice: Choice | undefined;
  readonly busy: boolean;
  readonly current: boolean;
  readonly onCurrent: () => void;
  readonly onChoice: (choice: Choice | undefined) => void;
  readonly onDecide: () => void;
  readonly onMove: (by: number) => void;
};

const isInput = (target: EventTarget): boolean =>
  target instanceof Element && target.matches('input, textarea, select');

/** One question: what it was, what people wrote, and what is to hold. */
export const ConflictRow = (props: ConflictRowProps) => {
  const { line, choice, onChoice, onDecide, onMove } = props;
  const row = useRef<HTMLTableRowElement>(null);
  const typing = choice?.kind === 'typed';
  const canType = line.typed.kind !== 'none';
  const type = (): void => {
    const begin = line.sides.find((s) => s.shown)?.value ?? '';
    if (canType) onChoice({ kind: 'typed', value: begin });
  };
  const stopTyping = (): void => {
    onChoice(undefined);
    row.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const { key, target } = event;
    if (isInput(target)) {
      if (key === 'Enter' && !event.shiftKey) onDecide();
      else if (key === 'Escape') stopTyping();
      else return;
    } else if (key === 'ArrowDown' || key === 'ArrowUp') onMove(key === 'ArrowDown' ? 1 : -1);
    else if (key === 't' || key === 'T') type();
    else if (key === 'Enter' && target === row.current) onDecide();
    else {
      const picked = choiceOfDigit(line, key);
      if (!picked) return;
      onChoice(picked);
    }
    event.preventDefault();
  };
  return (
    <tr
      ref={row}
      className={classes.line}
      data-conflict
      aria-label={titleOf(line)}
      tabIndex={props.current ? 0 : -1}
      onFocus={props.onCurrent}
      onKeyDown={onKeyDown}
    >
      <th scope="row">
        <div className={classes.field}>{line.fieldLabel}</div>
        <div className={classes.where}>{[line.tableLabel, line.rowTitle].join(' ')}</div>
      </th>
      <td className={classes.base}>
        {line.base ? line.base.text : <span className={classes.where}>—</span>}
      </td>
      <td>
        <div className={classes.sides} role="radiogroup" aria-label={`${titleOf(line)} 各方的值`}>
          {line.sides.map((side, place) => (
            <Side
              key={`${side.origin} ${side.seq}`}
              side={side}
              place={place}
              chosen={choice?.kind === 'side' && choice.place === place}
              onChoose={() => {
                onChoice({ kind: 'side', place });
                row.current?.focus();
              }}
            />
          ))}
        </div>
        {typing && (
          <OtherValue
            label={titleOf(line)}
            typed={line.typed}
            long={line.sides.some((side) => (side.value ?? '').length > 40)}
            value={choice.value}
            onChange={(value) => onChoice({ kind: 'typed', value })}
          />
        )}
      </td>
      <td className={classes.acts}>
        <Button size="xs" disabled={!choice} loading={props.busy} onClick={onDecide}>
          裁定
        </Button>
        {canType && (
          <Button size="xs" variant="subtle" onClick={typing ? stopTyping : type}>
            {typing ? '不另写' : '另写'}
          </Button>
        )}
      </td>
    </tr>
  );
};
