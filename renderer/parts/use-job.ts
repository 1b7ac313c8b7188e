import { useState } from 'react';
import { api, refusalOf, sentenceOf } from '#renderer/app/api.ts';
import { showDone } from '#renderer/app/query.ts';

/** One piece of long work at a time: its id for the dialog, its failure for the page. */
export const useJob = () => {
  const [job, setJob] = useState<string | null>(null);
  const [cancelling, setCancelling] = useState(false);
  const [error, setError] = useState<unknown>(null);
  return {
    job,
    cancelling,
    error,
    forget: (): void => setError(null),
    /** @returns undefined where it was cancelled or failed; the failure is in `error`. */
    run: async <T>(work: (job: string) => Promise<T>): Promise<T | undefined> => {
      const id = crypto.randomUUID();
      setJob(id);
      setError(null);
      try {
        return await work(id);
      } catch (failure) {
        if (refusalOf(failure)?.code === 'job.cancelled') showDone(sentenceOf(failure));
        else setError(failure);
        return undefined;
      } finally {
        setJob(null);
        setCancelling(false);
      }
    },
    cancel: (): void => {
      if (job === null) return;
      setCancelling(true);
      // Where the work ended in the meantime there is nothing left to cancel.
      api.exchange.cancel.mutate({ job }).catch(() => setCancelling(false));
    },
  };
};
