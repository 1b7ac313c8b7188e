import { issuesOfVisits, participantsOf, photosOf } from '#db/queries/visits.ts';
import type { RecordState } from '#shared/exchange.ts';
import type { Desk } from './desk.ts';
import { leastFar, reachOf, statesOf } from './states.ts';

/** What hangs on a visit, and how far all of it has come. */

export const live = <T extends { deleted: number }>(rows: readonly T[]): T[] =>
  rows.filter((row) => row.deleted === 0);

/** Everything that hangs on some visits, deleted parts too. */
export const partsOf = (desk: Desk, ids: readonly string[]) => {
  const { reader } = desk.store;
  return {
    people: participantsOf(reader, ids),
    issues: issuesOfVisits(reader, ids),
    photos: photosOf(reader, ids),
  };
};
type Parts = ReturnType<typeof partsOf>;

/** By visit: no further than its least far part: participant, issue, photo. */
export const visitStates = (
  desk: Desk,
  ids: readonly string[],
  { people, issues, photos }: Parts,
): ReadonlyMap<string, RecordState> => {
  const reach = reachOf(desk);
  const own = statesOf(desk, reach, 'visit', ids);
  const placed = <T extends { readonly id: string }>(
    table: 'participant' | 'issue' | 'photo',
    rows: readonly T[],
    ownerOf: (row: T) => string | null,
  ) => {
    const states = statesOf(
      desk,
      reach,
      table,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => ({ owner: ownerOf(row), state: states.get(row.id) ?? 'here' }));
  };
  const parts = Map.groupBy(
    [
      ...placed('participant', people, ({ visitId }) => visitId),
      ...placed('issue', issues, ({ visitId }) => visitId),
      ...placed('photo', photos, ({ ownerId }) => ownerId),
    ],
    ({ owner }) => owner,
  );
  return new Map(
    ids.map((id) => [
      id,
      leastFar([own.get(id) ?? 'here', ...(parts.get(id) ?? []).map(({ state }) => state)]),
    ]),
  );
};
