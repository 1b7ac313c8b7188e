import type { Chance } from '#shared/chance.ts';
import { dayAfter } from '#shared/dates.ts';
import type { FailReason, StepStage } from '#shared/pipeline.ts';
import type { LedgerName } from '#shared/registers/index.ts';
import { type DemoFirm, failing, passing } from './frame.ts';
import { awardNames, type Makes, withSecond } from './holdings.ts';
import { type DemoRow, rowOf } from './rows.ts';

/** What firms apply for in the demo year and how far each has come by 5 May; and last year's winners. */

type Walk = readonly (readonly [stage: StepStage, on: string, reason?: FailReason])[];

/** Why the eleven products that do not pass the first review are out, in the order of the products. */
const reasons: readonly FailReason[] = [
  ...(['市场占有率不足', '市场占有率不足', '市场占有率不足', '市场占有率不足'] as const),
  ...(['标准水平低/未采标', '标准水平低/未采标'] as const),
  ...(['近三年抽查不合格', '近三年抽查不合格'] as const),
  ...(['体系不健全', '体系不健全', '不在年度目录'] as const),
];

/** Firms whose last product was turned down for a failed spot check. */
export const failedChecks: readonly number[] = [44, 45];

export const applicationsOf = (
  firms: readonly DemoFirm[],
  makes: Makes,
  officers: readonly string[],
  chance: Chance,
  year: number,
): DemoRow[] => {
  const by = new Map(firms.map((firm) => [firm.n, firm]));
  const rows: DemoRow[] = [];
  const apply = (
    n: number,
    award: string,
    of: number,
    product: DemoRow | undefined,
    walk: Walk,
  ): DemoRow => {
    const firm = by.get(n);
    const handler = officers[n % officers.length] ?? null;
    const application = rowOf('application', firm?.id ?? null, {
      source: '企业自报',
      award,
      year: of,
      object: product ? '产品' : '企业',
      product: product ? String(product.values.name) : null,
      productId: product?.id ?? null,
      handler,
      dueOn: `${of}-04-15`,
    });
    let afterId: string | null = null;
    const steps = walk.map(([stage, onDate, reason]): DemoRow => {
      const step = rowOf('application_step', application.id, {
        afterId,
        stage,
        onDate,
        person: handler,
        docNo: stage === '推荐上报' ? `澜市监质〔${of}〕12号` : null,
        reason: reason ?? null,
        unit: product ? '个' : '家',
      });
      afterId = step.id;
      return step;
    });
    rows.push(application, ...steps);
    return application;
  };

  const applied = (): Walk => [
    ['列入计划', `${year - 1}-11-${chance.between(10, 28)}`],
    ['意向', `${year}-01-${chance.between(15, 26)}`],
    ['申报', `${year}-03-0${chance.between(2, 9)}`],
    ['初审', `${year}-03-${chance.between(17, 25)}`],
  ];
  const passed = (loop: boolean): Walk => {
    const looked = loop
      ? ([
          ['退回补正', `${year}-03-26`, '材料不全'],
          ['初审', `${year}-04-02`],
        ] as const)
      : [];
    return [...applied(), ...looked, ['专家预审', `${year}-04-08`], ['推荐上报', `${year}-04-12`]];
  };
  const out = (reason: FailReason): Walk => {
    const exit = reason === '不在年度目录' ? '不在目录' : '未通过';
    return [...applied(), [exit, `${year}-04-07`, reason]];
  };

  const recommended: DemoRow[] = [];
  for (const [at, n] of passing.entries())
    recommended.push(
      apply(n, awardNames.provincial, year, makes.main.get(n), passed(at % 7 === 3)),
    );
  for (const n of withSecond.bothPass)
    recommended.push(apply(n, awardNames.provincial, year, makes.second.get(n), passed(false)));

  const refused: readonly (readonly [number, DemoRow | undefined])[] = [
    ...withSecond.fails.map((n) => [n, makes.second.get(n)] as const),
    ...[41, 42, 43].map((n) => [n, makes.main.get(n)] as const),
    ...withSecond.secondFails.map((n) => [n, makes.second.get(n)] as const),
    ...failedChecks.map((n) => [n, makes.main.get(n)] as const),
    ...failing.filter((n) => n > 45).map((n) => [n, makes.main.get(n)] as const),
  ];
  for (const [at, [n, product]] of refused.entries())
    apply(n, awardNames.provincial, year, product, out(reasons[at] ?? '材料不全'));

  const filed: Walk = [
    ['列入计划', `${year - 1}-12-08`],
    ['申报', `${year}-03-20`],
  ];
  for (const n of [3, 4, 6]) apply(n, awardNames.national, year, makes.main.get(n), filed);
  for (const n of [6, 22, 23]) apply(n, awardNames.management, year, undefined, filed);
  const growers = firms.filter(({ industry }) => industry.startsWith('A')).slice(0, 2);
  for (const { n } of growers) apply(n, awardNames.gi, year, makes.main.get(n), filed);

  // Last year's round, walked to its end: what the honours of that year came from.
  for (const n of [17, 18, 19, 20, 21])
    apply(n, awardNames.provincial, year - 1, makes.main.get(n), [
      ['申报', `${year - 1}-03-04`],
      ['初审', `${year - 1}-03-20`],
      ['推荐上报', `${year - 1}-04-10`],
      ['上级受理', `${year - 1}-04-28`],
      ['评审/现场', `${year - 1}-07-16`],
      ['公示', `${year - 1}-11-25`],
      ['获评', `${year - 1}-12-20`],
      ['奖励', `${year}-01-14`],
    ]);
  return [...rows, ...dossiersOf(recommended.slice(0, 6), officers, year)];
};

/** Papers of a dossier, the same for all awards here; the catalogue's own lists say more. */
const papers = ['申报表', '营业执照', '质量管理体系证书', '执行标准', '检验报告', '经济效益证明'];

/** Checklists and versions of some dossiers: most papers there, some overdue. */
const dossiersOf = (
  applications: readonly DemoRow[],
  officers: readonly string[],
  year: number,
): DemoRow[] =>
  applications.flatMap(({ id }, at) => [
    ...papers.map((name, position) =>
      rowOf('application_item' satisfies LedgerName, id, {
        name,
        position,
        must: position < 5 ? 1 : 0,
        dueOn: dayAfter(`${year}-05-20`, position * 3 - (position === 4 ? 40 : 0)),
        doneOn: position < 3 + (at % 2) ? `${year}-04-0${1 + position}` : null,
        person: officers[at] ?? null,
      }),
    ),
    rowOf('application_version', id, {
      version: 1,
      madeOn: `${year}-03-12`,
      author: '企业质量科',
      reviewer: officers[at] ?? null,
      reviewedOn: `${year}-03-18`,
      comments: '市场占有率缺出处；检验报告须为省级以上机构出具。',
      verdict: '修改',
    }),
    rowOf('application_version', id, {
      version: 2,
      madeOn: `${year}-03-28`,
      author: '企业质量科',
      verdict: '待审',
    }),
  ]);
