import { Anchor, Button } from '@mantine/core';
import { Link } from 'wouter';
import { formatDay } from '#renderer/parts/formats.ts';
import classes from './typing-page.module.css';
import type { TypedVisit } from './use-typed.ts';

type TypedListProps = {
  readonly typed: readonly TypedVisit[];
  readonly onTakeBack: (visit: TypedVisit) => void;
  readonly onBringBack: (visit: TypedVisit) => void;
};

/** What was typed in this sitting, the last on top; each can be taken back. */
export const TypedList = ({ typed, onTakeBack, onBringBack }: TypedListProps) => (
  <section className={classes.typed} aria-label="本次已录">
    <h2>
      本次已录 {typed.filter(({ removed }) => removed === null).length} 份
      {typed.length > 0 && <small>Alt+Z 撤销最后一份</small>}
    </h2>
    <ul>
      {typed.map((visit) => (
        <li key={visit.id} data-removed={visit.removed !== null || undefined}>
          <span>{formatDay(visit.on)}</span>
          <Anchor component={Link} href={`/visits/${visit.id}`} size="xs">
            {visit.firm}
          </Anchor>
          <span>{visit.people.join('、')}</span>
          <span className={classes.words}>{visit.words}</span>
          {visit.removed === null ? (
            <Button
              variant="subtle"
              size="compact-xs"
              aria-label={`撤销 ${visit.firm}`}
              onClick={() => onTakeBack(visit)}
            >
              撤销
            </Button>
          ) : (
            <Button
              variant="subtle"
              size="compact-xs"
              aria-label={`恢复 ${visit.firm}`}
              onClick={() => onBringBack(visit)}
            >
              已撤销，恢复
            </Button>
          )}
        </li>
      ))}
    </ul>
  </section>
);
