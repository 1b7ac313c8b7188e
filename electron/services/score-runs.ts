import type { LedgerRecord } from '#db/queries/ledgers.ts';
import { write } from '#db/write.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import {
  packFirm,
  type RepeatRun,
  type RunLine,
  type RunScope,
  type StartRun,
} from '#shared/scoring/run.ts';
import type { Desk } from './desk.ts';
import { freezeScheme, runDigest } from './frozen-runs.ts';
import { insertOwn, numberOf, rowOf, rowsOf, textOf } from './own-rows.ts';
import { panelScores } from './panels.ts';
import { readScheme } from './schemes.ts';
import { type ScoredFile, scoreFirms } from './score-firms.ts';

/** Runs of schemes: scored, frozen, repeated on corrected data. What they say is in run-views.ts. */

type Bench = Pick<Desk, 'store' | 'self'>;
type StoreOf = Pick<Desk, 'store'>;

const scopeWords = (scope: RunScope): string => {
  const parts = [
    ...(scope.tiers?.length ? [`层级 ${scope.tiers.join('、')}`] : []),
    ...(scope.blocks?.length ? [`产业 ${scope.blocks.join('、')}`] : []),
    ...(scope.townships?.length ? [`乡镇 ${scope.townships.join('、')}`] : []),
    ...(scope.ids ? [`选定的 ${scope.ids.length} 家`] : []),
  ];
  return parts.join('，').slice(0, 1_000) || '全部企业';
};

const resultOf = (one: ScoredFile, titles: ReadonlyMap<string, string>): LedgerValues => ({
  firmId: one.id,
  firmName: one.name,
  total: one.score.total,
  rank: one.rank,
  veto:
    one.score.failed.length === 0
      ? null
      : one.score.failed.map((code) => titles.get(code) ?? code).join('；'),
  lines: packFirm(one.frozen),
});

/**
 * Scores and freezes. Nothing of the run changes afterwards: data that are corrected make another run.
 *
 * @throws Refusal `record.missing`, `record.invalid` (a scheme with faults, nobody to score, a panel
 *   that is not closed or judged by another version)
 */
export const startRun = (desk: Bench, input: StartRun): { readonly id: string } => {
  const scheme = readScheme(desk, input.versionId);
  if (scheme.faults.length > 0)
    throw Refusal.of('record.invalid', { problems: [...scheme.faults] });
  const panel =
    input.panelId === null ? undefined : panelScores(desk, input.panelId, input.versionId);
  const scored = scoreFirms(desk, {
    scheme,
    moment: { year: input.year, day: input.dataDate },
    scope: input.scope,
    ...(panel ? { panel } : {}),
  });
  if (scored.length === 0) throw Refusal.of('record.invalid', { problems: ['所选范围里没有企业'] });
  const titles = new Map(scheme.scheme.items.map(({ code, title }) => [code, title]));
  const results = scored.map((one) => resultOf(one, titles));
  const values = {
    title: input.title,
    schemeVersionId: input.versionId,
    schemeTitle: scheme.scheme.title,
    awardId: input.awardId,
    year: input.year,
    dataDate: input.dataDate,
    ranOn: localDate(desk.store.clock.now()),
    ranAt: desk.store.clock.now().toISOString(),
    ranBy: desk.self.person,
    firms: scored.length,
    vetoed: scored.filter(({ score }) => score.failed.length > 0).length,
    selection: scopeWords(input.scope),
    scheme: freezeScheme(scheme.scheme),
    againId: input.againId,
    panelId: input.panelId,
    compiledBy: desk.self.person,
  };
  const id = desk.store.clock.uuid();
  write(desk.store, { actor: desk.self.person, purpose: `评分：${input.title}` }, (door) => {
    insertOwn(desk, door, 'score_run', {
      id,
      values: { ...values, digest: runDigest(values, results) },
    });
    for (const result of results)
      insertOwn(desk, door, 'score_result', {
        id: desk.store.clock.uuid(),
        parentId: id,
        values: result,
      });
  });
  return { id };
};

/**
 * The firms a run was about, scored again on what is held now, with the same version and dates.
 *
 * @param input.panelId whose scores count now; the run's own panel where nothing is said
 * @throws Refusal as `startRun`
 */
export const repeatRun = (
  desk: Bench,
  { id, title, dataDate, panelId }: RepeatRun,
): { readonly id: string } => {
  const run = rowOf(desk, 'score_run', id);
  return startRun(desk, {
    title,
    versionId: textOf(run.values, 'schemeVersionId') ?? '',
    year: numberOf(run.values, 'year') ?? 0,
    dataDate,
    scope: { ids: rowsOf(desk, 'score_result', id).map(({ values }) => String(values.firmId)) },
    panelId: panelId ?? textOf(run.values, 'panelId'),
    awardId: textOf(run.values, 'awardId'),
    againId: id,
  });
};

/** A run as a line of their list. */
export const runLine = ({ id, values }: LedgerRecord): RunLine => ({
  id,
  title: String(values.title),
  schemeTitle: textOf(values, 'schemeTitle') ?? '',
  year: numberOf(values, 'year'),
  dataDate: String(values.dataDate),
  ranOn: textOf(values, 'ranOn'),
  ranBy: textOf(values, 'ranBy'),
  firms: numberOf(values, 'firms') ?? 0,
  vetoed: numberOf(values, 'vetoed') ?? 0,
  againId: textOf(values, 'againId'),
  publishedOn: textOf(values, 'publishedOn'),
  versionId: textOf(values, 'schemeVersionId'),
});

/** Newest first. */
export const listRuns = (desk: StoreOf): RunLine[] => rowsOf(desk, 'score_run').map(runLine);
