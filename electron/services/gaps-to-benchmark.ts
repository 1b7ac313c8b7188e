import { readFirmFiles } from '#db/queries/firm-files.ts';
import { Refusal } from '#shared/errors.ts';
import type { GapInput, GapRow, GapView } from '#shared/gaps.ts';
import { ratio } from '#shared/registers/numbers.ts';
import { cellsNeeded, indicators } from '#shared/scoring/indicators/index.ts';
import type { Desk } from './desk.ts';
import { numberOf, rowOf, rowsOf, textOf } from './own-rows.ts';

/** A firm beside its benchmark: figures of the benchmark as entered, or read from its own file. */

type StoreOf = Pick<Desk, 'store'>;

/** What is compared where the benchmark is a firm of this store. */
const usual = [
  'revenue',
  'profitTax',
  'export',
  'profitMargin',
  'rndIntensity',
  'revenueGrowth',
  'standardsLed',
  'standardsAdopted',
  'inventions',
  'systemCertificates',
  'trademarks',
  'honours',
  'inspectors',
  'failedChecks',
];

type Bench = { readonly figure: number | null; readonly source: string };

/** The newest entry of an indicator that is not of a later year. */
const entered = (desk: StoreOf, benchmarkId: string, year: number): ReadonlyMap<string, Bench> => {
  const found = new Map<string, Bench & { readonly year: number }>();
  for (const { values } of rowsOf(desk, 'benchmark_value', benchmarkId)) {
    const [key, of] = [String(values.indicator), numberOf(values, 'year') ?? 0];
    const before = found.get(key);
    if (of > year || (before && before.year >= of)) continue;
    const stated = textOf(values, 'statedBy') ?? '未写出处';
    found.set(key, { figure: numberOf(values, 'figure'), source: `${of} 年，${stated}`, year: of });
  }
  return found;
};

/** @throws Refusal `record.missing` */
export const gapsFor = (desk: StoreOf, input: GapInput): GapView => {
  const benchmark = rowOf(desk, 'benchmark', input.benchmarkId);
  const written = entered(desk, input.benchmarkId, input.year);
  const benchFirm = textOf(benchmark.values, 'firmId');
  const keys = new Set([...written.keys(), ...(benchFirm === null ? [] : usual)]);
  const compared = indicators.filter(({ key, gives }) => keys.has(key) && gives !== 'words');
  const ids = [input.firmId, ...(benchFirm === null ? [] : [benchFirm])];
  const files = readFirmFiles(desk.store, { ids }, cellsNeeded(compared));
  const own = files.find(({ id }) => id === input.firmId);
  if (!own) throw Refusal.of('record.missing', { what: '企业' });
  const other = files.find(({ id }) => id === benchFirm);
  const at = { year: input.year, day: `${input.year}-12-31` };
  const rows = compared.map((indicator): GapRow => {
    const mine = indicator.read(own, at);
    const read = other && indicator.read(other, at);
    const bench: Bench = written.get(indicator.key) ?? {
      figure: read?.figure ?? null,
      source: read?.source ?? '',
    };
    return {
      key: indicator.key,
      label: indicator.label,
      unit: indicator.unit,
      better: indicator.better,
      own: mine.figure,
      bench: bench.figure,
      gap: mine.figure === null || bench.figure === null ? null : mine.figure - bench.figure,
      // A part of a loss is no part: −5 of −10 is not half as good.
      ratio: (bench.figure ?? 0) > 0 ? ratio(mine.figure, bench.figure, 10_000) : null,
      ownSource: mine.source,
      benchSource: bench.source,
    };
  });
  return {
    firmName: own.name,
    benchmark: String(benchmark.values.name),
    why: textOf(benchmark.values, 'why'),
    rows,
  };
};
