import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mediaFile, openStore, storeFile } from '#db/open.ts';
import { createSelf } from '#db/queries/self.ts';
import { type StoreSchema, shippedSchema } from '#db/schema/index.ts';
import { trustCardFile, writeCardFile } from '#services/cards.ts';
import type { Desk, Self } from '#services/desk.ts';
import type { Bench } from '#services/export.ts';
import type { Clock } from '#shared/clock.ts';
import type { Role } from '#shared/exchange.ts';
import { createDeviceKeys, deriveId, randomBytes, uuid } from '#sync/seal.ts';
import { testClock } from './device.ts';

/** Empty stores of this process by schema, closed: copied, because making eighty tables takes longer. */
const empty = new Map<StoreSchema, { readonly dir: string; readonly key: Uint8Array }>();

const emptyStore = (schema: StoreSchema) => {
  const known = empty.get(schema);
  if (known) return known;
  const made = { dir: mkdtempSync(join(tmpdir(), 'qice-empty-')), key: randomBytes(32) };
  process.once('exit', () => rmSync(made.dir, { recursive: true, force: true }));
  openStore({ ...made, clock: testClock(), schema }).close();
  empty.set(schema, made);
  return made;
};

/** A device without door and passphrase: real files and keys, made fast, for tests that need many. */
export const makeBench = async (
  dir: string,
  role: Role,
  officeName: string,
  schema = shippedSchema,
  clock: Clock = testClock(),
): Promise<Bench> => {
  mkdirSync(dir, { recursive: true });
  const { dir: from, key: storeKey } = emptyStore(schema);
  for (const file of [storeFile, mediaFile]) copyFileSync(file(from), file(dir));
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
