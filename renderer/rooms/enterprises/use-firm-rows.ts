import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { api } from '#renderer/app/api.ts';
import type { EnterpriseRow } from '#shared/enterprises.ts';
import type { FirmFilter, FirmOrder } from '#shared/firm-list.ts';

/** Rows asked for at a time. */
const pageSize = 100;
const pageOf = (row: number): number => Math.floor(row / pageSize);

type Listed = { readonly rows: readonly (EnterpriseRow | undefined)[]; readonly total: number };

/**
 * The rows of the list that are looked at, however long it is: pages around what is in sight, and the
 * number of all. Asked again when a firm changes; what stood there stays until the answer comes.
 */
export const useFirmRows = (filter: FirmFilter, order: FirmOrder) => {
  const [sight, setSight] = useState({ from: 0, to: 0 });
  const pages = useMemo(
    () => Array.from({ length: sight.to - sight.from + 1 }, (_, n) => sight.from + n),
    [sight],
  );
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: ['enterprises', 'page', filter, order, page],
      queryFn: () =>
        api.enterprises.list.query({ ...filter, order, limit: pageSize, offset: page * pageSize }),
    })),
  });
  const before = useRef<Listed>({ rows: [], total: 0 });
  const answered = answers.find(({ data }) => data !== undefined)?.data;
  const listed = useMemo((): Listed => {
    if (!answered) return before.current;
    const { total } = answered;
    const rows = new Array<EnterpriseRow | undefined>(total).fill(undefined);
    for (const [n, { data }] of answers.entries())
      for (const [at, row] of (data?.rows ?? []).entries()) {
        const place = (pages[n] ?? 0) * pageSize + at;
        if (place < total) rows[place] = row;
      }
    return { rows, total };
  }, [answered, answers, pages]);
  before.current = listed;

  const onSight = useCallback((first: number, last: number): void => {
    const next = { from: pageOf(first), to: pageOf(last) };
    setSight((now) => (now.from === next.from && now.to === next.to ? now : next));
  }, []);
  return {
    ...listed,
    onSight,
    /** What is shown answers what is asked. */
    settled: answered !== undefined,
    pending: answered === undefined && before.current.rows.length === 0,
    error: answers.find(({ isError }) => isError)?.error ?? null,
    retry: (): void => {
      for (const answer of answers) void answer.refetch();
    },
  };
};
