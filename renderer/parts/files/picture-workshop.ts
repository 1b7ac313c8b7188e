import { Refusal } from '#shared/errors.ts';
import { photoMaxSide } from '#shared/visits.ts';
import type { PictureAnswer, PictureOrder, QuarterTurns } from './picture-order.ts';

export type SmallPicture = {
  /** A JPEG of at most `photoMaxSide` pixels a side, without metadata. */
  readonly file: File;
  /** Local wall time of the camera. */
  readonly takenAt: string | null;
};

export type PictureWorkshop = {
  /**
   * Makes a picture small and upright, turned by so many quarters clockwise; its longest side in pixels.
   *
   * @throws Refusal `photo.unreadable`, `photo.heic`, `photo.empty`, `photo.large`
   */
  readonly small: (
    file: Blob,
    name: string,
    wish?: { readonly turns?: QuarterTurns; readonly longest?: number },
  ) => Promise<SmallPicture>;
  /** Ends the thread; it is started again where another picture comes. */
  readonly close: () => void;
};

type Waiting = {
  readonly done: (answer: PictureAnswer) => void;
  readonly fail: (error: unknown) => void;
};

/** A thread for pictures, started with the first one. */
export const createPictureWorkshop = (): PictureWorkshop => {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let orders = 0;

  const close = (): void => {
    worker?.terminate();
    worker = null;
    for (const { fail } of waiting.values()) fail(Refusal.of('photo.unreadable'));
    waiting.clear();
  };
  const open = (): Worker => {
    const started = new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<PictureAnswer>) => {
      waiting.get(data.id)?.done(data);
      waiting.delete(data.id);
    });
    // A thread that ran out of memory takes nothing with it but the picture it had in hand.
    started.addEventListener('error', close);
    return started;
  };
  const ask = (order: Omit<PictureOrder, 'id'>): Promise<PictureAnswer> =>
    new Promise((done, fail) => {
      orders += 1;
      waiting.set(orders, { done, fail });
      worker ??= open();
      worker.postMessage({ ...order, id: orders } satisfies PictureOrder);
    });

  return {
    small: async (file, name, { turns = 0, longest = photoMaxSide } = {}) => {
      const answer = await ask({ file, longest, turns });
      if (answer.type === 'refused') throw Refusal.from(answer.refusal);
      const stem = name.replace(/\.\w+$/, '') || 'photo';
      return {
        file: new File([answer.blob], `${stem}.jpg`, { type: 'image/jpeg' }),
        takenAt: answer.takenAt,
      };
    },
    close,
  };
};
