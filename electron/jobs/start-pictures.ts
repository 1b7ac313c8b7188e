import { Worker } from 'node:worker_threads';
import type { Pictures } from '#services/desk.ts';
import type { StoredFile } from '#shared/attachments.ts';
import { Refusal } from '#shared/errors.ts';
import type {
  KeptBytes,
  PictureQuestion,
  PictureReply,
  PictureThreadOrder,
} from './picture-messages.ts';

type Waiting = {
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
};

// `Omit` alone would forget what tells the kinds of question apart.
type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;

/** How long the file may take to be let go, in milliseconds: one picture on a slow disk. */
const patience = 5_000;

/** The thread of a store's pictures, started with the first of them. `close` ends it. */
export const startPictures = (
  worker: URL,
  order: Omit<PictureThreadOrder, 'kind' | 'gone'>,
): Pictures & { readonly close: () => void } => {
  const waiting = new Map<number, Waiting>();
  const gone = new Int32Array(new SharedArrayBuffer(4));
  const known = new Map<string, StoredFile>();
  let thread: Worker | null = null;
  let asked = 0;

  const settle = (reply: PictureReply): void => {
    const caller = waiting.get(reply.id);
    waiting.delete(reply.id);
    // A program that waits for no picture may end.
    if (waiting.size === 0) thread?.unref();
    if (reply.type === 'done') caller?.resolve(reply.result as never);
    else if (reply.type === 'refused') caller?.reject(Refusal.from(reply.refusal));
    else caller?.reject(new Error(reply.message));
  };
  const start = (): Worker => {
    const started = new Worker(worker, {
      workerData: { kind: 'pictures', gone, ...order } satisfies PictureThreadOrder,
    });
    const ended = (error: unknown): void => {
      if (thread === started) thread = null;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    started.on('message', settle);
    started.on('error', ended);
    started.on('exit', () => ended(Refusal.of('job.cancelled')));
    return started;
  };
  const ask = <T>(question: Unnumbered<PictureQuestion>): Promise<T> =>
    new Promise((resolve, reject) => {
      asked += 1;
      waiting.set(asked, { resolve, reject });
      thread ??= start();
      thread.ref();
      thread.postMessage({ ...question, id: asked });
    });

  return {
    keep: async (path, use) => {
      const kept = await ask<StoredFile>({ type: 'keep', path, use });
      known.set(kept.sha256, kept);
      return kept;
    },
    look: async (hashes) => {
      const news = hashes.filter((hash) => !known.has(hash));
      if (news.length === 0) return;
      for (const kept of await ask<readonly StoredFile[]>({ type: 'look', hashes: news }))
        known.set(kept.sha256, kept);
    },
    known: (sha256) => known.get(sha256),
    read: (sha256) => ask<KeptBytes | undefined>({ type: 'read', sha256 }),
    close: () => {
      if (!thread) return;
      thread.postMessage('close');
      thread = null;
      // The file may be moved away next, which some systems refuse while anybody has it open.
      if (Atomics.wait(gone, 0, 0, patience) === 'timed-out') Atomics.store(gone, 0, 2);
    },
  };
};
