import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import type { LikelyPairs } from '#shared/firm-pairs.ts';

/** What the last comparison found, when it ended (ms since 1970) and how long it took (ms). */
type Compared = LikelyPairs & { readonly at: number; readonly took: number };

/** No room's key: a comparison of 200,000 files does not begin anew with every change to one. */
const key = ['likely pairs'] as const;

/** So quick that whoever comes back is shown a new one. */
const quick = 2_000;

/** Pairs that may be one firm, with the job that looks for them. */
export const useLikely = () => {
  const [job, setJob] = useState<string | null>(null);
  const [cancelling, setCancelling] = useState(false);
  const likely = useQuery({
    queryKey: key,
    queryFn: async (): Promise<Compared> => {
      const id = crypto.randomUUID();
      const began = Date.now();
      setJob(id);
      setCancelling(false);
      try {
        const found = await api.firmPairs.likely.query({ job: id });
        return { ...found, at: Date.now(), took: Date.now() - began };
      } finally {
        setJob(null);
      }
    },
    staleTime: ({ state: { data } }) =>
      data === undefined || data.took < quick ? 0 : Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const cancel = (): void => {
    if (job === null) return;
    setCancelling(true);
    // Where the work ended in the meantime there is nothing left to cancel.
    api.exchange.cancel.mutate({ job }).catch(() => setCancelling(false));
  };
  return { likely, job, cancelling, cancel };
};

const without = (client: QueryClient, firstId: string, secondId: string): void => {
  client.setQueryData<Compared>(key, (known) => {
    const pairs = known?.pairs.filter(
      ({ first, second }) => first.id !== firstId || second.id !== secondId,
    );
    return known && pairs
      ? { ...known, pairs, total: known.total - (known.pairs.length - pairs.length) }
      : known;
  });
};

/** What a decision does to what was found before it. */
export const useFoundBefore = () => {
  const client = useQueryClient();
  return {
    /** A person has decided about a pair. */
    drop: (firstId: string, secondId: string): void => without(client, firstId, secondId),
    /** A decision was taken back: the pair may be found again. */
    forget: (): void => client.removeQueries({ queryKey: key }),
  };
};
