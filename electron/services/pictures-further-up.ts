import { listOffices, type OfficeRow, picturesHeldOf } from '#db/queries/peers.ts';
import { originDevices } from '#db/queries/segments.ts';
import { UPPER_MEDIA_MAX } from '#sync/manifest.ts';
import type { Desk } from './desk.ts';
import { isAbove } from './states.ts';

/**
 * Which pictures of a peer's office the offices above us hold, to be passed on with a receipt: how an
 * officer learns that a picture reached the city. For whom stands above us there is nothing to pass on.
 */
export const picturesFurtherUp = (
  { store, self }: Pick<Desk, 'store' | 'self'>,
  peer: OfficeRow,
): {
  readonly heldBy: (role: string, officeName: string) => { readonly mediaHeld?: string[] };
} => {
  if (!isAbove(self.role, peer.role as Desk['self']['role'])) return { heldBy: () => ({}) };
  // A laptop that was replaced asks about the pictures of the one before it.
  const devices = new Set(
    listOffices(store.reader)
      .filter((o) => o.officeName === peer.officeName && o.role === peer.role)
      .map(({ deviceId }) => deviceId),
  );
  const origins = [...originDevices(store)]
    .filter(([, device]) => devices.has(device))
    .map(([origin]) => origin);
  const held = picturesHeldOf(store, origins);
  return {
    heldBy: (role, officeName) => {
      const hashes = held
        .filter((h) => h.role === role && h.officeName === officeName)
        .slice(0, UPPER_MEDIA_MAX)
        .map(({ sha256 }) => sha256);
      return hashes.length > 0 ? { mediaHeld: hashes } : {};
    },
  };
};
