import type { EnterpriseRecord } from '#db/queries/enterprises.ts';
import { getKeptFirm } from '#db/queries/homes.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { type Door, write } from '#db/write.ts';
import { parseCapital } from '#shared/capital.ts';
import { checkCreditCode } from '#shared/credit-code.ts';
import type { ConfirmFacts, SaveFacts } from '#shared/enterprises.ts';
import { Refusal } from '#shared/errors.ts';
import { enterpriseFacts, plainFact } from '#shared/registers/enterprise.ts';
import { fieldNamed, type LedgerValue } from '#shared/registers/ledger.ts';
import { withProvenance } from '#shared/registers/provenance.ts';
import { valueProblem } from '#shared/registers/values.ts';
import { confirmCells } from './confirm-cells.ts';
import type { Desk } from './desk.ts';
import { noteChanges, sinceOf } from './firm-changes.ts';
import { enterpriseId, requireEnterprise } from './firm-record.ts';

/** A firm's own facts, a cell at a time: each write says where its values come from. */

type Patch = Partial<Omit<EnterpriseRecord, 'id'>>;

const textOf = (value: LedgerValue): string => (value === null ? '' : String(value));

/** A value as the store keeps it, with the cells that follow from it; or what is wrong, in words. */
const cellsOf = (key: string, value: LedgerValue): Patch | string => {
  const field = fieldNamed(enterpriseFacts, key);
  if (!field || ['source', 'sourceRef', 'confirmedOn'].includes(key))
    return `企业档案没有「${key}」这一项`;
  if (value === null || value === '') {
    if (field.required) return `请填写${field.label}`;
    if (key === 'uscc') return { uscc: null, division: null };
    if (key === 'capitalText')
      return { capitalText: null, capitalAmount: null, capitalCurrency: null };
    return { [key]: null };
  }
  if (key === 'uscc') {
    const code = checkCreditCode(textOf(value));
    return code.ok
      ? { uscc: code.code, division: code.code.slice(2, 8) }
      : `${field.label}：${code.reason}`;
  }
  const problem = valueProblem(field, value);
  if (problem !== null) return `${field.label}${problem}`;
  if (key !== 'capitalText') return { [key]: plainFact(key, value) };
  const capital = parseCapital(textOf(value));
  if (capital.kind !== 'amount') return '注册资本读不出数额，请写成 200 万元';
  return {
    capitalText: textOf(value),
    capitalAmount: capital.amount,
    capitalCurrency: capital.currency,
  };
};

const decode = (values: SaveFacts['values']): Patch => {
  const read = Object.entries(values).map(([key, value]) => cellsOf(key, value));
  const problems = read.filter((cells) => typeof cells === 'string');
  if (problems.length > 0) throw Refusal.of('record.invalid', { problems });
  return Object.assign({}, ...read) as Patch;
};

/**
 * Facts of a firm as they are to be written, checked.
 *
 * @throws Refusal `record.invalid` (a value, or another firm's credit code)
 */
export const patchOfFacts = (
  desk: Pick<Desk, 'store'>,
  record: EnterpriseRecord,
  values: SaveFacts['values'],
): Patch => {
  const said = decode(values);
  const known = said.uscc ? getKeptFirm(desk.store, enterpriseId(said.uscc)) : undefined;
  if (known && !known.deleted && known.id !== record.id)
    throw Refusal.of('record.invalid', { problems: [`该信用代码已属于「${known.name}」`] });
  const tier = said.tier === undefined ? record.tier : said.tier;
  return { ...said, tierSince: sinceOf(desk, { ...said, tier }, record) };
};

/** Writes checked facts inside a write, with the lines of the firm's story that come with them. */
export const writeFacts = (
  desk: Pick<Desk, 'store' | 'self'>,
  door: Door,
  record: EnterpriseRecord,
  patch: Patch,
): void => {
  door.update(enterprise, record.id, patch);
  noteChanges(desk, door, record, { ...record, ...patch });
};

/**
 * Writes some facts of a firm; what is not named stays as it is.
 *
 * @throws Refusal `record.missing`, `record.invalid` (a value, or another firm's credit code)
 */
export const saveFacts = (desk: Desk, { id, values, source }: SaveFacts): { id: string } => {
  const { store, self } = desk;
  const record = requireEnterprise(desk, id);
  const patch = patchOfFacts(desk, record, values);
  const purpose = withProvenance('修改企业档案', { source, ref: null });
  write(store, { actor: self.person, purpose }, (door) => writeFacts(desk, door, record, patch));
  return { id: record.id };
};

/**
 * 确认无误: these facts hold as they stand, as of today. Empty ones are left out.
 *
 * @throws Refusal `record.missing`
 */
export const confirmFacts = (desk: Desk, { id, keys }: ConfirmFacts): void => {
  const record = requireEnterprise(desk, id);
  const held = keys.filter(
    (key) =>
      fieldNamed(enterpriseFacts, key) !== undefined &&
      (record as Readonly<Record<string, unknown>>)[key] !== null,
  );
  if (held.length > 0)
    confirmCells(desk, 'enterprise', [{ id: record.id, keys: held }], '确认企业档案仍然如此');
};
