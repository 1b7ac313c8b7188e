import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';

const pageSize = 500;

type Page<Row> = { readonly total: number; readonly rows: readonly Row[] };
type Ask<P> = (query: { search: string; limit: number; offset: number }) => Promise<P>;

/**
 * A list as far as it has been scrolled; `more` fetches the next page when its end comes near.
 *
 * @param room whose changes make the list ask again
 * @param ask one page of the list
 */
export const usePages = <Row, P extends Page<Row> = Page<Row>>(
  room: string,
  search: string,
  ask: Ask<P>,
) => {
  const query = useInfiniteQuery({
    queryKey: [room, 'pages', search],
    queryFn: ({ pageParam }) => ask({ search, limit: pageSize, offset: pageParam }),
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
  return {
    ...query,
    rows,
    latest: data?.pages.at(-1),
    total: data?.pages.at(-1)?.total ?? 0,
    more,
  };
};
