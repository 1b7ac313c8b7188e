import { getRow, type LedgerRecord } from '#db/queries/ledgers.ts';
import { write } from '#db/write.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import { rowTitle } from '#shared/registers/rows.ts';
import type { RowRef } from '#shared/scoring/indicators/indicator.ts';
import { type Moved, movedBetween, type ScoredFirm } from '#shared/scoring/moved.ts';
import { readRule, writeRule } from '#shared/scoring/rules.ts';
import {
  type Explanation,
  packFirm,
  type RunItem,
  type RunLine,
  type RunScope,
  type RunView,
  type StartRun,
  unpackFirm,
} from '#shared/scoring/run.ts';
import { inOrder, type Scheme, type SchemeItem } from '#shared/scoring/scheme.ts';
import { lineInWords, rawInWords, ruleInWords } from '#shared/scoring/words.ts';
import { sha256 } from '#sync/seal.ts';
import type { Desk } from './desk.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, numberOf, rowOf, rowsOf, textOf } from './own-rows.ts';
import { panelScores } from './panels.ts';
import { readScheme } from './schemes.ts';
import { type ScoredFile, scoreFirms } from './score-firms.ts';

/** Runs of schemes: scored, frozen, explained, repeated on corrected data. */

type Bench = Pick<Desk, 'store' | 'self'>;
type StoreOf = Pick<Desk, 'store'>;

const freezeScheme = (scheme: Scheme): string =>
  JSON.stringify({
    ...scheme,
    items: inOrder(scheme.items).map((item) => ({ ...item, rule: writeRule(item.rule) })),
  });

/** @throws Refusal `run.damaged` */
const thawScheme = (text: string | null): Scheme => {
  try {
    const held = JSON.parse(text ?? '') as Omit<Scheme, 'items'> & {
      readonly items: readonly (Omit<SchemeItem, 'rule'> & { readonly rule: string })[];
    };
    return {
      ...held,
      items: held.items.map((item) => {
        const rule = readRule(item.kind, item.rule);
        if (!rule) throw new RangeError(item.code);
        return { ...item, rule };
      }),
    };
  } catch {
    throw Refusal.of('run.damaged');
  }
};

type FrozenResult = Readonly<
  Record<'firmId' | 'firmName' | 'total' | 'rank' | 'veto' | 'lines', string | number | null>
>;

/** Everything a run says, whatever order its rows come in. */
const runDigest = (
  run: Readonly<Record<string, unknown>>,
  results: readonly FrozenResult[],
): string =>
  sha256(
    JSON.stringify([
      ...['title', 'schemeTitle', 'year', 'dataDate', 'scheme'].map((key) => run[key] ?? null),
      results
        .map((r) => JSON.stringify([r.firmId, r.firmName, r.total, r.rank, r.veto, r.lines]))
        .toSorted(),
    ]),
  );

const scopeWords = (scope: RunScope): string => {
  const parts = [
    ...(scope.tiers?.length ? [`层级 ${scope.tiers.join('、')}`] : []),
    ...(scope.blocks?.length ? [`产业 ${scope.blocks.join('、')}`] : []),
    ...(scope.townships?.length ? [`乡镇 ${scope.townships.join('、')}`] : []),
    ...(scope.ids ? [`选定的 ${scope.ids.length} 家`] : []),
  ];
  return parts.join('，').slice(0, 1_000) || '全部企业';
};

const resultOf = (one: ScoredFile, titles: ReadonlyMap<string, string>): FrozenResult => ({
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
 *   that is not closed)
 */
export const startRun = (desk: Bench, input: StartRun): { readonly id: string } => {
  const scheme = readScheme(desk, input.versionId);
  if (scheme.faults.length > 0)
    throw Refusal.of('record.invalid', { problems: [...scheme.faults] });
  const panel = input.panelId === null ? undefined : panelScores(desk, input.panelId);
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

/** The firms a run was about, scored again on what is held now, with the same version and dates. */
export const repeatRun = (
  desk: Bench,
  {
    id,
    title,
    dataDate,
  }: { readonly id: string; readonly title: string; readonly dataDate: string },
): { readonly id: string } => {
  const run = rowOf(desk, 'score_run', id);
  return startRun(desk, {
    title,
    versionId: textOf(run.values, 'schemeVersionId') ?? '',
    year: numberOf(run.values, 'year') ?? 0,
    dataDate,
    scope: { ids: rowsOf(desk, 'score_result', id).map(({ values }) => String(values.firmId)) },
    panelId: textOf(run.values, 'panelId'),
    awardId: textOf(run.values, 'awardId'),
    againId: id,
  });
};

const lineOf = ({ id, values }: LedgerRecord): RunLine => ({
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
});

/** Newest first. */
export const listRuns = (desk: StoreOf): RunLine[] => rowsOf(desk, 'score_run').map(lineOf);

const itemsOf = (scheme: Scheme): RunItem[] =>
  inOrder(scheme.items).map((item) => ({
    code: item.code,
    group: item.group,
    title: item.title,
    kind: item.kind,
    cap: item.cap,
    rule: ruleInWords(item, scheme.expertMean),
    explain: item.explain,
  }));

/** A version as a table people can read, with what is wrong with it. @throws Refusal `record.missing` */
export const schemeTable = (
  desk: StoreOf,
  versionId: string,
): {
  readonly title: string;
  readonly state: string | null;
  readonly full: number | null;
  readonly items: readonly RunItem[];
  readonly faults: readonly string[];
} => {
  const { scheme, faults, state } = readScheme(desk, versionId);
  return { title: scheme.title, state, full: scheme.full, items: itemsOf(scheme), faults };
};

/** @throws Refusal `record.missing`, `run.damaged` */
export const viewRun = (desk: StoreOf, id: string): RunView => {
  const run = rowOf(desk, 'score_run', id);
  const scheme = thawScheme(textOf(run.values, 'scheme'));
  const results = rowsOf(desk, 'score_result', id);
  const rows = results.map(({ values }) => {
    const frozen = unpackFirm(textOf(values, 'lines'));
    const top = (frozen?.lines ?? []).filter(
      ({ group, verdict }) => group === null && verdict === null,
    );
    return {
      firmId: String(values.firmId),
      firmName: textOf(values, 'firmName') ?? '',
      total: numberOf(values, 'total') ?? 0,
      rank: numberOf(values, 'rank'),
      failed: textOf(values, 'veto')?.split('；') ?? [],
      open: (frozen?.lines ?? []).filter(({ verdict }) => verdict === 'open').length,
      points: Object.fromEntries(top.map(({ code, points }) => [code, points])),
    };
  });
  return {
    ...lineOf(run),
    full: scheme.full,
    items: itemsOf(scheme),
    rows: rows.toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || b.total - a.total),
    intact:
      runDigest(
        run.values,
        results.map(({ values }) => values as never),
      ) === textOf(run.values, 'digest'),
    selection: textOf(run.values, 'selection'),
    signatures: {
      compiledBy: textOf(run.values, 'compiledBy'),
      checkedBy: textOf(run.values, 'checkedBy'),
      approvedBy: textOf(run.values, 'approvedBy'),
    },
    repeats: rowsOf(desk, 'score_run')
      .filter(({ values }) => values.againId === id)
      .map((row) => ({ id: row.id, title: String(row.values.title) })),
  };
};

const resultRow = (desk: StoreOf, runId: string, firmId: string): LedgerRecord => {
  const row = rowsOf(desk, 'score_result', runId).find(({ values }) => values.firmId === firmId);
  if (!row) throw Refusal.of('record.missing', { what: '评分结果' });
  return row;
};

const refTitle = (desk: StoreOf, { ledger: name, id }: RowRef) => {
  const ledger = requireLedger(name);
  const row = getRow(desk.store, ledger, id);
  const title =
    !row || row.deleted
      ? `${ledger.label}（已删除）`
      : `${ledger.label} ${rowTitle(ledger, row.values)}`;
  return { ledger: name, id, title };
};

/** Everything a firm's points came from. @throws Refusal `record.missing`, `run.damaged` */
export const explainScore = (
  desk: StoreOf,
  { runId, firmId }: { readonly runId: string; readonly firmId: string },
): Explanation => {
  const run = rowOf(desk, 'score_run', runId);
  const scheme = thawScheme(textOf(run.values, 'scheme'));
  const { values } = resultRow(desk, runId, firmId);
  const frozen = unpackFirm(textOf(values, 'lines'));
  if (!frozen) throw Refusal.of('run.damaged');
  const items = new Map(scheme.items.map((item) => [item.code, item]));
  const lines = frozen.lines.flatMap((line) => {
    const item = items.get(line.code);
    if (!item) return [];
    return [
      {
        code: line.code,
        group: line.group,
        title: item.title,
        kind: item.kind,
        points: line.points,
        cap: item.cap,
        raw: item.kind === '分组' ? '' : rawInWords(item, line.raw),
        rule: ruleInWords(item, scheme.expertMean),
        steps: lineInWords(item, line),
        verdict: line.verdict,
        source: line.source,
        rows: line.refs.map((ref) => refTitle(desk, ref)),
        adjustments: line.adjustments,
      },
    ];
  });
  return {
    runId,
    firmId,
    firmName: textOf(values, 'firmName') ?? '',
    total: numberOf(values, 'total') ?? 0,
    full: scheme.full,
    rank: numberOf(values, 'rank'),
    ranked: (numberOf(run.values, 'firms') ?? 0) - (numberOf(run.values, 'vetoed') ?? 0),
    lines,
  };
};

const scoredOf = (desk: StoreOf, runId: string): ScoredFirm[] =>
  rowsOf(desk, 'score_result', runId).map(({ values }) => ({
    firmId: String(values.firmId),
    firmName: textOf(values, 'firmName') ?? '',
    total: numberOf(values, 'total') ?? 0,
    rank: numberOf(values, 'rank'),
    points: new Map(
      (unpackFirm(textOf(values, 'lines'))?.lines ?? []).map(({ code, points }) => [code, points]),
    ),
  }));

/** What moved from one run to another. @throws Refusal `record.missing` */
export const compareRuns = (
  desk: StoreOf,
  { before, after }: { readonly before: string; readonly after: string },
): { readonly titles: Readonly<Record<string, string>>; readonly moved: readonly Moved[] } => {
  const schemes = [before, after].map((id) =>
    thawScheme(textOf(rowOf(desk, 'score_run', id).values, 'scheme')),
  );
  return {
    titles: Object.fromEntries(
      schemes.flatMap(({ items }) => items.map(({ code, title }) => [code, title])),
    ),
    moved: movedBetween(scoredOf(desk, before), scoredOf(desk, after)),
  };
};
