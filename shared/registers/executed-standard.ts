import { standardLevelOf, standardLevels } from '#shared/standard-number.ts';
import { defineLedger, type LedgerValues, type RowProblem } from './ledger.ts';

const problemsOf = (values: LedgerValues): RowProblem[] => {
  const { standardNo, level, adoption, foreignNo } = values;
  const read = typeof standardNo === 'string' ? standardLevelOf(standardNo) : undefined;
  return [
    ...(read !== undefined && typeof level === 'string' && level !== read
      ? [{ severity: 'warning' as const, keys: ['level'], message: `标准号看来是${read}` }]
      : []),
    ...(adoption && adoption !== '未采标' && !foreignNo
      ? [
          {
            severity: 'warning' as const,
            keys: ['foreignNo'],
            message: '采标的应填写所采用的国外标准号',
          },
        ]
      : []),
  ];
};

/** Standards a firm's products are made to (产品执行标准), and what they adopt. */
export const executedStandard = defineLedger({
  name: 'executed_standard',
  label: '执行标准',
  counter: '项',
  parent: 'enterprise',
  tab: '产品与标准',
  fields: [
    {
      key: 'standardNo',
      label: '标准编号',
      kind: 'text',
      max: 100,
      required: true,
      synonyms: ['执行标准', '标准号', '产品执行标准', '执行标准号', '产品标准号', '标准代号'],
      hint: '如 GB/T 22844-2009',
    },
    { key: 'title', label: '标准名称', kind: 'text', synonyms: ['标准名'] },
    { key: 'product', label: '对应产品', kind: 'text', synonyms: ['产品名称', '产品', '适用产品'] },
    { key: 'productId', label: '产品档案', kind: 'reference', to: 'product' },
    {
      key: 'level',
      label: '标准级别',
      kind: 'choice',
      vocabulary: standardLevels,
      writings: {
        国家标准: '推荐性国家标准',
        国标: '推荐性国家标准',
        强制国标: '强制性国家标准',
        推荐国标: '推荐性国家标准',
        行标: '行业标准',
        地标: '地方标准',
        团标: '团体标准',
        企标: '企业标准',
        企业: '企业标准',
        国际标准: '国际国外标准',
      },
      synonyms: ['标准类别', '标准层级', '标准类型'],
    },
    {
      key: 'state',
      label: '标准状态',
      kind: 'choice',
      vocabulary: ['现行', '即将废止', '已废止'],
      writings: { 有效: '现行', 现行有效: '现行', 废止: '已废止', 作废: '已废止' },
      synonyms: ['状态', '是否现行', '标准有效性'],
    },
    {
      key: 'replacedBy',
      label: '代替标准',
      kind: 'text',
      max: 100,
      synonyms: ['被代替标准', '新标准号', '替代标准'],
    },
    {
      key: 'adoption',
      label: '采标程度',
      kind: 'choice',
      vocabulary: ['IDT', 'MOD', 'NEQ', '未采标'],
      writings: {
        等同: 'IDT',
        等同采用: 'IDT',
        修改: 'MOD',
        修改采用: 'MOD',
        等效: 'MOD',
        非等效: 'NEQ',
        参照: 'NEQ',
        未采用: '未采标',
        否: '未采标',
      },
      synonyms: ['采标', '采用程度', '采标情况', '一致性程度'],
      hint: 'IDT 等同，MOD 修改，NEQ 非等效',
    },
    {
      key: 'foreignNo',
      label: '国外标准号',
      kind: 'text',
      max: 100,
      synonyms: ['采用标准号', '采用国际标准编号', '被采用标准', '国际标准号'],
    },
    {
      key: 'adoptionNo',
      label: '采标证书号',
      kind: 'text',
      synonyms: ['采标标志证书编号', '采标证书编号'],
    },
    {
      key: 'adoptionTo',
      label: '采标证书有效期至',
      kind: 'day',
      synonyms: ['采标有效期', '采标证书有效期'],
    },
    {
      key: 'declared',
      label: '已自我声明公开',
      kind: 'flag',
      synonyms: ['自我声明', '是否公开', '自我声明公开'],
      hint: '在企业标准信息公共服务平台公开',
    },
    { key: 'declaredOn', label: '声明日期', kind: 'day', synonyms: ['公开日期', '声明公开日期'] },
  ],
  list: ['standardNo', 'title', 'product', 'level', 'state', 'adoption', 'foreignNo', 'declared'],
  order: ['standardNo', 'product'],
  sameBy: ['standardNo', 'product'],
  titleBy: ['standardNo', 'product'],
  validity: { to: 'adoptionTo', word: '采标证书到期' },
  rules: problemsOf,
  counters: [
    { key: 'standards', label: '执行标准', unit: '项', count: 'rows' },
    {
      key: 'adopted',
      label: '采标',
      unit: '项',
      count: 'rows',
      where: { adoption: ['IDT', 'MOD', 'NEQ'] },
    },
  ],
});
