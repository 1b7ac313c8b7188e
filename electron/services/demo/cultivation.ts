import type { Chance } from '#shared/chance.ts';
import { barriers, intentions } from '#shared/registers/cultivation.ts';
import { choicesText } from '#shared/registers/values.ts';
import { type DemoFirm, failing, passing, tierEnds } from './frame.ts';
import { awardNames, type Makes } from './holdings.ts';
import { type DemoRow, rowOf } from './rows.ts';

/** The library's tiers and how they moved, and the plan of the year. */

/** 26 officers who answer for firms: a surname and an office, no names of people. */
export const officers = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐'].map(
  (surname, at) => `${surname}${at % 5 === 0 ? '科长' : '科员'}`,
);

/** Firms promoted this year, from the tier below. */
const promoted: Readonly<Record<number, string>> = {
  19: '02',
  20: '04',
  21: '04',
  96: '01',
  97: '01',
  98: '02',
  99: '03',
  100: '04',
  101: '04',
  401: '01',
  402: '03',
  403: '04',
  404: '04',
};
/** Firms relegated this year, from the tier above. */
const relegated: Readonly<Record<number, string>> = { 409: '02', 410: '04', 105: '03' };

const order = ['领军', '骨干', '成长', '储备'] as const;

/** @returns the rows, and since when each firm stands in its tier */
export const tiersOf = (
  firms: readonly DemoFirm[],
  chance: Chance,
  year: number,
): { readonly rows: DemoRow[]; readonly since: ReadonlyMap<number, string> } => {
  const since = new Map<number, string>();
  const rows = firms.flatMap((firm) => {
    const up = promoted[firm.n];
    const down = relegated[firm.n];
    const rank = order.indexOf(firm.tier);
    const before = order[rank + (up ? 1 : down ? -1 : 0)] ?? firm.tier;
    const score = (tier: string): number =>
      900 - 150 * order.indexOf(tier as never) + chance.between(0, 99);
    const entered = `${year - 1 - chance.between(0, 2)}-0${chance.between(1, 9)}-${chance.between(10, 28)}`;
    const entry = rowOf('tier_history', firm.id, {
      changedOn: entered,
      tier: before,
      reason: '建库列入',
      score: score(before),
    });
    since.set(firm.n, entered);
    const month = up ?? down;
    if (month === undefined) return [entry];
    const on = `${year}-${month}-${chance.between(10, 25)}`;
    since.set(firm.n, on);
    return [
      entry,
      rowOf('tier_history', firm.id, {
        changedOn: on,
        tier: firm.tier,
        before,
        reason: up ? '年度评分达到上一层级' : '连续两季度评分低于本层级下限',
        docNo: `澜质培办〔${year}〕${Number(month)}号`,
        score: score(firm.tier),
      }),
    ];
  });
  return { rows, since };
};

const awardFor = (n: number): string => {
  if (n <= 2) return awardNames.management;
  if (n <= 5) return awardNames.national;
  return n <= tierEnds.骨干 - 30 ? awardNames.provincial : awardNames.city;
};

/** The plan of the year: the 108 key firms, and what keeps those of the next tier from wanting to. */
export const plansOf = (
  firms: readonly DemoFirm[],
  makes: Makes,
  chance: Chance,
  year: number,
): DemoRow[] =>
  firms
    .filter(({ n }) => n <= tierEnds.骨干 + 60)
    .map((firm) => {
      const { n } = firm;
      const applies = passing.includes(n) || failing.includes(n);
      const key = n <= tierEnds.骨干;
      const intention = applies || n <= 21 ? '愿意' : chance.pick(intentions);
      const product = makes.main.get(n);
      const ofProduct = awardFor(n) !== awardNames.management;
      return rowOf('cultivation', firm.id, {
        source: '走访',
        year,
        targetAward: awardFor(n),
        product: ofProduct ? String(product?.values.name ?? '') : null,
        productId: ofProduct ? (product?.id ?? null) : null,
        plannedYear: applies ? year : year + chance.between(key ? 1 : 2, key ? 2 : 4),
        mentor: key ? (officers[n % officers.length] ?? null) : null,
        intention,
        barriers:
          intention === '愿意' && n % 3 !== 0
            ? null
            : choicesText({ key: '', label: '', kind: 'choices', vocabulary: barriers }, [
                chance.pick(barriers),
                chance.pick(barriers),
              ]),
        state: n > 102 && key ? '增补' : '在册',
      });
    });
