import { cellsOf, countOf, type Indicator, wordsOf } from './indicator.ts';

/** Indicators of standards, patents, trademarks and products. */

type Wanted = Parameters<typeof countOf>[0];

const count = (
  key: string,
  label: string,
  unit: Indicator['unit'],
  group: Indicator['group'],
  wanted: Wanted,
): Indicator => ({
  key,
  label,
  unit,
  group,
  gives: 'figure',
  better: 'more',
  needs: cellsOf(wanted),
  read: countOf(wanted),
});

const words = (
  key: string,
  label: string,
  group: Indicator['group'],
  wanted: Wanted,
  cell: string,
): Indicator => ({
  key,
  label,
  unit: '',
  group,
  gives: 'words',
  better: 'more',
  needs: cellsOf({ ...wanted, reads: [...(wanted.reads ?? []), cell] }),
  read: wordsOf(wanted, cell),
});

const published = (roles: readonly string[], levels: readonly string[] | null = null): Wanted => ({
  ledger: 'standards_work',
  reads: ['role', 'level', 'stage', 'publishedOn'],
  test: ({ role, level, stage, publishedOn }, { day }) =>
    roles.includes(String(role)) &&
    (levels === null || levels.includes(String(level))) &&
    (stage === '已发布' || typeof publishedOn === 'string') &&
    (typeof publishedOn !== 'string' || publishedOn <= day),
});

const granted = (kinds: readonly string[] | null): Wanted => ({
  ledger: 'patent',
  reads: ['kind', 'state', 'grantedOn'],
  test: ({ kind, state, grantedOn }, { day }) =>
    state !== '申请中' &&
    state !== '已失效' &&
    (kinds === null || kinds.includes(String(kind))) &&
    (typeof grantedOn !== 'string' || grantedOn <= day),
});

const products = (keys: readonly string[]): Wanted => ({
  ledger: 'product',
  reads: ['stopped', ...keys],
  test: (values) =>
    values.stopped !== 1 && (keys.length === 0 || keys.some((k) => values[k] === 1)),
});

export const standardIndicators: readonly Indicator[] = [
  count('standardsLed', '主持制定标准', '项', '标准', published(['主持'])),
  count('standardsJoined', '参与制定标准', '项', '标准', published(['参与'])),
  count(
    'standardsHigh',
    '主持或参与国际、国家标准',
    '项',
    '标准',
    published(['主持', '参与'], ['国际标准', '国家标准']),
  ),
  count('standardsExecuted', '执行标准', '项', '标准', {
    ledger: 'executed_standard',
    reads: ['state'],
    test: ({ state }) => state !== '已废止',
  }),
  count('standardsAdopted', '采用国际国外标准', '项', '标准', {
    ledger: 'executed_standard',
    reads: ['state', 'adoption'],
    test: ({ state, adoption }) =>
      state !== '已废止' && ['IDT', 'MOD', 'NEQ'].includes(String(adoption)),
  }),
  words(
    'goodBehaviour',
    '标准化良好行为等级',
    '标准',
    { ledger: 'good_behaviour', holding: true },
    'grade',
  ),
  count('patents', '有效专利', '项', '创新', granted(null)),
  count('inventions', '有效发明专利', '项', '创新', granted(['发明'])),
  count('utilityModels', '有效实用新型专利', '项', '创新', granted(['实用新型'])),
  count('trademarks', '有效注册商标', '件', '品牌', {
    ledger: 'trademark',
    holding: true,
    reads: ['state'],
    test: ({ state }) => state !== '申请中',
  }),
  words(
    'trademarkRecognition',
    '商标认定',
    '品牌',
    { ledger: 'trademark', holding: true },
    'recognition',
  ),
  count('products', '在产产品', '个', '企业', products([])),
  count(
    'hiTechProducts',
    '高技术等产品',
    '个',
    '创新',
    products(['hiTech', 'highValue', 'equipment', 'ownIp']),
  ),
  words('technology', '产品技术水平', '创新', products([]), 'technology'),
  count('results', '科技成果', '项', '创新', {
    ledger: 'research_result',
    reads: ['year'],
    test: ({ year }, at) => typeof year !== 'number' || year <= at.year,
  }),
];
