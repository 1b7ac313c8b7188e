import { getKeptFirm } from '#db/queries/homes.ts';
import { getIssueRecord, lastIssueNumber } from '#db/queries/issues.ts';
import { getSelf } from '#db/queries/self.ts';
import { issue } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import type { RegisterIssue } from '#shared/issues.ts';
import type { Desk } from './desk.ts';
import { dropDraftOf } from './drafts.ts';

/** Issues registered from a hot line, by the firm itself, or otherwise than in a visit. */

type Bench = Pick<Desk, 'store' | 'self'>;

/**
 * The next running number of this device: year, four characters of the device, number. Two devices that
 * register apart never give the same one, and none that stands on a paper has to change.
 */
export const nextIssueNumber = ({ store }: Pick<Desk, 'store'>, raisedOn: string): string => {
  const mark = (getSelf(store.reader)?.origin ?? '').replaceAll('-', '').slice(0, 4).toUpperCase();
  const prefix = `${raisedOn.slice(0, 4)}-${mark}-`;
  return `${prefix}${String(lastIssueNumber(store, prefix) + 1).padStart(3, '0')}`;
};

/**
 * Registers an issue, or changes what was registered where its id is known. Its draft goes with it.
 *
 * @throws Refusal `record.missing`
 */
export const registerIssue = (desk: Bench, input: RegisterIssue): { readonly id: string } => {
  const { store, self } = desk;
  const { id, enterpriseId, ...facts } = input;
  const firm = getKeptFirm(store, enterpriseId);
  if (!firm || firm.deleted) throw Refusal.of('record.missing', { what: '企业' });
  const old = getIssueRecord(store, id)?.record;
  if (old && getKeptFirm(store, old.enterpriseId)?.id !== firm.id)
    throw Refusal.of('record.missing', { what: '问题' });
  const purpose = old ? '修改问题登记' : '登记问题';
  write(store, { actor: self.person, purpose }, (door) => {
    if (old) door.update(issue, id, { ...facts, deleted: 0 });
    else
      door.insert(issue, {
        ...{ id, enterpriseId, ...facts },
        number: nextIssueNumber(desk, facts.raisedOn),
        registrar: self.person,
      });
    dropDraftOf(store, 'issue', id, enterpriseId);
  });
  return { id };
};

const setDeleted = (desk: Bench, id: string, deleted: 0 | 1): void => {
  const { store, self } = desk;
  const found = getIssueRecord(store, id)?.record;
  if (!found || found.deleted === deleted) throw Refusal.of('record.missing', { what: '问题' });
  const purpose = deleted === 1 ? '删除问题' : '恢复问题';
  write(store, { actor: self.person, purpose }, (door) => {
    door.update(issue, id, { deleted });
  });
};

/** Takes an issue out; `restoreIssue` is its undo. @throws Refusal `record.missing` */
export const removeIssue = (desk: Bench, id: string): void => setDeleted(desk, id, 1);

/** @throws Refusal `record.missing` */
export const restoreIssue = (desk: Bench, id: string): void => setDeleted(desk, id, 0);
