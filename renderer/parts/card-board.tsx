import { UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import classes from './card-board.module.css';

export type BoardColumn<Row> = {
  readonly title: string;
  /** What is counted in it, with its unit. */
  readonly note: string;
  readonly rows: readonly Row[];
};

type CardBoardProps<Row> = {
  readonly label: string;
  /** Stages with something in them, and those worth their room while they are empty. */
  readonly columns: readonly BoardColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  /** `strong` for the name, a `span` a line, `data-warn` and `data-late` on those that must be seen. */
  readonly card: (row: Row) => ReactNode;
  readonly onOpen: (row: Row) => void;
};

/** 看板: where everything stands at one look. ← → ↑ ↓ walk from card to card, Enter opens one. */
export const CardBoard = <Row,>(props: CardBoardProps<Row>) => {
  const { label, columns, rowKey, card, onOpen } = props;
  const board = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent): void => {
    const lists = [...(board.current?.querySelectorAll('[data-cards]') ?? [])].map((list) => [
      ...list.querySelectorAll('button'),
    ]);
    const column = lists.findIndex((cards) => cards.includes(document.activeElement as never));
    const place = lists[column]?.indexOf(document.activeElement as never) ?? -1;
    const goes: Readonly<Record<string, () => HTMLElement | HTMLElement[] | undefined>> = {
      ArrowDown: () => lists[column]?.[place + 1],
      ArrowUp: () => lists[column]?.[place - 1],
      ArrowRight: () => lists.slice(column + 1).find((cards) => cards.length > 0),
      ArrowLeft: () => lists.slice(0, Math.max(column, 0)).findLast((cards) => cards.length > 0),
    };
    const found = goes[event.key]?.();
    if (found === undefined) return;
    event.preventDefault();
    (Array.isArray(found) ? (found[place] ?? found.at(-1)) : found)?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no board.
    <div ref={board} className={classes.board} role="group" aria-label={label} onKeyDown={walk}>
      {columns.map(({ title, note, rows }) => (
        <section
          key={title}
          className={classes.column}
          data-empty={rows.length === 0 || undefined}
          style={{ flexGrow: Math.min(rows.length, 24) }}
          aria-label={title}
        >
          <header>
            <h3>{title}</h3>
            <p>{rows.length === 0 ? '没有' : note}</p>
          </header>
          <div className={classes.cards} data-cards>
            {rows.map((row) => (
              <UnstyledButton
                key={rowKey(row)}
                className={classes.item}
                onClick={() => onOpen(row)}
              >
                {card(row)}
              </UnstyledButton>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
};
