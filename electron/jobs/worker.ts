import {
  type MessagePort,
  parentPort,
  receiveMessageOnPort,
  workerData,
} from 'node:worker_threads';
import { translateFailure } from '#db/failures.ts';
import { openStore, type Store } from '#db/open.ts';
import type { Work } from '#services/desk.ts';
import type { Bench } from '#services/export.ts';
import { storedToSecrets } from '#services/secrets.ts';
import { Refusal } from '#shared/errors.ts';
import { uuid } from '#sync/seal.ts';
import type { JobMessage, JobOrder } from './messages.ts';
import type { PictureThreadOrder } from './picture-messages.ts';
import { jobTable } from './table.ts';

/**
 * One piece of long work in a thread of its own, on its own connection to the store. The parent says
 * nothing but "cancel"; the answer is the last message.
 */
const progressEvery = 100;

const run = async (order: JobOrder, port: MessagePort): Promise<void> => {
  const tell = (message: JobMessage): void => port.postMessage(message);
  const cancel = new AbortController();
  port.on('message', () => cancel.abort());
  const { storeKey, keys } = storedToSecrets(order.secrets);
  let toldAt = 0;
  const work: Work = {
    signal: cancel.signal,
    progress: (label, done, total) => {
      // Work inside one transaction never waits, so nobody else would hear the cancel.
      if (receiveMessageOnPort(port)) cancel.abort();
      const now = Date.now();
      if (done < total && now - toldAt < progressEvery) return;
      toldAt = now;
      tell({ type: 'progress', label, done, total });
    },
  };
  let store: Store | undefined;
  try {
    store = openStore({
      dir: order.storeDir,
      key: storeKey,
      clock: { now: () => new Date(), uuid },
      exclusive: false,
      onChange: (tables) => tell({ type: 'changed', tables: [...tables] }),
    });
    const bench: Bench = { store, self: order.self, keys, storeKey, backupDir: order.backupDir };
    const start = jobTable[order.name] as (
      bench: Bench,
      input: unknown,
      work: Work,
    ) => Promise<unknown>;
    tell({ type: 'done', result: await start(bench, order.input, work) });
  } catch (error) {
    const said = translateFailure(error, order.storeDir);
    if (said instanceof Refusal) tell({ type: 'refused', refusal: said.toData() });
    else
      tell({
        type: 'failed',
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
  } finally {
    store?.close();
    port.close();
  }
};

const begin = async (
  order: (JobOrder & { readonly kind?: undefined }) | PictureThreadOrder,
  port: MessagePort,
): Promise<void> => {
  if (order.kind === undefined) return run(order, port);
  (await import('./picture-thread.ts')).servePictures(order, port);
};

if (parentPort) await begin(workerData, parentPort);
