import { findRows, getRow, type LedgerRecord } from '#db/queries/ledgers.ts';
import { Refusal } from '#shared/errors.ts';
import { rowTitle } from '#shared/registers/rows.ts';
import type { RowRef } from '#shared/scoring/indicators/indicator.ts';
import { type Moved, movedBetween, type ScoredFirm } from '#shared/scoring/moved.ts';
import { type Explanation, type RunView, unpackFirm } from '#shared/scoring/run.ts';
import { lineInWords, rawInWords, ruleInWords } from '#shared/scoring/words.ts';
import type { Desk } from './desk.ts';
import { runIntact, thawScheme } from './frozen-runs.ts';
import { requireLedger } from './ledgers.ts';
import { numberOf, rowOf, rowsOf, textOf } from './own-rows.ts';
import { signaturesOf } from './run-signing.ts';
import { itemsInWords } from './schemes.ts';
import { runLine } from './score-runs.ts';

/** What a frozen run says: its ranking, where each point came from, and what moved since another. */

type StoreOf = Pick<Desk, 'store'>;

const panelOf = (desk: StoreOf, id: string | null): RunView['panel'] => {
  const panel = id === null ? undefined : getRow(desk.store, requireLedger('score_panel'), id);
  return panel ? { id: panel.id, title: String(panel.values.title) } : null;
};

/** @throws Refusal `record.missing`, `run.damaged` */
export const viewRun = (desk: StoreOf, id: string): RunView => {
  const run = rowOf(desk, 'score_run', id);
  const scheme = thawScheme(textOf(run.values, 'scheme'));
  const versionId = textOf(run.values, 'schemeVersionId');
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
    ...runLine(run),
    full: scheme.full,
    items: itemsInWords(scheme),
    rows: rows.toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || b.total - a.total),
    intact: runIntact(
      run.values,
      results.map(({ values }) => values),
    ),
    selection: textOf(run.values, 'selection'),
    schemeId:
      versionId === null
        ? null
        : (getRow(desk.store, requireLedger('scheme_version'), versionId)?.parentId ?? null),
    panel: panelOf(desk, textOf(run.values, 'panelId')),
    compiledBy: textOf(run.values, 'compiledBy'),
    signed: signaturesOf(run.values),
    repeats: rowsOf(desk, 'score_run')
      .filter(({ values }) => values.againId === id)
      .map((row) => ({ id: row.id, title: String(row.values.title) })),
  };
};

const resultRow = (desk: StoreOf, runId: string, firmId: string): LedgerRecord => {
  const query = { parent: runId, filter: { firmId: [firmId] } };
  const [row] = findRows(desk.store, requireLedger('score_result'), query);
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
