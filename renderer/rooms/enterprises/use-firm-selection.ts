import { useState } from 'react';
import type { TableSelection } from '#renderer/parts/data-table.tsx';
import type { EnterpriseRow } from '#shared/enterprises.ts';
import type { FirmChoice, FirmFilter, FirmOrder } from '#shared/firm-list.ts';

type Ticked =
  | { readonly all: true; readonly address: string }
  | { readonly all: false; readonly ids: ReadonlySet<string> };

const none: Ticked = { all: false, ids: new Set() };

/**
 * Firms ticked in the list: one by one, which stay ticked while the list is searched on, or all that
 * one list holds, which are only that list's.
 */
export const useFirmSelection = (list: {
  readonly filter: FirmFilter;
  readonly order: FirmOrder;
  readonly address: string;
  readonly total: number;
}) => {
  const [kept, setTicked] = useState<Ticked>(none);
  const ticked = kept.all && kept.address !== list.address ? none : kept;
  const count = ticked.all ? list.total : ticked.ids.size;
  const choice: FirmChoice = ticked.all
    ? { filter: list.filter, order: list.order }
    : { ids: [...ticked.ids] };
  const toggle = ({ id }: EnterpriseRow): void => {
    // All but one is a list nobody has asked for: it begins anew with the one.
    const ids = new Set(ticked.all ? [] : ticked.ids);
    if (!ids.delete(id)) ids.add(id);
    setTicked({ all: false, ids });
  };
  const selection: TableSelection<EnterpriseRow> = {
    has: ({ id }) => ticked.all || ticked.ids.has(id),
    toggle,
    all: ticked.all ? 'all' : count > 0 ? 'some' : 'none',
    toggleAll: () => setTicked(ticked.all ? none : { all: true, address: list.address }),
    clear: () => setTicked(none),
  };
  return { selection, count, choice, clear: selection.clear };
};
