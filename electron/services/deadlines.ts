import { findRows, firmsOfRows, getRow } from '#db/queries/ledgers.ts';
import { foldText } from '#shared/fold.ts';
import type {
  Calendar,
  ExpiryLine,
  OverviewInput,
  WindowLine,
  WindowState,
} from '#shared/pyramid-views.ts';
import { application } from '#shared/registers/application.ts';
import { areaHonour } from '#shared/registers/area-honour.ts';
import { award, awardWindow } from '#shared/registers/award.ts';
import { firmLedgers } from '#shared/registers/index.ts';
import { daysUntil, expiriesOf } from '#shared/registers/validity.ts';
import type { Desk } from './desk.ts';
import { requireLedger } from './ledgers.ts';
import { dayAsked } from './pyramid.ts';

/** What runs out and what may be applied for: everything with a day before which something must be done. */

type Reads = Pick<Desk, 'store'>;

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** Days before the beginning or the end of a window at which people are reminded. */
const remindDays = 30;

/** Rows of every ledger with an end that is near or past, the most urgent first. */
const expiriesOn = ({ store }: Reads, on: string): ExpiryLine[] =>
  [...firmLedgers, areaHonour]
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

/** Windows of this year and the next, those open first, then those ahead, then those over. */
const windowsOn = ({ store }: Reads, on: string): WindowLine[] => {
  const year = Number(on.slice(0, 4));
  const applications = findRows(store, application, {});
  const awards = requireLedger(award.name);
  return findRows(store, awardWindow, {})
    .filter(({ values }) => Number(values.year) >= year - 1)
    .flatMap(({ id, parentId, values }) => {
      const name = text(getRow(store, awards, parentId ?? '')?.values.name) ?? '';
      const own = applications.filter(
        (row) =>
          row.values.year === values.year && foldText(String(row.values.award)) === foldText(name),
      ).length;
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
            award: name,
            year: Number(values.year),
            phase: word,
            opensOn,
            closesOn,
            state,
            days,
            remind: days !== null && days <= remindDays,
            docNo: text(values.docNo),
            applications: own,
          },
        ];
      };
      return [
        ...phase('申报', text(values.opensOn), text(values.closesOn)),
        ...phase('评审', text(values.reviewFrom), text(values.reviewTo)),
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
