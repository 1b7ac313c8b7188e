import { aboveScaleOf, sizeClassOf } from './economics-rules.ts';
import { defineLedger, type Field, type LedgerValues, type RowProblem } from './ledger.ts';
import { ratio } from './numbers.ts';

/** 万元 with four digits behind the point: exact to the yuan. */
const money = (
  key: string,
  label: string,
  synonyms: readonly string[],
  more: { readonly min?: number; readonly hint?: string } = { min: 0 },
): Field => ({ key, label, kind: 'money', unit: '万元', scale: 4, synonyms, ...more });

const staff = (key: string, label: string, synonyms: readonly string[]): Field => ({
  key,
  label,
  kind: 'integer',
  unit: '人',
  min: 0,
  synonyms,
});

const sum = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a + b;

const numberOf = (values: LedgerValues, key: string): number | null => {
  const value = values[key];
  return typeof value === 'number' ? value : null;
};

/** 利税: what was reported as one sum, else profit and tax together. Scaled as both are. */
export const profitTaxOf = (values: LedgerValues): number | null =>
  numberOf(values, 'profitTaxReported') ?? sum(numberOf(values, 'profit'), numberOf(values, 'tax'));

const problemsOf = (values: LedgerValues): RowProblem[] => {
  const n = (key: string): number | null => numberOf(values, key);
  const both = sum(n('profit'), n('tax'));
  const reported = n('profitTaxReported');
  const parts = (part: string, whole: string, message: string): RowProblem[] => {
    const [small, large] = [n(part), n(whole)];
    return small !== null && large !== null && small > large
      ? [{ severity: 'warning', keys: [part, whole], message }]
      : [];
  };
  return [
    ...(both !== null && reported !== null && both !== reported
      ? [
          {
            severity: 'warning' as const,
            keys: ['profitTaxReported', 'profit', 'tax'],
            message: '利税合计与利润、税金之和不一致',
          },
        ]
      : []),
    ...parts('techStaff', 'staff', '科技人员多于从业人员'),
    ...parts('qualityStaff', 'staff', '质量人员多于从业人员'),
    ...parts('brandSales', 'revenue', '品牌产品销售额大于主营业务收入'),
    ...parts('newProductOutput', 'output', '新产品产值大于工业总产值'),
    ...parts('rnd', 'revenue', '研发投入大于主营业务收入'),
  ];
};

/** A firm's figures of one year, or of a month or quarter of it. Units are fixed per column. */
export const economics = defineLedger({
  name: 'economics',
  label: '年度经济数据',
  counter: '条',
  parent: 'enterprise',
  tab: '经济数据',
  fields: [
    {
      key: 'year',
      label: '年度',
      kind: 'year',
      required: true,
      synonyms: ['年份', '年'],
    },
    {
      key: 'period',
      label: '报告期',
      kind: 'choice',
      vocabulary: [
        '一季度',
        '上半年',
        '前三季度',
        '1-2月',
        ...Array.from({ length: 8 }, (_none, i) => `1-${i + 4}月`),
      ],
      open: true,
      writings: { 全年: null, 年度: null, 年报: null, 四季度: null, '1-12月': null },
      hint: '全年数据留空',
      synonyms: ['期别', '季度', '月份'],
    },
    money('output', '工业总产值', ['总产值', '产值', '工业产值', '现价产值', '工业总产值现价']),
    {
      key: 'outputPrice',
      label: '产值口径',
      kind: 'choice',
      vocabulary: ['现价', '不变价'],
      synonyms: ['价格口径'],
    },
    money('revenue', '主营业务收入', [
      '营业收入',
      '销售收入',
      '主营收入',
      '年销售收入',
      '年销售额',
      '销售额',
      '业务收入',
    ]),
    money('brandSales', '品牌产品销售额', [
      '名牌产品销售额',
      '名牌产品销售收入',
      '品牌产品销售收入',
    ]),
    money('profit', '利润总额', ['利润', '年利润', '实现利润', '净利润'], { hint: '亏损填负数' }),
    money('tax', '税金', ['税金总额', '上缴税金', '纳税额', '税收', '税金及附加', '入库税金'], {}),
    money('profitTaxReported', '利税合计', ['利税', '利税总额', '实现利税'], {
      hint: '报表只给合计时填写；分项都有时由系统相加',
    }),
    {
      key: 'export',
      label: '出口额',
      kind: 'money',
      unit: '万美元',
      scale: 4,
      min: 0,
      synonyms: ['出口创汇', '自营出口额', '出口交货值', '出口总额', '出口'],
    },
    money('rnd', '研发投入', ['研发经费', '研发费用', '科技投入', 'R&D经费', '研究开发费']),
    money('newProductOutput', '新产品产值', ['新产品销售收入']),
    money('assets', '资产总额', ['总资产', '资产总计', '资产'], { min: 0 }),
    money('qualityLoss', '质量损失', ['质量损失额', '质量损失成本']),
    staff('staff', '从业人员', [
      '职工人数',
      '员工人数',
      '从业人数',
      '员工总数',
      '职工总数',
      '人数',
    ]),
    staff('techStaff', '科技人员', ['技术人员', '研发人员', '科技活动人员', '技术人员数']),
    staff('qualityStaff', '质量人员', ['质检人员', '质量管理人员', '检验人员', '专职质量人员']),
    {
      key: 'energy',
      label: '综合能耗',
      kind: 'decimal',
      unit: '吨标准煤',
      scale: 2,
      min: 0,
      synonyms: ['综合能源消费量', '能耗', '能源消费总量', '年综合能耗'],
    },
    {
      key: 'shareNation',
      label: '全国市场占有率',
      kind: 'decimal',
      unit: '%',
      scale: 2,
      min: 0,
      max: 100,
      synonyms: ['市场占有率', '国内市场占有率', '全国占有率'],
    },
    {
      key: 'rankNation',
      label: '全国同行业排名',
      kind: 'integer',
      unit: '名',
      min: 1,
      synonyms: ['全国排名', '国内排名'],
    },
    {
      key: 'shareProvince',
      label: '全省市场占有率',
      kind: 'decimal',
      unit: '%',
      scale: 2,
      min: 0,
      max: 100,
      synonyms: ['省内市场占有率', '全省占有率'],
    },
    {
      key: 'rankProvince',
      label: '全省同行业排名',
      kind: 'integer',
      unit: '名',
      min: 1,
      synonyms: ['全省排名', '省内排名'],
    },
    { key: 'shareSource', label: '占有率出处', kind: 'text', synonyms: ['占有率来源', '排名来源'] },
    {
      key: 'verified',
      label: '已与统计部门核对',
      kind: 'flag',
      synonyms: ['统计核对', '是否核对', '已核对'],
    },
  ],
  computed: [
    {
      key: 'profitTax',
      label: '利税',
      unit: '万元',
      scale: 4,
      compute: profitTaxOf,
      formula: '利税 = 利润总额 + 税金；报表只给合计时取合计',
    },
    {
      key: 'rndIntensity',
      label: '研发强度',
      unit: '%',
      scale: 2,
      compute: (v) => ratio(numberOf(v, 'rnd'), numberOf(v, 'revenue'), 10_000),
      formula: '研发强度 = 研发投入 ÷ 主营业务收入 × 100%',
    },
    {
      key: 'unitEnergy',
      label: '单位产值能耗',
      unit: '吨标准煤/万元',
      scale: 4,
      // energy is scaled by 2 and output by 4: 10^4 ÷ 10^2 × 10^4 gives four digits.
      compute: (v) => ratio(numberOf(v, 'energy'), numberOf(v, 'output'), 1_000_000),
      formula: '单位产值能耗 = 综合能耗 ÷ 工业总产值',
    },
    {
      key: 'aboveScale',
      label: '规上',
      compute: (v) => aboveScaleOf(v),
      formula: '主营业务收入：2011 年起 2,000 万元及以上，2010 年及以前 500 万元及以上',
    },
    {
      key: 'sizeClass',
      label: '规模',
      compute: (v) => sizeClassOf(v),
      formula: '工业企业按从业人员和营业收入划分大、中、小、微，两项都达到才算',
    },
  ],
  list: [
    'year',
    'period',
    'output',
    'revenue',
    'profit',
    'tax',
    'profitTax',
    'export',
    'rnd',
    'rndIntensity',
    'staff',
    'aboveScale',
    'sizeClass',
  ],
  order: ['-year', 'period'],
  sameBy: ['year', 'period'],
  titleBy: ['year', 'period'],
  period: 'year',
  rules: problemsOf,
  shape: 'years',
  counters: [
    { key: 'rows', label: '经济数据', unit: '条', count: 'rows', period: 'year' },
    { key: 'output', label: '工业总产值', unit: '万元', count: { sum: 'output' }, period: 'year' },
    { key: 'export', label: '出口额', unit: '万美元', count: { sum: 'export' }, period: 'year' },
  ],
});
