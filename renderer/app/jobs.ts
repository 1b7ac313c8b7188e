import { createContext, use, useSyncExternalStore } from 'react';

/** How far a piece of long work is. */
export type JobProgress = { readonly label: string; readonly done: number; readonly total: number };

/** The latest word of every job that this window has heard of. */
export type JobBoard = {
  readonly get: (job: string) => JobProgress | undefined;
  readonly put: (job: string, progress: JobProgress) => void;
  readonly listen: (changed: () => void) => () => void;
};

export const createJobBoard = (): JobBoard => {
  const latest = new Map<string, JobProgress>();
  const listeners = new Set<() => void>();
  return {
    get: (job) => latest.get(job),
    put: (job, progress) => {
      latest.set(job, progress);
      for (const changed of listeners) changed();
    },
    listen: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
};

export const JobBoardContext = createContext<JobBoard>(createJobBoard());

/** @returns undefined until the job has said something. */
export const useJobProgress = (job: string | null): JobProgress | undefined => {
  const board = use(JobBoardContext);
  return useSyncExternalStore(board.listen, () => (job === null ? undefined : board.get(job)));
};
