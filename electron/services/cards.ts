import { readFileSync, writeFileSync } from 'node:fs';
import { translated } from '#db/failures.ts';
import { getOffice, type OfficeRow, putOffice } from '#db/queries/peers.ts';
import { putRecoveryKey } from '#db/queries/trust.ts';
import { Refusal } from '#shared/errors.ts';
import type { CardView, OfferedCard, Role } from '#shared/exchange.ts';
import { fileNameOf } from '#shared/file-name.ts';
import { type Card, readCard, writeCard } from '#sync/card.ts';
import { fingerprint, type PublicKeys } from '#sync/seal.ts';
import type { Desk } from './desk.ts';
import { ownNational } from './national.ts';
import { ownRecovery } from './own-recovery.ts';
import type { Waiting } from './shelf-jobs.ts';
import { assertInService, issueCertificates } from './trust.ts';

/** Cards and trust: whom this device believes, after two people have compared a fingerprint. */

/** Who this device is, as its bundles and its card say it. */
export const ownParty = ({ self, keys, store }: Pick<Desk, 'self' | 'keys' | 'store'>) => ({
  officeId: self.officeId,
  officeName: self.officeName,
  role: self.role,
  division: self.division,
  deviceId: self.deviceId,
  person: self.person,
  signPublic: keys.signPublic,
  ageRecipient: keys.ageRecipient,
  ...ownNational({ store }),
});

type Party = PublicKeys & {
  readonly deviceId: string;
  readonly officeId: string;
  readonly officeName: string;
  readonly role: string;
  readonly division: string;
  readonly person: string;
};

/** A card as people compare it. */
export const cardView = (party: Party): CardView => ({
  deviceId: party.deviceId,
  officeId: party.officeId,
  officeName: party.officeName,
  role: party.role as Role,
  division: party.division,
  person: party.person,
  fingerprint: fingerprint(party),
  national: Boolean(party.sm2Sign),
});

/** A peer from the list of offices; a device known only by word of another has no age key. */
export const officeView = (row: OfficeRow): CardView =>
  cardView({ ...row, ageRecipient: row.ageRecipient ?? '' });

/** This device's card as it is written to a file or a QR code: one line. */
export const cardText = (desk: Pick<Desk, 'self' | 'keys' | 'store'>): string => {
  const card = { format: 'qice-card' as const, ...ownParty(desk) };
  const madeAt = desk.store.clock.now().toISOString();
  const { recipient: recovery, sm2Recipient: recoverySm2 = null } = ownRecovery(desk) ?? {};
  const national = ownNational(desk);
  if (national)
    return writeCard(
      { ...card, ...national, v: 3, recovery: recovery ?? null, recoverySm2, madeAt },
      desk.keys,
    );
  return writeCard(
    recovery === undefined ? { ...card, v: 1, madeAt } : { ...card, v: 2, recovery, madeAt },
    desk.keys,
  );
};

/** Writes this device's card to a file. @throws Refusal `disk.full`, `store.readonly` */
export const writeCardFile = (desk: Pick<Desk, 'self' | 'keys' | 'store'>, path: string): void =>
  translated(path, () => writeFileSync(path, cardText(desk)));

/** Leaves this device's card on the shelf. */
export const offerCard = (desk: Desk): Waiting => {
  const { officeName, person } = desk.self;
  const fileName = fileNameOf([officeName, person], '.qcard');
  const { ticket, path } = desk.shelf.reserve(fileName);
  writeCardFile(desk, path);
  return { ticket, fileName };
};

const loadCard = (path: string): Card => {
  const bytes = translated(path, () => readFileSync(path));
  return readCard(bytes.toString('utf8'));
};

const standing = (desk: Desk, card: Card): OfferedCard['known'] => {
  if (card.deviceId === desk.self.deviceId) return 'self';
  const known = getOffice(desk.store.reader, card.deviceId);
  if (!known || known.vouchedBy !== null) return 'new';
  if (known.signPublic !== card.signPublic || known.ageRecipient !== card.ageRecipient)
    return 'changed';
  // A card from before it had SM2 keys takes nothing back.
  if (card.v !== 3) return 'same';
  if (known.sm2Sign === null) return 'extended';
  const same = known.sm2Sign === card.sm2Sign && known.sm2Recipient === card.sm2Recipient;
  return same ? 'same' : 'changed';
};

/** Somebody's card, for comparing; nothing is trusted yet. @throws Refusal `card.unreadable` */
export const readOfferedCard = (desk: Desk, ticket: string): OfferedCard => {
  const card = loadCard(desk.shelf.path(ticket));
  return { ...cardView(card), known: standing(desk, card) };
};

const partyOf = (card: Card): PublicKeys & Party => ({
  officeId: card.officeId,
  officeName: card.officeName,
  role: card.role,
  division: card.division,
  deviceId: card.deviceId,
  person: card.person,
  signPublic: card.signPublic,
  ageRecipient: card.ageRecipient,
});

/**
 * Trusts a card. `compared` is the fingerprint a person saw; null where a script answers for it.
 *
 * @param renew accept other keys for a device trusted before: only after comparing again
 * @throws Refusal `card.unreadable`, `card.self`, `card.changed`, `device.retired`
 */
export const trustCardFile = (
  desk: Desk,
  path: string,
  compared: string | null,
  renew = false,
): CardView => {
  const card = loadCard(path);
  const view = cardView(card);
  const known = standing(desk, card);
  if (known === 'self') throw Refusal.of('card.self');
  const mismatch = compared !== null && compared !== view.fingerprint;
  if (mismatch || (known === 'changed' && !renew))
    throw Refusal.of('card.changed', { name: card.officeName });
  assertInService(desk, card.deviceId);
  const trustedAt = desk.store.clock.now().toISOString();
  const { store } = desk;
  translated(store.dir, () =>
    store.handle.transaction(() => {
      // Other keys than before: the SM2 keys that went with those go too.
      const national =
        card.v === 3
          ? { sm2Sign: card.sm2Sign, sm2Recipient: card.sm2Recipient }
          : known !== 'same' && { sm2Sign: null, sm2Recipient: null };
      putOffice(store, { ...partyOf(card), vouchedBy: null, trustedAt, ...national });
      if (card.v !== 1 && card.recovery !== null)
        putRecoveryKey(store, {
          deviceId: card.deviceId,
          recipient: card.recovery,
          at: trustedAt,
          sm2Recipient: card.v === 3 ? card.recoverySm2 : null,
        });
      issueCertificates(desk);
    })(),
  );
  desk.store.onChange(new Set(['exchange']));
  return view;
};

/** The same from the screen; a person who sends the fingerprint back has compared it, changed or not. */
export const trustCard = (desk: Desk, ticket: string, compared: string): CardView =>
  trustCardFile(desk, desk.shelf.path(ticket), compared, true);
