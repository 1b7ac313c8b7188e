import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useSearchBox } from '#renderer/parts/use-search-box.ts';
import {
  type FirmFilter,
  type FirmOrder,
  type FirmView,
  firmFilter,
  firmOrder,
  noFilter,
} from '#shared/firm-list.ts';

type Asked = { readonly filter: FirmFilter; readonly order: FirmOrder };

/** What an address asks for; what it says wrongly is left out. */
export const readAddress = (address: string): Asked => {
  const params = new URLSearchParams(address);
  const json = (key: string): unknown => {
    try {
      return JSON.parse(params.get(key) ?? 'null');
    } catch {
      return null;
    }
  };
  const filter = firmFilter.safeParse({ ...noFilter, ...(json('f') ?? {}) });
  const order = firmOrder.safeParse(json('o'));
  return {
    filter: { ...(filter.success ? filter.data : noFilter), search: params.get('q') ?? '' },
    order: order.success ? order.data : null,
  };
};

const writeAddress = ({ filter, order }: Asked): string => {
  const { search, ...rest } = filter;
  const chosen = Object.entries(rest).filter(([, words]) => words.length > 0);
  const params = new URLSearchParams();
  if (search !== '') params.set('q', search);
  if (chosen.length > 0) params.set('f', JSON.stringify(Object.fromEntries(chosen)));
  if (order) params.set('o', JSON.stringify(order));
  const query = params.toString();
  return query === '' ? '/enterprises' : `/enterprises?${query}`;
};

/** What the list is asked for. It stays in the address, so that 返回 from a firm comes back to it. */
export const useFirmQuery = () => {
  const [, navigate] = useLocation();
  const begun = useSearch();
  const [asked, setAsked] = useState(() => readAddress(begun));
  const box = useSearchBox(asked.filter.search, 120);
  const filter = { ...asked.filter, search: box.search };
  const address = writeAddress({ filter, order: asked.order });
  // Also when 企业 is chosen while the list stands: what is searched for stays, and the address says so.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is the reason to write it.
  useEffect(() => {
    navigate(address, { replace: true });
  }, [address, begun, navigate]);
  return {
    filter,
    order: asked.order,
    address,
    box,
    narrow: (some: Partial<FirmFilter>): void =>
      setAsked({ ...asked, filter: { ...asked.filter, ...some } }),
    sort: (order: FirmOrder): void => setAsked({ ...asked, order }),
    look: (view: Pick<FirmView, 'filter' | 'order'>): void => {
      box.set(view.filter.search);
      setAsked(view);
    },
  };
};
