import { z } from 'zod';
import { Redacted } from '#sync/redacted.ts';
import { createDeviceKeys, type DeviceKeys, randomBytes } from '#sync/seal.ts';

/** What the keystore guards: the store's key and this device's own keys. */
export type Secrets = { readonly storeKey: Uint8Array; readonly keys: DeviceKeys };

const stored = z.object({
  storeKey: z.string().regex(/^[0-9a-f]{64}$/),
  signSecret: z.string(),
  signPublic: z.string(),
  ageIdentity: z.string(),
  ageRecipient: z.string(),
});

/** Fresh random secrets for a new store. */
export const createSecrets = async (): Promise<Secrets> => ({
  storeKey: randomBytes(32),
  keys: await createDeviceKeys(),
});

/** Plain JSON, for the keystore and for nothing else. */
export const secretsToStored = ({ storeKey, keys }: Secrets): z.infer<typeof stored> => ({
  storeKey: Buffer.from(storeKey).toString('hex'),
  signSecret: keys.signSecret.reveal(),
  signPublic: keys.signPublic,
  ageIdentity: keys.ageIdentity.reveal(),
  ageRecipient: keys.ageRecipient,
});

export const storedToSecrets = (value: unknown): Secrets => {
  const parsed = stored.parse(value);
  return {
    storeKey: Buffer.from(parsed.storeKey, 'hex'),
    keys: {
      signSecret: new Redacted(parsed.signSecret),
      signPublic: parsed.signPublic,
      ageIdentity: new Redacted(parsed.ageIdentity),
      ageRecipient: parsed.ageRecipient,
    },
  };
};
