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
   * Makes a picture small and upright, turned by so many quarters clockwise; its longest side in pixels. One after
   * the other: each is opened whole, and three hundred at once would take gigabytes.
   *
   * @param file or how to get it when its turn has come
   * @throws Refusal `photo.unreadable`, `photo.heic`, `photo.empty`, `photo.large`
   */
  readonly small: (
    file: Blob | (() => Promise<Blob>),
    name: string,
    wish?: { readonly turns?: QuarterTurns; readonly longest?: number },
  ) => Promise<SmallPicture>;
  /** Ends the thread and leaves what waits; it is started again where another picture comes. */
  readonly close: () => void;
};

type Waiting = {
  readonly done: (answer: PictureAnswer) => void;
  readonly fail: (error: unknown) => void;
};

type PictureThread = Pick<Worker, 'addEventListener' | 'postMessage' | 'terminate'>;

const startThread = (): PictureThread =>
  new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module' });

/** A thread for pictures, started with the first one. */
export const createPictureWorkshop = (
  start: () => PictureThread = startThread,
): PictureWorkshop => {
  const waiting = new Map<number, Waiting>();
  let worker: PictureThread | null = null;
  let orders = 0;
  let closed = 0;
  let line: Promise<unknown> = Promise.resolve();

  const end = (): void => {
    worker?.terminate();
    worker = null;
    for (const { fail } of waiting.values()) fail(Refusal.of('photo.unreadable'));
    waiting.clear();
  };
  const open = (): PictureThread => {
    const started = start();
    started.addEventListener('message', ({ data }: MessageEvent<PictureAnswer>) => {
      waiting.get(data.id)?.done(data);
      waiting.delete(data.id);
    });
    // A thread that ran out of memory takes nothing with it but the picture it had in hand.
    started.addEventListener('error', end);
    return started;
  };
  const ask = (order: Omit<PictureOrder, 'id'>): Promise<PictureAnswer> =>
    new Promise((done, fail) => {
      orders += 1;
      waiting.set(orders, { done, fail });
      worker ??= open();
      worker.postMessage({ ...order, id: orders } satisfies PictureOrder);
    });
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const since = closed;
    const turn = line.then(() => {
      if (closed !== since) throw Refusal.of('photo.unreadable');
      return work();
    });
    line = turn.catch(() => undefined);
    return turn;
  };

  return {
    small: (file, name, { turns = 0, longest = photoMaxSide } = {}) =>
      inTurn(async () => {
        const whole = typeof file === 'function' ? await file() : file;
        const answer = await ask({ file: whole, longest, turns });
        if (answer.type === 'refused') throw Refusal.from(answer.refusal);
        const stem = name.replace(/\.\w+$/, '') || 'photo';
        return {
          file: new File([answer.blob], `${stem}.jpg`, { type: 'image/jpeg' }),
          takenAt: answer.takenAt,
        };
      }),
    close: () => {
      closed += 1;
      end();
    },
  };
};
