import { countedFirms } from '#db/queries/counted-firms.ts';
import { readFirmFiles } from '#db/queries/firm-files.ts';
import type { LedgerRecord } from '#db/queries/ledgers.ts';
import { firmGaps, productGaps } from '#shared/catalogue-match.ts';
import { foldText } from '#shared/fold.ts';
import type { Missing } from '#shared/ladders.ts';
import { certification } from '#shared/registers/certification.ts';
import { creditRating } from '#shared/registers/credit-rating.ts';
import { executedStandard } from '#shared/registers/executed-standard.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { spotCheck } from '#shared/registers/spot-check.ts';
import { trademark } from '#shared/registers/trademark.ts';
import { holdsOn, monthsSince } from '#shared/registers/validity.ts';
import type { Moment } from '#shared/scoring/indicators/indicator.ts';
import { type demandsOf, lookAt, mustBe } from './award-demands.ts';
import type { Desk } from './desk.ts';
import { rowsByFirm, textOf } from './own-rows.ts';
import { certifiedOn, gradeOn } from './pyramid.ts';

/** What keeps products of an evaluation catalogue from applying: their own facts, and what is asked of firms. */

type Reads = Pick<Desk, 'store'>;

/** Months a failed spot check counts against a product. */
const checkMonths = 36;

const isAbout = (values: LedgerValues, { id, values: { name } }: LedgerRecord): boolean =>
  values.productId === id || foldText(String(values.product ?? '')) === foldText(String(name));

type FirmRow = (firm: string, row: LedgerRecord) => string[];

/** What is said against each product itself. */
export const productGapsOf = (desk: Reads, on: string) => {
  const firms = new Map(countedFirms(desk.store).map((firm) => [firm.id, firm]));
  const checks = rowsByFirm(desk, spotCheck);
  return (firm: string, row: LedgerRecord, leastSales: number | null): string[] => {
    const { sales } = row.values;
    const status = firms.get(firm)?.status ?? null;
    const failedCheck = (checks.get(firm) ?? []).some(
      ({ values }) =>
        values.result === '不合格' &&
        isAbout(values, row) &&
        monthsSince(String(values.checkedOn), on) < checkMonths,
    );
    return productGaps(
      {
        sales: typeof sales === 'number' ? sales : null,
        failedCheck,
        active: status === null || status === '在业',
      },
      leastSales,
    );
  };
};

/** What is commonly asked of a firm, where the award's own conditions are not known. */
export const commonGapsOf = (desk: Reads, on: string): FirmRow => {
  const firms = new Map(countedFirms(desk.store).map((firm) => [firm.id, firm]));
  const [certificates, ratings, standards, marks] = [
    certification,
    creditRating,
    executedStandard,
    trademark,
  ].map((ledger) => rowsByFirm(desk, ledger));
  const of = (rows: typeof marks, firm: string): readonly LedgerRecord[] => rows?.get(firm) ?? [];
  return (firm, row) =>
    firmGaps({
      certified: certifiedOn(of(certificates, firm), on),
      hasStandard: of(standards, firm).some(({ values }) => isAbout(values, row)),
      ownMark:
        firms.get(firm)?.ownMark === 1 ||
        textOf(row.values, 'brand') !== null ||
        of(marks, firm).some(({ values }) => holdsOn(trademark, values, on)),
      badCredit: gradeOn(of(ratings, firm), on) === 'D',
    });
};

type Judged = { readonly gaps: readonly string[]; readonly open: readonly string[] };

/** What the award's own conditions say of each firm; the files of these firms alone are read. */
export const judgedBy = (
  desk: Reads,
  { conditions, cells }: Pick<ReturnType<typeof demandsOf>, 'conditions' | 'cells'>,
  firms: ReadonlySet<string>,
  at: Moment,
): ReadonlyMap<string, Judged> =>
  new Map(
    readFirmFiles(desk.store, { ids: [...firms] }, cells).map((file) => {
      const looked = conditions.map((condition) => lookAt(condition, file, at));
      const must = looked.filter(({ told }) => mustBe(told));
      const words = (state: (typeof looked)[number]['state'], tell: (told: Missing) => string) =>
        must.flatMap((one) => (one.state === state ? tell(one.told) : []));
      return [
        file.id,
        {
          gaps: [
            ...words(
              'missing',
              ({ text, now, wanted }) => `${text}（现为 ${now}，要求 ${wanted}）`,
            ),
            ...words('unknown', ({ text }) => `${text}（没有数据）`),
          ],
          open: words('open', ({ text }) => text),
        },
      ];
    }),
  );

export const nothingJudged: Judged = { gaps: [], open: [] };
