import { getSetting } from '#db/queries/local.ts';
import { listTrusted, type OfficeRow } from '#db/queries/peers.ts';
import { recoveryKeys } from '#db/queries/trust.ts';
import type { EnvelopeName } from '#shared/exchange.ts';
import type { Desk } from './desk.ts';
import { ownNational } from './national.ts';
import { isAbove } from './states.ts';

/** The public half of recovery keys: this office's own and those of its peers. */

export const recoverySettings = {
  recipient: 'recovery:recipient',
  madeAt: 'recovery:madeAt',
  drilledAt: 'recovery:drilledAt',
  sm2Recipient: 'recovery:sm2',
} as const;

export type OwnRecovery = {
  readonly recipient: string;
  readonly madeAt: string;
  /** The SM2 half of the same key; of one made before there was any, known from its next drill. */
  readonly sm2Recipient?: string | undefined;
};

/** This office's recovery key; undefined while it has none. */
export const ownRecovery = ({ store }: Pick<Desk, 'store'>): OwnRecovery | undefined => {
  const recipient = getSetting(store.reader, recoverySettings.recipient);
  const madeAt = getSetting(store.reader, recoverySettings.madeAt);
  const sm2Recipient = getSetting(store.reader, recoverySettings.sm2Recipient) || undefined;
  return recipient && madeAt ? { recipient, madeAt, sm2Recipient } : undefined;
};

/**
 * Everybody who can open a bundle to this peer: the peer, this device, and the recovery keys of both
 * offices where they are known. The office of an officer is the one nearest above (B12).
 */
export const recipientsFor = (
  desk: Pick<Desk, 'store' | 'self' | 'keys'>,
  peer: OfficeRow,
  envelope: EnvelopeName = 'age',
): string[] => {
  const { store, self, keys } = desk;
  const theirs = recoveryKeys(store.reader);
  const own = ownRecovery(desk);
  const above = listTrusted(store.reader)
    .filter((o) => isAbove(o.role, self.role) && theirs.has(o.deviceId))
    .toSorted((a, b) => Number(isAbove(a.role, b.role as Desk['self']['role'])) * 2 - 1);
  const office = self.role === 'officer' ? theirs.get(above[0]?.deviceId ?? '') : own;
  const recoveries = [office, own, theirs.get(peer.deviceId)];
  const all =
    envelope === 'sm'
      ? [
          peer.sm2Recipient,
          ownNational(desk)?.sm2Recipient,
          ...recoveries.map((key) => key?.sm2Recipient),
        ]
      : [peer.ageRecipient, keys.ageRecipient, ...recoveries.map((key) => key?.recipient)];
  return [...new Set(all.filter((r) => r !== null && r !== undefined))];
};
