import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '#db/open.ts';
import { type StoreSchema, shippedSchema } from '#db/schema/index.ts';
import type { Self } from '#services/desk.ts';
import type { Bench } from '#services/export.ts';
import { Redacted } from '#sync/redacted.ts';
import { realClock } from './device.ts';

/** A bench that another process can open: its keys lie beside its store. Only ever in tests. */

const place = (dir: string): string => join(dir, 'bench.json');

export const keepBench = ({ store, self, keys, storeKey }: Bench): void =>
  writeFileSync(
    place(store.dir),
    JSON.stringify({
      self,
      storeKey: Buffer.from(storeKey).toString('base64'),
      keys: {
        ...keys,
        signSecret: keys.signSecret.reveal(),
        ageIdentity: keys.ageIdentity.reveal(),
      },
    }),
  );

export const openKeptBench = (dir: string, schema: StoreSchema = shippedSchema): Bench => {
  const kept = JSON.parse(readFileSync(place(dir), 'utf8')) as {
    self: Self;
    storeKey: string;
    keys: { signPublic: string; ageRecipient: string; signSecret: string; ageIdentity: string };
  };
  const storeKey = new Uint8Array(Buffer.from(kept.storeKey, 'base64'));
  return {
    store: openStore({ dir, key: storeKey, clock: realClock(), schema }),
    self: kept.self,
    storeKey,
    backupDir: join(dir, 'backups'),
    keys: {
      ...kept.keys,
      signSecret: new Redacted(kept.keys.signSecret),
      ageIdentity: new Redacted(kept.keys.ageIdentity),
    },
  };
};
