import { translated } from '#db/failures.ts';
import { openStore, type Store } from '#db/open.ts';
import { mediaNamed, type OfficeRow } from '#db/queries/peers.ts';
import { countQuarantined } from '#db/queries/quarantine.ts';
import { appliedHeads, countOpsAfter } from '#db/queries/segments.ts';
import { getSelf } from '#db/queries/self.ts';
import { Refusal } from '#shared/errors.ts';
import type { EnvelopeName, ExportedVolume } from '#shared/exchange.ts';
import { writeBundleTo } from './bundle-out.ts';
import type { Work } from './desk.ts';
import { type Bench, findPeer } from './export.ts';
import { assertEnvelope } from './national.ts';
import { sealOwn } from './seal-own.ts';
import { keepContexts, type SnapshotCargo, snapshotCargo } from './snapshot.ts';

/** More than this many writes do not fall between sealing and the next instruction. */
const patience = 50;

/**
 * A second connection to the store on which time stands still: everything sealed, and what authors of
 * deletions had seen kept beside the registers. The caller closes it.
 */
const holdStill = ({ store, storeKey }: Bench): Store => {
  const heads = (of: Store): string => JSON.stringify([...appliedHeads(of)].sort());
  for (let tries = 0; tries < patience; tries++) {
    sealOwn(store);
    translated(store.dir, () => store.handle.transaction(() => keepContexts(store))());
    const { dir, clock, schema } = store;
    const still = openStore({ dir, key: storeKey, clock, schema, exclusive: false });
    still.handle.exec('BEGIN');
    // Somebody may have written in between: a row whose change is in no segment must not travel.
    const own = getSelf(still.reader)?.origin ?? '';
    const sealed = appliedHeads(still).get(own)?.seq ?? 0;
    if (countOpsAfter(still, sealed) === 0 && heads(still) === heads(store)) return still;
    still.close();
  }
  throw new Error('the store does not come to rest');
};

/**
 * Writes a snapshot of everything here for a trusted device that has nothing yet. People go on
 * working meanwhile; what they write is not in it.
 *
 * @param input.media also all pictures; without them they stay 附件待补 over there
 * @throws Refusal `snapshot.office` for an officer, `snapshot.quarantined`, `snapshot.nothing`; as
 *   `writeBundleTo`
 */
export const makeSnapshot = async (
  desk: Bench,
  input: {
    readonly to: string;
    readonly path: string;
    readonly media?: boolean;
    readonly envelope?: EnvelopeName | undefined;
  },
  work: Work = {},
): Promise<ExportedVolume> => {
  const { store, self } = desk;
  if (self.role === 'officer') throw Refusal.of('snapshot.office');
  const quarantined = countQuarantined(store);
  if (quarantined > 0) throw Refusal.of('snapshot.quarantined', { count: quarantined });
  const peer = findPeer(desk, input.to);
  assertEnvelope(desk, peer, input.envelope);
  const still = holdStill(desk);
  try {
    const base = snapshotCargo(still, work.signal);
    if (base.parts.length === 0) throw Refusal.of('snapshot.nothing');
    return await writeSnapshot(desk, peer, base, input, work);
  } finally {
    still.close();
  }
};

const writeSnapshot = (
  desk: Bench,
  peer: OfficeRow,
  base: SnapshotCargo,
  input: {
    readonly path: string;
    readonly media?: boolean;
    readonly envelope?: EnvelopeName | undefined;
  },
  work: Work,
): Promise<ExportedVolume> => {
  const { store } = desk;
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
    envelope: input.envelope,
    ...work,
  });
};
