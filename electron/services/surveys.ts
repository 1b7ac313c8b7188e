import { blocksInUse, enterprisesOfBlock } from '#db/queries/enterprises.ts';
import { findRows, firmsOfRows } from '#db/queries/ledgers.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import type { LedgerName } from '#shared/registers/index.ts';
import { rowTitle, withComputed } from '#shared/registers/rows.ts';
import { holdsOn, isStale } from '#shared/registers/validity.ts';
import { standardLevelOf, standardLevels } from '#shared/standard-number.ts';
import type { Survey, SurveyInput, SurveyMember, SurveyMembersInput } from '#shared/surveys.ts';
import type { Desk } from './desk.ts';
import { requireLedger } from './ledgers.ts';
import { lastWords } from './origins.ts';
import { staleMonths } from './stale.ts';
import {
  byWord,
  counted,
  type Entry,
  type Figure,
  type Firm,
  rated,
  summed,
} from './survey-parts.ts';

/** Rolling up: every figure knows the rows it is made of. */

type Bench = Pick<Desk, 'store'>;

const entriesOf = (desk: Bench, name: LedgerName, block?: string): Entry[] => {
  const ledger = requireLedger(name);
  const rows = findRows(desk.store, ledger, block === undefined ? {} : { block });
  const firms = firmsOfRows(
    desk.store,
    ledger,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, values }) => ({
    id,
    firm: firms.get(id) ?? null,
    title: rowTitle(ledger, values),
    values: withComputed(ledger, values),
  }));
};

const numberAt =
  (key: string) =>
  ({ values }: Entry): number | null => {
    const value = values[key];
    return typeof value === 'number' ? value : null;
  };
const wordAt =
  (key: string) =>
  ({ values }: Entry): string | null => {
    const value = values[key];
    return typeof value === 'string' ? value : null;
  };

const isAdopted = ({ values }: Entry): boolean =>
  ['IDT', 'MOD', 'NEQ'].includes(String(values.adoption));

/** Said, or read from the number. */
const levelOf = ({ values }: Entry): string | null =>
  typeof values.level === 'string'
    ? values.level
    : (standardLevelOf(String(values.standardNo ?? '')) ?? null);

const structure = '标准结构';

const standardsFigures = (desk: Bench): Figure[] => {
  const all = entriesOf(desk, 'executed_standard');
  const today = localDate(desk.store.clock.now());
  const said = lastWords(
    desk,
    'executed_standard',
    all.map(({ id }) => id),
  );
  const months = staleMonths(desk);
  const stale = all.filter(({ id }) => isStale(said.get(id) ?? '1970-01-01', today, months));
  const old = new Set(stale.map(({ id }) => id));
  const total = counted(structure, 'total', '执行标准', '项', all);
  const adopted = counted('采标', 'adopted', '已采标', '项', all.filter(isAdopted));
  const fresh = counted(
    '有效性',
    'fresh',
    `${months} 个月内确认过`,
    '项',
    all.filter(({ id }) => !old.has(id)),
  );
  const inState = (word: string): Entry[] => all.filter((e) => e.values.state === word);
  return [
    total,
    ...byWord(structure, 'level', '项', all, levelOf, standardLevels),
    adopted,
    ...byWord('采标', 'adoption', '项', all.filter(isAdopted), wordAt('adoption'), [
      'IDT',
      'MOD',
      'NEQ',
    ]),
    rated('采标', 'adoptionRate', '采标率', adopted, total),
    fresh,
    rated('有效性', 'freshRate', '确认率', fresh, total),
    counted('有效性', 'unconfirmed', '待确认', '项', stale),
    counted('有效性', 'abolished', '已废止', '项', inState('已废止')),
    counted('有效性', 'ending', '即将废止', '项', inState('即将废止')),
    counted(
      '有效性',
      'undeclared',
      '企业标准未自我声明公开',
      '项',
      all.filter((e) => levelOf(e) === '企业标准' && e.values.declared !== 1),
    ),
  ];
};

/** Block industries firms are mapped to. */
export const blocksOf = ({ store }: Bench): readonly string[] => blocksInUse(store.reader);

/** The newest whole year of each firm. */
const newestYears = (rows: readonly Entry[]): Entry[] =>
  [
    ...Map.groupBy(
      rows.filter(({ values }) => values.period === null),
      ({ firm }) => firm?.id ?? '',
    ).values(),
  ].flatMap(
    (own) => own.toSorted((a, b) => Number(b.values.year) - Number(a.values.year))[0] ?? [],
  );

/** The sixteen groups a survey of a block asks for, in the order of the form. */
export const blockGroups = [
  '产业规模',
  '企业数',
  '规上企业',
  '技术水平',
  '执行标准',
  '装备水平',
  '检验人员',
  '出厂检验能力',
  '产品质量状况',
  '行业地位',
  '品牌',
  '认证',
  '市场准入',
  '专利',
  '采标',
  '可转化的科技成果',
] as const;

type Block = { readonly figures: readonly Figure[]; readonly firms: readonly Firm[] };

const blockFigures = (desk: Bench, block: string): Block => {
  const firms = enterprisesOfBlock(desk.store.reader, block);
  const of = (name: LedgerName): Entry[] => entriesOf(desk, name, block);
  const today = localDate(desk.store.clock.now());
  const valid = (name: LedgerName): Entry[] =>
    of(name).filter(({ values }) => holdsOn(requireLedger(name), values, today));
  const years = newestYears(of('economics'));
  const products = of('product').filter(({ values }) => values.stopped !== 1);
  const standards = of('executed_standard');
  const labs = of('inspection_ability');
  const checks = of('spot_check');
  const passed = counted(
    '产品质量状况',
    'checksPassed',
    '抽查合格',
    '批次',
    checks.filter((e) => e.values.result === '合格'),
  );
  const checked = counted('产品质量状况', 'checks', '监督抽查', '批次', checks);
  const levels = ['国际先进', '国内先进', '一般'];
  const themselves = firms.map((firm) => ({ id: firm.id, firm, title: firm.name, values: {} }));
  const adopted = counted('采标', 'adopted', '已采标', '项', standards.filter(isAdopted));
  const executed = counted('执行标准', 'standards', '执行标准', '项', standards);
  const results = of('research_result').filter(({ values }) => values.convertible === 1);
  const figures = [
    summed('产业规模', 'output', '工业总产值', '万元', 4, years, numberAt('output')),
    summed('产业规模', 'revenue', '主营业务收入', '万元', 4, years, numberAt('revenue')),
    summed('产业规模', 'staff', '从业人员', '人', 0, years, numberAt('staff')),
    counted('企业数', 'firms', '企业', '家', themselves),
    counted(
      '规上企业',
      'aboveScale',
      '规上企业',
      '家',
      years.filter((e) => e.values.aboveScale === '规上'),
    ),
    ...byWord('技术水平', 'technology', '个', products, wordAt('technology'), levels),
    executed,
    ...byWord('执行标准', 'level', '项', standards, levelOf, standardLevels),
    ...byWord('装备水平', 'equipment', '个', labs, wordAt('equipmentLevel'), levels),
    summed('检验人员', 'inspectors', '检验人员', '人', 0, labs, numberAt('inspectors')),
    ...byWord('出厂检验能力', 'factoryTest', '个', labs, wordAt('factoryTest'), [
      '全部项目',
      '部分项目',
      '委托检验',
      '不具备',
    ]),
    checked,
    passed,
    rated('产品质量状况', 'passRate', '抽查合格率', passed, checked),
    counted(
      '行业地位',
      'topTen',
      '全国同行业前十',
      '家',
      years.filter((e) => (numberAt('rankNation')(e) ?? 11) <= 10),
    ),
    counted('品牌', 'trademarks', '有效注册商标', '件', valid('trademark')),
    counted('品牌', 'honours', '今日有效荣誉', '项', valid('honour')),
    counted('认证', 'certifications', '有效认证证书', '张', valid('certification')),
    counted('市场准入', 'licences', '有效准入证书', '张', valid('market_access')),
    ...byWord('专利', 'patents', '项', valid('patent'), wordAt('kind'), [
      '发明',
      '实用新型',
      '外观设计',
    ]),
    adopted,
    rated('采标', 'adoptionRate', '采标率', adopted, executed),
    counted('可转化的科技成果', 'results', '可转化为标准的成果', '项', results),
  ];
  return { figures, firms };
};

/** Groups every firm of a block is expected to fill; the others may rightly be empty. */
const asked: readonly string[] = blockGroups.filter(
  (group) =>
    !['企业数', '规上企业', '行业地位', '可转化的科技成果', '采标', '专利'].includes(group),
);

const missingIn = ({ figures, firms }: Block): Survey['missing'] =>
  firms
    .map(({ id, name }) => ({
      id,
      name,
      groups: asked.filter(
        (group) =>
          !figures.some((f) => f.group === group && f.members.some(({ firm }) => firm?.id === id)),
      ),
    }))
    .filter(({ groups }) => groups.length > 0)
    .sort((a, b) => b.groups.length - a.groups.length);

const blockOf = ({ block }: SurveyInput): string => {
  if (!block) throw Refusal.of('record.invalid', { problems: ['请选择块状产业'] });
  return block;
};

/** Every figure of a survey, and for a block what its files lack. @throws Refusal `record.invalid` */
export const surveyFigures = (desk: Bench, input: SurveyInput): Survey => {
  const found: Block =
    input.survey === 'standards'
      ? { figures: standardsFigures(desk), firms: [] }
      : blockFigures(desk, blockOf(input));
  return {
    figures: found.figures.map(({ members: _, ...figure }) => figure),
    missing: missingIn(found),
  };
};

/** The rows behind one figure. @throws Refusal `record.missing` for a figure there is not */
export const surveyMembers = (desk: Bench, input: SurveyMembersInput): readonly SurveyMember[] => {
  const figures =
    input.survey === 'standards'
      ? standardsFigures(desk)
      : blockFigures(desk, blockOf(input)).figures;
  const figure = figures.find(({ key }) => key === input.figure);
  if (!figure) throw Refusal.of('record.missing', { what: '统计项' });
  return figure.members;
};
