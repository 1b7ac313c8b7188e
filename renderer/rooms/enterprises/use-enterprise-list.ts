import { api } from '#renderer/app/api.ts';
import { usePages } from '#renderer/parts/use-pages.ts';

/** Firms found, as far as the list has been scrolled. */
export const useEnterpriseList = (search: string) =>
  usePages('enterprises', search, (query) => api.enterprises.list.query(query));
