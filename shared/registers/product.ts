import { defineLedger, type LedgerValues, type RowProblem } from './ledger.ts';

const grades = ['superiorOutput', 'firstOutput', 'qualifiedOutput'] as const;

const problemsOf = (values: LedgerValues): RowProblem[] => {
  const parts = grades.map((key) => values[key]).filter((v) => typeof v === 'number');
  const output = values.outputValue;
  const total = parts.reduce((a, b) => a + b, 0);
  return typeof output === 'number' && parts.length > 0 && total > output
    ? [
        {
          severity: 'warning',
          keys: ['outputValue', ...grades],
          message: '优等品、一等品、合格品产值之和大于产品产值',
        },
      ]
    : [];
};

/** What a firm makes. Grades and flags feed the quality-grade rate and the high-technology share. */
export const product = defineLedger({
  name: 'product',
  label: '产品',
  counter: '个',
  parent: 'enterprise',
  tab: '产品与标准',
  fields: [
    {
      key: 'name',
      label: '产品名称',
      kind: 'text',
      required: true,
      synonyms: ['产品', '主要产品', '主导产品', '品名', '主要产品名称', '产品名'],
    },
    { key: 'model', label: '规格型号', kind: 'text', synonyms: ['型号', '规格', '型号规格'] },
    {
      key: 'catalogueName',
      label: '目录名称',
      kind: 'text',
      hint: '评价目录、采标目录里的叫法',
      synonyms: ['目录产品名称', '产品类别'],
    },
    { key: 'category', label: '产品分类代码', kind: 'text', synonyms: ['产品代码', '分类代码'] },
    { key: 'block', label: '块状产业', kind: 'text', synonyms: ['所属产业', '所属块状产业'] },
    {
      key: 'brand',
      label: '商标品牌',
      kind: 'text',
      synonyms: ['品牌', '商标', '注册商标', '品牌名称'],
    },
    { key: 'main', label: '是主导产品', kind: 'flag', synonyms: ['是否主导产品', '主产品'] },
    { key: 'hiTech', label: '高新技术产品', kind: 'flag', synonyms: ['是否高新技术产品'] },
    { key: 'highValue', label: '高附加值产品', kind: 'flag', synonyms: ['是否高附加值'] },
    { key: 'equipment', label: '装备制造产品', kind: 'flag', synonyms: ['是否装备制造业'] },
    {
      key: 'ownIp',
      label: '自主知识产权',
      kind: 'flag',
      synonyms: ['自主创新产品', '是否自主知识产权'],
    },
    {
      key: 'capacity',
      label: '年生产能力',
      kind: 'text',
      synonyms: ['产能', '设计产能', '生产能力'],
    },
    { key: 'quantity', label: '年产量', kind: 'text', synonyms: ['产量', '实际产量'] },
    {
      key: 'outputValue',
      label: '产品产值',
      kind: 'money',
      unit: '万元',
      scale: 4,
      min: 0,
      synonyms: ['年产值', '产值'],
    },
    {
      key: 'sales',
      label: '产品销售额',
      kind: 'money',
      unit: '万元',
      scale: 4,
      min: 0,
      synonyms: ['年销售额', '销售收入', '销售额'],
    },
    {
      key: 'export',
      label: '产品出口额',
      kind: 'money',
      unit: '万美元',
      scale: 4,
      min: 0,
      synonyms: ['出口额', '出口创汇'],
    },
    {
      key: 'superiorOutput',
      label: '优等品产值',
      kind: 'money',
      unit: '万元',
      scale: 4,
      min: 0,
      synonyms: ['优等品'],
    },
    {
      key: 'firstOutput',
      label: '一等品产值',
      kind: 'money',
      unit: '万元',
      scale: 4,
      min: 0,
      synonyms: ['一等品'],
    },
    {
      key: 'qualifiedOutput',
      label: '合格品产值',
      kind: 'money',
      unit: '万元',
      scale: 4,
      min: 0,
      synonyms: ['合格品'],
    },
    {
      key: 'technology',
      label: '技术水平',
      kind: 'choice',
      vocabulary: ['国际先进', '国内先进', '一般'],
      open: true,
      synonyms: ['产品技术水平', '工艺水平'],
    },
    {
      key: 'adoptable',
      label: '有可采标准',
      kind: 'flag',
      hint: '存在可以采用的国际标准或国外先进标准',
      synonyms: ['可采标'],
    },
    {
      key: 'position',
      label: '行业地位',
      kind: 'longText',
      max: 1000,
      synonyms: ['市场地位', '行业排名', '国内地位'],
    },
    { key: 'stopped', label: '已停产', kind: 'flag', synonyms: ['是否停产'] },
  ],
  list: ['name', 'model', 'brand', 'main', 'hiTech', 'outputValue', 'sales', 'technology'],
  order: ['-main', 'name'],
  sameBy: ['name', 'model'],
  titleBy: ['name', 'model'],
  rules: problemsOf,
  sections: [
    {
      title: '产品',
      keys: ['name', 'model', 'catalogueName', 'category', 'block', 'brand', 'stopped'],
    },
    {
      title: '属性',
      keys: ['main', 'hiTech', 'highValue', 'equipment', 'ownIp', 'adoptable', 'technology'],
    },
    { title: '产销', keys: ['capacity', 'quantity', 'outputValue', 'sales', 'export'] },
    { title: '等级品产值', keys: ['superiorOutput', 'firstOutput', 'qualifiedOutput'] },
    { title: '地位', keys: ['position'] },
  ],
  counters: [
    { key: 'products', label: '产品', unit: '个', count: 'rows' },
    { key: 'hiTech', label: '高新技术产品', unit: '个', count: 'rows', where: { hiTech: [1] } },
  ],
});
