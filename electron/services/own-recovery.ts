import { getSetting } from '#db/queries/local.ts';
import { listTrusted, type OfficeRow } from '#db/queries/peers.ts';
import { recoveryKeys } from '#db/queries/trust.ts';
import type { Desk } from './desk.ts';
import { isAbove } from './states.ts';

/** The public half of recovery keys: this office's own and those of its peers. */

export const recoverySettings = {
  recipient: 'recovery:recipient',
  madeAt: 'recovery:madeAt',
  drilledAt: 'recovery:drilledAt',
} as const;

/** This office's recovery key; undefined while it has none. */
export const ownRecovery = ({
  store,
}: Pick<Desk, 'store'>): { readonly recipient: string; readonly madeAt: string } | undefined => {
  const recipient = getSetting(store.reader, recoverySettings.recipient);
  const madeAt = getSetting(store.reader, recoverySettings.madeAt);
  return recipient && madeAt ? { recipient, madeAt } : undefined;
};

/**
 * Everybody who can open a bundle to this peer: the peer, this device, and the recovery keys of both
 * offices where they are known. The office of an officer is the one nearest above (B12).
 */
export const recipientsFor = (
  desk: Pick<Desk, 'store' | 'self' | 'keys'>,
  peer: OfficeRow,
): string[] => {
  const { store, self, keys } = desk;
  const theirs = recoveryKeys(store.reader);
  const own = ownRecovery(desk)?.recipient;
  const above = listTrusted(store.reader)
    .filter((o) => isAbove(o.role, self.role) && theirs.has(o.deviceId))
    .toSorted((a, b) => Number(isAbove(a.role, b.role as Desk['self']['role'])) * 2 - 1);
  const office = self.role === 'officer' ? theirs.get(above[0]?.deviceId ?? '') : own;
  const all = [peer.ageRecipient, keys.ageRecipient, office, own, theirs.get(peer.deviceId)];
  return [...new Set(all.filter((r) => r !== null && r !== undefined))];
};
