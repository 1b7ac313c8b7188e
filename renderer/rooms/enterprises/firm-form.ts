import { z } from 'zod';
import { formatCapitalOf, formatDay } from '#renderer/parts/formats.ts';
import { parseCapital } from '#shared/capital.ts';
import { checkCreditCode, orgCodeProblem } from '#shared/credit-code.ts';
import { parseLooseDate } from '#shared/dates.ts';
import {
  type DeclaredFact,
  declaredFacts,
  type SaveEnterprise,
  saveEnterpriseInput,
} from '#shared/enterprises.ts';
import { enterpriseField } from '#shared/registers/enterprise.ts';
import { readValue, showValue } from '#shared/registers/values.ts';

/** A firm as it stands in the inputs: text everywhere, empty for "not known". */
export type FirmForm = Record<FirmField, string>;
export type FirmField = Exclude<keyof SaveEnterprise, 'id'>;

/** What each field is called on every screen. */
export const firmFieldLabels: Record<FirmField, string> = {
  name: '企业名称',
  uscc: '统一社会信用代码',
  formerNames: '曾用名',
  type: '企业类型',
  legalRep: '法定代表人',
  foundedOn: '成立日期',
  capitalText: '注册资本',
  scope: '经营范围',
  township: '乡镇街道',
  address: '注册地址',
  contactName: '联系人',
  contactPhone: '联系电话',
  status: '状态',
  tier: '层级',
  note: '备注',
  ...(Object.fromEntries(
    declaredFacts.map((key) => [key, enterpriseField(key)?.label ?? key]),
  ) as Record<DeclaredFact, string>),
};

const fields = Object.keys(firmFieldLabels) as readonly FirmField[];

const formOf = (read: (field: FirmField) => string | null): FirmForm =>
  Object.fromEntries(fields.map((field) => [field, read(field) ?? ''])) as FirmForm;

export const emptyFirmForm: FirmForm = formOf(() => null);

/** How a draft is read back; a field an older program did not know is empty. */
export const firmFormShape: z.ZodType<FirmForm> = z.object(
  Object.fromEntries(fields.map((field) => [field, z.string().catch('')])) as Record<
    FirmField,
    z.ZodCatch<z.ZodString>
  >,
);

/** What the declaration says of a fact while it is typed; null for nothing to say. */
export const readFact = (field: DeclaredFact, text: string): Reading | null => {
  const declared = enterpriseField(field);
  if (!declared || text.trim() === '') return null;
  const read = readValue(declared, text);
  if (!read.ok) return { ok: false, text: read.problem };
  if (field === 'orgCode') {
    const problem = orgCodeProblem(text);
    return { ok: true, text: problem === null ? '校验通过' : `可能有误：${problem}` };
  }
  const shown = showValue(declared, read.value);
  return shown === text.trim() ? null : { ok: true, text: shown };
};

export const formToInput = (form: FirmForm): SaveEnterprise => ({ ...form, id: null });

export type FirmProblems = Partial<Record<FirmField, string>>;

/** What the form's own schema says, by field. */
export const problemsOfForm = (form: FirmForm): FirmProblems => {
  const decoded = saveEnterpriseInput.safeParse({ ...form, id: null });
  if (decoded.success) return {};
  return Object.fromEntries(
    decoded.error.issues.map((issue) => [String(issue.path[0]), issue.message]),
  );
};

/**
 * The problems inside a `record.invalid` sentence (「还不能保存：…；…。…」), each beside the field
 * it names.
 */
export const problemsOfRefusal = (sentence: string): FirmProblems => {
  const [, list = ''] = /^还不能保存：(.*?)。/.exec(sentence) ?? [];
  const problems: FirmProblems = {};
  for (const problem of list.split('；')) {
    const field = fields.find((name) => problem.includes(firmFieldLabels[name]));
    if (field) problems[field] = problem;
  }
  return problems;
};

/** What the program makes of a field while it is typed: how it was read, or what is odd. */
export type Reading = { readonly ok: boolean; readonly text: string };

export const readUscc = (text: string): Reading | null => {
  if (text.trim() === '') return null;
  const check = checkCreditCode(text);
  if (!check.ok) return { ok: false, text: `代码${check.reason}` };
  return { ok: true, text: check.warnings[0] ?? '校验通过' };
};

export const readFoundedOn = (text: string): Reading | null => {
  if (text.trim() === '') return null;
  const date = parseLooseDate(text);
  return date
    ? { ok: true, text: formatDay(date.iso) }
    : { ok: false, text: '读不成日期，请写成 2009-03-05 或 2009年3月' };
};

export const readCapital = (text: string): Reading | null => {
  const capital = parseCapital(text);
  if (capital.kind === 'none') return null;
  return capital.kind === 'amount'
    ? { ok: true, text: formatCapitalOf(capital.amount, capital.currency) }
    : { ok: false, text: '读不出金额，请写明单位，例如 5000 万元' };
};
