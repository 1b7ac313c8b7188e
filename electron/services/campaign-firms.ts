import { getReturn, returnsOfCampaign } from '#db/queries/campaigns.ts';
import { homeOf } from '#db/queries/homes.ts';
import { getRow } from '#db/queries/ledgers.ts';
import { write } from '#db/write.ts';
import { type AddFirms, mostCampaignFirms } from '#shared/campaigns/views.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import type { Desk } from './desk.ts';
import { peopleOfFirms } from './due.ts';
import { getEnterprise } from './enterprises.ts';
import { recordsOf } from './firm-bulk.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, rowOf, updateOwn } from './own-rows.ts';

/** Which firms a campaign asks, and who asks them. */

type Bench = Pick<Desk, 'store' | 'self'>;

/** The id every laptop gives the return of one firm in one campaign. */
const returnIdOf = (desk: Bench, campaignId: string, firm: string): string =>
  newRowId(desk, requireLedger('campaign_return'), firm, { campaignId });

const onList = (desk: Bench, campaignId: string): Set<string> =>
  new Set(returnsOfCampaign(desk.store, campaignId).map(({ firmId }) => firmId));

/**
 * Puts firms on the list; those that are on it already stay as they are.
 *
 * @returns firms added (家), and the ids of their returns: `removeReturns` takes them off again
 * @throws Refusal `record.missing`, `record.invalid` for more than `mostCampaignFirms`
 */
export const addFirms = (
  desk: Desk,
  { id, choice, asker }: AddFirms,
): { readonly ids: readonly string[] } => {
  const { store, self } = desk;
  rowOf(desk, 'campaign', id);
  const known = onList(desk, id);
  const firms = new Set(
    recordsOf(desk, choice)
      .map((firm) => homeOf(store, firm.id))
      .filter((firm) => !known.has(firm)),
  );
  if (known.size + firms.size > mostCampaignFirms)
    throw Refusal.of('record.invalid', {
      problems: [`一项调研最多 ${mostCampaignFirms} 家企业，请缩小范围`],
    });
  const contacts =
    asker === 'contact' ? peopleOfFirms(desk, localDate(store.clock.now())) : undefined;
  const ids = write(
    store,
    { actor: self.person, purpose: `列入专项调研（${firms.size} 家）` },
    (door) =>
      [...firms].map((firm) => {
        const returnId = returnIdOf(desk, id, firm);
        const person = asker === 'contact' ? contacts?.get(firm)?.[0] : asker.person;
        insertOwn(desk, door, 'campaign_return', {
          id: returnId,
          parentId: firm,
          values: { campaignId: id, asker: person ?? null },
        });
        return returnId;
      }),
  );
  return { ids };
};

/** The return of one firm, put on the list where it is not. @throws Refusal `record.missing` */
export const joinFirm = (
  desk: Desk,
  { id, firm }: { readonly id: string; readonly firm: string },
): { readonly id: string } => {
  const home = homeOf(desk.store, getEnterprise(desk, firm).id);
  const held = returnsOfCampaign(desk.store, id).find(({ firmId }) => firmId === home);
  if (held) return { id: held.id };
  const added = addFirms(desk, {
    id,
    choice: { ids: [home] },
    asker: { person: desk.self.person },
  });
  return { id: added.ids[0] ?? returnIdOf(desk, id, home) };
};

const setReturns = (desk: Bench, ids: readonly string[], purpose: string, cells: object): void => {
  const ledger = requireLedger('campaign_return');
  if (ids.some((id) => !getRow(desk.store, ledger, id)))
    throw Refusal.of('record.missing', { what: ledger.label });
  write(desk.store, { actor: desk.self.person, purpose }, (door) => {
    for (const id of ids) updateOwn(door, 'campaign_return', id, cells);
  });
};

/** Who asks these firms; null for nobody yet. @throws Refusal `record.missing` */
export const assignReturns = (
  desk: Bench,
  { ids, asker }: { readonly ids: readonly string[]; readonly asker: string | null },
): void => {
  const other = ids.filter((id) => getReturn(desk.store, id)?.asker !== asker);
  setReturns(desk, other, '指定调研人', { asker });
};

/** Takes firms off the list; their answers stay and come back with `restoreReturns`. @throws Refusal `record.missing` */
export const removeReturns = (desk: Bench, ids: readonly string[]): void =>
  setReturns(desk, ids, '移出专项调研', { deleted: 1 });

/** @throws Refusal `record.missing` */
export const restoreReturns = (desk: Bench, ids: readonly string[]): void =>
  setReturns(desk, ids, '恢复到专项调研', { deleted: 0 });
