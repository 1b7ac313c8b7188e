import { editionStates } from './award.ts';
import { defineLedger } from './ledger.ts';

/** Scoring schemes (评分方案) as data: a scheme, its versions, and the rows of each version. */

export const schemePurposes = ['评奖', '培育排队', '信用评价', '卓越绩效自评'] as const;

export const scheme = defineLedger({
  name: 'scheme',
  label: '评分方案',
  counter: '个',
  parent: null,
  tab: null,
  fields: [
    {
      key: 'code',
      label: '方案代码',
      kind: 'text',
      max: 60,
      required: true,
      rule: (value) =>
        /^[a-z0-9][a-z0-9-]*$/.test(String(value)) ? null : '只能用小写字母、数字和短横',
    },
    { key: 'name', label: '方案名称', kind: 'text', required: true },
    { key: 'purpose', label: '用途', kind: 'choice', vocabulary: schemePurposes, open: true },
    { key: 'object', label: '评价对象', kind: 'choice', vocabulary: ['企业', '产品'] },
    { key: 'basis', label: '依据', kind: 'longText', max: 1_000 },
    { key: 'pack', label: '目录包', kind: 'text', max: 100 },
    { key: 'packVersion', label: '目录包版本', kind: 'text', max: 60 },
  ],
  list: ['name', 'purpose', 'object', 'basis'],
  order: ['purpose', 'code'],
  sameBy: ['code'],
  titleBy: ['name'],
  counters: [{ key: 'schemes', label: '评分方案', unit: '个', count: 'rows' }],
});

export const schemeVersion = defineLedger({
  name: 'scheme_version',
  label: '方案版本',
  counter: '版',
  parent: 'scheme',
  tab: null,
  fixedOnce: { where: 'self', key: 'state', draft: '草稿' },
  fields: [
    { key: 'version', label: '版本', kind: 'text', max: 60, required: true },
    { key: 'state', label: '版本状态', kind: 'choice', vocabulary: editionStates },
    { key: 'full', label: '满分', kind: 'decimal', unit: '分', scale: 2, min: 0 },
    {
      key: 'tieBreaks',
      label: '同分比较',
      kind: 'longText',
      max: 1_000,
      hint: '同分时依次比较的指标代码，用逗号分开；都相同的并列',
    },
    {
      key: 'expertMean',
      label: '专家分合成',
      kind: 'choice',
      vocabulary: ['算术平均', '去高去低平均'],
    },
    {
      key: 'trim',
      label: '去掉最高最低各',
      kind: 'integer',
      unit: '个',
      min: 0,
      max: 10,
    },
    { key: 'validFrom', label: '适用自', kind: 'day' },
    { key: 'validTo', label: '适用至', kind: 'day' },
    { key: 'docNo', label: '文号', kind: 'text', max: 100 },
    { key: 'publishedOn', label: '启用日期', kind: 'day' },
    { key: 'digest', label: '启用时的摘要', kind: 'text', max: 64 },
    { key: 'copiedFromId', label: '沿用自', kind: 'reference', to: 'scheme_version' },
  ],
  list: ['version', 'state', 'full', 'validFrom', 'validTo', 'docNo'],
  order: ['-validFrom', '-version'],
  sameBy: ['version'],
  titleBy: ['version'],
  validity: { from: 'validFrom', to: 'validTo', word: '版本到期' },
  counters: [{ key: 'versions', label: '方案版本', unit: '个', count: 'rows' }],
});

/** Kinds of rows a version is made of; how each gives points is in shared/scoring/. */
export const itemKinds = [
  '分组',
  '否决',
  '分档',
  '按比例',
  '名次',
  '计数',
  '选项',
  '专家评分',
] as const;
export type ItemKind = (typeof itemKinds)[number];

export const schemeItem = defineLedger({
  name: 'scheme_item',
  label: '评分项目',
  counter: '项',
  parent: 'scheme_version',
  tab: null,
  fixedOnce: { where: 'parent', key: 'state', draft: '草稿' },
  fields: [
    { key: 'code', label: '项目代码', kind: 'text', max: 40, required: true },
    { key: 'groupCode', label: '所属分组', kind: 'text', max: 40, hint: '分组的项目代码' },
    { key: 'position', label: '次序', kind: 'integer', min: 0, max: 9_999 },
    { key: 'title', label: '评分项目', kind: 'text', required: true },
    { key: 'kind', label: '记分办法', kind: 'choice', vocabulary: itemKinds, required: true },
    { key: 'indicator', label: '取数指标', kind: 'text', max: 60 },
    { key: 'cap', label: '最高分', kind: 'decimal', unit: '分', scale: 2 },
    { key: 'floor', label: '最低分', kind: 'decimal', unit: '分', scale: 2 },
    {
      key: 'rule',
      label: '记分规则',
      kind: 'longText',
      max: 20_000,
      hint: '随目录包装入',
    },
    { key: 'explain', label: '评分说明', kind: 'longText', max: 2_000 },
    { key: 'evidence', label: '证明材料', kind: 'longText', max: 1_000 },
  ],
  list: ['code', 'title', 'kind', 'indicator', 'cap', 'explain'],
  order: ['position', 'code'],
  sameBy: ['code'],
  titleBy: ['title'],
  counters: [{ key: 'items', label: '评分项目', unit: '项', count: 'rows' }],
});
