import {
  anyOf,
  cellsOf,
  counted,
  countOf,
  type FirmFile,
  figureOf,
  type Indicator,
  type Moment,
  type Reading,
  rowsWanted,
  wordsOf,
} from './indicator.ts';

/** Indicators of certificates, spot checks, credit, honours and of the firm itself. */

type Wanted = Parameters<typeof countOf>[0];
type Head = Pick<Indicator, 'key' | 'label' | 'unit' | 'group'> & {
  readonly better?: Indicator['better'];
};

const count = (head: Head, wanted: Wanted): Indicator => ({
  better: 'more',
  ...head,
  gives: 'figure',
  needs: cellsOf(wanted),
  read: countOf(wanted),
});

const any = (head: Omit<Head, 'unit'>, wanted: Wanted): Indicator => ({
  better: 'more',
  ...head,
  unit: '',
  gives: 'flag',
  needs: cellsOf(wanted),
  read: anyOf(wanted),
});

const words = (head: Omit<Head, 'unit'>, wanted: Wanted, key: string): Indicator => ({
  better: 'more',
  ...head,
  unit: '',
  gives: 'words',
  needs: cellsOf({ ...wanted, reads: [...(wanted.reads ?? []), key] }),
  read: wordsOf(wanted, key),
});

/** Three years back from the day, the day itself not counted. */
const threeYearsBefore = (day: string): string => `${Number(day.slice(0, 4)) - 3}${day.slice(4)}`;

const isRecent = (date: unknown, { day }: Moment): boolean =>
  typeof date === 'string' && date > threeYearsBefore(day) && date <= day;

const systemKind = /ISO ?(9001|14001|45001|50001|22000)|HACCP|管理体系/;
const says = (pattern: RegExp) => (values: Readonly<Record<string, unknown>>) =>
  pattern.test(String(values.kind ?? ''));

const yearsBetween = (from: string, to: string): number => {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return from.slice(4) > to.slice(4) ? years - 1 : years;
};

const age = (file: FirmFile, { day }: Moment): Reading => {
  const founded = file.firm.foundedOn;
  return {
    figure:
      typeof founded === 'string' && founded <= day ? counted(yearsBetween(founded, day)) : null,
    source: '企业基本信息 · 成立日期',
    refs: [],
  };
};

/** The newest rating whose year is not after the day's. */
const latestGrade = (file: FirmFile, at: Moment): Reading => {
  const rated = rowsWanted(file, at, {
    ledger: 'credit_rating',
    test: ({ year, grade }) =>
      typeof year === 'number' && year <= Number(at.day.slice(0, 4)) && grade != null,
  }).toSorted((a, b) => Number(b.values.year) - Number(a.values.year));
  const [newest] = rated;
  return {
    figure: null,
    words: newest ? [String(newest.values.grade)] : [],
    source: newest ? `${newest.values.year} 年质量信用等级` : '质量信用等级台账',
    refs: newest ? [{ ledger: 'credit_rating', id: newest.id }] : [],
  };
};

/** Sum of an integer cell over all rows; null where none says anything. */
const sumOf =
  (ledger: 'inspection_ability', key: string) =>
  (file: FirmFile): Reading => {
    const rows = file.rows(ledger).filter(({ values }) => figureOf(ledger, key, values) !== null);
    return {
      figure:
        rows.length === 0
          ? null
          : rows.reduce((sum, { values }) => sum + (figureOf(ledger, key, values) ?? 0), 0),
      source: '检验能力台账',
      refs: rows.map(({ id }) => ({ ledger, id })),
    };
  };

const honours = (level: string | null): Wanted => ({
  ledger: 'honour',
  holding: true,
  reads: ['level'],
  test: (values) => level === null || values.level === level,
});

const levelNames = ['国家', '省', '市', '县'] as const;
const levelKeys = { 国家: 'Nation', 省: 'Province', 市: 'City', 县: 'County' } as const;

const failedCheck: Wanted = {
  ledger: 'spot_check',
  reads: ['checkedOn', 'result'],
  test: ({ checkedOn, result }, at) => result === '不合格' && isRecent(checkedOn, at),
};

const certificate = (test?: Wanted['test']): Wanted => ({
  ledger: 'certification',
  holding: true,
  reads: ['kind'],
  ...(test ? { test } : {}),
});

export const qualityIndicators: readonly Indicator[] = [
  {
    key: 'age',
    label: '成立年数',
    unit: '年',
    group: '企业',
    gives: 'figure',
    better: 'more',
    needs: {},
    read: age,
  },
  count(
    { key: 'failedChecks', label: '近三年抽查不合格', unit: '件', group: '质量', better: 'less' },
    failedCheck,
  ),
  count({ key: 'certificates', label: '有效认证证书', unit: '件', group: '认证' }, certificate()),
  count(
    { key: 'systemCertificates', label: '有效管理体系认证', unit: '件', group: '认证' },
    certificate(says(systemKind)),
  ),
  any(
    { key: 'iso9001', label: '质量管理体系认证有效', group: '认证' },
    certificate(says(/9001|质量管理体系/)),
  ),
  {
    key: 'creditGrade',
    label: '质量信用等级',
    unit: '',
    group: '信用',
    gives: 'words',
    better: 'more',
    needs: { credit_rating: ['year', 'grade'] },
    read: latestGrade,
  },
  {
    key: 'inspectors',
    label: '检验人员',
    unit: '人',
    group: '质量',
    gives: 'figure',
    better: 'more',
    needs: { inspection_ability: ['inspectors'] },
    read: sumOf('inspection_ability', 'inspectors'),
  },
  words(
    { key: 'factoryTest', label: '出厂检验能力', group: '质量' },
    { ledger: 'inspection_ability' },
    'factoryTest',
  ),
  words(
    { key: 'measurementGrade', label: '测量管理体系等级', group: '计量' },
    { ledger: 'measurement_system', holding: true },
    'grade',
  ),
  count({ key: 'honours', label: '有效荣誉', unit: '项', group: '品牌' }, honours(null)),
  ...levelNames.map((level) =>
    count(
      { key: `honours${levelKeys[level]}`, label: `${level}级有效荣誉`, unit: '项', group: '品牌' },
      honours(level),
    ),
  ),
  words({ key: 'honourLevel', label: '荣誉级别', group: '品牌' }, honours(null), 'level'),
];
