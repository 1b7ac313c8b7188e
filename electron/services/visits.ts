import type { EnterpriseRecord } from '#db/queries/enterprises.ts';
import { getKeptFirm } from '#db/queries/homes.ts';
import {
  findVisits,
  getVisit as getRecord,
  issuesOfEnterprise,
  issuesOfVisits,
  participantsOf,
  type VisitRecord,
  visitsOfEnterprise,
} from '#db/queries/visits.ts';
import { issue, participant, visit } from '#db/schema/visits.ts';
import { type Door, write } from '#db/write.ts';
import type { IssueBrief, VisitBrief } from '#shared/enterprises.ts';
import { Refusal } from '#shared/errors.ts';
import type { FactCorrection } from '#shared/fact-corrections.ts';
import { recordRef, withProvenance } from '#shared/registers/provenance.ts';
import type { SavedVisit, SaveVisit, Visit, VisitList, VisitRow } from '#shared/visits.ts';
import { deriveId } from '#sync/seal.ts';
import type { Desk } from './desk.ts';
import { dropDraftOf } from './drafts.ts';
import { readyCorrections } from './fact-corrections.ts';
import { issueStatesOf } from './issue-courses.ts';
import { nextIssueNumber } from './issue-register.ts';
import { photoProblems, savePhotos, viewPhotos } from './photos.ts';
import { returnStates } from './remarks.ts';
import { settleRoll } from './roll.ts';
import { reachOf, statesOf } from './states.ts';
import { visitCorrector } from './visit-facts.ts';
import { live, partsOf, visitStates } from './visit-parts.ts';

const typesOf = (json: string): string[] => JSON.parse(json) as string[];

const toRows = (
  desk: Desk,
  records: readonly (VisitRecord & { enterpriseName: string })[],
): VisitRow[] => {
  const ids = records.map((r) => r.id);
  const parts = partsOf(desk, ids);
  const states = visitStates(desk, ids, parts);
  const returned = returnStates(desk, 'visit', ids);
  const people = Map.groupBy(live(parts.people), (p) => p.visitId);
  const issues = Map.groupBy(live(parts.issues), (i) => i.visitId);
  const photos = Map.groupBy(live(parts.photos), (p) => p.ownerId);
  return records.map((r) => ({
    id: r.id,
    enterpriseId: r.enterpriseId,
    enterpriseName: r.enterpriseName,
    visitedOn: r.visitedOn,
    serviceTypes: typesOf(r.serviceTypes),
    participants: (people.get(r.id) ?? []).map((p) => p.name),
    content: r.content,
    photos: photos.get(r.id)?.length ?? 0,
    issues: issues.get(r.id)?.length ?? 0,
    state: states.get(r.id) ?? 'here',
    returned: returned.get(r.id) ?? null,
  }));
};

/** A page of visits, newest first. Counting unit: visits (次). */
export const listVisits = (
  desk: Desk,
  query: { search: string; limit: number; offset: number },
): VisitList => {
  // Firms are searched by the roll; at the doors it is ready by now (`whenRollReady`).
  if (query.search !== '') settleRoll(desk);
  const { total, rows } = findVisits(desk.store, query);
  return { total, rows: toRows(desk, rows) };
};

/** What a firm's page tells of visits, newest first. */
export const visitBriefs = (desk: Desk, enterpriseIds: readonly string[]): VisitBrief[] =>
  toRows(desk, visitsOfEnterprise(desk.store.reader, enterpriseIds));

/** What a firm's page tells of issues, newest first. */
export const issueBriefs = (desk: Desk, enterpriseIds: readonly string[]): IssueBrief[] => {
  const rows = issuesOfEnterprise(desk.store.reader, enterpriseIds);
  const states = statesOf(
    desk,
    reachOf(desk),
    'issue',
    rows.map((r) => r.id),
  );
  const standings = issueStatesOf(
    desk,
    rows.map((r) => r.id),
  );
  return rows.map(({ id, visitId, type, content, raisedOn, state }) => ({
    id,
    visitId,
    type,
    content,
    raisedOn,
    issueState: standings.get(id) ?? state,
    state: states.get(id) ?? 'here',
  }));
};

/** A visit with everything on it. @throws Refusal `record.missing` */
export const getVisit = (desk: Desk, id: string): Visit => {
  const record = getRecord(desk.store.reader, id);
  if (!record || record.deleted) throw Refusal.of('record.missing', { what: '走访记录' });
  const parts = partsOf(desk, [id]);
  const { deleted: _, ...facts } = record;
  const standings = issueStatesOf(
    desk,
    parts.issues.map((i) => i.id),
  );
  return {
    ...facts,
    enterpriseName: getKeptFirm(desk.store, record.enterpriseId)?.name ?? '',
    serviceTypes: typesOf(record.serviceTypes),
    participants: live(parts.people).map((p) => p.name),
    issues: live(parts.issues).map(({ id: issueId, type, content, state }) => ({
      id: issueId,
      type,
      content,
      issueState: standings.get(issueId) ?? state,
    })),
    photos: viewPhotos(desk, live(parts.photos)),
    state: visitStates(desk, [id], parts).get(id) ?? 'here',
  };
};

/** The id every laptop gives one person on one visit. */
const participantId = (visitId: string, name: string): string =>
  deriveId('participant', `${visitId} ${name}`);

/** Participants by name: who stays keeps their row, so that 人次 is not counted twice after a merge. */
const saveParticipants = (door: Door, input: SaveVisit): void => {
  const before = new Map(participantsOf(door.reader, [input.id]).map((p) => [p.id, p]));
  const wanted = new Map(
    [...new Set(input.participants)].map((name, position) => [
      participantId(input.id, name),
      { name, position },
    ]),
  );
  for (const [id, values] of wanted) {
    if (before.has(id)) door.update(participant, id, { ...values, deleted: 0 });
    else door.insert(participant, { id, visitId: input.id, ...values });
  }
  for (const { id } of live([...before.values()]))
    if (!wanted.has(id)) door.update(participant, id, { deleted: 1 });
};

const saveIssues = (desk: Desk, door: Door, input: SaveVisit): void => {
  const { id: visitId, enterpriseId, visitedOn: raisedOn, startAt: raisedTime } = input;
  const before = new Map(issuesOfVisits(door.reader, [visitId]).map((i) => [i.id, i]));
  for (const [position, { id, type, content }] of input.issues.entries()) {
    const values = { type, content, position };
    if (before.has(id)) door.update(issue, id, { ...values, deleted: 0 });
    else
      door.insert(issue, {
        ...{ id, enterpriseId, visitId, raisedOn, raisedTime, ...values },
        number: nextIssueNumber(desk, raisedOn),
        channel: '走访',
        registrar: desk.self.person,
      });
  }
  const kept = new Set(input.issues.map((i) => i.id));
  for (const { id } of live([...before.values()]))
    if (!kept.has(id)) door.update(issue, id, { deleted: 1 });
};

const problemsOf = (desk: Desk, input: SaveVisit, found: string | null): string[] => {
  const { startAt, endAt, content, serviceTypes } = input;
  // Of a firm that is not there, nothing more can be said.
  const saysNothing = content === null && serviceTypes.length === 0 && found === null;
  return [
    ...(startAt && endAt && endAt < startAt ? ['结束时间早于开始时间'] : []),
    ...(saysNothing ? ['请填写走访内容或选择服务类型'] : []),
    ...photoProblems(desk, input.photos),
  ];
};

/** What is to be put right in the firm's file; a firm that was just found not to be at work takes that status. */
const correctionsOf = (
  input: SaveVisit,
  firm: EnterpriseRecord,
  before: string | null,
): FactCorrection[] => {
  const { corrections = [], foundStatus: found = before } = input;
  if (found === null || found === before) return corrections;
  return [
    ...corrections.filter(({ key }) => key !== 'status'),
    { key: 'status', before: firm.status, text: found, holds: false },
  ];
};

/**
 * Saves a visit with its participants, issues, photos and what it puts right in the firm's file, in one
 * transaction; creates it where its id is new. Its draft goes with it. A fact that somebody else changed
 * since the officer looked is not overwritten; it comes back in `skipped`.
 *
 * @throws Refusal `record.missing`, `record.invalid`
 */
export const saveVisit = (desk: Desk, input: SaveVisit): SavedVisit => {
  const { store, self } = desk;
  const firm = getKeptFirm(store, input.enterpriseId);
  if (!firm || firm.deleted) throw Refusal.of('record.missing', { what: '企业' });
  const old = getRecord(store.reader, input.id);
  if (old && old.enterpriseId !== input.enterpriseId)
    throw Refusal.of('record.missing', { what: '走访记录' });
  const before = old && !old.deleted ? old.foundStatus : null;
  const { foundStatus = before } = input;
  const problems = problemsOf(desk, input, foundStatus);
  if (problems.length > 0) throw Refusal.of('record.invalid', { problems });
  const {
    id,
    enterpriseId,
    participants: _,
    issues: __,
    photos: ___,
    corrections: ____,
    serviceTypes,
    ...facts
  } = input;
  const corrections = readyCorrections(
    desk,
    firm,
    correctionsOf(input, firm, before),
    visitCorrector(input.visitedOn),
  );
  const values = { ...facts, serviceTypes: JSON.stringify(serviceTypes) };
  const purpose = old ? '修改走访记录' : '记录走访';
  const from = {
    source: '走访',
    ref: recordRef({ record: 'visit', on: input.visitedOn, id }),
  } as const;
  const intent = {
    actor: self.person,
    purpose: withProvenance(purpose, corrections.isEmpty ? null : from),
  };
  write(store, intent, (door) => {
    if (old) door.update(visit, id, { ...values, deleted: 0 });
    else door.insert(visit, { id, enterpriseId, ...values });
    saveParticipants(door, input);
    saveIssues(desk, door, input);
    savePhotos(desk, door, { table: 'visit', id }, input.photos);
    corrections.write(door);
    dropDraftOf(store, 'visit', id, enterpriseId);
  });
  return {
    ...getVisit(desk, id),
    corrected: corrections.written,
    skipped: corrections.skipped,
  };
};
