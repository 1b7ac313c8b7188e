import { readFirmFiles } from '#db/queries/firm-files.ts';
import type { LedgerRecord } from '#db/queries/ledgers.ts';
import { write } from '#db/write.ts';
import {
  type Blank,
  type BrandAssumptions,
  type BrandInputs,
  type BrandRun,
  type BrandStart,
  type BrandValue,
  brandFormula,
  brandProblems,
  brandValueOf,
  type RunBrand,
} from '#shared/brand-value.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { wholeYear } from '#shared/scoring/indicators/economics.ts';
import { placesOf } from '#shared/scoring/rank.ts';
import type { Desk } from './desk.ts';
import { insertOwn, numberOf, rowsOf, textOf } from './own-rows.ts';

/** Brand values: begun from a firm's file, worked out, frozen, ranked within the office. */

type Bench = Pick<Desk, 'store' | 'self'>;
type StoreOf = Pick<Desk, 'store'>;

const assumptionsOf = (values: LedgerValues): Blank<BrandAssumptions> => {
  const n = (key: string): number | null => numberOf(values, key);
  return {
    horizon: n('horizon'),
    currentReturn: n('currentReturn'),
    fixedReturn: n('fixedReturn'),
    industryReturn: n('industryReturn'),
    growthNear: n('growthNear'),
    growthFar: n('growthFar'),
    brandShare: n('brandShare'),
    weights: {
      quality: n('weightQuality'),
      service: n('weightService'),
      innovation: n('weightInnovation'),
      tangible: n('weightTangible'),
      intangible: n('weightIntangible'),
    },
    strengthFactor0: n('strengthFactor0'),
    strengthFactor100: n('strengthFactor100'),
  };
};

/** Firms younger than this many years are 新锐 where nobody says otherwise. */
const youngYears = 10;

/**
 * What a calculation begins with: profit and assets of the three years up to the base year, as far as
 * the file knows them.
 *
 * @throws Refusal `record.missing`
 */
export const beginBrandValue = (
  desk: StoreOf,
  { firmId, baseYear }: { readonly firmId: string; readonly baseYear: number },
): BrandStart => {
  const cells = new Map([['economics', ['year', 'period', 'profit', 'assets']]]);
  const [file] = readFirmFiles(desk.store, { ids: [firmId] }, cells);
  if (!file) throw Refusal.of('record.missing', { what: '企业' });
  const years = [2, 1, 0].map((back) => {
    const year = baseYear - back;
    const values = wholeYear(file, year)?.values ?? {};
    return { year, profit: numberOf(values, 'profit'), assets: numberOf(values, 'assets') };
  });
  const founded = Number(String(file.firm.foundedOn ?? '').slice(0, 4));
  return {
    firmName: file.name,
    ranking: founded > 0 && baseYear - founded < youngYears ? '新锐' : '传统',
    years,
    sets: rowsOf(desk, 'brand_assumption').map(({ id, values }) => ({
      id,
      name: String(values.name),
      assumptions: assumptionsOf(values),
    })),
  };
};

/**
 * Works a value out and keeps it with its inputs, its constants and each step.
 *
 * @throws Refusal `record.missing`, `record.invalid`
 */
export const runBrandValue = (desk: Bench, input: RunBrand): { readonly id: string } => {
  const [file] = readFirmFiles(desk.store, { ids: [input.firmId] }, new Map());
  if (!file) throw Refusal.of('record.missing', { what: '企业' });
  const problems = brandProblems(input.inputs, input.assumptions);
  if (problems.length > 0) throw Refusal.of('record.invalid', { problems });
  const working = brandValueOf(input.inputs, input.assumptions);
  if (!Number.isSafeInteger(working.value))
    throw Refusal.of('record.invalid', { problems: ['算出的数值过大，请检查单位'] });
  const values = {
    baseYear: input.baseYear,
    ranking: input.ranking,
    ranOn: localDate(desk.store.clock.now()),
    ranBy: desk.self.person,
    brandValue: working.value,
    strength: working.strength,
    discount: working.discount,
    formula: brandFormula,
    inputs: JSON.stringify(input.inputs),
    assumptions: JSON.stringify(input.assumptions),
    working: JSON.stringify(working),
    firmName: file.name,
    ranAt: desk.store.clock.now().toISOString(),
  };
  const id = desk.store.clock.uuid();
  write(desk.store, { actor: desk.self.person, purpose: `品牌价值测算：${file.name}` }, (door) =>
    insertOwn(desk, door, 'brand_value_run', { id, parentId: input.firmId, values }),
  );
  return { id };
};

const frozen = <T>(values: LedgerValues, key: string): T | null => {
  try {
    return JSON.parse(textOf(values, key) ?? 'null') as T | null;
  } catch {
    return null;
  }
};

const runOf = (row: LedgerRecord, rank: number | null): BrandRun => ({
  id: row.id,
  firmId: row.parentId ?? '',
  firmName: textOf(row.values, 'firmName') ?? '',
  baseYear: numberOf(row.values, 'baseYear') ?? 0,
  ranking: textOf(row.values, 'ranking') ?? '传统',
  ranOn: textOf(row.values, 'ranOn'),
  value: numberOf(row.values, 'brandValue') ?? 0,
  strength: numberOf(row.values, 'strength') ?? 0,
  discount: numberOf(row.values, 'discount') ?? 0,
  rank,
  inputs: frozen<BrandInputs>(row.values, 'inputs'),
  assumptions: frozen<BrandAssumptions>(row.values, 'assumptions'),
  working: frozen<BrandValue>(row.values, 'working'),
});

/** All runs, each list and year ranked by itself; of several runs of a firm the newest counts. */
export const listBrandValues = (desk: StoreOf): BrandRun[] => {
  const rows = rowsOf(desk, 'brand_value_run');
  const place = ({ values, parentId }: LedgerRecord, firm: boolean): string =>
    `${values.baseYear} ${values.ranking}${firm ? ` ${parentId}` : ''}`;
  const newest = [...Map.groupBy(rows, (row) => place(row, true)).values()].flatMap(
    (same) =>
      same.toSorted(
        (a, b) =>
          String(b.values.ranAt).localeCompare(String(a.values.ranAt)) || (a.id < b.id ? 1 : -1),
      )[0] ?? [],
  );
  const ranks = new Map(
    [...Map.groupBy(newest, (row) => place(row, false)).values()].flatMap((list) => [
      ...placesOf(
        list.map(({ id, values }) => ({
          id,
          total: numberOf(values, 'brandValue') ?? 0,
          out: false,
          ties: [],
        })),
        [],
      ),
    ]),
  );
  return rows
    .map((row) => runOf(row, ranks.get(row.id) ?? null))
    .toSorted(
      (a, b) =>
        b.baseYear - a.baseYear ||
        a.ranking.localeCompare(b.ranking, 'zh-CN') ||
        (a.rank ?? Infinity) - (b.rank ?? Infinity),
    );
};
