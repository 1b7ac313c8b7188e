import { createReadStream, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { translated } from '#db/failures.ts';
import type { Store } from '#db/open.ts';
import {
  dropParked,
  gapsOf,
  getParked,
  listParked,
  noteProblem,
  type ParkRow,
  putParked,
  wasMerged,
} from '#db/queries/parked.ts';
import { Refusal } from '#shared/errors.ts';
import type { ParkedLine } from '#shared/exchange.ts';
import { writeAtomically } from '#sync/atomic-file.ts';
import type { Receipt } from '#sync/manifest.ts';
import { applyBundle } from './apply-bundle.ts';
import type { Work } from './desk.ts';
import type { Bench } from './export.ts';
import { gapSentence, namedGaps, peerNameOf } from './gaps.ts';
import { planReading, type ReadPlan } from './read-plan.ts';
import { sealOwn } from './seal-own.ts';
import { backUp } from './settings.ts';

/**
 * Bundles that came before what they build on. The file is kept as it came, encrypted, and tried
 * again after every merge; no clock ever forces it or throws it away.
 *
 * The file is there before its row and goes after it, so that a program killed in between leaves a
 * file without a row: it is taken up again, or cleared away where its bundle was merged.
 */

const parkedDir = ({ dir }: Store): string => join(dir, 'parked');
const parkedFile = (store: Store, bundleId: string): string =>
  join(parkedDir(store), `${bundleId}.qice`);
const fileNames = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.qice$/;

export const removeParkedFile = (store: Store, bundleId: string): void =>
  translated(store.dir, () => rmSync(parkedFile(store, bundleId), { force: true }));

const note = ({ store }: Bench, { reading, fresh, gaps }: ReadPlan, fileName: string): void => {
  const { manifest } = reading;
  const row: ParkRow = {
    bundleId: manifest.id,
    peerDevice: manifest.from.deviceId,
    peerName: peerNameOf(manifest),
    number: manifest.number,
    fileName,
    bytes: reading.bytes,
    sha256: reading.sha256,
    changes: fresh,
    media: manifest.media.length,
    at: store.clock.now().toISOString(),
    problem: null,
  };
  const named = namedGaps(store, manifest, gaps).map(({ origin, from, to, who }) => ({
    origin,
    fromSeq: from,
    toSeq: to,
    who,
  }));
  translated(store.dir, () => putParked(store, row, named));
};

/**
 * Keeps a verified bundle whose ground is missing. The same one again is the same one.
 *
 * @throws Refusal `disk.full`, `store.readonly`, `file.unwritable`; `bundle.damaged` where the file
 *   was exchanged since it was verified
 */
export const parkBundle = async (
  desk: Bench,
  plan: ReadPlan,
  { path, fileName }: { readonly path: string; readonly fileName: string },
): Promise<void> => {
  const { store } = desk;
  const { manifest, sha256 } = plan.reading;
  const target = parkedFile(store, manifest.id);
  const here = getParked(store.reader, manifest.id)?.sha256 === sha256 && existsSync(target);
  if (!here) {
    translated(store.dir, () => mkdirSync(parkedDir(store), { recursive: true, mode: 0o700 }));
    const copied = await writeAtomically(target, createReadStream(path), () => {});
    if (copied.sha256 !== sha256) {
      removeParkedFile(store, manifest.id);
      throw Refusal.of('bundle.damaged', { why: '文件在核对之后被换过' });
    }
  }
  note(desk, plan, fileName);
};

/** Files a killed program left without a row: known bundles go, the others wait like the rest. */
const takeUpOrphans = async (desk: Bench, work: Work): Promise<void> => {
  const { store } = desk;
  const dir = parkedDir(store);
  if (!existsSync(dir)) return;
  for (const name of readdirSync(dir)) {
    const id = fileNames.exec(name)?.[1];
    if (!id || getParked(store.reader, id)) continue;
    if (wasMerged(store.reader, id)) removeParkedFile(store, id);
    else note(desk, await planReading(desk, join(dir, name), work), name);
  }
};

/** A parked bundle that was merged: who sent it, and its line in a receipt. */
export type Unparked = {
  readonly device: string;
  readonly peer: string;
  readonly line: Receipt['bundles'][number];
};

const unpark = async (desk: Bench, row: ParkRow, work: Work): Promise<Unparked | undefined> => {
  const { store } = desk;
  const path = parkedFile(store, row.bundleId);
  const plan = await planReading(desk, path, work);
  if (plan.gaps.length > 0) {
    note(desk, plan, row.fileName);
    return undefined;
  }
  sealOwn(store);
  // Its trouble was gone without a merge that made a copy: somebody was trusted, a disk has room.
  if (row.problem !== null && plan.fresh > 0) backUp(desk, 'merge');
  const line = await applyBundle(desk, plan, { path, fileName: row.fileName }, work);
  removeParkedFile(store, row.bundleId);
  return { device: row.peerDevice, peer: row.peerName, line };
};

/** One that cannot be merged says why and stays; it must not undo what was merged before it. */
const unparkOrNote = async (
  desk: Bench,
  row: ParkRow,
  work: Work,
): Promise<Unparked | undefined> => {
  try {
    return await unpark(desk, row, work);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message } = error;
    const problem =
      code === 'file.missing' ? '寄存的文件不在了，请把这个数据包再读入一次，或者丢弃' : message;
    // A disk too full for this line is said by the next thing that is written.
    if (code !== 'job.cancelled' && code !== 'disk.full')
      noteProblem(desk.store, row.bundleId, problem);
    return undefined;
  }
};

/**
 * Merges every parked bundle whose gaps are closed, by sender and number, until nothing moves.
 * Being cancelled leaves the rest parked.
 */
export const unparkAll = async (desk: Bench, work: Work): Promise<Unparked[]> => {
  const { store } = desk;
  const done: Unparked[] = [];
  const tried = new Set<string>();
  await takeUpOrphans(desk, work).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
  const next = (): ParkRow | undefined =>
    listParked(store.reader).find(
      ({ bundleId }) => !tried.has(bundleId) && gapsOf(store.reader, bundleId).length === 0,
    );
  for (let row = next(); row && !work.signal?.aborted; row = next()) {
    tried.add(row.bundleId);
    const merged = await unparkOrNote(desk, row, work);
    if (merged) done.push(merged);
  }
  return done;
};

/** What waits here, and for what. */
export const parkedLines = ({ store }: Pick<Bench, 'store'>): ParkedLine[] =>
  listParked(store.reader).map((row) => {
    const gaps = gapsOf(store.reader, row.bundleId).map(({ who, fromSeq, toSeq }) => ({
      who,
      from: fromSeq,
      to: toSeq,
    }));
    return {
      id: row.bundleId,
      from: row.peerName,
      number: row.number,
      at: row.at,
      fileName: row.fileName,
      bytes: row.bytes,
      changes: row.changes,
      media: row.media,
      missing: gaps.length > 0 ? gapSentence(store, row, gaps) : null,
      problem: row.problem,
    };
  });

/**
 * Throws a parked bundle away, as a person decided. The file goes first: one left without its row
 * would be taken up again.
 *
 * @throws Refusal `record.missing`, `store.readonly`
 */
export const discardParked = ({ store }: Pick<Bench, 'store'>, bundleId: string): void => {
  if (!getParked(store.reader, bundleId))
    throw Refusal.of('record.missing', { what: '寄存的数据包' });
  removeParkedFile(store, bundleId);
  translated(store.dir, () => dropParked(store, bundleId));
  store.onChange(new Set(['exchange']));
};
