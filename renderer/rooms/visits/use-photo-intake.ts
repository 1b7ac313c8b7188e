import { useCallback, useEffect, useRef, useState } from 'react';
import { showDone } from '#renderer/app/query.ts';
import { type TakenPhoto, takeInPhoto } from './photo-intake.ts';

/** A picture on its way into the store, or one that did not get there. */
export type PendingPhoto = {
  readonly id: string;
  readonly file: File;
  readonly error: unknown;
};

/** Takes pictures in one after the other: a county laptop has no memory for ten at once. */
export const usePhotoIntake = (onTaken: (id: string, photo: TakenPhoto) => void) => {
  const [pending, setPending] = useState<readonly PendingPhoto[]>([]);
  const queue = useRef<Promise<void>>(Promise.resolve());

  // A page that is left takes no more photos in; nobody should find that out weeks later.
  const waiting = useRef(0);
  useEffect(() => {
    waiting.current = pending.filter(({ error }) => error === null).length;
  }, [pending]);
  useEffect(
    () => () => {
      if (waiting.current > 0)
        showDone(`离开得早，有 ${waiting.current} 张照片还没有加进走访记录，请打开后再加一次。`);
    },
    [],
  );

  const run = useCallback(
    (photo: PendingPhoto) => {
      const work = async (): Promise<void> => {
        try {
          const taken = await takeInPhoto(photo.file);
          setPending((list) => list.filter(({ id }) => id !== photo.id));
          onTaken(photo.id, taken);
        } catch (error) {
          setPending((list) => list.map((p) => (p.id === photo.id ? { ...p, error } : p)));
        }
      };
      queue.current = queue.current.then(work);
    },
    [onTaken],
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
    retry: (photo: PendingPhoto): void => {
      const again = { ...photo, error: null };
      setPending((list) => list.map((p) => (p.id === photo.id ? again : p)));
      run(again);
    },
    giveUp: (id: string): void => setPending((list) => list.filter((p) => p.id !== id)),
    /** Resolves when nothing is on its way any more. */
    settled: (): Promise<void> => queue.current,
  };
};
