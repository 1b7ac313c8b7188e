import { translated } from '#db/failures.ts';
import type { Store } from '#db/open.ts';
import { getReturn } from '#db/queries/campaigns.ts';
import { getKeptFirm } from '#db/queries/homes.ts';
import { getIssueRecord } from '#db/queries/issues.ts';
import { getRow } from '#db/queries/ledgers.ts';
import {
  dropDraft as drop,
  getDraft as get,
  listDrafts as list,
  putDraft as put,
} from '#db/queries/local.ts';
import { getRemark } from '#db/queries/remarks.ts';
import { getSheet } from '#db/queries/sheets.ts';
import { getVisit } from '#db/queries/visits.ts';
import { campaign } from '#shared/registers/campaign.ts';
import { readRemarkDraftKey } from '#shared/remarks.ts';
import { type DraftLine, type DraftView, type draftKinds, typingDraftKey } from '#shared/visits.ts';
import type { Desk } from './desk.ts';

/**
 * Unfinished forms, kept as they are typed. A form of a new record is kept under `new-<enterprise>`,
 * one of an existing record under its id, words about a return under `remarkDraftKeys`.
 */
type Kind = (typeof draftKinds)[number];
type Key = { readonly kind: Kind; readonly key: string };

const newPrefix = 'new-';

export const getDraft = ({ store }: Desk, { kind, key }: Key): DraftView | null => {
  const found = get(store.reader, kind, key);
  return found ? { body: found.body, savedAt: found.savedAt } : null;
};

/**
 * Comes back once the words lie on the disk: beside photographs that are being kept, it takes a tenth of
 * a second and more for one keystroke.
 *
 * @throws Refusal `disk.full`: the screen keeps the text and tries again
 */
export const putDraft = async (
  { store }: Desk,
  { kind, key, body }: Key & { readonly body: string },
): Promise<DraftView> => {
  const savedAt = store.clock.now().toISOString();
  await store.forcedLater(() => put(store, { kind, key, body, savedAt }));
  return { body, savedAt };
};

/** @throws Refusal `disk.full` */
export const dropDraft = ({ store }: Desk, { kind, key }: Key): void =>
  translated(store.dir, () => drop(store, kind, key));

/** The draft of a record that has just been saved, under either of its keys. */
export const dropDraftOf = (store: Store, kind: Kind, id: string, enterpriseId: string): void => {
  drop(store, kind, id);
  const fresh = get(store.reader, kind, newPrefix + enterpriseId);
  // Another new record of the same firm may be in the making; only this one's draft goes.
  if (fresh?.body.includes(id)) drop(store, kind, newPrefix + enterpriseId);
};

const enterpriseOfRemark = (desk: Desk, key: string): string | null => {
  const about = readRemarkDraftKey(key);
  if (!about) return null;
  if (about.kind !== 'return') return getRemark(desk.store.reader, about.id)?.enterpriseId ?? null;
  return enterpriseOf(desk, about.table, about.row);
};

const enterpriseOf = (desk: Desk, kind: string, key: string): string | null => {
  const { store } = desk;
  if (key.startsWith(newPrefix)) return key.slice(newPrefix.length);
  // A grid of a firm's ledger is kept under `<firm> <ledger>`.
  if (kind === 'ledger') return key.split(' ')[0] ?? null;
  if (kind === 'visit') return getVisit(store.reader, key)?.enterpriseId ?? null;
  if (kind === 'sheet') return getSheet(store.reader, key)?.enterpriseId ?? null;
  if (kind === 'issue' || kind === 'issue-step')
    return getIssueRecord(store, key)?.record.enterpriseId ?? null;
  if (kind === 'return') return getReturn(store, key)?.firmId ?? null;
  if (kind === 'campaign') return null;
  if (kind === 'remark') return enterpriseOfRemark(desk, key);
  return key;
};

const titleOf = (desk: Desk, kind: string, key: string): string => {
  if (kind === 'campaign') return campaignTitle(desk, key);
  return key === typingDraftKey ? '补录中的一份' : '未选定企业';
};

const campaignTitle = ({ store }: Desk, id: string): string =>
  String(getRow(store, campaign, id)?.values.title ?? '新的调研');

/** Newest first, each under its firm's name. */
export const listDrafts = (desk: Desk): DraftLine[] =>
  list(desk.store.reader).map(({ kind, key, savedAt }) => {
    const enterpriseId = enterpriseOf(desk, kind, key);
    const firm = enterpriseId === null ? undefined : getKeptFirm(desk.store, enterpriseId);
    return {
      kind: kind as Kind,
      key,
      savedAt,
      enterpriseId: firm ? firm.id : null,
      title: firm?.name ?? titleOf(desk, kind, key),
    };
  });
