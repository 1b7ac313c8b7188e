import { type CountedFirm, countedFirms } from '#db/queries/counted-firms.ts';
import { findRows, type LedgerRecord } from '#db/queries/ledgers.ts';
import { type BrandProduct, type StructureLine, structureOf } from '#shared/brand-structure.ts';
import { localDate } from '#shared/clock.ts';
import { isStage, rankOf } from '#shared/pipeline.ts';
import {
  isAtLeast,
  isSystemKind,
  type Layer,
  layerLabels,
  layerOf,
  layerRules,
  layers,
  type Standing,
  upgradeReasons,
} from '#shared/pyramid.ts';
import type {
  Overview,
  OverviewInput,
  OverviewMember,
  OverviewMembersInput,
  StockLine,
} from '#shared/pyramid-views.ts';
import { certification } from '#shared/registers/certification.ts';
import { creditRating } from '#shared/registers/credit-rating.ts';
import { economics } from '#shared/registers/economics.ts';
import { aboveScaleOf } from '#shared/registers/economics-rules.ts';
import { executedStandard } from '#shared/registers/executed-standard.ts';
import { product } from '#shared/registers/product.ts';
import { structureGoal } from '#shared/registers/structure-goal.ts';
import { daysUntil, holdsOn } from '#shared/registers/validity.ts';
import { applicationsOn } from './application-courses.ts';
import { awardLookup } from './award-names.ts';
import type { Desk } from './desk.ts';
import { type HeldHonour, heldHonours, higherLevel } from './held-honours.ts';
import { rowsByFirm, textOf } from './own-rows.ts';
import { productTeller } from './product-keys.ts';

/** The county's standing on a day: pyramid, stock of honours, structure of brand products. All counted from rows. */

type Reads = Pick<Desk, 'store'>;

export const dayAsked = ({ store }: Reads, on: string | null): string =>
  on ?? localDate(store.clock.now());

/** Latest first; ratings whose day nobody wrote down go behind those of their year that have one. */
const laterFirst = ({ values: a }: LedgerRecord, { values: b }: LedgerRecord): number => {
  const [day, other] = [textOf(a, 'ratedOn') ?? '', textOf(b, 'ratedOn') ?? ''];
  return Number(b.year) - Number(a.year) || (day === other ? 0 : day < other ? 1 : -1);
};

/** The grade of the newest rating that holds; of two of a year the one rated later. */
export const gradeOn = (ratings: readonly LedgerRecord[], on: string): string | null => {
  const newest = ratings
    .filter(({ values }) => holdsOn(creditRating, values, on))
    .toSorted(laterFirst)[0];
  return newest ? textOf(newest.values, 'grade') : null;
};

/** Whether a management system certificate holds on a day. */
export const certifiedOn = (rows: readonly LedgerRecord[], on: string): boolean =>
  rows.some(
    ({ values }) => isSystemKind(textOf(values, 'kind')) && holdsOn(certification, values, on),
  );

const lapsedOn = (rows: readonly LedgerRecord[], on: string): boolean =>
  rows.some(({ values }) => {
    const to = textOf(values, 'validTo');
    if (to === null || !isSystemKind(textOf(values, 'kind'))) return false;
    const days = daysUntil(to, on);
    return days < 0 && days >= -365;
  });

/** Brand applications of the province or higher that are under way on a day, by firm (项). */
const applyingByFirm = (desk: Reads, on: string): ReadonlyMap<string, number> => {
  const lookup = awardLookup(desk);
  const counts = new Map<string, number>();
  for (const { record, firm, course } of applicationsOn(desk, on)) {
    const award = lookup(String(record.values.award));
    const { stage, from } = course.place;
    const at = isStage(stage) ? stage : from;
    const underWay = at !== null && rankOf(at) >= rankOf('申报') && rankOf(at) < rankOf('获评');
    if (underWay && award?.track === '品牌' && isAtLeast(award.level, '省'))
      counts.set(firm.id, (counts.get(firm.id) ?? 0) + 1);
  }
  return counts;
};

type FirmStanding = Standing & { readonly firm: CountedFirm };

/** What every firm is measured by on a day. */
const standingsOn = (desk: Reads, on: string, held: readonly HeldHonour[]): FirmStanding[] => {
  const brand = new Map<string, string | null>();
  for (const { firm, brand: isBrand, level } of held)
    if (firm && isBrand) brand.set(firm.id, higherLevel(brand.get(firm.id) ?? null, level));
  const ratings = rowsByFirm(desk, creditRating);
  const certificates = rowsByFirm(desk, certification);
  const years = rowsByFirm(desk, economics);
  const applying = applyingByFirm(desk, on);
  return countedFirms(desk.store).map((firm) => {
    const own = certificates.get(firm.id) ?? [];
    const newest = (years.get(firm.id) ?? [])
      .filter(
        ({ values }) => values.period === null && Number(values.year) <= Number(on.slice(0, 4)),
      )
      .toSorted((a, b) => Number(b.values.year) - Number(a.values.year))[0];
    return {
      id: firm.id,
      firm,
      brandLevel: brand.get(firm.id) ?? null,
      grade: gradeOn(ratings.get(firm.id) ?? [], on),
      certified: certifiedOn(own, on),
      applying: applying.get(firm.id) ?? 0,
      lapsed: lapsedOn(own, on),
      aboveScale: newest ? aboveScaleOf(newest.values) === '规上' : false,
    };
  });
};

const isArea = ({ firm }: HeldHonour): boolean => firm === null;

/** Stock of honours by award: brands first, then the others, those of the area last; the higher level first. */
const stockOf = (held: readonly HeldHonour[]): StockLine[] =>
  [...Map.groupBy(held, ({ award }) => award)]
    .map(([award, own]) => ({
      award,
      level: own.reduce<string | null>((best, { level }) => higherLevel(best, level), null),
      count: own.length,
      firms: new Set(own.flatMap(({ firm }) => firm?.id ?? [])).size,
      products: new Set(own.flatMap(({ product: key }) => key ?? [])).size,
      brand: own.some(({ brand }) => brand),
      area: own.every(isArea),
    }))
    .sort((a, b) => {
      if (a.area !== b.area) return a.area ? 1 : -1;
      if (a.brand !== b.brand) return a.brand ? -1 : 1;
      if (a.level !== b.level) return higherLevel(a.level, b.level) === a.level ? -1 : 1;
      return a.count - b.count || a.award.localeCompare(b.award, 'zh-CN');
    })
    .map(({ area: _, brand: __, ...line }) => line);

type Structure = { readonly lines: StructureLine[]; readonly goalYear: number | null };

/** Brand products that hold on a day, each once, against the goals of the nearest year ahead. */
const structureOn = (
  desk: Reads,
  on: string,
  held: readonly HeldHonour[],
): Structure & { readonly names: ReadonlyMap<string, HeldHonour> } => {
  const { store } = desk;
  const levels = new Map<string, string | null>();
  const names = new Map<string, HeldHonour>();
  for (const one of held) {
    if (!one.brand || one.product === null) continue;
    const best = higherLevel(levels.get(one.product) ?? null, one.level);
    if (!names.has(one.product) || best !== levels.get(one.product)) names.set(one.product, one);
    levels.set(one.product, best);
  }
  const files = new Map(findRows(store, product, {}).map((row) => [row.id, row.values]));
  const productOf = productTeller(desk);
  const adopted = new Set(
    [...rowsByFirm(desk, executedStandard)].flatMap(([firm, rows]) =>
      rows
        .filter(({ values }) => ['IDT', 'MOD', 'NEQ'].includes(String(values.adoption)))
        .flatMap(({ values }) => productOf(firm, values)?.fileId ?? []),
    ),
  );
  const blocks = new Map(countedFirms(store).map(({ id, block }) => [id, block]));
  const brands = [...names].map(([id, one]): BrandProduct => {
    const file = one.productId === null ? undefined : files.get(one.productId);
    const flags = [file?.hiTech, file?.highValue, file?.equipment, file?.ownIp];
    const block = textOf(file ?? {}, 'block') ?? blocks.get(one.firm?.id ?? '') ?? null;
    return {
      id,
      level: levels.get(id) ?? '',
      advanced: flags.includes(1),
      adopted: one.productId !== null && adopted.has(one.productId),
      inBlock: block !== null && block !== '其他',
    };
  });
  const goals = findRows(store, structureGoal, {});
  const year = Number(on.slice(0, 4));
  const goalYear = goals
    .map(({ values }) => Number(values.year))
    .filter((of) => of >= year)
    .sort((a, b) => a - b)[0];
  const wanted = goals
    .filter(({ values }) => values.year === goalYear)
    .map(({ values }) => ({
      indicator: String(values.indicator),
      rate: typeof values.rate === 'number' ? values.rate : null,
      count: typeof values.count === 'number' ? values.count : null,
    }));
  return { lines: structureOf(brands, wanted), goalYear: goalYear ?? null, names };
};

/** Pyramid, stock and structure of a day. */
export const overview = (desk: Reads, { on: asked }: OverviewInput): Overview => {
  const on = dayAsked(desk, asked);
  const held = heldHonours(desk, on);
  const standings = standingsOn(desk, on, held);
  const by = Map.groupBy(standings, layerOf);
  const { lines, goalYear } = structureOn(desk, on, held);
  return {
    on,
    firms: standings.length,
    keyFirms: standings.filter(({ firm }) => ['领军', '骨干'].includes(firm.tier ?? '')).length,
    layers: layers.map((layer) => ({
      layer,
      label: layerLabels[layer],
      rule: layerRules[layer],
      firms: by.get(layer)?.length ?? 0,
      candidates: (by.get(layer) ?? []).filter((one) => upgradeReasons(one).length > 0).length,
    })),
    stock: stockOf(held),
    structure: lines,
    goalYear,
  };
};

const whyIn: Readonly<Record<Layer, (standing: FirmStanding) => string[]>> = {
  brand: ({ brandLevel }) => [`${brandLevel ?? ''}级名牌`],
  credit: ({ grade }) => [`信用 ${grade ?? ''} 级`],
  system: () => ['体系认证有效'],
  rest: ({ grade }) => (grade === null ? [] : [`信用 ${grade} 级`]),
};

/** The rows behind a figure of the overview. */
export const overviewMembers = (
  desk: Reads,
  { on: asked, part }: OverviewMembersInput,
): OverviewMember[] => {
  const on = dayAsked(desk, asked);
  const held = heldHonours(desk, on);
  if (part.kind === 'stock')
    return held
      .filter(({ award }) => award === part.award)
      .map(({ id, firm, title, validTo }) => ({
        id,
        firm,
        title,
        notes: [validTo === null ? '长期有效' : `至 ${validTo}`],
      }));
  if (part.kind === 'structure') {
    const { lines, names } = structureOn(desk, on, held);
    const line = lines.find(({ indicator }) => indicator === part.indicator);
    return (line?.ids ?? []).flatMap((id) => {
      const one = names.get(id);
      return one ? [{ id, firm: one.firm, title: one.title, notes: [one.level ?? ''] }] : [];
    });
  }
  return standingsOn(desk, on, held)
    .filter((one) => layerOf(one) === part.layer)
    .map((one) => ({ one, reasons: upgradeReasons(one) }))
    .filter(({ reasons }) => part.kind === 'layer' || reasons.length > 0)
    .map(({ one, reasons }) => ({
      id: one.id,
      firm: { id: one.id, name: one.firm.name },
      title: one.firm.tier ?? '',
      notes: part.kind === 'layer' ? whyIn[part.layer](one) : reasons,
    }));
};
