import { findRows } from '#db/queries/ledgers.ts';
import type { Papers } from '#shared/applications.ts';
import { dayAfter, lastDayOf } from '#shared/dates.ts';
import { foldText } from '#shared/fold.ts';
import { application } from '#shared/registers/application.ts';
import { applicationItem } from '#shared/registers/application-item.ts';
import { awardEdition } from '#shared/registers/award.ts';
import { awardDossierItem } from '#shared/registers/award-demands.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { daysUntil } from '#shared/registers/validity.ts';
import { awardLookup } from './award-names.ts';
import type { Desk } from './desk.ts';
import { saveRows } from './ledgers.ts';
import { rowOf, textOf } from './own-rows.ts';

/** Papers of applications (材料清单): which there must be, which are there, which are late. */

type Bench = Pick<Desk, 'store' | 'self'>;
type Reads = Pick<Desk, 'store'>;

const noPapers: Papers = { total: 0, done: 0, overdue: 0 };

/** Papers of several applications that are kept under one. */
export const papersTogether = (
  papers: ReadonlyMap<string, Papers>,
  ids: readonly string[],
): Papers =>
  ids
    .map((id) => papers.get(id) ?? noPapers)
    .reduce(
      (a, b) => ({
        total: a.total + b.total,
        done: a.done + b.done,
        overdue: a.overdue + b.overdue,
      }),
      noPapers,
    );

/** By application, as of a day; of one application where it is named. */
export const papersByApplication = (
  { store }: Reads,
  on: string,
  parent: string | null = null,
): ReadonlyMap<string, Papers> =>
  new Map(
    [
      ...Map.groupBy(
        findRows(store, applicationItem, { parent }),
        ({ parentId }) => parentId ?? '',
      ),
    ].map(([id, items]) => {
      const open = items.filter(({ values }) => textOf(values, 'doneOn') === null);
      const late = open.filter(({ values }) => {
        const dueOn = textOf(values, 'dueOn');
        return dueOn !== null && daysUntil(dueOn, on) < 0;
      });
      return [id, { total: items.length, done: items.length - open.length, overdue: late.length }];
    }),
  );

/** The papers the award's edition in use asks for, newest edition first; none where it has no list. */
const papersAsked = ({ store }: Reads, awardId: string): readonly LedgerValues[] => {
  const [edition] = findRows(store, awardEdition, { parent: awardId, filter: { state: ['启用'] } });
  return edition
    ? findRows(store, awardDossierItem, { parent: edition.id }).map(({ values }) => values)
    : [];
};

/**
 * Adds what the award asks for to an application's list of papers (材料清单); what is there stays.
 *
 * @returns papers added (件)
 * @throws Refusal `record.missing`
 */
export const fillPapers = (desk: Bench, id: string): { readonly added: number } => {
  const { values } = rowOf(desk, application.name, id);
  const awardId = textOf(values, 'awardId') ?? awardLookup(desk)(String(values.award))?.id;
  const known = new Set(
    findRows(desk.store, applicationItem, { parent: id }).map((row) =>
      foldText(String(row.values.name)),
    ),
  );
  const dueOn = textOf(values, 'dueOn');
  const asked = (awardId ? papersAsked(desk, awardId) : []).filter(
    ({ title }) => !known.has(foldText(String(title))),
  );
  if (asked.length > 0)
    saveRows(desk, {
      ledger: applicationItem.name,
      parent: id,
      rows: asked.map(({ title, must, position, daysBefore }) => ({
        id: null,
        values: {
          name: title ?? null,
          must: must ?? null,
          position: position ?? null,
          dueOn: dueOn === null ? null : dayAfter(lastDayOf(dueOn), -Number(daysBefore ?? 0)),
        },
      })),
    });
  return { added: asked.length };
};
