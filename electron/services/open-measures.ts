import { getEnterprises } from '#db/queries/enterprises.ts';
import { allHomes } from '#db/queries/homes.ts';
import { peopleOf } from '#shared/people.ts';
import { closedStates, type OpenMeasure } from '#shared/sheets.ts';
import type { Desk } from './desk.ts';
import { standingSheets } from './sheets.ts';

/** Measures somebody has yet to carry out: what deadlines, a person's day and a hand-over are made of. */

type StoreOf = Pick<Desk, 'store'>;

const byDue = (a: OpenMeasure, b: OpenMeasure): number => {
  const [x, y] = [a.dueOn ?? '9999', b.dueOn ?? '9999'];
  return x < y ? -1 : x > y ? 1 : a.id < b.id ? -1 : 1;
};

/**
 * Every open measure, the earliest due first. Of the editions of one sheet only the one in force counts: an
 * edition that an issued one has replaced, and the draft of a next one, say nothing twice.
 *
 * @param files all files of some firms, where only theirs are asked for
 */
export const openMeasures = (desk: StoreOf, files?: readonly string[]): OpenMeasure[] => {
  const sheets = standingSheets(desk, files).filter(
    ({ inForce, measures }) =>
      inForce && measures.some(({ state }) => !closedStates.includes(state)),
  );
  const homes = allHomes(desk.store);
  const firmOf = (id: string): string => homes.get(id) ?? id;
  const firms = getEnterprises(
    desk.store.reader,
    sheets.map(({ record }) => firmOf(record.enterpriseId)),
  );
  return sheets
    .flatMap(({ record, measures, status, edition }) =>
      measures.flatMap((m, at): OpenMeasure[] => {
        if (closedStates.includes(m.state)) return [];
        const enterpriseId = firmOf(record.enterpriseId);
        return [
          {
            id: m.id,
            sheetId: record.id,
            enterpriseId,
            enterpriseName: record.enterpriseName,
            township: firms.get(enterpriseId)?.township ?? null,
            ...{ year: record.year, edition, status, place: at + 1 },
            person: m.person,
            people: peopleOf(m.person),
            department: m.department,
            ...{ duty: m.duty, goal: m.goal, task: m.task, dueOn: m.dueOn, state: m.state },
          },
        ];
      }),
    )
    .toSorted(byDue);
};

/** The open measures a person is named in, alone or with others. */
export const measuresOfPerson = (desk: StoreOf, person: string): OpenMeasure[] => {
  const [name] = peopleOf(person);
  return name === undefined ? [] : openMeasures(desk).filter(({ people }) => people.includes(name));
};
