import { translated, translateFailure } from '#db/failures.ts';
import { schemaVersion } from '#db/migrate.ts';
import type { Store } from '#db/open.ts';
import { getSetting, putSetting } from '#db/queries/local.ts';
import {
  countQuarantined,
  leaveQuarantine,
  type QuarantineKind,
  quarantine,
  quarantinedInOrder,
} from '#db/queries/quarantine.ts';
import { openMergeDoor, openRegisters, type Registers } from '#db/queries/registers.ts';
import { segmentBody, segmentWith } from '#db/queries/segments.ts';
import type { Dot } from '#sync/register.ts';
import { decodeSegment, type Segment } from '#sync/segment.ts';
import { covers } from '#sync/vector.ts';
import { applyForeign, clockOf } from './apply.ts';
import { sealOwn } from './seal-own.ts';

/**
 * Changes in quarantine, tried again: after an upgrade that knows their table or column, and when the
 * row they change has come. They go through the merge rule with the dot and context they were
 * written with, as if they had been understood at once; what was written since in knowledge of them
 * stays.
 */

/** Segments as they are needed: one change seldom comes alone. */
const segmentsOf = (store: Store) => {
  const decoded = new Map<number, Segment>();
  const at = (arrival: number): Segment => {
    const known = decoded.get(arrival);
    if (known) return known;
    const segment = decodeSegment(segmentBody(store, arrival));
    decoded.set(arrival, segment);
    return segment;
  };
  return {
    at,
    /** Whether the author of a write had applied the change `seq` of `origin`. */
    knew: (dot: Dot, origin: string, seq: number): boolean => {
      if (dot.origin === origin) return dot.seq > seq;
      const stored = segmentWith(store, dot.origin, dot.seq);
      return stored !== undefined && covers(at(stored.arrival).header.ctx, origin, seq);
    },
  };
};

/**
 * Tries quarantined changes again inside an open merge door, own changes sealed before.
 *
 * @param kind only changes with this trouble; null for all
 * @returns how many have left quarantine
 */
export const replayQuarantine = (
  store: Store,
  registers: Registers,
  kind: QuarantineKind | null,
): number => {
  const segments = segmentsOf(store);
  let left = 0;
  for (const entry of quarantinedInOrder(store, kind)) {
    const { origin, seq } = entry;
    const { header, txs, ops } = segments.at(entry.arrival);
    const op = ops[seq - header.seq[0]];
    if (!op) throw new Error(`change ${seq} is not in its segment`);
    const trouble = applyForeign(store, registers, op, {
      origin,
      seen: header.ctx,
      hlcOf: clockOf(txs),
      replaced: (dot) => segments.knew(dot, origin, seq),
    });
    if (trouble) quarantine(store, { ...entry, ...trouble });
    else {
      leaveQuarantine(store, origin, seq);
      left += 1;
    }
  }
  return left;
};

const replayedAtKey = 'quarantineSchema';

/**
 * After an upgrade: tries everything in quarantine again, once for each schema version.
 *
 * @returns how many changes have left quarantine
 * @throws Refusal `disk.full`, `store.readonly`
 */
export const replayAfterUpgrade = (store: Store): number => {
  const version = String(schemaVersion(store.handle));
  if (countQuarantined(store) === 0 || getSetting(store.reader, replayedAtKey) === version)
    return 0;
  sealOwn(store);
  const door = translated(store.dir, () => openMergeDoor(store));
  try {
    const left = replayQuarantine(store, openRegisters(store), null);
    putSetting(store, replayedAtKey, version);
    door.commit();
    return left;
  } catch (error) {
    door.rollback();
    throw translateFailure(error, store.dir);
  }
};
