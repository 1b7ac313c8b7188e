/** What an import can fill: a firm's own facts, every ledger of firms and of the office. */
import { readTitle, scoreTitle } from './import-titles.ts';
import { enterpriseFacts } from './registers/enterprise.ts';
import { firmLedgers, officeLedgers } from './registers/index.ts';
import type { Field, Ledger } from './registers/ledger.ts';

export type ImportTarget = {
  /** `enterprise`, or a ledger's name. */
  readonly name: string;
  readonly label: string;
  /** Counting unit of its rows. */
  readonly counter: string;
  /** Fields a column may fill, in the order of the form. */
  readonly fields: readonly Field[];
  readonly ledger: Ledger;
};

/** Never read from a table: another field says it, or a row's id. */
const unread: ReadonlySet<string> = new Set(['capitalAmount']);

/** Header words of registers for a firm's facts, beside those of the file's own form. */
const moreNames: Readonly<Record<string, readonly string[]>> = {
  uscc: ['统一社会信用代码注册号', '信用代码证号'],
  name: [
    ...['单位全称', '机构名称', '商户名称', '企业名称全称', '受检企业', '受检企业名称'],
    ...['受检单位', '受检单位名称', '被抽查企业', '被抽查企业名称', '获证企业', '获证企业名称'],
    ...['获证组织', '生产企业', '生产企业名称', '生产单位', '申报企业', '申报单位', '获奖企业'],
  ],
  formerNames: ['企业曾用名', '原名'],
  type: ['主体类型', '经济类型', '类型'],
  legalRep: ['法定代表人姓名', '法定代表人负责人'],
  foundedOn: ['开业日期'],
  capitalText: ['注册资金', '资金数额'],
  scope: ['经营范围及方式'],
  address: ['住所经营场所', '所在地址', '通讯地址'],
  township: ['镇乡街道', '镇街道'],
  contactName: ['联系人', '联系人姓名'],
  contactPhone: ['联系电话', '企业电话', '手机号'],
  status: ['主体状态', '状态'],
};

/** Whether a ledger's rows hang on no firm: nothing in a table of it says whose row it is. */
const isOfOffice = ({ name }: Ledger): boolean => officeLedgers.some((each) => each.name === name);

/** Where a table of the office names no division, it is about the office's own. */
const isOwnDivision = (ledger: Ledger, { key }: Field): boolean =>
  isOfOffice(ledger) && key === 'division';
const optional = ({ required: _, ...field }: Field): Field => field;

const targetOf = (ledger: Ledger): ImportTarget => ({
  name: ledger.name,
  label: ledger.label,
  counter: ledger.counter,
  ledger,
  fields: [
    ...ledger.fields
      .filter(({ kind, key }) => kind !== 'reference' && !unread.has(key))
      .map((field) => (isOwnDivision(ledger, field) ? optional(field) : field)),
    { key: 'note', label: '备注', kind: 'longText', synonyms: ['说明', '附注'] },
  ],
});

export const enterpriseTarget: ImportTarget = {
  ...targetOf(enterpriseFacts),
  label: '企业名单',
  fields: [
    {
      key: 'capitalCurrency',
      label: '币种',
      kind: 'text',
      synonyms: ['货币', '资本币种', '注册资本币种', '注册资金币种', '货币种类'],
    },
    ...targetOf(enterpriseFacts).fields.map(
      (field): Field => ({
        ...field,
        synonyms: [...(field.synonyms ?? []), ...(moreNames[field.key] ?? [])],
      }),
    ),
  ],
};

/** Every target, firms first. */
export const importTargets: readonly ImportTarget[] = [
  enterpriseTarget,
  ...firmLedgers.map(targetOf),
  ...officeLedgers.map(targetOf),
];

/** Whether its rows are about firms: then a column has to say which. */
export const isOfFirms = ({ ledger }: ImportTarget): boolean => !isOfOffice(ledger);

export const targetNamed = (name: string): ImportTarget | undefined =>
  importTargets.find((target) => target.name === name);

export const targetField = (target: ImportTarget, key: string): Field | undefined =>
  target.fields.find((field) => field.key === key);

/** Label and synonyms as titles are compared: without brackets; best first. */
export const namesOf = ({ label, synonyms }: Field): readonly string[] => [
  label.replace(/[（）()]/g, ''),
  ...(synonyms ?? []),
];

/** The two fields that say which firm a row is about, in any table. */
export const identityKeys = ['uscc', 'name'] as const;
export type IdentityKey = (typeof identityKeys)[number];

/** Header words for a firm's name that are too general for anything but a table's own first column. */
const generalNames: readonly string[] = ['名称', '单位', '企业', '公司'];

/** How well a title names a firm's name or code. */
export const scoreIdentity = (key: IdentityKey, title: string): number => {
  const field = targetField(enterpriseTarget, key);
  if (!field) return 0;
  const said = readTitle(title);
  const general = said.words.length === 1 && generalNames.includes(said.words[0] ?? '');
  return Math.max(scoreTitle(namesOf(field), said), key === 'name' && general ? 520 : 0);
};

/** True for a title that says whose row it is: a firm's name or its code. */
export const isFirmAnchor = (title: string): boolean =>
  identityKeys.some((key) => scoreIdentity(key, title) > 500);

/** True for a title that a table of the office is known by: what its rows cannot be without. */
export const isOfficeAnchor = (title: string): boolean => {
  const said = readTitle(title);
  return officeLedgers.some(({ fields }) =>
    fields.some((field) => field.required && scoreTitle(namesOf(field), said) > 500),
  );
};
