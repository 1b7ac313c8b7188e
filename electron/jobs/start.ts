import { Worker } from 'node:worker_threads';
import type { Desk, Jobs } from '#services/desk.ts';
import { type Secrets, secretsToStored } from '#services/secrets.ts';
import { Refusal } from '#shared/errors.ts';
import type { AppEvent } from '#shared/events.ts';
import type { JobMessage, JobOrder } from './messages.ts';
import { startPictures } from './start-pictures.ts';

/**
 * Starts long work in threads. A job that is cancelled gets `patience` milliseconds to clean up
 * after itself, then its thread is ended; the store's transactions and the bundle's part files are
 * made for that.
 */
const patience = 10_000;

/**
 * Of a thread, in MB. Left to itself V8 lets what is short-lived grow to 100 MB and more before it looks,
 * beside which an import's own few look small.
 */
export const threadLimits = { maxYoungGenerationSizeMb: 24 };

export const startJobs = (options: {
  /** The thread's entry, `jobs/worker`, in the source or in the build. */
  readonly worker: URL;
  readonly desk: Omit<Desk, 'jobs'>;
  readonly secrets: Secrets;
  readonly onEvent: (event: AppEvent) => void;
}): Jobs => {
  const { desk, secrets, onEvent } = options;
  const running = new Map<string, Worker>();
  const attended = new Map<string, AbortController>();
  const pictures = startPictures(options.worker, {
    storeDir: desk.store.dir,
    storeKey: desk.storeKey,
  });

  const cancel = (job: string): void => {
    attended.get(job)?.abort();
    const worker = running.get(job);
    if (!worker) return;
    worker.postMessage('cancel');
    setTimeout(() => void worker.terminate(), patience).unref();
  };

  return {
    run: (name, job, input) =>
      new Promise((resolve, reject) => {
        const order: JobOrder = {
          name,
          input,
          storeDir: desk.store.dir,
          backupDir: desk.backupDir,
          self: desk.self,
          secrets: secretsToStored(secrets),
        };
        const worker = new Worker(options.worker, {
          workerData: order,
          resourceLimits: threadLimits,
        });
        running.set(job, worker);
        worker.on('message', (message: JobMessage) => {
          switch (message.type) {
            case 'progress':
              onEvent({ ...message, job });
              break;
            case 'changed':
              desk.store.onChange(new Set(message.tables));
              break;
            case 'done':
              resolve(message.result as never);
              break;
            case 'refused':
              reject(Refusal.from(message.refusal));
              break;
            case 'failed':
              reject(new Error(message.message));
              break;
          }
        });
        worker.on('error', reject);
        worker.on('exit', () => {
          running.delete(job);
          // Only counts where no answer came before.
          reject(Refusal.of('job.cancelled'));
        });
      }),
    attend: async (job, work) => {
      const controller = new AbortController();
      attended.set(job, controller);
      try {
        return await work({
          signal: controller.signal,
          progress: (label, done, total) => onEvent({ type: 'progress', job, label, done, total }),
        });
      } finally {
        attended.delete(job);
      }
    },
    cancel,
    pictures,
    close: () => {
      pictures.close();
      for (const job of [...running.keys(), ...attended.keys()]) cancel(job);
    },
  };
};
