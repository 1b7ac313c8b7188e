import { getParked } from '#db/queries/parked.ts';
import { getOffice } from '#db/queries/peers.ts';
import type { SyncedName } from '#db/schema/index.ts';
import { Refusal } from '#shared/errors.ts';
import type { EnvelopeName, MergeResult } from '#shared/exchange.ts';
import { assertCanWrite } from '#sync/atomic-file.ts';
import type { Manifest, Receipt } from '#sync/manifest.ts';
import { applyBundle } from './apply-bundle.ts';
import { writeBundleTo } from './bundle-out.ts';
import { compactQuietly } from './compaction.ts';
import type { Work } from './desk.ts';
import type { Bench } from './export.ts';
import { missingInWords, peerNameOf } from './gaps.ts';
import { receiptView } from './inspect.ts';
import { takesNational } from './national.ts';
import { parkBundle, removeParkedFile, type Unparked, unparkAll } from './park.ts';
import { planReading } from './read-plan.ts';
import { sealOwn } from './seal-own.ts';
import { backUp } from './settings.ts';

const baseName = (path: string): string => path.replace(/^.*[\\/]/, '');

/** Answers a delta with a signed receipt: a line for each bundle merged, none for one that waits. */
const writeReceipt = async (
  desk: Bench,
  manifest: Manifest,
  bundles: Receipt['bundles'],
  path: string,
  envelope: EnvelopeName,
): Promise<void> => {
  const sender = getOffice(desk.store.reader, manifest.from.deviceId);
  if (!sender) throw new Error('the sender was trusted a moment ago');
  await writeBundleTo(desk, sender, {
    path,
    fileName: baseName(path),
    kind: 'receipt',
    bundles,
    cargo: { segments: [], media: [] },
    // In kind, where this device still has what that takes.
    envelope: takesNational(desk, sender) ? envelope : 'age',
  }).catch((error: unknown) => {
    // Only now: what a refusal says of untouched data would be wrong.
    if (error instanceof Refusal) throw Refusal.of('receipt.unwritten', { path });
    throw error;
  });
};

/** Rooms that may show something else after a merge. */
export const everyTable = ({ store }: Bench): ReadonlySet<SyncedName> =>
  new Set(store.schema.shapes.map(({ name }) => name as SyncedName));

/**
 * Merges a bundle: verified whole first, then applied in one transaction; then those that waited for
 * it, one after the other. The same bundle again changes nothing and is receipted again, so that a
 * lost receipt costs nothing. A bundle whose ground is missing is parked and answered with a receipt
 * that says what is here, from which its sender can make one that fits.
 *
 * @param input.receiptPath where to write the receipt of a delta or a snapshot
 * @param input.dryRun verify and count only
 * @throws Refusal as `planReading`; `disk.full`, `store.readonly`, `job.cancelled`;
 *   `receipt.unwritten` where all was merged but the receipt could not be written
 */
export const mergeBundle = async (
  desk: Bench,
  input: { readonly path: string; readonly receiptPath?: string; readonly dryRun?: boolean },
  work: Work = {},
): Promise<MergeResult> => {
  const { store } = desk;
  const plan = await planReading(desk, input.path, work);
  const { manifest } = plan.reading;
  const from = manifest.from.deviceId;
  const none = { applied: 0, alreadyHad: plan.known, conflicts: 0, quarantined: 0 };
  const summary = (
    line: Omit<Receipt['bundles'][number], 'id' | 'number'>,
    rest: { readonly parked?: boolean; readonly unparked?: readonly Unparked[] } = {},
  ): MergeResult => ({
    kind: manifest.kind,
    from: peerNameOf(manifest),
    number: manifest.number,
    applied: line.applied,
    alreadyHad: line.alreadyHad,
    conflicts: line.conflicts,
    quarantined: line.quarantined,
    media: manifest.media.length,
    receipt: manifest.kind === 'receipt' ? receiptView(manifest.ack) : null,
    parked: rest.parked ?? false,
    missing: missingInWords(store, manifest, plan.gaps),
    unparked: (rest.unparked ?? []).map(({ peer, line: { number, applied } }) => ({
      from: peer,
      number,
      applied,
    })),
  });
  if (input.dryRun) return summary({ ...none, applied: plan.fresh });

  const receiptPath = manifest.kind === 'receipt' ? undefined : input.receiptPath;
  if (receiptPath) await assertCanWrite(receiptPath);
  if (plan.gaps.length > 0) {
    await parkBundle(desk, plan, { path: input.path, fileName: baseName(input.path) });
    store.onChange(new Set(['exchange']));
    if (receiptPath) await writeReceipt(desk, manifest, [], receiptPath, plan.reading.envelope);
    return summary(none, { parked: true });
  }
  // Own changes so far were made without knowing what comes now.
  sealOwn(store);
  if (plan.fresh > 0) backUp(desk, 'merge');
  const parked = getParked(store.reader, manifest.id);
  const file = { path: input.path, fileName: parked?.fileName ?? baseName(input.path) };
  const line = await applyBundle(desk, plan, file, work);
  removeParkedFile(store, manifest.id);
  const unparked = await unparkAll(desk, work);
  store.onChange(everyTable(desk));
  const lines = [line, ...unparked.filter((u) => u.device === from).map((u) => u.line)];
  if (receiptPath) await writeReceipt(desk, manifest, lines, receiptPath, plan.reading.envelope);
  // A receipt is the moment at which others are known to hold more.
  if (manifest.ack) compactQuietly(desk, work);
  return summary(line, { unparked });
};
