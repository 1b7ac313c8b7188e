import { useSearchParams } from 'wouter';
import { type ListIssues, listIssuesInput } from '#shared/issues.ts';

/** What is asked for stands in the address, so that 返回 comes back to it. */
export const useIssueQuery = () => {
  const [params, setParams] = useSearchParams();
  const set = (changes: Readonly<Record<string, string | null>>): void => {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries(changes))
      if (value === null || value === '') next.delete(key);
      else next.set(key, value);
    setParams(next, { replace: true });
  };
  const said = (key: string): string | null => params.get(key);
  const counted =
    said('counter') === null
      ? null
      : { counter: said('counter'), from: said('from'), to: said('to') };
  const read = listIssuesInput.safeParse({
    search: said('q') ?? '',
    view: said('list') ?? 'all',
    state: said('state'),
    type: said('type'),
    unit: said('unit'),
    person: said('person'),
    channel: said('channel'),
    term: said('term'),
    counted,
  });
  // An address somebody typed: nothing is filtered by what cannot be read.
  const query: ListIssues = read.success ? read.data : listIssuesInput.parse({});
  return { query, view: said('view') ?? 'table', said, set } as const;
};
