import { profitTaxOf } from '#shared/registers/economics.ts';
import type { LedgerValues, Unit } from '#shared/registers/ledger.ts';
import { ratio } from '#shared/registers/numbers.ts';
import { oneFigure } from '#shared/scoring/points.ts';
import {
  counted,
  type FirmFile,
  figureOf,
  type Indicator,
  type Moment,
  type Reading,
} from './indicator.ts';

/** Indicators of a year's figures (年度经济数据): of the whole year asked about, and its growth. */

type Row = { readonly id: string; readonly values: LedgerValues };

/** The row of a whole year; needs the cells `year` and `period`. */
export const wholeYear = (file: FirmFile, year: number): Row | undefined =>
  file.rows('economics').find(({ values }) => values.year === year && values.period == null);

type Cells = {
  readonly cells: readonly string[];
  readonly of: (values: LedgerValues) => number | null;
};

const cell = (key: string): Cells => ({
  cells: [key],
  of: (values) => figureOf('economics', key, values),
});

const profitTax: Cells = { cells: ['profitTaxReported', 'profit', 'tax'], of: profitTaxOf };

const needing = ({ cells }: Cells): Indicator['needs'] => ({
  economics: ['year', 'period', ...cells],
});

const readingOf = (year: number, figure: number | null, rows: readonly Row[]): Reading => ({
  figure,
  source: `${year} 年年度经济数据`,
  refs: rows.map(({ id }) => ({ ledger: 'economics', id })),
});

const ofYear =
  ({ of }: Cells) =>
  (file: FirmFile, { year }: Moment): Reading => {
    const row = wholeYear(file, year);
    return readingOf(year, row ? of(row.values) : null, row ? [row] : []);
  };

/** (this year − last year) ÷ last year, in %; null where last year was nothing or a loss. */
const growth =
  ({ of }: Cells) =>
  (file: FirmFile, { year }: Moment): Reading => {
    const [now, before] = [wholeYear(file, year), wholeYear(file, year - 1)];
    const [a, b] = [now ? of(now.values) : null, before ? of(before.values) : null];
    const change = a === null || b === null || b <= 0 ? null : ratio(a - b, b, 100 * oneFigure);
    return {
      ...readingOf(
        year,
        change,
        [now, before].filter((row) => row !== undefined),
      ),
      source: `${year} 年与 ${year - 1} 年年度经济数据`,
    };
  };

/** a ÷ b in the unit `per` makes of it (100 for %). */
const share =
  (a: Cells, b: Cells, per: number) =>
  (file: FirmFile, { year }: Moment): Reading => {
    const row = wholeYear(file, year);
    const figure = row ? ratio(a.of(row.values), b.of(row.values), per * oneFigure) : null;
    return readingOf(year, figure, row ? [row] : []);
  };

const yearly = (
  key: string,
  label: string,
  unit: Unit,
  pick: Cells = cell(key),
  more: Partial<Omit<Indicator, 'key' | 'read' | 'needs'>> = {},
): Indicator => ({
  key,
  label,
  unit,
  group: '经济',
  gives: 'figure',
  better: 'more',
  needs: needing(pick),
  read: ofYear(pick),
  ...more,
});

const growing = (key: string, label: string, pick: Cells): Indicator => ({
  key,
  label,
  unit: '%',
  group: '经济',
  gives: 'figure',
  better: 'more',
  needs: needing(pick),
  read: growth(pick),
});

/** Years of loss among the five up to the one asked about; the longest run of them. */
const lossRun = (file: FirmFile, { year }: Moment): Reading => {
  const rows = [4, 3, 2, 1, 0].map((back) => wholeYear(file, year - back));
  let [run, longest] = [0, 0];
  for (const row of rows) {
    const profit = row ? figureOf('economics', 'profit', row.values) : null;
    run = profit !== null && profit < 0 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  const known = rows.filter((row) => row && figureOf('economics', 'profit', row.values) !== null);
  return {
    figure: known.length === 0 ? null : counted(longest),
    source: `${year - 4}—${year} 年年度经济数据，有利润数的 ${known.length} 年`,
    refs: known.map((row) => ({ ledger: 'economics' as const, id: row?.id ?? '' })),
  };
};

const market = { group: '市场' } as const;

export const economicIndicators: readonly Indicator[] = [
  yearly('output', '工业总产值', '万元'),
  yearly('revenue', '主营业务收入', '万元'),
  yearly('profit', '利润总额', '万元'),
  yearly('tax', '税金', '万元'),
  yearly('profitTax', '利税总额', '万元', profitTax),
  yearly('export', '出口额', '万美元'),
  yearly('brandSales', '品牌产品销售额', '万元', cell('brandSales'), market),
  yearly('rnd', '研发投入', '万元', cell('rnd'), { group: '创新' }),
  yearly('newProductOutput', '新产品产值', '万元', cell('newProductOutput'), { group: '创新' }),
  yearly('staff', '从业人数', '人'),
  yearly('assets', '资产总额', '万元'),
  yearly('qualityLoss', '质量损失', '万元', cell('qualityLoss'), { group: '质量', better: 'less' }),
  yearly('energy', '综合能耗', '吨标准煤', cell('energy'), { group: '计量', better: 'less' }),
  yearly('shareNation', '全国市场占有率', '%', cell('shareNation'), market),
  yearly('shareProvince', '全省市场占有率', '%', cell('shareProvince'), market),
  yearly('rankNation', '全国同行名次', '名', cell('rankNation'), { ...market, better: 'less' }),
  yearly('rankProvince', '全省同行名次', '名', cell('rankProvince'), { ...market, better: 'less' }),
  growing('outputGrowth', '工业总产值增长', cell('output')),
  growing('revenueGrowth', '主营业务收入增长', cell('revenue')),
  growing('profitTaxGrowth', '利税总额增长', profitTax),
  growing('exportGrowth', '出口额增长', cell('export')),
  {
    key: 'rndIntensity',
    label: '研发投入强度',
    unit: '%',
    group: '创新',
    gives: 'figure',
    better: 'more',
    needs: { economics: ['year', 'period', 'rnd', 'revenue'] },
    read: share(cell('rnd'), cell('revenue'), 100),
  },
  {
    key: 'profitMargin',
    label: '销售利润率',
    unit: '%',
    group: '经济',
    gives: 'figure',
    better: 'more',
    needs: { economics: ['year', 'period', 'profit', 'revenue'] },
    read: share(cell('profit'), cell('revenue'), 100),
  },
  {
    key: 'lossYears',
    label: '近五年最长连续亏损',
    unit: '年',
    group: '经济',
    gives: 'figure',
    better: 'less',
    needs: { economics: ['year', 'period', 'profit'] },
    read: lossRun,
  },
];
