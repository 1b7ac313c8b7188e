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
import { confirmCells } from './confirm-cells.ts';
import type { Desk } from './desk.ts';
import { newRowId, type Siblings, siblingsOf } from './ledger-keys.ts';
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

const tableOf = (ledger: NamedLedger): LedgerTable => ledgerTables[ledger.name];

/** Where rows are written: a ledger, what they hang on, and what hangs there already. */
type Place = {
  readonly ledger: NamedLedger;
  readonly parent: string | null;
  readonly siblings: Siblings;
};

const placeOf = (desk: Pick<Desk, 'store'>, ledger: NamedLedger, parent: string | null): Place => ({
  ledger,
  parent,
  siblings: siblingsOf(desk, ledger, parent),
});

type Prepared = {
  readonly id: string;
  readonly fresh: boolean;
  readonly revived: boolean;
  /** The cells to be written. */
  readonly values: LedgerValues;
  /** The row as it will stand. */
  readonly whole: LedgerValues;
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
  { ledger, parent, siblings }: Place,
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
  if (isRenamed && siblings.hasTwin({ id: row.id, values: whole }))
    throw Refusal.of('record.invalid', {
      problems: [`「${rowTitle(ledger, whole)}」已有一条，请在那一条上修改`],
    });
  if (old) return { id: old.id, fresh: false, revived: false, values, whole };
  const id = newRowId(desk, ledger, parent, whole);
  return { id, fresh: true, revived: getRow(desk.store, ledger, id) !== undefined, values, whole };
};

const putRow = (
  door: Door,
  { ledger, parent, siblings }: Place,
  { id, fresh, revived, values, whole }: Prepared,
): void => {
  const table = tableOf(ledger);
  siblings.put({ id, values: whole });
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
  const place = placeOf(desk, requireLedger(name), parent);
  const row = { id: null, values: { ...values } };
  if (!place.siblings.hasTwin(row)) putRow(door, place, prepared(desk, place, row));
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
  const place = placeOf(desk, ledger, input.parent);
  return write(desk.store, intent, (door) => ({
    ids: input.rows.map((row) => {
      // Each is looked at after the ones before it are written: a block may hold the same thing twice.
      const values = row.id === null && from ? { source: from.source, ...row.values } : row.values;
      const ready = prepared(desk, place, { ...row, values });
      putRow(door, place, ready);
      return ready.id;
    }),
  }));
};

/** @throws Refusal `record.invalid` where the same thing was added since a row was taken out */
const refuseTwins = (desk: Bench, ledger: NamedLedger, records: readonly LedgerRecord[]): void => {
  for (const [parent, own] of Map.groupBy(records, ({ parentId }) => parentId)) {
    const siblings = siblingsOf(desk, ledger, parent);
    const twin = own.find((record) => record.deleted && siblings.hasTwin(record));
    if (twin)
      throw Refusal.of('record.invalid', {
        problems: [`「${rowTitle(ledger, twin.values)}」已另有一条，没有恢复`],
      });
  }
};

const setDeleted = (desk: Bench, { ledger: name, ids }: RowsInput, deleted: 0 | 1): void => {
  const ledger = requireLedger(name);
  const records = ids.flatMap((id) => getRow(desk.store, ledger, id) ?? []);
  if (records.length < ids.length) throw Refusal.of('record.missing', { what: ledger.label });
  refuseFixed(desk, ledger, records);
  if (deleted === 0) refuseTwins(desk, ledger, records);
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
