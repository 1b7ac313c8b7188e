import { awardNames } from './holdings.ts';
import { type DemoRow, rowOf, wan } from './rows.ts';

/** When the year's awards may be applied for, what the evaluation catalogue opens, and the plan's goals. */

const catalogue = [
  ['农用化学品', '复合肥', '复混肥料', 'C2624', 30_000],
  ['食品', '玉米淀粉', null, null, 220_000],
  ['食品', '葡萄酒', null, null, 20_000],
  ['家用电器', '电冰箱', '冷柜', null, 100_000],
  ['家用电器', '洗衣机', null, null, 100_000],
  ['橡胶制品', '轿车轮胎', '子午线轮胎', null, 80_000],
  ['纺织服装', '纯棉衬衫', null, null, 30_000],
  ['纺织服装', '羊毛衫', null, null, 30_000],
  ['轻工', '自行车', '电动自行车', null, 50_000],
  ['轻工', '机械手表', null, null, 20_000],
  ['化工', '聚氯乙烯树脂', 'PVC树脂', null, 60_000],
  ['冶金', '热轧带肋钢筋', '螺纹钢', null, 150_000],
] as const;

/** @param ids of the awards in the store, by name */
export const awardRows = (year: number, ids: ReadonlyMap<string, string>): DemoRow[] => {
  const window = (award: string, values: DemoRow['values']): DemoRow =>
    rowOf('award_window', ids.get(award) ?? null, { year, ...values });
  return [
    window(awardNames.provincial, {
      opensOn: `${year}-03-01`,
      closesOn: `${year}-04-15`,
      reviewFrom: `${year}-06-01`,
      reviewTo: `${year}-07-31`,
      docNo: `省质名办〔${year}〕3号`,
    }),
    window(awardNames.national, {
      opensOn: `${year}-03-15`,
      closesOn: `${year}-05-20`,
      reviewFrom: `${year}-06-15`,
      reviewTo: `${year}-07-31`,
    }),
    window(awardNames.management, {
      opensOn: `${year}-04-01`,
      closesOn: `${year}-06-30`,
      reviewFrom: `${year}-09-01`,
      reviewTo: `${year}-09-30`,
    }),
    window(awardNames.city, { opensOn: `${year}-08-01`, closesOn: `${year}-09-15` }),
    ...catalogue.map(([category, name, synonyms, classCode, least]) =>
      rowOf('catalogue_entry', null, {
        award: awardNames.national,
        year,
        category,
        name,
        synonyms,
        classCode,
        leastSales: wan(least / 10),
        deadline: `${year}-05-20`,
        docNo: `国质名推〔${year}〕1号`,
      }),
    ),
    ...(
      [
        ['名牌产品数', null, 40],
        ['高技术等比例', 350, null],
        ['采标率', 850, null],
        ['块状产业占比', 750, null],
      ] as const
    ).map(([indicator, rate, count]) =>
      rowOf('structure_goal', null, {
        year: year + 3,
        indicator,
        rate,
        count,
        docNo: `澜政发〔${year}〕18号`,
      }),
    ),
  ];
};
