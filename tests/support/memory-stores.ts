import { emptyImage, openMemoryStore, type Store } from '#db/open.ts';
import { type StoreSchema, shippedSchema } from '#db/schema/index.ts';
import { replayFaults } from '#services/check.ts';
import type { Clock } from '#shared/clock.ts';

/** Stores in memory by the hundred: what an empty one is, is made once a schema and worker. */
const images = new Map<StoreSchema, Buffer>();

export const memoryStore = (clock: Clock, schema: StoreSchema = shippedSchema): Store => {
  const image = images.get(schema) ?? emptyImage(schema);
  images.set(schema, image);
  return openMemoryStore(clock, schema, image);
};

/** The check of a change log, as `replayFaults`. */
export const faultsOf = (store: Store): string[] =>
  replayFaults(store, memoryStore(store.clock, store.schema));
