import { getEnterprise } from '#db/queries/enterprises.ts';
import { homeOf } from '#db/queries/homes.ts';
import {
  countAttachments,
  countRows,
  findRows,
  firmsOfRows,
  getRow,
  type LedgerRecord,
} from '#db/queries/ledgers.ts';
import { type LedgerTable, ledgerTables } from '#db/schema/ledgers.ts';
import { type Door, write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import { foldText } from '#shared/fold.ts';
import type {
  ConfirmRows,
  FirmLedgers,
  LedgerPage,
  LedgerRow,
  ListLedger,
  RowsInput,
  SaveRows,
} from '#shared/ledgers.ts';
import {
  firmLedgers as firmDeclarations,
  type LedgerName,
  ledgerNamed,
  type NamedLedger,
} from '#shared/registers/index.ts';
import { type LedgerValues, parentKey } from '#shared/registers/ledger.ts';
import { withProvenance } from '#shared/registers/provenance.ts';
import {
  allFields,
  naturalKey,
  rowProblems,
  rowTitle,
  withComputed,
} from '#shared/registers/rows.ts';
import { deriveId } from '#sync/seal.ts';
import { confirmCells } from './confirm-cells.ts';
import type { Desk } from './desk.ts';
import { type Reach, reachOf, statesOf } from './states.ts';

/** One life for every ledger: list, save, take out and put back, say that it still holds. */

/** What writing needs of a desk. */
type Bench = Pick<Desk, 'store' | 'self'>;

/** @throws Refusal `record.missing` for a ledger this program does not know */
export const requireLedger = (name: string): NamedLedger => {
  const ledger = ledgerNamed(name);
  if (!ledger) throw Refusal.of('record.missing', { what: '台账' });
  return ledger;
};

const viewRows = (
  desk: Desk,
  ledger: NamedLedger,
  records: readonly LedgerRecord[],
  reach: Reach,
): LedgerRow[] => {
  const ids = records.map(({ id }) => id);
  const states = statesOf(desk, reach, ledger.name, ids);
  const firms = firmsOfRows(desk.store, ledger, ids);
  const attachments = countAttachments(desk.store, ids);
  return records.map(({ id, parentId, values }) => ({
    id,
    parentId,
    firm: firms.get(id) ?? null,
    values: withComputed(ledger, values),
    problems: rowProblems(ledger, values),
    attachments: attachments.get(id) ?? 0,
    state: states.get(id) ?? 'here',
  }));
};

const known = (ledger: NamedLedger, keys: readonly string[]): void => {
  const fields = new Set(allFields(ledger).map(({ key }) => key));
  const odd = keys.find((key) => !fields.has(key));
  if (odd !== undefined)
    throw Refusal.of('record.invalid', { problems: [`${ledger.label}没有「${odd}」这一项`] });
};

/**
 * A page of a ledger. Counting unit: the ledger's counter.
 *
 * @throws Refusal `record.missing`, `record.invalid`
 */
export const listLedger = (desk: Desk, input: ListLedger): LedgerPage => {
  const ledger = requireLedger(input.ledger);
  const order = input.order.filter((key) => key.replace(/^-/, '') !== '');
  known(ledger, [...Object.keys(input.filter), ...order.map((key) => key.replace(/^-/, ''))]);
  const query = { ...input, order, search: foldText(input.search) };
  const rows = findRows(desk.store, ledger, query);
  return {
    total: countRows(desk.store, ledger, query),
    rows: viewRows(desk, ledger, rows, reachOf(desk)),
  };
};

/** Every live row of a firm, by ledger. @throws Refusal `record.missing` */
export const firmLedgers = (desk: Desk, enterpriseId: string): FirmLedgers => {
  requireParent(desk, { parent: 'enterprise' }, enterpriseId);
  const reach = reachOf(desk);
  return Object.fromEntries(
    firmDeclarations.map((ledger) => [
      ledger.name,
      viewRows(desk, ledger, findRows(desk.store, ledger, { parent: enterpriseId }), reach),
    ]),
  );
};

const requireParent = (
  { store }: Pick<Desk, 'store'>,
  ledger: Pick<NamedLedger, 'parent'>,
  id: string | null,
): void => {
  if (ledger.parent === null) return;
  const found =
    id === null
      ? undefined
      : ledger.parent === 'enterprise'
        ? getEnterprise(store.reader, id)
        : getRow(store, requireLedger(ledger.parent), id);
  if (!found || found.deleted)
    throw Refusal.of('record.missing', {
      what: ledger.parent === 'enterprise' ? '企业' : (ledgerNamed(ledger.parent)?.label ?? '记录'),
    });
};

/**
 * Refuses what would change rows that stand: those of a published edition, and those only their own
 * room writes.
 *
 * @throws Refusal `record.fixed`
 */
export const refuseFixed = (
  { store }: Pick<Desk, 'store'>,
  ledger: NamedLedger,
  rows: readonly { readonly parentId: string | null; readonly values: LedgerValues }[],
): void => {
  const fixed = (): Refusal => Refusal.of('record.fixed', { what: ledger.label });
  if (ledger.writtenBy === 'room') throw fixed();
  const once = ledger.fixedOnce;
  if (!once) return;
  for (const { parentId, values } of rows) {
    const parent = once.where === 'parent' ? requireLedger(ledger.parent ?? '') : undefined;
    const held =
      parent === undefined ? values : (getRow(store, parent, parentId ?? '')?.values ?? values);
    const state = held[once.key] ?? null;
    if (state !== null && state !== once.draft) throw fixed();
  }
};

/** Live rows beside a new or changed one that are the same thing. */
const twinOf = (
  desk: Pick<Desk, 'store'>,
  ledger: NamedLedger,
  row: {
    readonly id: string | null;
    readonly parent: string | null;
    readonly values: LedgerValues;
  },
): LedgerRecord | undefined => {
  const key = naturalKey(ledger, row.parent, row.values);
  if (key === null) return undefined;
  const beside = findRows(desk.store, ledger, row.parent === null ? {} : { parent: row.parent });
  return beside.find(
    (other) => other.id !== row.id && naturalKey(ledger, row.parent, other.values) === key,
  );
};

/**
 * The id a new row gets: derived from what makes it the thing it is, so that two laptops which add it
 * make one row. Where that id is held by a row that has become another thing, the next one.
 */
export const newRowId = (
  { store }: Pick<Desk, 'store'>,
  ledger: NamedLedger,
  parent: string | null,
  values: LedgerValues,
): string => {
  const key = naturalKey(ledger, parent, values);
  if (key === null) return store.clock.uuid();
  for (let nth = 1; ; nth++) {
    const id = deriveId(ledger.name, nth === 1 ? key : `${key} ${nth}`);
    const held = getRow(store, ledger, id);
    if (!held || held.deleted || naturalKey(ledger, parent, held.values) === key) return id;
  }
};

const tableOf = (ledger: NamedLedger): LedgerTable => ledgerTables[ledger.name];

type Prepared = {
  readonly id: string;
  readonly fresh: boolean;
  readonly revived: boolean;
  readonly values: LedgerValues;
};

/** Whether two firms are kept under one. */
const keptTogether = (
  { store }: Pick<Desk, 'store'>,
  a: string | null | undefined,
  b: string | null,
): boolean => a != null && b !== null && homeOf(store, a) === homeOf(store, b);

/** What a row will hold after a save; `input.values` names only some cells. */
const prepared = (
  desk: Pick<Desk, 'store'>,
  ledger: NamedLedger,
  parent: string | null,
  row: SaveRows['rows'][number],
): Prepared => {
  known(ledger, Object.keys(row.values));
  const old = row.id === null ? undefined : getRow(desk.store, ledger, row.id);
  const isOfParent =
    (old?.parentId ?? null) === parent ||
    (ledger.parent === 'enterprise' && keptTogether(desk, old?.parentId, parent));
  if (row.id !== null && (!old || old.deleted || !isOfParent))
    throw Refusal.of('record.missing', { what: ledger.label });
  const given = Object.fromEntries(
    Object.entries(row.values).map(([key, value]) => [
      key,
      typeof value === 'string' ? value.trim() || null : value,
    ]),
  );
  const values = old ? given : { source: '走访', ...given };
  const whole = { ...old?.values, ...values };
  refuseFixed(desk, ledger, [{ parentId: parent, values: old?.values ?? {} }]);
  // Publishing is the room's own step: a sheet cannot set the state by itself.
  refuseFixed(desk, ledger, [{ parentId: parent, values: whole }]);
  const errors = rowProblems(ledger, whole).filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw Refusal.of('record.invalid', { problems: errors.map(({ message }) => message) });
  // Two files kept as one may hold the same year twice: such a row is not refused for what it was.
  const isRenamed =
    !old || naturalKey(ledger, parent, old.values) !== naturalKey(ledger, parent, whole);
  if (isRenamed && twinOf(desk, ledger, { id: row.id, parent, values: whole }))
    throw Refusal.of('record.invalid', {
      problems: [`「${rowTitle(ledger, whole)}」已有一条，请在那一条上修改`],
    });
  if (old) return { id: old.id, fresh: false, revived: false, values };
  const id = newRowId(desk, ledger, parent, whole);
  return { id, fresh: true, revived: getRow(desk.store, ledger, id) !== undefined, values };
};

const putRow = (
  door: Door,
  ledger: NamedLedger,
  parent: string | null,
  { id, fresh, revived, values }: Prepared,
): void => {
  const table = tableOf(ledger);
  if (!fresh) door.update(table, id, values as never);
  else if (revived) {
    const empty = Object.fromEntries(allFields(ledger).map(({ key }) => [key, null]));
    door.update(table, id, { ...empty, ...values, deleted: 0 } as never);
  } else {
    const key = parentKey(ledger);
    door.insert(table, { id, ...(key ? { [key]: parent } : {}), ...values } as never);
  }
};

/**
 * Adds a row inside a write of another room, where the same thing is not there already.
 *
 * @throws Refusal `record.invalid`
 */
export const addRow = (
  desk: Bench,
  door: Door,
  name: LedgerName,
  parent: string,
  values: LedgerValues,
): void => {
  const ledger = requireLedger(name);
  const row = { id: null, values: { ...values } };
  if (twinOf(desk, ledger, { id: null, parent, values })) return;
  putRow(door, ledger, parent, prepared(desk, ledger, parent, row));
};

/**
 * Writes rows of one parent in one transaction: all, or none. New rows come from 走访 where nothing
 * else is said.
 *
 * @returns ids in the order of the input
 * @throws Refusal `record.missing`, `record.invalid` (a field, a rule, or the same thing twice)
 */
export const saveRows = (desk: Bench, input: SaveRows): { readonly ids: readonly string[] } => {
  const ledger = requireLedger(input.ledger);
  requireParent(desk, ledger, input.parent);
  const fresh = input.rows.every(({ id }) => id === null);
  const telling = input.rows.some(({ values }) => typeof values.source === 'string');
  const from = input.source && !telling ? { source: input.source, ref: null } : null;
  const intent = {
    actor: desk.self.person,
    purpose: withProvenance(`${fresh ? '新增' : '修改'}${ledger.label}`, from),
  };
  return write(desk.store, intent, (door) => ({
    ids: input.rows.map((row) => {
      // Each is looked at after the ones before it are written: a block may hold the same thing twice.
      const values = row.id === null && from ? { source: from.source, ...row.values } : row.values;
      const ready = prepared(desk, ledger, input.parent, { ...row, values });
      putRow(door, ledger, input.parent, ready);
      return ready.id;
    }),
  }));
};

const setDeleted = (desk: Bench, { ledger: name, ids }: RowsInput, deleted: 0 | 1): void => {
  const ledger = requireLedger(name);
  const records = ids.map((id) => getRow(desk.store, ledger, id));
  if (records.some((record) => record === undefined))
    throw Refusal.of('record.missing', { what: ledger.label });
  refuseFixed(
    desk,
    ledger,
    records.flatMap((record) => record ?? []),
  );
  if (deleted === 0)
    for (const record of records) {
      if (!record?.deleted) continue;
      const twin = twinOf(desk, ledger, { ...record, parent: record.parentId });
      if (twin)
        throw Refusal.of('record.invalid', {
          problems: [`「${rowTitle(ledger, record.values)}」已另有一条，没有恢复`],
        });
    }
  const purpose = `${deleted === 1 ? '删除' : '恢复'}${ledger.label}`;
  write(desk.store, { actor: desk.self.person, purpose }, (door) => {
    for (const id of ids) door.update(tableOf(ledger), id, { deleted });
  });
};

/** Takes rows out of sight; `restoreRows` is its undo. @throws Refusal `record.missing` */
export const deleteRows = (desk: Bench, input: RowsInput): void => setDeleted(desk, input, 1);

/** @throws Refusal `record.missing`, `record.invalid` where the same thing was added since */
export const restoreRows = (desk: Bench, input: RowsInput): void => setDeleted(desk, input, 0);

/**
 * 仍然如此: records that cells hold as they stand. No day is written beside it: two people who confirm
 * on different days agree, and must not be asked which day it was.
 *
 * @throws Refusal `record.missing`
 */
export const confirmRows = (desk: Bench, { ledger: name, ids, keys }: ConfirmRows): void => {
  const ledger = requireLedger(name);
  if (keys) known(ledger, keys);
  const cells = ids.map((id) => {
    const record = getRow(desk.store, ledger, id);
    if (!record || record.deleted) throw Refusal.of('record.missing', { what: ledger.label });
    const held = ledger.fields
      .map(({ key }) => key)
      .filter((key) => record.values[key] !== null && (keys?.includes(key) ?? true));
    return { id, keys: held };
  });
  confirmCells(desk, ledger.name, cells, `确认${ledger.label}仍然如此`);
};
