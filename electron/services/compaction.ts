import { translated } from '#db/failures.ts';
import type { Store } from '#db/open.ts';
import type { RowName } from '#db/queries/conflicts.ts';
import { getSetting, putSetting } from '#db/queries/local.ts';
import {
  bytesOfSegments,
  dropPastCheckpoints,
  giveRoomBack,
  letGo,
  logSize,
} from '#db/queries/past.ts';
import { countQuarantined } from '#db/queries/quarantine.ts';
import { appliedHeads, segmentBody } from '#db/queries/segments.ts';
import { Refusal } from '#shared/errors.ts';
import type { Compaction, LogOverview } from '#shared/settings.ts';
import { scanSegment } from '#sync/segment-scan.ts';
import { replayFaults } from './check.ts';
import type { Work } from './desk.ts';
import type { Bench } from './export.ts';
import { heldElsewhere, waitsFor } from './held-elsewhere.ts';
import { openConflicts } from './open-conflicts.ts';
import { noteWholeRows } from './row-log.ts';
import { sealOwn } from './seal-own.ts';
import { backUp } from './settings.ts';
import { keepContexts, rebase } from './snapshot.ts';

/**
 * Letting go of the log on a laptop, below what everyone has receipted. The tables as they stand
 * become the base from which the check rebuilds; the segments behind them go, except those that only
 * this laptop could bring back (docs/decisions/0018).
 */

/** An automatic compaction makes the store smaller by this many bytes, or does not happen. */
const worthwhile = 8 * 1024 * 1024;
const lastKey = 'compaction';
/** Bytes of the log below which an automatic one is not tried again: the last did not pay. */
const waitKey = 'compactionWait';

/** Writes that fall between the rebuilding and the lock are few; after so many it is no quiet moment. */
const patience = 5;

/** Rows people are being asked about; the answer needs their past. */
const askedRows = (store: Store): RowName[] =>
  openConflicts(store).flatMap((open) => [
    { table: open.table, row: open.row },
    ...(open.kind === 'deleteEdit' ? open.edits : []),
  ]);

/** Arrivals of the segments this laptop need not keep. */
const candidates = (desk: Bench, asked: readonly RowName[]): number[] => {
  const { store } = desk;
  const rows = new Set(asked.map(({ table, row }) => `${table} ${row}`));
  const wants = (table: string, row: string): boolean => rows.has(`${table} ${row}`);
  const speaks = (arrival: number): boolean =>
    rows.size > 0 && scanSegment(segmentBody(store, arrival), wants).found.length > 0;
  return heldElsewhere(desk)
    .map(({ arrival }) => arrival)
    .filter((arrival) => !speaks(arrival));
};

const headsOf = (store: Store): string => JSON.stringify([...appliedHeads(store)].sort());

/** The tables as the log makes them, at a moment that is returned. @throws Refusal `store.damaged` */
const rebuilt = (store: Store): string => {
  sealOwn(store);
  // One view of the store throughout: people go on writing meanwhile.
  const look = store.handle.transaction(() => ({
    heads: headsOf(store),
    faults: replayFaults(store),
  }));
  const { heads, faults } = look();
  if (faults.length > 0)
    throw Refusal.of('store.damaged', { what: `变更记录与数据不一致（${faults.join('、')}）` });
  return heads;
};

class NotWorthwhile extends Error {}

/** Puts the base in place of the segments, all or nothing. @returns undefined where somebody wrote */
const replaceByBase = (
  desk: Bench,
  heads: string,
  least: number,
  work: Work,
): Compaction | undefined => {
  const { store } = desk;
  const swap = store.handle.transaction((): Compaction | undefined => {
    if (sealOwn(store) > 0 || headsOf(store) !== heads) return undefined;
    const before = logSize(store);
    const asked = askedRows(store);
    const gone = candidates(desk, asked);
    noteWholeRows(store, asked);
    keepContexts(store);
    rebase(store, work);
    letGo(store, gone);
    dropPastCheckpoints(store);
    const after = logSize(store);
    const freed = before.bytes + before.baseBytes - after.bytes - after.baseBytes;
    if (gone.length === 0 || freed < least) throw new NotWorthwhile();
    const done: Compaction = {
      at: store.clock.now().toISOString(),
      segments: gone.length,
      changes: after.past - before.past,
      freed,
    };
    putSetting(store, lastKey, JSON.stringify(done));
    if (work.signal?.aborted) throw Refusal.of('job.cancelled');
    return done;
  });
  return translated(store.dir, () => swap.immediate());
};

/** Room in a file that is full of holes is used again anyway; a disk too full to move it is no failure. */
const shrinkFile = (store: Store): void => {
  try {
    giveRoomBack(store);
  } catch (error) {
    if (!/^SQLITE_(FULL|BUSY|IOERR)/.test((error as { code?: string }).code ?? '')) throw error;
  }
};

/**
 * Compacts the log of a laptop: rebuilds every table from it first, makes a verified backup, then
 * swaps segments for the base in one transaction.
 *
 * @param input.least bytes by which log and base together must become smaller; else nothing is done
 * @returns null where it would not become that much smaller, or people kept writing meanwhile
 * @throws Refusal `compact.office`, `compact.quarantined`, `compact.receipt`, `store.damaged`,
 *   `disk.full`, `store.readonly`, `backup.unusable`, `job.cancelled`
 */
export const compactLog = (
  desk: Bench,
  input: { readonly least?: number } = {},
  work: Work = {},
): Compaction | null => {
  const { store, self } = desk;
  if (self.role !== 'officer') throw Refusal.of('compact.office');
  const quarantined = countQuarantined(store);
  if (quarantined > 0) throw Refusal.of('compact.quarantined', { count: quarantined });
  if (!waitsFor(desk).some(({ above }) => above)) throw Refusal.of('compact.receipt');
  const { least = 0 } = input;
  sealOwn(store);
  if (bytesOfSegments(store, candidates(desk, askedRows(store))) < Math.max(least, 1)) return null;
  try {
    for (let tries = 0; tries < patience; tries++) {
      const heads = rebuilt(store);
      if (tries === 0) backUp(desk, 'compact');
      const done = replaceByBase(desk, heads, least, work);
      if (!done) continue;
      shrinkFile(store);
      store.onChange(new Set(['exchange']));
      return done;
    }
  } catch (error) {
    if (!(error instanceof NotWorthwhile)) throw error;
  }
  return null;
};

/**
 * Compacts after a receipt, where it pays; tried again only when the log has grown. What goes wrong
 * leaves the log as it was, and the merge before it stands.
 */
export const compactQuietly = (desk: Bench, work: Work): void => {
  const { store, self } = desk;
  if (self.role !== 'officer' || countQuarantined(store) > 0) return;
  const { bytes } = logSize(store);
  if (bytes < Math.max(worthwhile, Number(getSetting(store.reader, waitKey) ?? 0))) return;
  if (!waitsFor(desk).some(({ above }) => above)) return;
  try {
    if (compactLog(desk, { least: worthwhile }, work)) return;
    putSetting(store, waitKey, `${bytes + worthwhile}`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
};

/** How much the log takes here, and what was let go of. */
export const logOverview = (desk: Bench): LogOverview => {
  const { store, self } = desk;
  const last = getSetting(store.reader, lastKey);
  return {
    ...logSize(store),
    last: last === undefined ? null : (JSON.parse(last) as Compaction),
    keepsAll: self.role !== 'officer',
    waitsFor: self.role === 'officer' ? waitsFor(desk) : [],
  };
};
