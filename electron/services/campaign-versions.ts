import { write } from '#db/write.ts';
import { boundSheet } from '#shared/campaigns/file-facts.ts';
import { type QuestionSheet, readSheet, writeSheet } from '#shared/campaigns/question-sheet.ts';
import { sheetProblems } from '#shared/campaigns/sheet-check.ts';
import { versionsInOrder } from '#shared/campaigns/versions.ts';
import type { VersionView } from '#shared/campaigns/views.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import { sha256 } from '#sync/seal.ts';
import type { Desk } from './desk.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, rowOf, rowsOf, textOf } from './own-rows.ts';

/** Versions of a campaign's question sheet: published, and never changed. */

type Reads = Pick<Desk, 'store'>;
type Bench = Pick<Desk, 'store' | 'self'>;

/** Every published version, oldest first; the last is the one in force. */
export const versionsOf = (desk: Reads, campaignId: string): VersionView[] => {
  const rows = rowsOf(desk, 'campaign_version', campaignId).map(({ id, values }) => ({
    id,
    previousId: textOf(values, 'previousId'),
    publishedOn: textOf(values, 'publishedOn'),
    publishedBy: textOf(values, 'publishedBy'),
    stored: textOf(values, 'sheet'),
  }));
  const order = versionsInOrder(rows);
  return order.map(({ id, publishedOn, publishedBy, stored }, at) => ({
    ...{ id, publishedOn, publishedBy, number: at + 1 },
    sheet: readSheet(stored),
    inForce: at === order.length - 1,
  }));
};

/** What is being written, its questions of the file as the file is now. */
export const draftOf = (stored: string | null): QuestionSheet => boundSheet(readSheet(stored));

/**
 * Publishes the draft as the version in force. The same words published twice, on two laptops too, are one
 * version.
 *
 * @throws Refusal `record.missing`, `record.invalid` for a sheet with faults or without a change
 */
export const publishVersion = (desk: Bench, campaignId: string): VersionView[] => {
  const { store, self } = desk;
  const { values } = rowOf(desk, 'campaign', campaignId);
  const draft = draftOf(textOf(values, 'sheet'));
  const sheet = writeSheet(draft);
  const inForce = versionsOf(desk, campaignId).at(-1);
  const problems = sheetProblems(draft).map(({ message }) => message);
  if (inForce && writeSheet(inForce.sheet) === sheet)
    problems.push('问卷与现行的一版相同，不需要再发布');
  if (problems.length > 0) throw Refusal.of('record.invalid', { problems });
  const row = {
    previousId: inForce?.id ?? null,
    sheet,
    digest: sha256(sheet),
    publishedOn: localDate(store.clock.now()),
    publishedBy: self.person,
  };
  const id = newRowId(desk, requireLedger('campaign_version'), campaignId, row);
  write(store, { actor: self.person, purpose: '发布调研问卷' }, (door) =>
    insertOwn(desk, door, 'campaign_version', { id, parentId: campaignId, values: row }),
  );
  return versionsOf(desk, campaignId);
};
