import { useCallback, useEffect, useRef, useState } from 'react';
import { showDone } from '#renderer/app/query.ts';

/** A file on its way into the store, or one that did not get there. */
export type PendingFile = {
  readonly id: string;
  readonly file: File;
  readonly error: unknown;
};

/**
 * Takes files in one after the other: a county laptop has no memory for ten pictures at once.
 *
 * @param takeIn stores one; must be the same function at every rendering, as must `onTaken`
 * @param leftWords what is said where the page is left with some on their way
 */
export const useFileIntake = <Taken>(
  takeIn: (file: File) => Promise<Taken>,
  onTaken: (id: string, taken: Taken) => void,
  leftWords: (n: number) => string,
) => {
  const [pending, setPending] = useState<readonly PendingFile[]>([]);
  const queue = useRef<Promise<void>>(Promise.resolve());

  // A page that is left takes no more in; nobody should find that out weeks later.
  const waiting = useRef(0);
  const words = useRef(leftWords);
  useEffect(() => {
    waiting.current = pending.filter(({ error }) => error === null).length;
  }, [pending]);
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
      if (waiting.current > 0) showDone(words.current(waiting.current));
    };
  }, []);

  const run = useCallback(
    (photo: PendingFile) => {
      const work = async (): Promise<void> => {
        if (left.current) return;
        try {
          const taken = await takeIn(photo.file);
          setPending((list) => list.filter(({ id }) => id !== photo.id));
          onTaken(photo.id, taken);
        } catch (error) {
          setPending((list) => list.map((p) => (p.id === photo.id ? { ...p, error } : p)));
        }
      };
      queue.current = queue.current.then(work);
    },
    [onTaken, takeIn],
  );

  const add = useCallback(
    (files: readonly File[]) => {
      const fresh = files.map((file) => ({ id: crypto.randomUUID(), file, error: null }));
      setPending((list) => [...list, ...fresh]);
      for (const photo of fresh) run(photo);
    },
    [run],
  );

  return {
    pending,
    add,
    retry: (photo: PendingFile): void => {
      const again = { ...photo, error: null };
      setPending((list) => list.map((p) => (p.id === photo.id ? again : p)));
      run(again);
    },
    giveUp: (id: string): void => setPending((list) => list.filter((p) => p.id !== id)),
    /** Resolves when nothing is on its way any more. */
    settled: (): Promise<void> => queue.current,
  };
};
