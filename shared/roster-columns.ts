/** The columns an enterprise roster may have, and how offices title them. */
import { z } from 'zod';
import type { CapitalUnit } from './capital.ts';

/** Chinese title of a field, then what other tables call it, best first. */
const synonyms = {
  uscc: [
    '统一社会信用代码',
    '社会信用代码',
    '统一信用代码',
    '信用代码',
    '社会统一信用代码',
    '统一社会信用代码注册号',
    '企业信用代码',
    '统一代码',
  ],
  name: [
    '企业名称',
    '单位名称',
    '公司名称',
    '企业全称',
    '单位全称',
    '市场主体名称',
    '主体名称',
    '机构名称',
    '商户名称',
    '企业名',
    '名称',
  ],
  formerNames: ['曾用名', '曾用名称', '企业曾用名', '原企业名称', '原名称', '原名', '变更前名称'],
  type: ['企业类型', '公司类型', '市场主体类型', '主体类型', '登记注册类型', '经济类型', '类型'],
  legalRep: [
    '法定代表人',
    '法人代表',
    '法定代表人姓名',
    '法定代表人负责人',
    '法人',
    '企业负责人',
    '负责人',
    '经营者',
  ],
  foundedOn: [
    '成立日期',
    '注册日期',
    '成立时间',
    '注册时间',
    '登记日期',
    '设立日期',
    '开业日期',
    '建厂时间',
  ],
  capital: ['注册资本', '注册资金', '注册资本金', '认缴资本', '资金数额', '出资额'],
  scope: ['经营范围', '主要经营范围', '经营范围及方式', '业务范围', '主营业务'],
  address: [
    '注册地址',
    '住所',
    '企业地址',
    '单位地址',
    '住所经营场所',
    '经营场所',
    '详细地址',
    '经营地址',
    '所在地址',
    '通讯地址',
    '地址',
  ],
  province: ['所在省份', '省份', '所属省份', '省'],
  city: ['所在城市', '城市', '所属城市', '设区市', '地市', '地区', '市'],
  county: ['所在区县', '区县', '县市区', '所属区县', '所在县', '县区', '县'],
  township: ['乡镇街道', '镇街', '乡镇', '所属乡镇', '所在乡镇', '镇乡街道', '镇街道', '街道'],
  contactName: ['联系人', '联系人姓名', '企业联系人', '联络员', '经办人'],
  contactPhone: [
    '联系电话',
    '联系人电话',
    '联系人手机',
    '电话号码',
    '手机号码',
    '手机号',
    '联系方式',
    '企业电话',
    '电话',
    '手机',
  ],
  status: ['登记状态', '经营状态', '企业状态', '主体状态', '存续状态', '状态'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type RosterField = keyof typeof synonyms;

/** All fields in the order a person would check them. */
export const rosterFields = Object.keys(synonyms) as readonly RosterField[];

/** The Chinese title of a field on screens and in exported tables. */
export const rosterFieldTitle = (field: RosterField): string => synonyms[field][0];

const column = z.number().int().nonnegative().nullable();

/** Which file column (zero-based) fills which field; null leaves the field alone. */
export const rosterMapping = z
  .strictObject(
    Object.fromEntries(rosterFields.map((field) => [field, column])) as Record<
      RosterField,
      typeof column
    >,
  )
  .superRefine((mapping, context) => {
    for (const field of ['name', 'uscc'] as const) {
      if (mapping[field] === null) {
        context.addIssue({
          code: 'custom',
          path: [field],
          message: `请指定「${rosterFieldTitle(field)}」是哪一列`,
        });
      }
    }
    const usedBy = new Map<number, RosterField>();
    for (const field of rosterFields) {
      const index = mapping[field];
      if (index === null) continue;
      const other = usedBy.get(index);
      if (other) {
        context.addIssue({
          code: 'custom',
          path: [field],
          message: `「${rosterFieldTitle(other)}」和「${rosterFieldTitle(field)}」用了同一列`,
        });
      }
      usedBy.set(index, field);
    }
  });

export type RosterMapping = z.infer<typeof rosterMapping>;

/** A title without blanks, marks, numbering and, unless kept, what stands in brackets. */
const plainTitle = (title: string, keepBrackets: boolean): string =>
  title
    .normalize('NFKC')
    .replace(keepBrackets ? /[()[\]]/g : /[([].*?[)\]]/g, '')
    .replace(/^[\d一二三四五六七八九十]+[.、]/, '')
    .replace(/[\s*:：/、,，。"“”'【】_-]/g, '');

const exact = (field: RosterField, title: string): number =>
  title === '' ? -1 : (synonyms[field] as readonly string[]).indexOf(title);

/** 0 is no match; the better the match and the more usual the word, the higher. */
const scoreTitle = (field: RosterField, title: string): number => {
  const [group = '', ...rest] = title.split('/');
  const lower = rest.at(-1) ?? '';
  const candidates: [string, number][] = [
    [plainTitle(title, true), 1000],
    [plainTitle(title, false), 900],
    [plainTitle(lower, true), 800],
    [plainTitle(lower, false), 700],
    // 「联系人/姓名」: the group names the field where the lower word is only 姓名 or 名称.
    [/^(姓名|名称|内容)$/.test(lower) ? plainTitle(group, false) : '', 600],
  ];
  for (const [candidate, base] of candidates) {
    const rank = exact(field, candidate);
    if (rank >= 0) return base - rank;
  }
  const whole = plainTitle(title, false);
  const contained = synonyms[field].findIndex(
    (word) => word.length >= 3 && whole.includes(word) && whole.length <= word.length + 4,
  );
  return contained >= 0 ? 300 - contained : 0;
};

/** True for a title that only a roster's header carries: a name or a credit code. */
export const isRosterAnchor = (title: string): boolean =>
  (['name', 'uscc'] as const).some((field) => scoreTitle(field, title) > 300);

/** Whether a cell repeats the title of `field`, as tables pasted below each other do. */
export const isTitleOf = (field: RosterField, text: string): boolean =>
  exact(field, plainTitle(text, true)) >= 0 || exact(field, plainTitle(text, false)) >= 0;

/**
 * Proposes a column for each field from the titles: best match first, no column twice, the
 * leftmost of equals. A person confirms it.
 */
export const guessMapping = (titles: readonly string[]): RosterMapping => {
  const matches = rosterFields
    .flatMap((field) =>
      titles.map((title, index) => ({ field, index, score: scoreTitle(field, title) })),
    )
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index);
  const mapping = Object.fromEntries(rosterFields.map((field) => [field, null])) as RosterMapping;
  const taken = new Set<number>();
  for (const { field, index } of matches) {
    if (mapping[field] !== null || taken.has(index)) continue;
    mapping[field] = index;
    taken.add(index);
  }
  return mapping;
};

/** The unit a capital column's title promises for bare numbers: 「注册资本（万元）」 → 万元. */
export const capitalUnitOf = (title: string): CapitalUnit | null => {
  const unit = /亿元|万元|元/.exec(title.normalize('NFKC'))?.[0];
  return (unit as CapitalUnit | undefined) ?? null;
};
