import type { BundlePreview, ReceiptView } from '#shared/exchange.ts';
import type { Receipt } from '#sync/manifest.ts';
import { cardView } from './cards.ts';
import { countByLabel } from './change-counts.ts';
import type { Work } from './desk.ts';
import type { Bench } from './export.ts';
import { missingInWords } from './gaps.ts';
import { planReading, type ReadPlan } from './read-plan.ts';

/** A bundle shown before it is merged: who, what, how many, what is missing. Nothing is written. */

/** A receipt in the words of the exchange room. */
export const receiptView = (ack: Receipt | null): ReceiptView | null =>
  ack && {
    officeName: ack.officeName,
    role: ack.role,
    at: ack.at,
    bundles: ack.bundles.map(({ id: _, ...line }) => line),
    mediaHeld: ack.mediaHeld.length,
    mediaMissing: ack.mediaMissing.length,
    upper: ack.upper.map(({ officeName, role, at }) => ({ officeName, role, at })),
  };

const preview = (desk: Bench, { reading, fresh, known, gaps }: ReadPlan): BundlePreview => {
  const { manifest, bytes } = reading;
  const skew = new Date(manifest.madeAt).getTime() - desk.store.clock.now().getTime();
  return {
    id: manifest.id,
    kind: manifest.kind,
    number: manifest.number,
    from: cardView(manifest.from),
    madeAt: manifest.madeAt,
    bytes,
    envelope: reading.envelope,
    changes: fresh,
    alreadyHad: known,
    media: manifest.media.length,
    counts: countByLabel(manifest.counts),
    missing: missingInWords(desk.store, manifest, gaps),
    clockSkewMinutes: Math.round(skew / 60_000),
    receipt: manifest.kind === 'receipt' ? receiptView(manifest.ack) : null,
    signature: 'valid',
    hashes: 'valid',
  };
};

/** Opens and verifies a bundle; nothing is written. @throws Refusal as `planReading` */
export const inspectBundle = async (
  desk: Bench,
  input: { readonly path: string },
  work: Work = {},
): Promise<BundlePreview> => preview(desk, await planReading(desk, input.path, work));
