import { api } from '#renderer/app/api.ts';
import { usePages } from '#renderer/parts/use-pages.ts';
import type { VisitRow } from '#shared/visits.ts';

/** Visits found, as far as the list has been scrolled. */
export const useVisitList = (search: string) =>
  usePages<VisitRow>('visits', search, (query) => api.visits.list.query(query));
