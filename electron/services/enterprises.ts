import {
  type EnterpriseRecord,
  firstEnterprises,
  getEnterprises,
  listedFirms,
} from '#db/queries/enterprises.ts';
import { filesOf, getKeptFirm } from '#db/queries/homes.ts';
import { countSheets } from '#db/queries/sheets.ts';
import { lastVisitDates } from '#db/queries/visits.ts';
import { rollList, wordCounts } from '#db/roll/list.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { parseCapital } from '#shared/capital.ts';
import { localDate } from '#shared/clock.ts';
import { checkCreditCode } from '#shared/credit-code.ts';
import { parseLooseDate } from '#shared/dates.ts';
import {
  type DeclaredFact,
  declaredFacts,
  type EnterpriseFile,
  type EnterpriseList,
  type EnterpriseRow,
  type SaveEnterprise,
} from '#shared/enterprises.ts';
import { Refusal } from '#shared/errors.ts';
import {
  type FirmFilter,
  type FirmOrder,
  isUnfiltered,
  noFilter,
  type WordCounts,
} from '#shared/firm-list.ts';
import { enterpriseField, plainFact } from '#shared/registers/enterprise.ts';
import { readValue } from '#shared/registers/values.ts';
import type { Desk } from './desk.ts';
import { noteChanges, sinceOf } from './firm-changes.ts';
import { enterpriseId, requireEnterprise } from './firm-record.ts';
import { settleRoll } from './roll.ts';
import { sheetBriefs } from './sheets.ts';
import { reachOf, statesOf } from './states.ts';
import { issueBriefs, visitBriefs } from './visits.ts';

export { enterpriseId };

/** Rows of the list for firms at these places of the roll. */
export const enterpriseRows = (
  desk: Pick<Desk, 'store' | 'self'>,
  rowids: Iterable<number>,
): EnterpriseRow[] => {
  const records = listedFirms(desk.store, rowids);
  const ids = records.map(({ id }) => id);
  const states = statesOf(desk, reachOf(desk), 'enterprise', ids);
  const visited = lastVisitDates(desk.store, ids);
  const sheets = countSheets(desk.store, ids);
  return records.map((record) => ({
    ...record,
    lastVisitOn: visited.get(record.id) ?? null,
    sheets: sheets.get(record.id) ?? 0,
    state: states.get(record.id) ?? 'here',
  }));
};

/** What a caller may leave out of a question for the list. */
export type FirmQuery = Partial<FirmFilter> & { readonly order?: FirmOrder };

/** Whether a question is answered from the tables while the roll is not yet read: all firms, as registered. */
export const listNeedsNoRoll = (query: FirmQuery): boolean => {
  const { order = null, ...filter } = { ...noFilter, ...query };
  return order === null && isUnfiltered(filter);
};

/** Places in the roll of all firms a filter leaves, in order. */
export const firmsListed = (desk: Pick<Desk, 'store'>, query: FirmQuery): Int32Array => {
  const { roll, clock } = desk.store;
  settleRoll(desk);
  const { order = null, ...some } = query;
  const filter = { ...noFilter, ...some };
  const today = localDate(clock.now());
  return roll.memo(JSON.stringify([filter, order, today]), () =>
    rollList(roll, filter, order, today),
  );
};

/**
 * Firms found, a page of them, with what the list shows. Counting unit: 家. The whole list in the
 * order of registration is answered from the tables, so that the first screen waits for nothing.
 */
export const listEnterprises = (
  desk: Desk,
  query: FirmQuery & { readonly limit: number; readonly offset: number },
): EnterpriseList => {
  const { limit, offset, ...asked } = query;
  if (listNeedsNoRoll(asked) && !desk.store.roll.ready()) {
    const { total, rowids } = firstEnterprises(desk.store, query);
    return { total, rows: enterpriseRows(desk, rowids) };
  }
  const found = firmsListed(desk, asked);
  return {
    total: found.length,
    rows: enterpriseRows(desk, found.subarray(offset, offset + limit)),
  };
};

/** The words there are to filter by. The roll must be ready. */
export const wordsListed = ({ store }: Pick<Desk, 'store'>): WordCounts => ({
  township: wordCounts(store.roll, 'township'),
  station: wordCounts(store.roll, 'station'),
  block: wordCounts(store.roll, 'block'),
  tier: wordCounts(store.roll, 'tier'),
  status: wordCounts(store.roll, 'status'),
  industry: wordCounts(store.roll, 'industry'),
});

/** Files kept under a firm, by name, for its page. */
const mergedFiles = (desk: Desk, ids: readonly string[]): EnterpriseFile['files'] =>
  [...getEnterprises(desk.store.reader, ids).values()].map(({ id, name }) => ({ id, name }));

/** A firm's file: what its page shows. @throws Refusal `record.missing` */
export const getEnterprise = (desk: Desk, id: string): EnterpriseFile => {
  const record = requireEnterprise(desk, id);
  const { deleted: _, ...facts } = record;
  const files = filesOf(desk.store, record.id);
  return {
    ...facts,
    state: statesOf(desk, reachOf(desk), 'enterprise', [record.id]).get(record.id) ?? 'here',
    sheets: sheetBriefs(desk, files),
    visits: visitBriefs(desk, files),
    issues: issueBriefs(desk, files),
    files: mergedFiles(desk, files.slice(1)),
  };
};

/** What nobody has touched stays as it was read, also what cannot be read from its words alone. */
const capitalOf = ({ capitalText }: SaveEnterprise, before: EnterpriseRecord | undefined) => {
  const isKept = before !== undefined && before.capitalText === capitalText;
  const { capitalAmount: amount = null, capitalCurrency: currency = null } = before ?? {};
  if (!isKept) return parseCapital(capitalText ?? '');
  return amount === null || currency === null
    ? ({ kind: 'none' } as const)
    : ({ kind: 'amount', amount, currency } as const);
};

/** What is wrong with a form, in words; and its values as the store keeps them. */
const decode = (input: SaveEnterprise, before: EnterpriseRecord | undefined) => {
  const problems: string[] = [];
  const code = input.uscc === null ? null : checkCreditCode(input.uscc);
  if (code && !code.ok) problems.push(`统一社会信用代码：${code.reason}`);
  const founded = input.foundedOn === null ? null : parseLooseDate(input.foundedOn);
  if (founded === undefined) problems.push('成立日期读不懂，请写成 2009-03-05');
  const capital = capitalOf(input, before);
  if (capital.kind === 'unclear') problems.push('注册资本读不出数额，请写成 200 万元');
  const facts: Partial<Record<DeclaredFact, string | number | null>> = {};
  for (const key of declaredFacts) {
    const [field, said] = [enterpriseField(key), input[key]];
    if (!field || said === undefined) continue;
    const read = readValue(field, said ?? '');
    if (read.ok) facts[key] = plainFact(key, read.value);
    else problems.push(`${field.label}${read.problem}`);
  }
  if (problems.length > 0) throw Refusal.of('record.invalid', { problems });
  const uscc = code?.ok ? code.code : null;
  return {
    ...(facts as Partial<Pick<EnterpriseRecord, DeclaredFact>>),
    uscc,
    name: input.name,
    formerNames: input.formerNames,
    type: input.type,
    legalRep: input.legalRep,
    foundedOn: founded?.iso ?? null,
    capitalAmount: capital.kind === 'amount' ? capital.amount : null,
    capitalCurrency: capital.kind === 'amount' ? capital.currency : null,
    capitalText: input.capitalText,
    scope: input.scope,
    division: uscc?.slice(2, 8) ?? null,
    township: input.township,
    address: input.address,
    contactName: input.contactName,
    contactPhone: input.contactPhone,
    status: input.status,
    tier: input.tier,
    note: input.note,
  };
};

/**
 * Saves the form of a firm; makes the firm where `id` is null. A second firm with the same credit
 * code is the same firm, so it is refused by name.
 *
 * @throws Refusal `record.invalid`, `record.missing`
 */
export const saveEnterprise = (desk: Desk, input: SaveEnterprise): { id: string } => {
  const { store, self } = desk;
  const record = input.id === null ? undefined : requireEnterprise(desk, input.id);
  const values = decode(input, record);
  const intent = { actor: self.person, purpose: record ? '修改企业档案' : '新增企业' };
  if (record) {
    const known = values.uscc === null ? undefined : getKeptFirm(store, enterpriseId(values.uscc));
    if (known && !known.deleted && known.id !== record.id)
      throw Refusal.of('record.invalid', { problems: [`该信用代码已属于「${known.name}」`] });
    const told = { ...values, tierSince: sinceOf(desk, values, record) };
    write(store, intent, (door) => {
      door.update(enterprise, record.id, told);
      noteChanges(desk, door, record, { ...record, ...told });
    });
    return { id: record.id };
  }
  const id = values.uscc === null ? store.clock.uuid() : enterpriseId(values.uscc);
  const known = getKeptFirm(store, id);
  if (known && !known.deleted)
    throw Refusal.of('record.invalid', { problems: [`「${known.name}」已有档案，信用代码相同`] });
  const told = { ...values, tierSince: sinceOf(desk, values, known) };
  write(store, intent, (door) => {
    if (known) door.update(enterprise, id, { ...told, deleted: 0 });
    else door.insert(enterprise, { id, ...told, source: '走访' });
    noteChanges(desk, door, known, { id, ...told });
  });
  return { id };
};
