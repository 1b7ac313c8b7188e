import { getRow, type LedgerRecord } from '#db/queries/ledgers.ts';
import { write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import { type NewStep, type StepTerms, wayBetween } from '#shared/ladders.ts';
import { awardStep } from '#shared/registers/award.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import type { Desk } from './desk.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, rowOf, rowsOf, updateOwn } from './own-rows.ts';

/** Steps of ladders (培育阶梯的各级): added, changed and taken out; never so that a ladder runs in a circle. */

type Bench = Pick<Desk, 'store' | 'self'>;
type Ends = { readonly fromId: string; readonly toId: string };

const nameOf = (desk: Bench, awardId: string): string =>
  String(rowOf(desk, 'award', awardId).values.name);

const endsOf = ({ values }: LedgerRecord): Ends => ({
  fromId: String(values.fromId),
  toId: String(values.toId),
});

/** Refuses a step that leads back, with the way it would go round. */
const refuseRing = (desk: Bench, { fromId, toId }: Ends): void => {
  if (fromId === toId)
    throw Refusal.of('record.invalid', { problems: ['一个奖项不能是自己的下一级'] });
  const back = wayBetween(rowsOf(desk, awardStep.name).map(endsOf), toId, fromId);
  if (!back) return;
  const way = [fromId, ...back].map((id) => nameOf(desk, id));
  throw Refusal.of('record.invalid', {
    problems: [`加上这一级，阶梯就绕了圈：${way.join(' → ')}`],
  });
};

const told = (desk: Bench, { fromId, toId }: Ends): string =>
  `${nameOf(desk, fromId)} → ${nameOf(desk, toId)}`;

const valuesOf = ({ stillValid, ...terms }: StepTerms): LedgerValues => ({
  ...terms,
  stillValid: stillValid ? 1 : 0,
});

/**
 * Adds a step from an award to the next.
 *
 * @throws Refusal `record.missing`, `record.invalid` for a step that is there or that leads back
 */
export const addStep = (desk: Bench, input: NewStep): { readonly id: string } => {
  const { fromId, toId, ...terms } = input;
  const purpose = `新增培育阶梯：${told(desk, input)}`;
  const same = rowsOf(desk, awardStep.name)
    .map(endsOf)
    .some((one) => one.fromId === fromId && one.toId === toId);
  if (same) throw Refusal.of('record.invalid', { problems: ['这一级已经有了，请在那一级上修改'] });
  refuseRing(desk, input);
  const values = { fromId, toId, ...valuesOf(terms) };
  const id = newRowId(desk, requireLedger(awardStep.name), null, values);
  write(desk.store, { actor: desk.self.person, purpose }, (door) =>
    insertOwn(desk, door, awardStep.name, { id, values }),
  );
  return { id };
};

/** Changes on what terms a step may be taken; its ends stay. @throws Refusal `record.missing` */
export const changeStep = (desk: Bench, id: string, terms: StepTerms): void => {
  const purpose = `修改培育阶梯：${told(desk, endsOf(rowOf(desk, awardStep.name, id)))}`;
  write(desk.store, { actor: desk.self.person, purpose }, (door) =>
    updateOwn(door, awardStep.name, id, valuesOf(terms)),
  );
};

/** Takes a step out; the awards and what firms hold stay. @throws Refusal `record.missing` */
export const removeStep = (desk: Bench, id: string): void => {
  rowOf(desk, awardStep.name, id);
  write(desk.store, { actor: desk.self.person, purpose: '删除培育阶梯' }, (door) =>
    updateOwn(door, awardStep.name, id, { deleted: 1 }),
  );
};

/** Puts a step back. @throws Refusal `record.missing`, `record.invalid` where it would lead back by now */
export const restoreStep = (desk: Bench, id: string): void => {
  const row = getRow(desk.store, requireLedger(awardStep.name), id);
  if (!row?.deleted) throw Refusal.of('record.missing', { what: awardStep.label });
  refuseRing(desk, endsOf(row));
  write(desk.store, { actor: desk.self.person, purpose: '恢复培育阶梯' }, (door) =>
    updateOwn(door, awardStep.name, id, { deleted: 0 }),
  );
};
