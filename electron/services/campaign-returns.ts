import {
  type AnswerRecord,
  answersOf,
  type ReturnRecord,
  returnsOfCampaign,
} from '#db/queries/campaigns.ts';
import {
  type Answers,
  answerProblems,
  cellKey,
  isAnswered,
  shownQuestions,
} from '#shared/campaigns/answers.ts';
import type {
  ListReturns,
  ReturnCounts,
  ReturnLine,
  ReturnList,
  ReturnState,
  VersionView,
} from '#shared/campaigns/views.ts';
import { foldText } from '#shared/fold.ts';
import { versionsOf } from './campaign-versions.ts';
import type { Desk } from './desk.ts';
import { returnStates } from './remarks.ts';
import { leastFar, type Reach, reachOf, statesOf } from './states.ts';

/** Returns of a campaign (答卷): what they hold and where they stand. */

type Reads = Pick<Desk, 'store' | 'self'>;

/** One return with what it says. */
export type HeldReturn = {
  readonly record: ReturnRecord;
  readonly answers: Answers;
  /** Photographs (张) by question. */
  readonly photos: Readonly<Record<string, number>>;
  /** The row photographs of a question hang on. */
  readonly photoOwners: Readonly<Record<string, string>>;
  readonly rows: readonly AnswerRecord[];
  /** The version it is judged by: the one it was completed in, else the one in force; null before any. */
  readonly version: VersionView | null;
  readonly standing: ReturnState;
  readonly returnedAs: 'open' | 'answered' | null;
};

const said = (rows: readonly AnswerRecord[]) => {
  const answers: Record<string, string> = {};
  const photos: Record<string, number> = {};
  const photoOwners: Record<string, string> = {};
  for (const { id, questionId, rowKey, columnId, value, photos: count } of rows) {
    if (value !== null) answers[cellKey(questionId, rowKey ?? '', columnId ?? '')] = value;
    else if (rowKey === null) {
      photos[questionId] = count;
      photoOwners[questionId] = id;
    }
  }
  return { answers, photos, photoOwners };
};

/** The newest version any of its answers was given in. */
const answeredIn = (
  rows: readonly AnswerRecord[],
  versions: readonly VersionView[],
): VersionView | undefined => {
  const used = new Set(rows.map(({ askedIn }) => askedIn));
  return versions.findLast(({ id }) => used.has(id));
};

/**
 * Where it stands. That it is complete is a fact somebody said; whether it counts is worked out from the
 * answers as they are, as two laptops may have answered them apart.
 */
const standingOf = (held: Omit<HeldReturn, 'standing'>): ReturnState => {
  const { record, answers, photos, version, returnedAs } = held;
  if (returnedAs === 'open') return 'returned';
  if (record.completedOn !== null && version) {
    const problems = answerProblems(version.sheet, answers, photos);
    if (problems.length === 0) return 'complete';
  }
  const begun =
    record.completedOn !== null ||
    Object.values(answers).some((text) => text !== '') ||
    Object.values(photos).some((count) => count > 0);
  return begun ? 'filling' : 'notBegun';
};

/** Some returns of one campaign with their answers. */
export const holdReturns = (
  desk: Reads,
  records: readonly ReturnRecord[],
  versions: readonly VersionView[],
): HeldReturn[] => {
  const ids = records.map(({ id }) => id);
  const byReturn = Map.groupBy(answersOf(desk.store, ids), ({ returnId }) => returnId);
  const returned = returnStates(desk, 'campaign_return', ids);
  return records.map((record) => {
    const rows = byReturn.get(record.id) ?? [];
    const inForce = versions.at(-1) ?? null;
    const version = record.completedOn === null ? inForce : (answeredIn(rows, versions) ?? inForce);
    const held = {
      ...{ record, rows, version, returnedAs: returned.get(record.id) ?? null },
      ...said(rows),
    };
    return { ...held, standing: standingOf(held) };
  });
};

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** As people look firms up: by township, those without one last, then by name, both by their sound. */
const inTownOrder = (a: ReturnRecord, b: ReturnRecord): number =>
  Number(a.township === null) - Number(b.township === null) ||
  collator.compare(a.township ?? '', b.township ?? '') ||
  collator.compare(a.firmName, b.firmName) ||
  (a.id < b.id ? -1 : 1);

const nearness: readonly ReturnState[] = ['notBegun', 'filling', 'returned', 'complete'];

/**
 * The returns of a campaign, one a firm: where a firm's files were put together and each had one, the one
 * that is furthest, with the others beside it.
 */
export type CampaignReturns = {
  readonly versions: readonly VersionView[];
  readonly firms: readonly (HeldReturn & { readonly beside: readonly string[] })[];
};

export const campaignReturns = (desk: Reads, campaignId: string): CampaignReturns => {
  const versions = versionsOf(desk, campaignId);
  const held = holdReturns(desk, returnsOfCampaign(desk.store, campaignId), versions);
  const byFirm = Map.groupBy(held, ({ record }) => record.firmId);
  const firms = [...byFirm.values()].flatMap((some) => {
    const [first, ...others] = some.toSorted(
      (a, b) =>
        nearness.indexOf(b.standing) - nearness.indexOf(a.standing) ||
        b.rows.length - a.rows.length ||
        (a.record.id < b.record.id ? -1 : 1),
    );
    return first ? [{ ...first, beside: others.map(({ record }) => record.id) }] : [];
  });
  return { versions, firms: firms.sort((a, b) => inTownOrder(a.record, b.record)) };
};

export const countReturns = (
  firms: readonly { readonly standing: ReturnState }[],
): ReturnCounts => {
  const counts = { notBegun: 0, filling: 0, complete: 0, returned: 0 };
  for (const { standing } of firms) counts[standing] += 1;
  return counts;
};

/** A return is no further than the least far of its answers. */
const reachOfReturns = (
  desk: Reads,
  reach: Reach,
  some: readonly HeldReturn[],
): ((held: HeldReturn) => ReturnLine['state']) => {
  const own = statesOf(
    desk,
    reach,
    'campaign_return',
    some.map(({ record }) => record.id),
  );
  const parts = statesOf(
    desk,
    reach,
    'campaign_answer',
    some.flatMap(({ rows }) => rows.map(({ id }) => id)),
  );
  return ({ record, rows }) =>
    leastFar([own.get(record.id) ?? 'here', ...rows.map(({ id }) => parts.get(id) ?? 'here')]);
};

/** Returns as lists show them. */
export const returnLines = (
  desk: Reads,
  some: readonly (HeldReturn & { readonly beside: readonly string[] })[],
): ReturnLine[] => {
  const stateOf = reachOfReturns(desk, reachOf(desk), some);
  return some.map((held) => {
    const { record, answers, photos, version, standing, returnedAs, beside } = held;
    const shown = version ? shownQuestions(version.sheet, answers) : new Set<string>();
    const asked = (version?.sheet.questions ?? []).filter(
      ({ id, kind }) => kind !== 'note' && shown.has(id),
    );
    return {
      id: record.id,
      firm: { id: record.firmId, name: record.firmName, township: record.township },
      asker: record.asker,
      standing,
      asked: asked.length,
      answered: asked.filter((question) => isAnswered(question, answers, photos)).length,
      completedOn: record.completedOn,
      completedBy: record.completedBy,
      beside,
      state: stateOf(held),
      returnedAs,
    };
  });
};

/** A page of the firms of a campaign. Counting unit: firms (家). */
export const listReturns = (desk: Reads, query: ListReturns): ReturnList => {
  const { firms } = campaignReturns(desk, query.id);
  const search = foldText(query.search);
  const found = firms.filter(
    ({ record, standing }) =>
      (query.states.length === 0 || query.states.includes(standing)) &&
      (query.asker === null || record.asker === query.asker) &&
      (search === '' ||
        [record.firmName, record.township, record.asker].some((text) =>
          foldText(text ?? '').includes(search),
        )),
  );
  const askers = new Set(firms.flatMap(({ record }) => record.asker ?? []));
  return {
    total: found.length,
    counts: countReturns(firms),
    askers: [...askers].sort((a, b) => a.localeCompare(b, 'zh-CN')),
    rows: returnLines(desk, found.slice(query.offset, query.offset + query.limit)),
  };
};
