import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { translated } from '#db/failures.ts';
import { getSetting, putSetting } from '#db/queries/local.ts';
import { Refusal } from '#shared/errors.ts';
import type { RecoveryState } from '#shared/trust.ts';
import { writeAtomically } from '#sync/atomic-file.ts';
import { openBundle } from '#sync/bundle-open.ts';
import { envelopes } from '#sync/envelope.ts';
import { createRecovery, joinRecovery, readShare, type Share } from '#sync/recovery.ts';
import { randomBytes } from '#sync/seal.ts';
import { sm2RecipientOf } from '#sync/sm2.ts';
import type { Desk } from './desk.ts';
import { ownRecovery, recoverySettings } from './own-recovery.ts';

/** The recovery key of an office: made once, kept as three shares on paper, tried every year. */

const drillEvery = 365 * 86_400_000;

/** What to remind of; null where all is well, or where an office above keeps the key. */
const warningOf = (desk: Pick<Desk, 'store' | 'self'>, drilledAt: string | null): string | null => {
  if (desk.self.role === 'officer') return null;
  const own = ownRecovery(desk);
  if (!own)
    return '本单位还没有恢复密钥：电脑丢失或损坏后，发给本单位的数据包将无法打开。请制作恢复密钥，三份份额由三个人分开保管。';
  const since = drilledAt ?? own.madeAt;
  const overdue = desk.store.clock.now().getTime() - new Date(since).getTime() > drillEvery;
  if (drilledAt === null) return '恢复密钥还没有演练过。请用其中两份份额演练一次，确认能用。';
  return overdue
    ? '恢复密钥已超过一年没有演练。请用其中两份份额演练一次，确认份额都还在、能用。'
    : null;
};

export const recoveryState = (desk: Pick<Desk, 'store' | 'self'>): RecoveryState => {
  const own = ownRecovery(desk);
  const drilledAt = getSetting(desk.store.reader, recoverySettings.drilledAt) || null;
  return {
    applies: desk.self.role !== 'officer',
    recipient: own?.recipient ?? null,
    madeAt: own?.madeAt ?? null,
    drilledAt,
    warning: warningOf(desk, drilledAt),
  };
};

/** A new recovery key and where it belongs; the shares are nowhere else. */
export type MadeRecovery = {
  readonly officeName: string;
  readonly recipient: string;
  readonly madeAt: string;
  readonly shares: readonly Share[];
};

/**
 * Makes the office's recovery key. From now on every bundle is encrypted to it as well, and peers
 * learn of it from the next card or bundle.
 *
 * @param replace makes a new one where there is one; the old shares still open the old bundles
 * @throws Refusal `recovery.office`, `recovery.exists`
 */
export const makeRecovery = async (
  desk: Pick<Desk, 'store' | 'self'>,
  replace = false,
): Promise<MadeRecovery> => {
  const { store, self } = desk;
  if (self.role === 'officer') throw Refusal.of('recovery.office');
  const before = ownRecovery(desk);
  if (before && !replace)
    throw Refusal.of('recovery.exists', { madeAt: before.madeAt.slice(0, 10) });
  const { recipient, sm2Recipient, shares } = await createRecovery();
  const madeAt = store.clock.now().toISOString();
  translated(store.dir, () =>
    store.handle.transaction(() => {
      putSetting(store, recoverySettings.recipient, recipient);
      putSetting(store, recoverySettings.sm2Recipient, sm2Recipient);
      putSetting(store, recoverySettings.madeAt, madeAt);
      putSetting(store, recoverySettings.drilledAt, '');
    })(),
  );
  store.onChange(new Set(['exchange']));
  return { officeName: self.officeName, recipient, madeAt, shares };
};

/**
 * Tries two shares: they must give the key in use, and open what was encrypted to it a moment ago.
 *
 * @throws Refusal `share.unreadable`, `share.mismatch`, `recovery.missing`, `recovery.other`
 */
export const drillRecovery = async (
  desk: Pick<Desk, 'store' | 'self'>,
  texts: readonly string[],
): Promise<RecoveryState> => {
  const { store } = desk;
  const own = ownRecovery(desk);
  if (!own) throw Refusal.of('recovery.missing');
  const { identity, recipient } = await joinRecovery(texts.map(readShare));
  if (recipient !== own.recipient) throw Refusal.of('recovery.other');
  const sm2Recipient = sm2RecipientOf(identity);
  const message = randomBytes(64);
  for (const [envelope, to] of [
    [envelopes.age, recipient],
    [envelopes.sm, sm2Recipient],
  ] as const) {
    const sealed = await envelope.encryptFor([to], Readable.from([message]));
    const opened = await envelope.decryptWith(identity, sealed);
    if (!opened || !(await buffer(opened)).equals(message)) {
      throw new Error('the restored key does not open what it should');
    }
  }
  translated(store.dir, () =>
    store.handle.transaction(() => {
      putSetting(store, recoverySettings.sm2Recipient, sm2Recipient);
      putSetting(store, recoverySettings.drilledAt, store.clock.now().toISOString());
    })(),
  );
  store.onChange(new Set(['exchange']));
  return recoveryState(desk);
};

/**
 * Opens a bundle with two shares and writes the tar inside it; needs no store. What is in the tar is
 * as its sender signed it; `docs/bundle-format.md` says how to check and read it.
 *
 * @returns bytes of the tar
 * @throws Refusal `share.*`, as `openBundle`, as `writeAtomically`
 */
export const openWithShares = async (
  texts: readonly string[],
  { path, out }: { readonly path: string; readonly out: string },
): Promise<{ readonly bytes: number; readonly recipient: string }> => {
  const { identity, recipient } = await joinRecovery(texts.map(readShare));
  const opened = await openBundle({ path, identity });
  try {
    const { bytes } = await writeAtomically(out, opened.plain, () => {});
    return { bytes, recipient };
  } finally {
    await opened.close();
  }
};
