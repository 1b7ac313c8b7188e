import { useState } from 'react';
import type { TableSelection } from '#renderer/parts/data-table.tsx';

/** Rows ticked by key; those that are no longer listed do not count. */
export const useTicked = <Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  first: 'all' | 'none' = 'none',
) => {
  // Rows that come are ticked as the list begins, so what is kept is what differs from it.
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const isTicked = (key: string): boolean => turned.has(key) !== (first === 'all');
  const keys = rows.map(keyOf).filter(isTicked);
  const turnAll = (to: boolean): void =>
    setTurned(new Set(to === (first === 'all') ? [] : rows.map(keyOf)));
  const selection: TableSelection<Row> = {
    has: (row) => isTicked(keyOf(row)),
    toggle: (row) => {
      const next = new Set(turned);
      if (!next.delete(keyOf(row))) next.add(keyOf(row));
      setTurned(next);
    },
    all: keys.length === 0 ? 'none' : keys.length === rows.length ? 'all' : 'some',
    toggleAll: () => turnAll(keys.length < rows.length),
    clear: () => turnAll(false),
  };
  return { keys, selection };
};
