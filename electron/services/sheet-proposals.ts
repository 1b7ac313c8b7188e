import { readFirmFiles } from '#db/queries/firm-files.ts';
import { getKeptFirm } from '#db/queries/homes.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import { foldText } from '#shared/fold.ts';
import type { GapRow } from '#shared/gaps.ts';
import { showFigure } from '#shared/scoring/points.ts';
import type { SheetGap, SheetTarget } from '#shared/sheets.ts';
import { demandsOf, lookAt, mustBe } from './award-demands.ts';
import { awardLookup } from './award-names.ts';
import { listCatalogues, matchCatalogue } from './catalogue.ts';
import type { Desk } from './desk.ts';
import { gapsFor } from './gaps-to-benchmark.ts';
import { numberOf, rowsOf, textOf } from './own-rows.ts';

/** What the cultivation room knows that a sheet can begin with: targets of the plan, and gaps. */

type About = { readonly enterpriseId: string; readonly year: number };
export type ProposedGap = Omit<SheetGap, 'id'>;
export type ProposedTarget = Omit<SheetTarget, 'id'>;

/** The firm's lines of the cultivation plan of a year. */
export const proposedTargets = (desk: Desk, about: About): ProposedTarget[] =>
  rowsOf(desk, 'cultivation', about.enterpriseId)
    .filter(({ values }) => numberOf(values, 'year') === about.year && values.state !== '调出')
    .map(({ id, values }) => ({
      award: textOf(values, 'targetAward'),
      product: textOf(values, 'product'),
      plannedYear: numberOf(values, 'plannedYear'),
      goal: null,
      cultivationId: id,
    }));

/** Whether the firm stands behind its benchmark, where that can be said. */
const isBehind = ({ gap, better }: GapRow): boolean =>
  gap !== null && better !== null && (better === 'more' ? gap < 0 : gap > 0);

const benchmarkGaps = (desk: Desk, { enterpriseId, year }: About): ProposedGap[] =>
  rowsOf(desk, 'firm_benchmark', enterpriseId).flatMap(({ values }) => {
    const benchmarkId = String(values.benchmarkId);
    // The sheet of a year is written from the figures of the year before.
    const view = gapsFor(desk, { firmId: enterpriseId, benchmarkId, year: year - 1 });
    return view.rows.filter(isBehind).map(
      ({ label, unit, own, bench, gap, ratio }): ProposedGap => ({
        indicator: label,
        unit: unit || null,
        own: own === null ? null : showFigure(own),
        bench: bench === null ? null : showFigure(bench),
        benchName: view.benchmark,
        gap: `相差 ${showFigure(Math.abs(gap ?? 0))}${ratio === null ? '' : `，为标杆的 ${showFigure(ratio * 100)}%`}`,
        origin: '对标分析',
      }),
    );
  });

/** Conditions of the awards the firm is raised toward that its file does not meet, or cannot tell. */
const demandGaps = (desk: Desk, about: About, awards: readonly string[]): ProposedGap[] => {
  const lookup = awardLookup(desk);
  const day = localDate(desk.store.clock.now());
  return awards.flatMap((name) => {
    const award = lookup(name);
    if (!award) return [];
    const { conditions, cells } = demandsOf(desk, award.id, day);
    const [file] = readFirmFiles(desk.store, { ids: [about.enterpriseId] }, cells);
    if (!file) return [];
    return conditions
      .map((condition) => lookAt(condition, file, { year: about.year - 1, day }))
      .filter(({ state, told }) => state !== 'met' && mustBe(told))
      .map(
        ({ state, told }): ProposedGap => ({
          indicator: told.text.slice(0, 200),
          unit: null,
          own: told.now,
          bench: told.wanted || null,
          benchName: name,
          gap: state === 'missing' ? '未达到' : state === 'unknown' ? '档案里没有数据' : '需核对',
          origin: '申报条件',
        }),
      );
  });
};

const catalogueGaps = (desk: Desk, about: About, awards: readonly string[]): ProposedGap[] => {
  const wanted = new Set(awards.map(foldText));
  return listCatalogues(desk)
    .filter(({ award, year }) => year === about.year && wanted.has(foldText(award)))
    .flatMap(({ award, year }) =>
      matchCatalogue(desk, { award, year })
        .rows.filter(({ firm, gaps }) => firm.id === about.enterpriseId && gaps.length > 0)
        .map(
          ({ product, entry, gaps }): ProposedGap => ({
            indicator: `产品：${product}`.slice(0, 200),
            unit: null,
            own: null,
            bench: entry === null ? null : `目录：${entry}`.slice(0, 200),
            benchName: `${award} ${year} 年评价目录`,
            gap: gaps.join('；').slice(0, 1_000),
            origin: '评价目录',
          }),
        ),
    );
};

/**
 * Gaps the file shows: behind a benchmark, behind what the awards of the plan ask, behind their catalogues.
 *
 * @throws Refusal `record.missing`
 */
export const proposedGaps = (desk: Desk, about: About): ProposedGap[] => {
  const firm = getKeptFirm(desk.store, about.enterpriseId);
  if (!firm || firm.deleted) throw Refusal.of('record.missing', { what: '企业' });
  const kept = { ...about, enterpriseId: firm.id };
  const awards = [
    ...new Set(proposedTargets(desk, kept).flatMap(({ award }) => (award === null ? [] : [award]))),
  ];
  return [
    ...benchmarkGaps(desk, kept),
    ...demandGaps(desk, kept, awards),
    ...catalogueGaps(desk, kept, awards),
  ];
};
