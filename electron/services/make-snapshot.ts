import { translated } from '#db/failures.ts';
import { mediaNamed } from '#db/queries/peers.ts';
import { countQuarantined } from '#db/queries/quarantine.ts';
import { Refusal } from '#shared/errors.ts';
import type { ExportedVolume } from '#shared/exchange.ts';
import { writeBundleTo } from './bundle-out.ts';
import type { Work } from './desk.ts';
import { type Bench, findPeer } from './export.ts';
import { sealOwn } from './seal-own.ts';
import { keepContexts, snapshotCargo } from './snapshot.ts';

/**
 * Writes a snapshot of everything here for a trusted device that has nothing yet. The store is held
 * still meanwhile by a reading transaction.
 *
 * @param input.media also all pictures; without them they stay 附件待补 over there
 * @throws Refusal `snapshot.office` for an officer, `snapshot.quarantined`, `snapshot.nothing`; as
 *   `writeBundleTo`
 */
export const makeSnapshot = async (
  desk: Bench,
  input: { readonly to: string; readonly path: string; readonly media?: boolean },
  work: Work = {},
): Promise<ExportedVolume> => {
  const { store, self } = desk;
  if (self.role === 'officer') throw Refusal.of('snapshot.office');
  const quarantined = countQuarantined(store);
  if (quarantined > 0) throw Refusal.of('snapshot.quarantined', { count: quarantined });
  const peer = findPeer(desk, input.to);
  sealOwn(store);
  translated(store.dir, () => store.handle.transaction(() => keepContexts(store))());
  const base = snapshotCargo(store, work.signal);
  if (base.parts.length === 0) throw Refusal.of('snapshot.nothing');
  const media = input.media
    ? mediaNamed(store)
        .map((hash) => ({ sha256: hash, bytes: store.media.size(hash) ?? -1 }))
        .filter(({ bytes }) => bytes >= 0)
    : [];
  return writeBundleTo(desk, peer, {
    path: input.path,
    fileName: input.path.replace(/^.*[\\/]/, ''),
    kind: 'snapshot',
    bundles: [],
    cargo: { segments: [], media },
    base,
    ...work,
  });
};
