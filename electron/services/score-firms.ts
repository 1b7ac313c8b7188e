import { type ReadFile, readFirmFiles } from '#db/queries/firm-files.ts';
import type { LedgerName } from '#shared/registers/index.ts';
import { readValue } from '#shared/registers/values.ts';
import { cellsNeeded, indicatorNamed } from '#shared/scoring/indicators/index.ts';
import type { Moment, Reading, RowRef } from '#shared/scoring/indicators/indicator.ts';
import type { Raw } from '#shared/scoring/item-points.ts';
import { figureScale, oneFigure, type Points } from '#shared/scoring/points.ts';
import { placesOf } from '#shared/scoring/rank.ts';
import type { FrozenFirm, RunScope } from '#shared/scoring/run.ts';
import { inputsOf, type SchemeItem } from '#shared/scoring/scheme.ts';
import { type Adjustment, type FirmScore, readyScheme, scoreFirm } from '#shared/scoring/score.ts';
import type { Desk } from './desk.ts';
import type { ReadScheme } from './schemes.ts';

/** Scores many firms by what their files say; nothing is written. */

type StoreOf = Pick<Desk, 'store'>;

/** Scores of experts by firm, then item. */
export type PanelScores = ReadonlyMap<string, ReadonlyMap<string, readonly Points[]>>;

export type Asked = {
  readonly scheme: ReadScheme;
  readonly moment: Moment;
  readonly scope: RunScope;
  readonly panel?: PanelScores;
};

export type ScoredFile = {
  readonly id: string;
  readonly name: string;
  readonly score: FirmScore;
  readonly frozen: FrozenFirm;
  readonly rank: number | null;
};

const entryCells = ['schemeId', 'itemCode', 'year', 'value'];
const adjustmentCells = ['schemeId', 'itemCode', 'year', 'points', 'reason', 'decidedBy'];

type Known = { readonly raw: Raw; readonly source: string; readonly refs: readonly RowRef[] };

const unknown: Known = { raw: {}, source: '没有数据', refs: [] };

/** A yes or no written by a person, as indicators give it. */
const flagWords: Readonly<Record<string, number>> = { 是: oneFigure, 否: 0 };

/** Whether an item is entered as 是 or 否. */
export const asksYesOrNo = ({ indicator, rule }: SchemeItem): boolean =>
  (rule.kind === '否决' && rule.comparison in flagWords) ||
  indicatorNamed(indicator ?? '')?.gives === 'flag';

/** What an entry says as the rule reads it; null where it should be a figure and is none. */
export const rawOfEntry = (item: SchemeItem, said: string): Raw | null => {
  if (item.rule.kind === '选项')
    return { words: said.split(/[、，,；;]+/).map((word) => word.trim()) };
  const flag = asksYesOrNo(item) ? flagWords[said.trim()] : undefined;
  if (flag !== undefined) return { figures: [flag] };
  const read = readValue({ key: 'value', label: '', kind: 'decimal', scale: figureScale }, said);
  // One figure is written for an item; where it reads several, it stands for the first.
  return read.ok && typeof read.value === 'number' ? { figures: [read.value] } : null;
};

/** What a person wrote for an item goes before what the ledgers say. */
const entered = (file: ReadFile, item: SchemeItem, asked: Asked): Known | undefined => {
  const row = file
    .rows('score_entry')
    .find(
      ({ values }) =>
        values.schemeId === asked.scheme.schemeId &&
        values.itemCode === item.code &&
        values.year === asked.moment.year &&
        values.value !== null,
    );
  if (!row) return undefined;
  const said = String(row.values.value);
  const raw = rawOfEntry(item, said);
  const source = `${asked.moment.year} 年评分填报`;
  return {
    raw: raw ?? {},
    source: raw ? source : `${source}：“${said}”不是数字`,
    refs: [{ ledger: 'score_entry', id: row.id }],
  };
};

/** An item with the indicators it reads, worked out once a run. */
type Input = { readonly item: SchemeItem; readonly inputs: readonly string[] };

const known = (
  file: ReadFile,
  { item, inputs }: Input,
  asked: Asked,
  read: (key: string) => Reading | undefined,
): Known => {
  if (item.rule.kind === '分组') return { ...unknown, source: '' };
  if (item.rule.kind === '专家评分') {
    const scores = asked.panel?.get(file.id)?.get(item.code) ?? [];
    return scores.length === 0
      ? unknown
      : { raw: { scores }, source: `专家组 ${scores.length} 人评分`, refs: [] };
  }
  const written = entered(file, item, asked);
  if (written) return written;
  const readings = inputs.flatMap((key) => read(key) ?? []);
  const [only] = readings;
  if (!only) return unknown;
  // Most rows read one indicator: nothing to put together.
  if (readings.length === 1 && item.rule.kind !== '选项')
    return { raw: { figures: [only.figure] }, source: only.source, refs: only.refs };
  const refs = readings.flatMap((reading) => reading.refs);
  const source = [...new Set(readings.map((reading) => reading.source))].join('；');
  if (item.rule.kind === '选项')
    return { raw: { words: readings.flatMap(({ words = [] }) => words) }, source, refs };
  return { raw: { figures: readings.map(({ figure }) => figure) }, source, refs };
};

const adjustmentsOf = (file: ReadFile, asked: Asked): Adjustment[] =>
  file
    .rows('score_adjustment')
    .filter(
      ({ values }) =>
        values.schemeId === asked.scheme.schemeId && values.year === asked.moment.year,
    )
    .map(({ values }) => ({
      code: String(values.itemCode),
      points: Number(values.points ?? 0),
      reason: String(values.reason ?? ''),
      by: String(values.decidedBy ?? ''),
    }));

/** Reads the files of the firms asked for and scores each; ranked, in the order of their ids. */
export const scoreFirms = ({ store }: StoreOf, asked: Asked): ScoredFile[] => {
  const { scheme } = asked.scheme;
  const keys = [
    ...scheme.items.flatMap(inputsOf),
    ...scheme.tieBreaks.map((key) => key.replace(/^-/, '')),
  ];
  const needed = [...new Set(keys)].flatMap((key) => indicatorNamed(key) ?? []);
  const cells = new Map(cellsNeeded(needed));
  cells.set('score_entry' satisfies LedgerName, entryCells);
  cells.set('score_adjustment' satisfies LedgerName, adjustmentCells);
  const files = readFirmFiles(store, asked.scope, cells);
  const ready = readyScheme(scheme);
  const inputs = ready.items.map((item): Input => ({ item, inputs: inputsOf(item) }));
  const scored = files.map((file) => {
    const readings = new Map<string, Reading | undefined>();
    const read = (key: string): Reading | undefined => {
      if (!readings.has(key)) readings.set(key, indicatorNamed(key)?.read(file, asked.moment));
      return readings.get(key);
    };
    const whatIsKnown = new Map<string, Known>();
    const raws = new Map<string, Raw>();
    for (const input of inputs) {
      const found = known(file, input, asked, read);
      whatIsKnown.set(input.item.code, found);
      raws.set(input.item.code, found.raw);
    }
    const adjustments = adjustmentsOf(file, asked);
    const score = scoreFirm(ready, raws, adjustments);
    const ties = scheme.tieBreaks.map((key) => read(key.replace(/^-/, ''))?.figure ?? null);
    const lines = score.lines.map((line) => {
      const { raw, source, refs } = whatIsKnown.get(line.code) ?? unknown;
      const byHand = adjustments.filter(({ code }) => code === line.code);
      return {
        ...line,
        raw,
        source,
        refs,
        adjustments: byHand.map(({ points, reason, by }) => ({ points, reason, by })),
      };
    });
    return { id: file.id, name: file.name, score, frozen: { lines, ties } };
  });
  const places = placesOf(
    scored.map(({ id, score, frozen }) => ({
      id,
      total: score.total,
      out: score.failed.length > 0,
      ties: frozen.ties,
    })),
    scheme.tieBreaks,
  );
  return scored.map((one) => ({ ...one, rank: places.get(one.id) ?? null }));
};
