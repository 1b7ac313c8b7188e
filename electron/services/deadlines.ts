import { findRows, firmsOfRows } from '#db/queries/ledgers.ts';
import type {
  Calendar,
  ExpiryLine,
  OverviewInput,
  WindowLine,
  WindowState,
} from '#shared/pyramid-views.ts';
import { areaHonour } from '#shared/registers/area-honour.ts';
import { firmLedgers } from '#shared/registers/index.ts';
import { daysUntil, expiriesOf } from '#shared/registers/validity.ts';
import { keptApplications } from './application-courses.ts';
import { awardLookup } from './award-names.ts';
import type { Desk } from './desk.ts';
import { rowsOf, textOf } from './own-rows.ts';
import { dayAsked } from './pyramid.ts';

/** What runs out and what may be applied for: everything with a day before which something must be done. */

type Reads = Pick<Desk, 'store'>;

/** Days before the beginning or the end of a window at which people are reminded. */
const remindDays = 30;

/** Rows of every ledger with an end that is near or past, the most urgent first. */
const expiriesOn = ({ store }: Reads, on: string): ExpiryLine[] =>
  [...firmLedgers, areaHonour]
    .filter(({ validity }) => validity !== undefined)
    .flatMap((ledger) => {
      const near = expiriesOf(ledger, findRows(store, ledger, {}), on);
      const firms = firmsOfRows(
        store,
        ledger,
        near.map(({ row }) => row),
      );
      return near.map((line) => ({ ...line, firm: firms.get(line.row) ?? null }));
    })
    .sort((a, b) => a.days - b.days || (a.row < b.row ? -1 : 1));

const stateOn = (opens: string | null, closes: string | null, on: string): WindowState => {
  if (closes !== null && daysUntil(closes, on) < 0) return 'over';
  return opens !== null && daysUntil(opens, on) > 0 ? 'ahead' : 'open';
};

const roundKey = (award: string, year: unknown): string => `${award} ${year}`;

/** Applications (项) by award and year, whichever of its names they call the award by. */
const applicationsByRound = (desk: Reads): ReadonlyMap<string, number> => {
  const lookup = awardLookup(desk);
  const counts = new Map<string, number>();
  for (const {
    record: { values },
  } of keptApplications(desk)) {
    const key = roundKey(lookup(String(values.award))?.id ?? '', values.year);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
};

/**
 * Windows from last year on (a review may run over the turn of the year), those open first, then those
 * ahead, then those over.
 */
const windowsOn = (desk: Reads, on: string): WindowLine[] => {
  const year = Number(on.slice(0, 4));
  const applications = applicationsByRound(desk);
  const names = new Map(rowsOf(desk, 'award').map(({ id, values }) => [id, String(values.name)]));
  return rowsOf(desk, 'award_window')
    .filter(({ values }) => Number(values.year) >= year - 1)
    .flatMap(({ id, parentId, values }) => {
      const award = parentId ?? '';
      const phase = (
        word: string,
        opensOn: string | null,
        closesOn: string | null,
      ): WindowLine[] => {
        if (opensOn === null && closesOn === null) return [];
        const state = stateOn(opensOn, closesOn, on);
        const mark = state === 'ahead' ? opensOn : state === 'open' ? closesOn : null;
        const days = mark === null ? null : daysUntil(mark, on);
        return [
          {
            id: `${id} ${word}`,
            award: names.get(award) ?? '',
            year: Number(values.year),
            phase: word,
            opensOn,
            closesOn,
            state,
            days,
            remind: days !== null && days <= remindDays,
            applications: applications.get(roundKey(award, values.year)) ?? 0,
          },
        ];
      };
      return [
        ...phase('申报', textOf(values, 'opensOn'), textOf(values, 'closesOn')),
        ...phase('评审', textOf(values, 'reviewFrom'), textOf(values, 'reviewTo')),
      ];
    })
    .sort(
      (a, b) =>
        order.indexOf(a.state) - order.indexOf(b.state) ||
        (a.days ?? 0) - (b.days ?? 0) ||
        (a.id < b.id ? -1 : 1),
    );
};

const order: readonly WindowState[] = ['open', 'ahead', 'over'];

/** Windows and expiries as they stand on a day. */
export const calendar = (desk: Reads, { on: asked }: OverviewInput): Calendar => {
  const on = dayAsked(desk, asked);
  return { on, windows: windowsOn(desk, on), expiries: expiriesOn(desk, on) };
};
