import { UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import type { ApplicationRow } from '#shared/applications.ts';
import { headsOf } from '#shared/funnel.ts';
import { exits, isExit, returned, stages } from '#shared/pipeline.ts';
import classes from './applications-panel.module.css';

type BoardColumn = { readonly title: string; readonly holds: (row: ApplicationRow) => boolean };

/** A stage a column; what was sent back stands where it was sent back from. */
const columns: readonly BoardColumn[] = [
  { title: '未开始', holds: ({ stage }) => stage === null },
  ...stages.map((word) => ({
    title: word,
    holds: ({ stage, from }: ApplicationRow) =>
      stage === word || (stage === returned && (from ?? '初审') === word),
  })),
  { title: exits.join('、'), holds: ({ stage }) => isExit(stage) },
];

/** Distinct firms (家) and products (个) in some rows. */
const headCount = (rows: readonly ApplicationRow[]): string => {
  const { firms, products } = headsOf(
    rows.map(({ id, firm, productKey }) => ({ id, firm: firm.id, product: productKey })),
  );
  return `${firms} 家${products > 0 ? ` · ${products} 个产品` : ''}`;
};

type CardProps = { readonly row: ApplicationRow; readonly onOpen: (row: ApplicationRow) => void };

const Card = ({ row, onOpen }: CardProps) => {
  const { firm, product, award, stage, reason, since, contested, papers } = row;
  return (
    <UnstyledButton className={classes.item} onClick={() => onOpen(row)}>
      <strong>{firm.name}</strong>
      <span>{product ?? award}</span>
      <span>{since ?? '还没有进展'}</span>
      {stage === returned && <span data-warn>退回补正：{reason}</span>}
      {isExit(stage) && (
        <span>
          {stage}：{reason}
        </span>
      )}
      {contested.length > 0 && <span data-warn>两处记录不一致，待确认</span>}
      {papers.overdue > 0 && (
        <span data-late>
          材料逾期 {papers.overdue} 件（已备 {papers.done}/{papers.total}）
        </span>
      )}
    </UnstyledButton>
  );
};

type BoardViewProps = {
  readonly rows: readonly ApplicationRow[];
  readonly onOpen: (row: ApplicationRow) => void;
};

/** 看板: where everything stands at one look. ← → ↑ ↓ walk from card to card, Enter opens one. */
export const BoardView = ({ rows, onOpen }: BoardViewProps) => {
  const board = useRef<HTMLDivElement>(null);
  // Stages with something in them, and those that may follow: the rest would only take room.
  const next = new Set(rows.flatMap((row) => row.next));
  const shown = columns
    .map((column) => ({ ...column, rows: rows.filter(column.holds) }))
    .filter((column) => column.rows.length > 0 || next.has(column.title as never));
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
    <div ref={board} className={classes.board} role="group" aria-label="申报看板" onKeyDown={walk}>
      {shown.map((column) => (
        <section
          key={column.title}
          className={classes.column}
          data-empty={column.rows.length === 0 || undefined}
          style={{ flexGrow: Math.min(column.rows.length, 24) }}
          aria-label={column.title}
        >
          <header>
            <h3>{column.title}</h3>
            <p>{column.rows.length === 0 ? '没有' : headCount(column.rows)}</p>
          </header>
          <div className={classes.cards} data-cards>
            {column.rows.map((row) => (
              <Card key={row.id} row={row} onOpen={onOpen} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
};
