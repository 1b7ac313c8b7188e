import { defineLedger } from './ledger.ts';

/** How a firm inspects what it makes (检验能力). */
export const inspectionAbility = defineLedger({
  name: 'inspection_ability',
  label: '检验能力',
  counter: '个',
  parent: 'enterprise',
  tab: '计量检验',
  fields: [
    {
      key: 'name',
      label: '检验室名称',
      kind: 'text',
      required: true,
      synonyms: ['实验室名称', '检测中心', '检验机构'],
    },
    {
      key: 'form',
      label: '检验方式',
      kind: 'choice',
      vocabulary: ['自有', '共用', '委托'],
      synonyms: ['实验室性质', '检验形式'],
    },
    {
      key: 'factoryTest',
      label: '出厂检验能力',
      kind: 'choice',
      vocabulary: ['全部项目', '部分项目', '委托检验', '不具备'],
      synonyms: ['出厂检验', '出厂检验情况'],
    },
    {
      key: 'accreditation',
      label: '资质',
      kind: 'choices',
      vocabulary: ['CNAS', 'CMA'],
      open: true,
      synonyms: ['实验室资质', '认可情况'],
    },
    {
      key: 'area',
      label: '面积',
      kind: 'decimal',
      unit: '平方米',
      scale: 1,
      min: 0,
      synonyms: ['实验室面积', '检验室面积'],
    },
    {
      key: 'equipmentValue',
      label: '设备原值',
      kind: 'money',
      unit: '万元',
      scale: 4,
      min: 0,
      synonyms: ['检测设备原值', '设备价值', '检验设备原值'],
    },
    {
      key: 'equipmentLevel',
      label: '装备水平',
      kind: 'choice',
      vocabulary: ['国际先进', '国内先进', '一般'],
      open: true,
      synonyms: ['设备水平', '工艺装备水平'],
    },
    {
      key: 'inspectors',
      label: '检验人员',
      kind: 'integer',
      unit: '人',
      min: 0,
      synonyms: ['检验员', '检验人员数', '专职检验员'],
    },
    {
      key: 'certified',
      label: '持证检验人员',
      kind: 'integer',
      unit: '人',
      min: 0,
      synonyms: ['持证人数', '持证检验员'],
    },
    {
      key: 'items',
      label: '可检项目',
      kind: 'longText',
      max: 1000,
      synonyms: ['检验项目', '检测项目'],
    },
  ],
  list: ['name', 'form', 'factoryTest', 'accreditation', 'area', 'equipmentValue', 'inspectors'],
  order: ['name'],
  sameBy: ['name'],
  titleBy: ['name'],
  rules: ({ inspectors, certified }) =>
    typeof inspectors === 'number' && typeof certified === 'number' && certified > inspectors
      ? [
          {
            severity: 'warning',
            keys: ['certified', 'inspectors'],
            message: '持证检验人员多于检验人员',
          },
        ]
      : [],
  counters: [
    { key: 'labs', label: '检验室', unit: '个', count: 'rows' },
    { key: 'inspectors', label: '检验人员', unit: '人', count: { sum: 'inspectors' } },
  ],
});
