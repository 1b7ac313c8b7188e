import { ActionIcon, Anchor, TextInput } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCheck,
  IconGripVertical,
  IconX,
} from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { Link } from 'wouter';
import { readTime } from '#renderer/rooms/visits/time-text.ts';
import type { RouteStop } from '#shared/visit-routes.ts';
import classes from './plans.module.css';

type TimeProps = {
  readonly stop: RouteStop;
  readonly onTime: (time: string | null) => void;
};

/** A time as it is typed; taken over when the field is left, marked while it cannot be read. */
const Time = ({ stop, onTime }: TimeProps) => {
  const [text, setText] = useState(stop.time ?? '');
  const read = readTime(text);
  return (
    <TextInput
      size="xs"
      aria-label={`${stop.firm.name}：计划时间`}
      placeholder="时间"
      value={text}
      error={read === undefined}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => {
        if (read === undefined) return;
        setText(read ?? '');
        if (read !== stop.time) onTime(read);
      }}
    />
  );
};

type RouteStopsProps = {
  readonly stops: readonly RouteStop[];
  readonly onChange: (stops: readonly RouteStop[]) => void;
  readonly onRemove: (stop: RouteStop) => void;
};

/** The stops in order: dragged, or moved by Alt+↑ and Alt+↓ from anything in the row. */
export const RouteStops = ({ stops, onChange, onRemove }: RouteStopsProps) => {
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const move = (from: number, to: number): void => {
    const stop = stops[from];
    if (!stop || to < 0 || to >= stops.length || from === to) return;
    onChange(stops.toSpliced(from, 1).toSpliced(to, 0, stop));
  };
  const onKeyDown = (event: KeyboardEvent, at: number): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || !event.altKey) return;
    event.preventDefault();
    move(at, at + step);
  };
  return (
    <ol className={classes.stops} aria-label="走访路线">
      {stops.map((stop, at) => (
        <li
          key={stop.firm.id}
          className={classes.stop}
          draggable
          data-dragged={dragged === at || undefined}
          data-over={(over === at && dragged !== at) || undefined}
          onKeyDown={(event) => onKeyDown(event, at)}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move';
            event.dataTransfer.setData('text/plain', stop.firm.name);
            setDragged(at);
          }}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(at);
          }}
          onDragEnd={() => {
            setDragged(null);
            setOver(null);
          }}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged !== null) move(dragged, at);
          }}
        >
          <span className={classes.grip} aria-hidden>
            <IconGripVertical size="1rem" />
          </span>
          <span className={classes.no}>{at + 1}</span>
          <span className={classes.where}>
            <span title={stop.firm.name}>{stop.firm.name}</span>
            <span className={classes.small}>
              {[
                stop.address ?? stop.township ?? '未填地址',
                [stop.contact, stop.phone].filter(Boolean).join(' '),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          <Time
            key={stop.time}
            stop={stop}
            onTime={(time) => onChange(stops.with(at, { ...stop, time }))}
          />
          <span className={classes.acts}>
            {stop.visit === null ? (
              <Anchor component={Link} size="sm" href={`/visits/new?enterprise=${stop.firm.id}`}>
                记录走访
              </Anchor>
            ) : (
              <Anchor component={Link} size="sm" href={`/visits/${stop.visit}`}>
                <IconCheck size="0.9rem" aria-hidden /> 已走访
              </Anchor>
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${stop.firm.name}上移`}
              disabled={at === 0}
              onClick={() => move(at, at - 1)}
            >
              <IconArrowUp size="1rem" aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${stop.firm.name}下移`}
              disabled={at === stops.length - 1}
              onClick={() => move(at, at + 1)}
            >
              <IconArrowDown size="1rem" aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${stop.firm.name}移出路线`}
              onClick={() => onRemove(stop)}
            >
              <IconX size="1rem" aria-hidden />
            </ActionIcon>
          </span>
        </li>
      ))}
    </ol>
  );
};
