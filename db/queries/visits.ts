import { and, asc, desc, eq } from 'drizzle-orm';
import type { Reader, Store } from '#db/open.ts';
import { findFirms } from '#db/roll/find.ts';
import { lastNameRank } from '#db/roll/firm-block.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { enterpriseHome } from '#db/schema/local.ts';
import { issue, participant, photo, visit } from '#db/schema/visits.ts';
import { foldText } from '#shared/fold.ts';
import { among } from './among.ts';
import { filesOfMany, homeOr } from './homes.ts';

export type VisitRecord = typeof visit.$inferSelect;
export type ParticipantRecord = typeof participant.$inferSelect;
export type IssueRecord = typeof issue.$inferSelect;
export type PhotoRecord = typeof photo.$inferSelect;

export const getVisit = (reader: Reader, id: string): VisitRecord | undefined =>
  reader.select().from(visit).where(eq(visit.id, id)).get();

type Named = VisitRecord & { readonly enterpriseName: string };

const named = (reader: Reader) =>
  reader
    .select({ visit, enterpriseName: enterprise.name })
    .from(visit)
    .leftJoin(enterpriseHome, eq(enterpriseHome.id, visit.enterpriseId))
    .innerJoin(enterprise, eq(enterprise.id, homeOr(visit.enterpriseId)));

/** Live visits in some files of one firm, newest first. */
export const visitsOfEnterprise = (reader: Reader, enterpriseIds: readonly string[]): Named[] =>
  named(reader)
    .where(and(eq(visit.deleted, 0), among(visit.enterpriseId, enterpriseIds)))
    .orderBy(desc(visit.visitedOn), desc(visit.id))
    .all()
    .map((row) => ({ ...row.visit, enterpriseName: row.enterpriseName }));

type Found = { readonly total: number; readonly ids: readonly string[] };
type Page = { readonly limit: number; readonly offset: number };

const newestVisits = ({ handle }: Store, { limit, offset }: Page): Found => ({
  total: handle.prepare('SELECT count(*) FROM visit WHERE deleted = 0').pluck().get() as number,
  ids: handle
    .prepare(
      'SELECT id FROM visit WHERE deleted = 0 ORDER BY visited_on DESC, id DESC LIMIT ? OFFSET ?',
    )
    .pluck()
    .all(limit, offset) as string[],
});

const visitsHolding = ({ handle, roll }: Store, search: string, page: Page): Found => {
  const { ranks } = findFirms(roll, search);
  const isNamed = (firm: number): boolean => {
    const rank = ranks[firm] ?? 0;
    return rank > 0 && rank <= lastNameRank;
  };
  const all = handle
    .prepare(
      `SELECT v.id, e.rowid AS firm, instr(qice_fold(v.content), ?) > 0 AS says
       FROM visit v LEFT JOIN enterprise_home h ON h.id = v.enterprise_id
       JOIN enterprise e ON e.id = coalesce(h.home, v.enterprise_id)
       WHERE v.deleted = 0 ORDER BY v.visited_on DESC, v.id DESC`,
    )
    .all(foldText(search)) as { id: string; firm: number; says: number }[];
  const found = all.filter(({ firm, says }) => says === 1 || isNamed(firm));
  return {
    total: found.length,
    ids: found.slice(page.offset, page.offset + page.limit).map(({ id }) => id),
  };
};

/**
 * Live visits whose firm's name or content holds `search`, newest first, and how many there are in
 * all. With a search the roll must be ready.
 */
export const findVisits = (
  store: Store,
  query: Page & { readonly search: string },
): { readonly total: number; readonly rows: readonly Named[] } => {
  const { total, ids } =
    foldText(query.search) === ''
      ? newestVisits(store, query)
      : visitsHolding(store, query.search, query);
  const byId = new Map(
    named(store.reader)
      .where(among(visit.id, ids))
      .all()
      .map((row) => [row.visit.id, { ...row.visit, enterpriseName: row.enterpriseName }]),
  );
  return { total, rows: ids.map((id) => byId.get(id)).filter((row) => row !== undefined) };
};

/** `YYYY-MM-DD` of the last live visit of each firm that had one. */
export const lastVisitDates = (store: Store, ids: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    (
      store
        .statement(
          `SELECT f.home AS id, max(v.visited_on) AS day FROM (${filesOfMany}) f
           JOIN visit v ON v.enterprise_id = f.id AND v.deleted = 0 GROUP BY f.home`,
        )
        .all({ ids: JSON.stringify(ids) }) as { id: string; day: string }[]
    ).map(({ id, day }) => [id, day]),
  );

/** Every participant of some visits, deleted ones too. */
export const participantsOf = (reader: Reader, visitIds: readonly string[]): ParticipantRecord[] =>
  reader
    .select()
    .from(participant)
    .where(among(participant.visitId, visitIds))
    .orderBy(asc(participant.position), asc(participant.id))
    .all();

/** Every issue raised in some visits, deleted ones too. */
export const issuesOfVisits = (reader: Reader, visitIds: readonly string[]): IssueRecord[] =>
  reader
    .select()
    .from(issue)
    .where(among(issue.visitId, visitIds))
    .orderBy(asc(issue.position), asc(issue.id))
    .all();

/** Live issues in some files of one firm, newest first. */
export const issuesOfEnterprise = (
  reader: Reader,
  enterpriseIds: readonly string[],
): IssueRecord[] =>
  reader
    .select()
    .from(issue)
    .where(and(among(issue.enterpriseId, enterpriseIds), eq(issue.deleted, 0)))
    .orderBy(desc(issue.raisedOn), desc(issue.id))
    .all();

/** Every photo on some records, deleted ones too, in their order. */
export const photosOf = (reader: Reader, ownerIds: readonly string[]): PhotoRecord[] =>
  reader
    .select()
    .from(photo)
    .where(among(photo.ownerId, ownerIds))
    .orderBy(asc(photo.position), asc(photo.id))
    .all();

/** Those of some rows that are there, by id, also deleted ones. */
export const photosNamed = (reader: Reader, ids: readonly string[]): Map<string, PhotoRecord> =>
  new Map(
    reader
      .select()
      .from(photo)
      .where(among(photo.id, ids))
      .all()
      .map((row) => [row.id, row]),
  );

export const getPhoto = (reader: Reader, id: string): PhotoRecord | undefined =>
  reader.select().from(photo).where(eq(photo.id, id)).get();
