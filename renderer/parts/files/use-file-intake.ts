import { useCallback, useEffect, useRef, useState } from 'react';
import { showDone } from '#renderer/app/query.ts';

/** A file on its way into the store, or one that did not get there. */
export type PendingFile = {
  readonly id: string;
  readonly file: File;
  readonly error: unknown;
};

/** How far the files chosen together have come. Counting unit: files. */
export type IntakeProgress = { readonly done: number; readonly total: number };

/**
 * Takes files in one after the other: a county laptop has no memory for ten pictures at once. One that
 * fails keeps nobody behind it waiting.
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
  const [chosen, setChosen] = useState(0);
  const queue = useRef<Promise<void>>(Promise.resolve());

  // A page that is left takes no more in; nobody should find that out weeks later.
  const waiting = useRef(0);
  const words = useRef(leftWords);
  const onTheWay = pending.filter(({ error }) => error === null).length;
  useEffect(() => {
    waiting.current = onTheWay;
    if (onTheWay === 0) setChosen(0);
  }, [onTheWay]);
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
      if (waiting.current > 0) showDone(words.current(waiting.current));
    };
  }, []);

  const stopped = useRef(new Set<string>());
  const run = useCallback(
    (photo: PendingFile) => {
      const work = async (): Promise<void> => {
        if (left.current || stopped.current.delete(photo.id)) return;
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
      setChosen((n) => n + fresh.length);
      for (const photo of fresh) run(photo);
    },
    [run],
  );

  return {
    pending,
    /** Null while nothing is on its way. */
    progress: onTheWay === 0 ? null : { done: chosen - onTheWay, total: chosen },
    add,
    /** Takes in what is being worked on and nothing behind it. */
    stop: (): void => {
      const [, ...behind] = pending.filter(({ error }) => error === null);
      for (const { id } of behind) stopped.current.add(id);
      setPending((list) => list.filter(({ id }) => !stopped.current.has(id)));
      setChosen((n) => n - behind.length);
    },
    retry: (photo: PendingFile): void => {
      const again = { ...photo, error: null };
      setPending((list) => list.map((p) => (p.id === photo.id ? again : p)));
      setChosen((n) => n + 1);
      run(again);
    },
    giveUp: (id: string): void => setPending((list) => list.filter((p) => p.id !== id)),
    /** Resolves when nothing is on its way any more. */
    settled: (): Promise<void> => queue.current,
  };
};

export type FileIntake = ReturnType<typeof useFileIntake>;
