import { returnsOfFirms } from '#db/queries/campaigns.ts';
import { filesOf, homeOf } from '#db/queries/homes.ts';
import { getRow, type LedgerRecord } from '#db/queries/ledgers.ts';
import { write } from '#db/write.ts';
import { boundSheet } from '#shared/campaigns/file-facts.ts';
import { isAsked, readSheet, writeSheet } from '#shared/campaigns/question-sheet.ts';
import type {
  CampaignFile,
  CampaignLine,
  CampaignState,
  FirmCampaign,
  SaveCampaign,
  VersionView,
} from '#shared/campaigns/views.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import { campaignReturns, countReturns, holdReturns } from './campaign-returns.ts';
import { draftOf, versionsOf } from './campaign-versions.ts';
import type { Desk } from './desk.ts';
import { dropDraft } from './drafts.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, rowOf, rowsOf, textOf, updateOwn } from './own-rows.ts';
import { leastFar, reachOf, statesOf } from './states.ts';

/** Campaigns (专项调研): written, closed, copied, taken out. */

type Reads = Pick<Desk, 'store' | 'self'>;

const phaseOf = (closedOn: string | null, versions: readonly VersionView[]): CampaignState =>
  closedOn !== null ? 'closed' : versions.length === 0 ? 'draft' : 'open';

const headOf = ({ id, values }: LedgerRecord, versions: readonly VersionView[]) => ({
  id,
  title: textOf(values, 'title') ?? '',
  startsOn: textOf(values, 'startsOn'),
  endsOn: textOf(values, 'endsOn'),
  lead: textOf(values, 'lead'),
  phase: phaseOf(textOf(values, 'closedOn'), versions),
});

/** A campaign with its versions is no further than the least far of them. */
const placeOfCampaign = (desk: Reads, id: string, versions: readonly VersionView[]) => {
  const reach = reachOf(desk);
  const ids = versions.map((version) => version.id);
  return leastFar([
    statesOf(desk, reach, 'campaign', [id]).get(id) ?? 'here',
    ...statesOf(desk, reach, 'campaign_version', ids).values(),
  ]);
};

const phases: readonly CampaignState[] = ['open', 'draft', 'closed'];

/** Every campaign: those under way first, the latest of them first. */
export const listCampaigns = (desk: Reads): CampaignLine[] =>
  rowsOf(desk, 'campaign')
    .map((row): CampaignLine => {
      const { versions, firms } = campaignReturns(desk, row.id);
      const sheet = versions.at(-1)?.sheet ?? readSheet(textOf(row.values, 'sheet'));
      return {
        ...headOf(row, versions),
        questions: sheet.questions.filter(({ kind }) => isAsked(kind)).length,
        firms: firms.length,
        counts: countReturns(firms),
        mine: firms.filter(
          ({ record, standing }) => record.asker === desk.self.person && standing !== 'complete',
        ).length,
        state: placeOfCampaign(desk, row.id, versions),
      };
    })
    .sort((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase));

/** @throws Refusal `record.missing` */
export const getCampaign = (desk: Reads, id: string): CampaignFile => {
  const row = rowOf(desk, 'campaign', id);
  const { versions, firms } = campaignReturns(desk, id);
  const draft = draftOf(textOf(row.values, 'sheet'));
  const inForce = versions.at(-1);
  return {
    ...headOf(row, versions),
    purpose: textOf(row.values, 'purpose'),
    closedOn: textOf(row.values, 'closedOn'),
    sheet: draft,
    versions,
    unpublished: inForce === undefined || writeSheet(inForce.sheet) !== writeSheet(draft),
    firms: firms.length,
    state: placeOfCampaign(desk, id, versions),
  };
};

/**
 * Saves what is being written; makes the campaign where its id is new. Only cells that differ are written.
 *
 * @throws Refusal `record.missing` for one that was taken out
 */
export const saveCampaign = (desk: Desk, input: SaveCampaign): CampaignFile => {
  const { store, self } = desk;
  const { id, sheet, ...head } = input;
  const values = { ...head, sheet: writeSheet(boundSheet(sheet)) };
  const old = getRow(store, requireLedger('campaign'), id);
  if (old?.deleted) throw Refusal.of('record.missing', { what: '专项调研' });
  const changed = Object.entries(values).filter(
    ([key, value]) => !old || (old.values[key] ?? null) !== value,
  );
  if (!old || changed.length > 0)
    write(store, { actor: self.person, purpose: old ? '修改专项调研' : '新建专项调研' }, (door) => {
      if (old) updateOwn(door, 'campaign', id, Object.fromEntries(changed));
      else insertOwn(desk, door, 'campaign', { id, values });
    });
  dropDraft(desk, { kind: 'campaign', key: id });
  return getCampaign(desk, id);
};

/** A new campaign with the same sheet and purpose, without firms and answers. @throws Refusal `record.missing` */
export const copyCampaign = (
  desk: Desk,
  { id, to }: { readonly id: string; readonly to: string },
): CampaignFile => {
  const { title, purpose, lead, sheet, versions } = getCampaign(desk, id);
  return saveCampaign(desk, {
    ...{ id: to, purpose, lead, startsOn: null, endsOn: null },
    title: `${title.slice(0, 94)}（副本）`,
    sheet: sheet.questions.length > 0 ? sheet : (versions.at(-1)?.sheet ?? sheet),
  });
};

const setCells = (desk: Reads, id: string, purpose: string, cells: object): void => {
  write(desk.store, { actor: desk.self.person, purpose }, (door) =>
    updateOwn(door, 'campaign', id, cells),
  );
};

/** Closes it: nothing is filled in any more, results stay. @throws Refusal `record.missing` */
export const closeCampaign = (desk: Reads, id: string): CampaignFile => {
  rowOf(desk, 'campaign', id);
  setCells(desk, id, '结束专项调研', { closedOn: localDate(desk.store.clock.now()) });
  return getCampaign(desk, id);
};

/** @throws Refusal `record.missing` */
export const reopenCampaign = (desk: Reads, id: string): CampaignFile => {
  rowOf(desk, 'campaign', id);
  setCells(desk, id, '重新开启专项调研', { closedOn: null });
  return getCampaign(desk, id);
};

/** Takes it out of sight with all its returns; `restoreCampaign` is its undo. @throws Refusal `record.missing` */
export const removeCampaign = (desk: Reads, id: string): void => {
  rowOf(desk, 'campaign', id);
  setCells(desk, id, '删除专项调研', { deleted: 1 });
};

/** @throws Refusal `record.missing` */
export const restoreCampaign = (desk: Reads, id: string): void => {
  if (!getRow(desk.store, requireLedger('campaign'), id))
    throw Refusal.of('record.missing', { what: '专项调研' });
  setCells(desk, id, '恢复专项调研', { deleted: 0 });
};

/** Campaigns as a firm's page shows them: those it is on the list of, and those under way it is not. */
export const campaignsOfFirm = (desk: Reads, firm: string): FirmCampaign[] => {
  const { store } = desk;
  const returns = returnsOfFirms(store, filesOf(store, homeOf(store, firm)));
  return rowsOf(desk, 'campaign').flatMap((row): FirmCampaign[] => {
    const versions = versionsOf(desk, row.id);
    const { id, title, endsOn, phase } = headOf(row, versions);
    const own = returns.filter(({ campaignId }) => campaignId === id);
    const [held] = holdReturns(desk, own, versions).toSorted(
      (a, b) => b.rows.length - a.rows.length,
    );
    if (!held && phase !== 'open') return [];
    return [
      {
        ...{ id, title, endsOn, phase },
        returnId: held?.record.id ?? null,
        standing: held?.standing ?? null,
        completedOn: held?.record.completedOn ?? null,
      },
    ];
  });
};
