import { translated } from '#db/failures.ts';
import { getSetting, putSetting } from '#db/queries/local.ts';
import type { OfficeRow } from '#db/queries/peers.ts';
import { Refusal } from '#shared/errors.ts';
import type { EnvelopeName } from '#shared/exchange.ts';
import { sm2PublicsOf } from '#sync/sm2.ts';
import type { Desk } from './desk.ts';

/**
 * The SM2 keys of this device. They follow from its other keys and are there as soon as somebody wants
 * them; from then on its card, its fingerprint and its bundles name them.
 */

const settings = { sign: 'sm2:sign', recipient: 'sm2:recipient' } as const;

export type NationalKeys = { readonly sm2Sign: string; readonly sm2Recipient: string };

/** The public SM2 keys; undefined while this device does without. */
export const ownNational = ({ store }: Pick<Desk, 'store'>): NationalKeys | undefined => {
  const sm2Sign = getSetting(store.reader, settings.sign);
  const sm2Recipient = getSetting(store.reader, settings.recipient);
  return sm2Sign && sm2Recipient ? { sm2Sign, sm2Recipient } : undefined;
};

/**
 * Begins to use SM2 keys beside the others. The fingerprint changes with it, so that whoever has this
 * device's card must read the new one and compare again before it encrypts to it this way.
 */
export const beginNational = ({ store, keys }: Pick<Desk, 'store' | 'keys'>): void => {
  if (ownNational({ store })) return;
  const { sm2Sign, sm2Recipient } = sm2PublicsOf(keys);
  translated(store.dir, () =>
    store.handle.transaction(() => {
      putSetting(store, settings.sign, sm2Sign);
      putSetting(store, settings.recipient, sm2Recipient);
    })(),
  );
  store.onChange(new Set(['exchange']));
};

/** Whether a bundle to this peer can go in the national envelope. */
export const takesNational = (desk: Pick<Desk, 'store'>, peer: OfficeRow): boolean =>
  ownNational(desk) !== undefined && peer.sm2Recipient !== null;

/** @throws Refusal `envelope.own`, `envelope.peer` where the keys it needs are not there */
export const assertEnvelope = (
  desk: Pick<Desk, 'store'>,
  peer: OfficeRow,
  envelope: EnvelopeName | undefined,
): void => {
  if (envelope !== 'sm') return;
  if (!ownNational(desk)) throw Refusal.of('envelope.own');
  if (peer.sm2Recipient === null) throw Refusal.of('envelope.peer', { name: peer.officeName });
};
