import { getReturn } from '#db/queries/campaigns.ts';
import { placeOf } from '#db/queries/conflicts.ts';
import { getEnterprise } from '#db/queries/enterprises.ts';
import { getKeptFirm } from '#db/queries/homes.ts';
import { dropDraft } from '#db/queries/local.ts';
import {
  deviceRoles,
  getRemark,
  listRemarks,
  type RemarkRecord,
  remarksAbout,
  returnsWithClosers,
} from '#db/queries/remarks.ts';
import { getSheet } from '#db/queries/sheets.ts';
import { getVisit } from '#db/queries/visits.ts';
import { remark } from '#db/schema/remarks.ts';
import { write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import {
  heardRole,
  mayDecide,
  type Remark,
  type RemarkKind,
  type RemarkThread,
  type Returnable,
  remarkDraftKeys,
  returnable,
  type ThreadState,
  threadState,
  worstState,
} from '#shared/remarks.ts';
import { tableLabel } from './change-counts.ts';
import type { Desk } from './desk.ts';
import { reachOf, statesOf } from './states.ts';

/** Returned records: an office says what is wrong, the officer mends it and answers, the office closes. */

const isReturnable = (table: string): table is Returnable =>
  (returnable as readonly string[]).includes(table);

const viewOf = ({ id, kind, answers, body, saidAt, officeName, role, person }: RemarkRecord) =>
  ({ id, kind, answers, body, saidAt, officeName, role, person }) satisfies Remark;

/** Remarks with the role each is heard with: nobody decides by calling himself an office. */
const heard = (
  { store, self }: Pick<Desk, 'store' | 'self'>,
  remarks: readonly RemarkRecord[],
): readonly RemarkRecord[] => {
  const devices = deviceRoles(
    store,
    self.role,
    remarks.map(({ id }) => id),
  );
  return remarks.map((r) => ({ ...r, role: heardRole(r.role, devices.get(r.id) ?? null) }));
};

const answersIn = (remarks: readonly RemarkRecord[]): ReadonlyMap<string | null, RemarkRecord[]> =>
  Map.groupBy(remarks, ({ answers }) => answers);

/**
 * Whether it is for this desk to act: who returned a record looks at the answer; who wrote it mends
 * and answers. An office answers for everything it holds, an officer for their own work.
 */
const forUs = (desk: Desk): ((about: AboutReturn) => boolean) => {
  const reach = reachOf(desk);
  return ({ table, row, role, state }) => {
    if (mayDecide(desk.self.role, role)) return state === 'answered';
    return (
      state === 'open' &&
      (desk.self.role !== 'officer' ||
        (statesOf(desk, reach, table, [row]).get(row) ?? 'foreign') !== 'foreign')
    );
  };
};

type AboutReturn = {
  readonly table: Returnable;
  readonly row: string;
  /** Of the office that returned it. */
  readonly role: string;
  readonly state: ThreadState;
};

const threadsIn = (desk: Desk, remarks: readonly RemarkRecord[]): RemarkThread[] => {
  const answers = answersIn(remarks);
  const isForUs = forUs(desk);
  return remarks.flatMap((asked): RemarkThread[] => {
    const { aboutTable: table, aboutId: row } = asked;
    if (asked.kind !== 'return' || !isReturnable(table)) return [];
    const said = answers.get(asked.id) ?? [];
    const { title } = placeOf(desk.store, { table, row });
    const state = threadState(asked.role, said);
    return [
      {
        id: asked.id,
        table,
        row,
        enterpriseId: asked.enterpriseId,
        enterpriseName: getKeptFirm(desk.store, asked.enterpriseId)?.name ?? '',
        title: table === 'enterprise' ? '企业档案' : `${tableLabel(table)} ${title}`.trim(),
        state,
        asked: viewOf(asked),
        answers: said.map(viewOf),
        mine: mayDecide(desk.self.role, asked.role),
        todo: isForUs({ table, row, role: asked.role, state }),
      },
    ];
  });
};

const urgency = { open: 0, answered: 1, closed: 2 } as const;

/** Every return: what waits first, the newest of it first. */
export const listReturns = (desk: Desk): RemarkThread[] =>
  threadsIn(desk, heard(desk, listRemarks(desk.store.reader)))
    .toReversed()
    .sort((a, b) => urgency[a.state] - urgency[b.state]);

/** The returns of one record, oldest first. */
export const returnsOf = (desk: Desk, table: Returnable, row: string): RemarkThread[] =>
  threadsIn(
    desk,
    heard(desk, remarksAbout(desk.store.reader, [row])).filter((r) => r.aboutTable === table),
  );

/** Counting unit: returns (件) it is for this desk to act on. */
export const countReturnsToDo = (desk: Desk): number => {
  const unclosed = returnsWithClosers(desk.store, desk.self.role).filter(
    ({ role, device, closers }) => {
      const asked = heardRole(role, device);
      const said = JSON.parse(closers) as { role: string; device: string | null }[];
      return !said.some((closer) => mayDecide(heardRole(closer.role, closer.device), asked));
    },
  );
  if (unclosed.length === 0) return 0;
  const isForUs = forUs(desk);
  return unclosed.filter(
    ({ table, row, role, device, answered }) =>
      isReturnable(table) &&
      isForUs({
        table,
        row,
        role: heardRole(role, device),
        state: answered ? 'answered' : 'open',
      }),
  ).length;
};

/** Which of some records of one table wait for somebody because of a return. */
export const returnStates = (
  desk: Pick<Desk, 'store' | 'self'>,
  table: Returnable,
  rows: readonly string[],
): ReadonlyMap<string, 'open' | 'answered' | null> => {
  const remarks = heard(desk, remarksAbout(desk.store.reader, rows)).filter(
    (r) => r.aboutTable === table,
  );
  const answers = answersIn(remarks);
  const returns = remarks.filter(({ kind }) => kind === 'return');
  return new Map(
    [...Map.groupBy(returns, ({ aboutId }) => aboutId)].map(([row, asked]) => [
      row,
      worstState(asked.map(({ id, role }) => threadState(role, answers.get(id) ?? []))),
    ]),
  );
};

/** The firm a record belongs to. @throws Refusal `record.missing` where the record is not here or deleted */
const firmOf = ({ store }: Desk, table: Returnable, row: string): string => {
  const { reader } = store;
  const found = {
    visit: () => getVisit(reader, row),
    sheet: () => getSheet(reader, row),
    enterprise: () => getEnterprise(reader, row),
    campaign_return: () => {
      const held = getReturn(store, row);
      return held && { enterpriseId: held.firmId, deleted: 0 };
    },
  }[table]();
  if (!found || found.deleted) throw Refusal.of('record.missing', { what: tableLabel(table) });
  return 'enterpriseId' in found ? found.enterpriseId : found.id;
};

const purposes: Record<RemarkKind, string> = {
  return: '退回',
  reply: '答复退回',
  close: '办结退回',
};

/** `draft`: the key under which the words were kept while they were typed. */
const say = (
  { store, self }: Desk,
  about: Pick<RemarkRecord, 'aboutTable' | 'aboutId' | 'enterpriseId' | 'answers' | 'body'>,
  kind: RemarkKind,
  draft: string | null,
): void =>
  write(store, { actor: self.person, purpose: purposes[kind] }, (door) => {
    door.insert(remark, {
      ...about,
      id: store.clock.uuid(),
      kind,
      saidAt: store.clock.now().toISOString(),
      officeName: self.officeName,
      role: self.role,
      person: self.person,
    });
    if (draft !== null) dropDraft(store, 'remark', draft);
  });

const requireReturn = (desk: Desk, id: string): RemarkRecord => {
  const about = getRemark(desk.store.reader, id)?.aboutId ?? '';
  const remarks = heard(desk, remarksAbout(desk.store.reader, [about]));
  const asked = remarks.find((r) => r.id === id);
  if (asked?.kind !== 'return' || !isReturnable(asked.aboutTable))
    throw Refusal.of('record.missing', { what: '退回意见' });
  const said = remarks.filter((r) => r.answers === id);
  if (threadState(asked.role, said) === 'closed') throw Refusal.of('remark.closed');
  return asked;
};

const answerTo = ({ id, aboutTable, aboutId, enterpriseId }: RemarkRecord, body: string) => ({
  aboutTable,
  aboutId,
  enterpriseId,
  answers: id,
  body,
});

/**
 * Returns a record to whoever wrote it. Travels with the next bundle.
 *
 * @throws Refusal `remark.office` for an officer, `record.missing`
 */
export const returnRecord = (
  desk: Desk,
  { table, row, body }: { readonly table: Returnable; readonly row: string; readonly body: string },
): void => {
  if (desk.self.role === 'officer') throw Refusal.of('remark.office');
  const enterpriseId = firmOf(desk, table, row);
  const about = { aboutTable: table, aboutId: row, enterpriseId, answers: null, body };
  say(desk, about, 'return', remarkDraftKeys.giveBack(table, row));
};

/** Returns again what was not mended: closes the old return and asks anew. @throws Refusal as `closeReturn` */
export const returnAgain = (desk: Desk, input: { id: string; body: string }): void => {
  const asked = requireReturn(desk, input.id);
  if (!mayDecide(desk.self.role, asked.role)) throw Refusal.of('remark.office');
  say(desk, answerTo(asked, input.body), 'return', remarkDraftKeys.again(input.id));
};

/** Says what was done about a return. @throws Refusal `record.missing`, `remark.closed` */
export const replyToReturn = (desk: Desk, input: { id: string; body: string }): void =>
  say(
    desk,
    answerTo(requireReturn(desk, input.id), input.body),
    'reply',
    remarkDraftKeys.reply(input.id),
  );

/**
 * Closes a return.
 *
 * @throws Refusal `record.missing`, `remark.closed`; `remark.office` for who is below the office that
 *   returned the record
 */
export const closeReturn = (desk: Desk, { id }: { readonly id: string }): void => {
  const asked = requireReturn(desk, id);
  if (!mayDecide(desk.self.role, asked.role)) throw Refusal.of('remark.office');
  say(desk, answerTo(asked, '确认办结'), 'close', null);
};
