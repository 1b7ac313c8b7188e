import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { api } from '#renderer/app/api.ts';

const pageSize = 500;

/** The visits as far as they have been scrolled; the next page is fetched near the end. */
export const useVisitList = (search: string) => {
  const query = useInfiniteQuery({
    queryKey: ['visits', 'pages', search],
    queryFn: ({ pageParam }) =>
      api.visits.list.query({ search, limit: pageSize, offset: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const have = pages.reduce((sum, page) => sum + page.rows.length, 0);
      return have < last.total && last.rows.length > 0 ? have : undefined;
    },
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { ...query, rows, total: data?.pages.at(-1)?.total ?? 0, more };
};
