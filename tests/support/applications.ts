import { getSelf } from '#db/queries/self.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { recordStep } from '#services/application-steps.ts';
import { applicationBoard, getApplication } from '#services/applications.ts';
import type { Desk } from '#services/desk.ts';
import type { NewApplication } from '#shared/applications.ts';
import type { StepStage } from '#shared/pipeline.ts';
import { testClock } from '#tests/support/device.ts';
import { newReplica, packed, type Replica, receive } from '#tests/support/replica.ts';

/** What a service needs of a replica. */
export const desk = (who: Replica): Desk =>
  ({ store: who.store, self: getSelf(who.store.reader) }) as unknown as Desk;
/** A laptop with one firm on file. */
export const officer = (name: string, start?: string): Replica => {
  const replica = newReplica(name, testClock(start));
  write(replica.store, { actor: name, purpose: '新增企业' }, (d) =>
    d.insert(enterprise, { id: 'firm', name: '甲厂' }),
  );
  return replica;
};
/** Two laptops of one firm, of two days. */
export const pair = (): [Replica, Replica] => [
  officer('张三'),
  officer('李四', '2026-03-03T08:00:00.000Z'),
];
/** Each takes what the other has. */
export const swap = (a: Replica, b: Replica): void => {
  receive(b, packed(a));
  receive(a, packed(b));
};
/** An application as the form has it. */
export const form: NewApplication = {
  enterpriseId: 'firm',
  award: '省名牌产品',
  year: 2026,
  object: '产品',
  product: '特种纸',
  productId: null,
  handler: null,
  dueOn: '2026-04-15',
};
/** Records the next step of an application. */
export const step = (who: Replica, id: string, stage: StepStage, more: object = {}) =>
  recordStep(desk(who), {
    id,
    afterId: getApplication(desk(who), id).lastStepId,
    stage,
    onDate: '2026-03-10',
    person: null,
    docNo: null,
    reason: null,
    note: null,
    ...more,
  });
/** The board of 2026. */
export const board = (who: Replica) =>
  applicationBoard(desk(who), { year: 2026, award: null, search: '', on: null });
