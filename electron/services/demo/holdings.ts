import type { Chance } from '#shared/chance.ts';
import { dayAfter } from '#shared/dates.ts';
import type { DemoFirm } from './frame.ts';
import { type DemoRow, rowOf, wan } from './rows.ts';

/** What the firms have: products, standards, honours, certificates, credit grades, yearly figures. */

export type Makes = {
  /** The main product of a firm, by its number. */
  readonly main: ReadonlyMap<number, DemoRow>;
  /** A second product of those that have one. */
  readonly second: ReadonlyMap<number, DemoRow>;
};

/** Firms with a second product to apply with: two whose both pass, two whose second does not, one that fails. */
export const withSecond = { bothPass: [6, 33], secondFails: [22, 25], fails: [41] } as const;
/** City brands, all of them applicants for the provincial one. */
export const cityBrands = Array.from({ length: 11 }, (_, i) => 22 + i);

const brandNames = [...'恒瑞嘉泽宏顺博远凯盛金华兴泰永'];
/** High technology, high value, equipment, own innovation: nine of the 32, one of them twice over. */
const advanced: Readonly<Record<number, readonly string[]>> = {
  1: ['equipment', 'ownIp'],
  2: ['hiTech'],
  6: ['highValue'],
  8: ['hiTech'],
  13: ['highValue'],
  25: ['highValue'],
  30: ['hiTech'],
  31: ['hiTech'],
  32: ['ownIp'],
};
/** Brand products made to no adopted standard: eight of the 32. */
const notAdopted: readonly number[] = [5, 9, 15, 18, 20, 24, 26, 29];

const standards = ['GB/T 22844-2009', 'GB 175-2007', 'GB/T 20808-2011', 'QB/T 1019-2002'];

export const makesOf = (firms: readonly DemoFirm[], chance: Chance): Makes => {
  const product = (firm: DemoFirm, name: string, main: number): DemoRow =>
    rowOf('product', firm.id, {
      source: '报表',
      name,
      brand: `${chance.pick(brandNames)}${chance.pick(brandNames)}`,
      block: firm.block,
      main,
      technology: firm.n <= 21 ? '国内先进' : '一般',
      sales: wan(firm.aboveScale ? chance.between(6_000, 20_000) : chance.between(80, 1_800)),
      ...Object.fromEntries((main === 1 ? (advanced[firm.n] ?? []) : []).map((key) => [key, 1])),
    });
  const second = [...withSecond.bothPass, ...withSecond.secondFails, ...withSecond.fails];
  return {
    main: new Map(firms.map((firm) => [firm.n, product(firm, firm.product, 1)])),
    second: new Map(
      firms
        .filter(({ n }) => second.includes(n as never))
        .map((firm) => [firm.n, product(firm, `${firm.product}（精制）`, 0)]),
    ),
  };
};

/** Registered marks of those that apply for the national title, whose edition asks for one. */
export const marksOf = (firms: readonly DemoFirm[], makes: Makes): DemoRow[] =>
  firms
    .filter(({ n }) => n >= 3 && n <= 5)
    .map(({ id, n }) =>
      rowOf('trademark', id, {
        source: '报表',
        name: makes.main.get(n)?.values.brand ?? null,
        registrationNo: `300000${n}`,
      }),
    );

export const standardsOf = (firms: readonly DemoFirm[], makes: Makes, chance: Chance): DemoRow[] =>
  firms
    .filter(({ n }) => n <= 261)
    .map((firm) => {
      const product = makes.main.get(firm.n);
      const brand = firm.n <= 32;
      const adopts = brand && !notAdopted.includes(firm.n);
      return rowOf('executed_standard', firm.id, {
        source: '导入',
        standardNo: chance.pick(standards),
        product: String(product?.values.name ?? ''),
        productId: product?.id ?? null,
        state: '现行',
        adoption: adopts ? chance.pick(['IDT', 'MOD', 'NEQ']) : '未采标',
        foreignNo: adopts ? 'ISO 9001' : null,
        declared: 1,
      });
    });

export const awardNames = {
  national: '中国名牌产品',
  landmark: '省标志性名牌产品',
  provincial: '省名牌产品',
  city: '市名牌产品',
  exempt: '国家免检产品',
  gi: '地理标志产品',
  management: '省质量管理奖',
} as const;

type Term = readonly [from: string, to: string];

/**
 * Honours that hold on 5 May of the year, and some that ran out before it: 2 中国名牌, 3 省标志性名牌, 16
 * 省名牌, 7 免检, 11 市名牌; the area's one geographical indication.
 */
export const honoursOf = (
  firms: readonly DemoFirm[],
  makes: Makes,
  year: number,
): readonly DemoRow[] => {
  const of = new Map(firms.map((firm) => [firm.n, firm]));
  const given = (n: number, award: string, level: string, [from, to]: Term): DemoRow => {
    const product = makes.main.get(n);
    return rowOf('honour', of.get(n)?.id ?? '', {
      source: '报表',
      award,
      level,
      object: '产品',
      product: String(product?.values.name ?? ''),
      productId: product?.id ?? null,
      year: Number(from.slice(0, 4)),
      docNo: `澜质名〔${from.slice(0, 4)}〕${n}号`,
      validFrom: from,
      validTo: to,
    });
  };
  const term = (before: number, years: number, day = '09-01'): Term => {
    const from = `${year - before}-${day}`;
    return [from, dayAfter(`${year - before + years}-${day}`, -1)];
  };
  const range = (from: number, to: number): number[] =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return [
    given(1, awardNames.national, '国家', term(4, 5)),
    given(2, awardNames.national, '国家', term(2, 5)),
    ...range(3, 5).map((n) => given(n, awardNames.landmark, '省', term(n - 2, 3))),
    ...range(6, 11).map((n) => given(n, awardNames.provincial, '省', term(3, 3, '06-01'))),
    ...range(12, 16).map((n) => given(n, awardNames.provincial, '省', term(2, 3, '12-20'))),
    ...range(17, 21).map((n) => given(n, awardNames.provincial, '省', term(1, 3, '12-20'))),
    ...[1, 2, 3].map((n) => given(n, awardNames.exempt, '国家', term(3, 3, '12-15'))),
    ...[6, 7, 8, 9].map((n) => given(n, awardNames.exempt, '国家', term(2, 3, '12-15'))),
    ...cityBrands.map((n, i) => given(n, awardNames.city, '市', term(1 + (i % 2), 3, '10-18'))),
    // What ran out: part of the past, not of the stock.
    ...[6, 7, 8].map((n) => given(n, awardNames.provincial, '省', term(6, 3, '06-01'))),
    ...[51, 52, 53].map((n) => given(n, awardNames.city, '市', term(4, 3, '10-18'))),
    ...[10, 11].map((n) => given(n, awardNames.exempt, '国家', term(4, 3, '12-15'))),
    rowOf('area_honour', null, {
      source: '报表',
      award: awardNames.gi,
      level: '国家',
      holder: '澜溪县茶叶产业协会',
      product: '澜溪云雾茶',
      year: year - 3,
      validFrom: `${year - 3}-11-08`,
    }),
  ];
};

/** 81 firms rated A or better, all brand firms among them; 180 others certified; see the pyramid. */
export const creditAndCertificates = (
  firms: readonly DemoFirm[],
  chance: Chance,
  year: number,
): DemoRow[] => {
  const asOf = `${year}-05-05`;
  const brand = firms.filter(({ n }) => n <= 21);
  const others = firms.filter(({ n }) => n > 21);
  // Key firms are more often well rated, and well rated firms more often certified.
  const likely = [
    ...chance.shuffled(others.filter(({ n }) => n <= 200)),
    ...chance.shuffled(others.filter(({ n }) => n > 200)),
  ];
  const body = likely.slice(0, 60);
  const base = likely.slice(60, 240);
  const rest = chance.shuffled(likely.slice(240));
  const well = [...brand, ...body];
  const low = chance.shuffled([...base, ...rest]);
  const graded = [
    ...well.map((firm, i) => [firm, i < 12 ? 'AAA' : i < 36 ? 'AA' : 'A'] as const),
    ...low.slice(0, 675).map((firm, i) => [firm, i < 640 ? 'B' : i < 668 ? 'C' : 'D'] as const),
  ];
  const rating = (firm: DemoFirm, grade: string, of: number, years = 1): DemoRow =>
    rowOf('credit_rating', firm.id, {
      source: '导入',
      year: of,
      grade,
      rater: '澜溪县市场监督管理局',
      ratedOn: `${of}-12-20`,
      validTo: `${of + years}-12-31`,
      published: 1,
    });
  const certificate = (firm: DemoFirm, kind: string, to: string): DemoRow =>
    rowOf('certification', firm.id, {
      source: '导入',
      kind,
      number: `0${firm.n}Q${to.slice(2, 4)}`,
      body: '澜江认证有限公司',
      issuedOn: dayAfter(to, -1_095),
      validTo: to,
      state: '有效',
    });
  const iso = 'ISO 9001 质量管理体系';
  const holds = (): string => dayAfter(asOf, chance.between(0, 1_000));
  return [
    ...graded.map(([firm, grade]) => rating(firm, grade, year - 1)),
    // A year before, some stood elsewhere: the latest grade counts.
    ...body.slice(0, 12).map((firm) => rating(firm, 'B', year - 2, 2)),
    ...low.slice(0, 9).map((firm) => rating(firm, 'A', year - 2, 2)),
    ...[...well, ...base].map((firm) => {
      const until = holds();
      // The one that is to reach the national title keeps its certificate whatever day it is looked at.
      return certificate(firm, iso, firm.n === 3 ? dayAfter(asOf, 1_000) : until);
    }),
    ...brand.map((firm) => certificate(firm, 'ISO 14001 环境管理体系', holds())),
    // Run out within the year: next for the layer above. A product certificate is no system.
    ...rest
      .slice(0, 38)
      .map((firm) => certificate(firm, iso, dayAfter(asOf, -chance.between(1, 300)))),
    ...rest.slice(38, 60).map((firm) => certificate(firm, '绿色产品', holds())),
  ];
};

/** Largest-remainder splits of 2,100,000 万元, 320,000 万元 and 8,662 万美元 with weights 1/(k+3). */
const outputs = [
  ...[313298, 234974, 187979, 156649, 134271, 117487, 104433, 93990, 85445, 78325, 72300],
  ...[67135, 62660, 58743, 55288, 52216, 49468, 46995, 44757, 42722, 40865],
];
const profitTaxes = [
  ...[47741, 35806, 28645, 23870, 20460, 17903, 15914, 14322, 13020, 11935, 11017],
  ...[10230, 9548, 8951, 8425, 7957, 7538, 7161, 6820, 6510, 6227],
];
const exportsOf = [
  ...[1292, 969, 775, 646, 554, 485, 431, 388, 352, 323, 298, 277, 259, 242, 228, 215],
  ...[204, 194, 185, 176, 169],
];

/** Figures of the 132 above-scale firms, and what the statistics bureau says they come to. */
export const economicsOf = (firms: readonly DemoFirm[], year: number): DemoRow[] => {
  const figures = (n: number): readonly [number, number, number] => {
    const i = n - 22;
    if (n <= 21) return [outputs[n - 1] ?? 0, profitTaxes[n - 1] ?? 0, exportsOf[n - 1] ?? 0];
    return [i < 20 ? 18_181 : 18_180, i < 62 ? 2_559 : 2_558, i < 85 ? 14 : 13];
  };
  const row = (firm: DemoFirm, of: number, share: number): DemoRow => {
    const [output, profitTax, abroad] = figures(firm.n).map((figure) => wan(figure * share));
    return rowOf('economics', firm.id, {
      source: '报表',
      year: of,
      output: output ?? null,
      revenue: Math.round((output ?? 0) * 0.97),
      profitTaxReported: profitTax ?? null,
      export: abroad ?? null,
      staff: 40 + Math.round((output ?? 0) / wan(120)),
      // The maker of compound fertiliser is to reach the national title: it stands among the first ten.
      ...(firm.n === 3 && of === year - 1 ? { rankNation: 6 } : {}),
    });
  };
  return [
    ...firms.filter(({ aboveScale }) => aboveScale).map((firm) => row(firm, year - 1, 1)),
    ...firms
      .filter(({ n }) => n <= 21)
      .flatMap((f) => [row(f, year - 2, 0.9), row(f, year - 3, 0.81)]),
    rowOf('county_total', null, {
      source: '部门共享',
      year: year - 1,
      division: '339921',
      firms: 132,
      output: wan(4_118_000),
      profitTax: wan(604_000),
      export: wan(10_190),
      statedBy: '县统计局年报',
    }),
  ];
};

/** Checks of applicants' products: those turned down for it have failed one. */
export const spotChecksOf = (
  firms: readonly DemoFirm[],
  makes: Makes,
  failed: readonly number[],
  year: number,
): DemoRow[] =>
  firms
    .filter(({ n }) => n <= 108)
    .map((firm) =>
      rowOf('spot_check', firm.id, {
        source: '部门共享',
        checkedOn: `${year - 1}-0${1 + (firm.n % 9)}-1${firm.n % 9}`,
        product: String(makes.main.get(firm.n)?.values.name ?? ''),
        productId: makes.main.get(firm.n)?.id ?? null,
        level: '省',
        result: failed.includes(firm.n) ? '不合格' : '合格',
        failedItems: failed.includes(firm.n) ? '抗压强度' : null,
        reportNo: `SC${year - 1}${String(firm.n).padStart(4, '0')}`,
      }),
    );
