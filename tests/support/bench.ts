import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '#db/open.ts';
import { createSelf } from '#db/queries/self.ts';
import { shippedSchema } from '#db/schema/index.ts';
import { trustCardFile, writeCardFile } from '#services/cards.ts';
import type { Desk, Self } from '#services/desk.ts';
import type { Bench } from '#services/export.ts';
import type { Clock } from '#shared/clock.ts';
import type { Role } from '#shared/exchange.ts';
import { createDeviceKeys, deriveId, randomBytes, uuid } from '#sync/seal.ts';
import { testClock } from './device.ts';

/** A device without door and passphrase: real files and keys, made fast, for tests that need many. */
export const makeBench = async (
  dir: string,
  role: Role,
  officeName: string,
  schema = shippedSchema,
  clock: Clock = testClock(),
): Promise<Bench> => {
  mkdirSync(dir, { recursive: true });
  const storeKey = randomBytes(32);
  const store = openStore({ dir, key: storeKey, clock, schema });
  const self: Self = {
    deviceId: uuid(),
    officeId: deriveId('test office', officeName),
    officeName,
    role,
    division: '339921',
    person: '王五',
  };
  createSelf(store, {
    ...self,
    origin: uuid(),
    incarnation: 'test',
    madeAt: clock.now().toISOString(),
  });
  return { store, self, keys: await createDeviceKeys(), storeKey, backupDir: join(dir, 'backups') };
};

/** Each trusts the other's card. */
export const introduceBenches = (a: Bench, b: Bench): void => {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    const card = join(from.store.dir, `${from.self.deviceId}.qcard`);
    writeCardFile(from, card);
    // Neither shelf nor jobs are asked for a card that lies in a file.
    trustCardFile(to as Desk, card, null);
  }
};
