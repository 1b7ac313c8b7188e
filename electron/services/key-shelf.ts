import { writeFileSync } from 'node:fs';
import { translated } from '#db/failures.ts';
import { cardPage, qrSvg, sharePage } from '#documents/key-pages.ts';
import { roleLabels } from '#shared/exchange.ts';
import { SHARES, shareLine } from '#sync/recovery.ts';
import { cardText, cardView, ownParty } from './cards.ts';
import type { Desk } from './desk.ts';
import { type MadeRecovery, makeRecovery } from './recovery.ts';
import type { Waiting } from './shelf-jobs.ts';

/** Pages about keys on their way to the printer. */

/** The own card as a QR code for the screen. */
export const ownCardQr = (desk: Pick<Desk, 'self' | 'keys' | 'store'>): Promise<string> =>
  qrSvg(cardText(desk).trim());

const place = (desk: Pick<Desk, 'shelf'>, fileName: string, text: string): Waiting => {
  const { ticket, path } = desk.shelf.reserve(fileName);
  translated(path, () => writeFileSync(path, text, { mode: 0o600 }));
  return { ticket, fileName };
};

/** Leaves the own card as a page for printing on the shelf. */
export const offerCardPage = async (desk: Desk): Promise<Waiting> => {
  const { officeName, person, role } = desk.self;
  const { fingerprint } = cardView(ownParty(desk));
  const roleLabel = roleLabels[role];
  const text = cardText(desk);
  const html = await cardPage({ officeName, person, roleLabel, fingerprint, text });
  return place(desk, `${[officeName, person, '名片'].filter(Boolean).join('-')}.html`, html);
};

/** The three shares as pages, in their order. */
export const sharePages = async ({
  shares,
  ...made
}: MadeRecovery): Promise<{ readonly fileName: string; readonly html: string }[]> =>
  Promise.all(
    shares.map(async (share) => ({
      fileName: `恢复密钥-${made.madeAt.slice(0, 10)}-第${share.index}份.html`,
      html: await sharePage({ ...made, ...SHARES, index: share.index, line: shareLine(share) }),
    })),
  );

/**
 * Makes the recovery key and leaves its three pages on the shelf, which is emptied when the program
 * ends: they are to be printed and then deleted.
 *
 * @throws Refusal as `makeRecovery`
 */
export const offerRecovery = async (desk: Desk, replace: boolean): Promise<Waiting[]> => {
  const pages = await sharePages(await makeRecovery(desk, replace));
  return pages.map(({ fileName, html }) => place(desk, fileName, html));
};
