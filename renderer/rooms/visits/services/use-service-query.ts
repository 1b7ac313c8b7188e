import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { usualPeriod } from '#renderer/parts/period-bar.tsx';
import type { Period } from '#shared/issues.ts';
import { type ServiceSplit, serviceSplits } from '#shared/service-counters.ts';
import { serviceRowsInput } from '#shared/services.ts';

/** Parts of the tab. */
export const serviceViews = [
  { value: 'figures', label: '统计' },
  { value: 'agreements', label: '跟踪服务协议' },
  { value: 'tickets', label: '绿色通道' },
] as const;
export type ServiceView = (typeof serviceViews)[number]['value'];

/** What is asked for stands in the address, so that 返回 from a row comes back to it. */
export const useServiceQuery = () => {
  const [params, setParams] = useSearchParams();
  const set = (changes: Readonly<Record<string, string | null>>): void => {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries(changes))
      if (value === null) next.delete(key);
      else next.set(key, value);
    setParams(next, { replace: true });
  };
  const said = (key: string): string | null => params.get(key);
  const usual = usualPeriod();
  const period: Period = { from: said('from') ?? usual.from, to: said('to') ?? usual.to };
  const by: ServiceSplit = serviceSplits.find((split) => split === said('by')) ?? 'month';
  const rows = serviceRowsInput.safeParse({
    ...{ ...period, by },
    ...{ counter: said('counter'), group: said('group') },
  });
  return {
    view: serviceViews.find(({ value }) => value === said('view'))?.value ?? 'figures',
    period,
    by,
    /** The figure whose rows are looked at; null for none. */
    behind: rows.success ? rows.data : null,
    said,
    set,
  } as const;
};
export type ServiceQuery = ReturnType<typeof useServiceQuery>;

/** A part of the tab: what is asked, and the switch that stands first in its bar. */
export type ViewProps = { readonly asked: ServiceQuery; readonly switcher: ReactNode };
