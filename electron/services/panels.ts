import type { LedgerRecord } from '#db/queries/ledgers.ts';
import { write } from '#db/write.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import { summedItem } from '#shared/scoring/panel-summary.ts';
import type { PanelLine, PanelView } from '#shared/scoring/panels.ts';
import type { Points } from '#shared/scoring/points.ts';
import { meanInWords } from '#shared/scoring/words.ts';
import type { Desk } from './desk.ts';
import { numberOf, rowOf, rowsOf, textOf, updateOwn } from './own-rows.ts';
import { type DrawRecord, drawsAgain, leftOut, poolOf } from './panel-draw.ts';
import { expertItems, numberedFirms } from './panel-sheets.ts';
import { readScheme } from './schemes.ts';

/** Panels of experts: who sits on them, how far they are, and what they gave once closed. */

type Bench = Pick<Desk, 'store' | 'self'>;
type StoreOf = Pick<Desk, 'store'>;

const recordOf = (text: string | null): DrawRecord =>
  ({ pool: [], excluded: [], reserve: [], ...JSON.parse(text ?? '{}') }) as DrawRecord;

/** A panel as a line of their list. */
export const panelLine = ({ id, values }: LedgerRecord): PanelLine => ({
  id,
  title: String(values.title),
  year: numberOf(values, 'year'),
  seats: numberOf(values, 'seats') ?? 0,
  drawnOn: textOf(values, 'drawnOn'),
  closedOn: textOf(values, 'closedOn'),
  versionId: textOf(values, 'schemeVersionId'),
});

/** The newest first. */
export const listPanels = (desk: StoreOf): PanelLine[] =>
  rowsOf(desk, 'score_panel').map(panelLine);

/** @throws Refusal `record.missing` */
export const viewPanel = (desk: StoreOf, id: string): PanelView => {
  const { values } = rowOf(desk, 'score_panel', id);
  const record = recordOf(textOf(values, 'record'));
  const pool = poolOf(desk);
  const names = new Map(pool.map(({ id: expert, name }) => [expert, name]));
  const firms = numberedFirms(textOf(values, 'firms'));
  const versionId = textOf(values, 'schemeVersionId') ?? '';
  const items = expertItems(desk, versionId);
  const { title: schemeTitle, expertMean } = readScheme(desk, versionId).scheme;
  const closedOn = textOf(values, 'closedOn');
  const seed = numberOf(values, 'seed') ?? 0;
  const seats = rowsOf(desk, 'panel_seat', id);
  const given = seats.map(
    (seat) =>
      new Map(
        rowsOf(desk, 'expert_score', seat.id).flatMap((row): [string, Points][] =>
          row.values.points === null
            ? []
            : [[`${row.values.firmId} ${row.values.itemCode}`, Number(row.values.points)]],
        ),
      ),
  );
  return {
    id,
    title: String(values.title),
    year: numberOf(values, 'year'),
    versionId,
    schemeTitle,
    seed,
    redrawn: drawsAgain(
      record,
      seed,
      seats.map((seat) => String(seat.values.expertId)),
    ),
    drawnOn: textOf(values, 'drawnOn'),
    drawnBy: textOf(values, 'drawnBy'),
    closedOn,
    pool: record.pool.length,
    excluded: leftOut(pool, record.excluded),
    reserve: record.reserve.map((expert) => names.get(expert) ?? '（已删除）'),
    firms,
    items,
    seats: seats.map((seat, i) => ({
      id: seat.id,
      alias: String(seat.values.alias),
      name: textOf(seat.values, 'expertName') ?? '',
      given: given[i]?.size ?? 0,
      wanted: firms.length * items.length,
    })),
    mean: meanInWords(expertMean),
    // Nobody sees another's scores while they may still be changed.
    summary:
      closedOn === null
        ? null
        : firms.map((firm) =>
            items.map(({ code, cap }) =>
              summedItem(
                expertMean,
                cap,
                given.map((scores) => scores.get(`${firm.id} ${code}`) ?? null),
              ),
            ),
          ),
  };
};

/** 封卷: scores stand from now on and may be used. @throws Refusal `record.missing` */
export const closePanel = (desk: Bench, id: string): void => {
  const { values } = rowOf(desk, 'score_panel', id);
  if (values.closedOn !== null) return;
  write(desk.store, { actor: desk.self.person, purpose: '专家组封卷' }, (door) =>
    updateOwn(door, 'score_panel', id, { closedOn: localDate(desk.store.clock.now()) }),
  );
};

/**
 * Scores of a closed panel by firm and item.
 *
 * @throws Refusal `record.missing`, `record.invalid` while it is open, or where it judged by another version
 */
export const panelScores = (
  desk: StoreOf,
  id: string,
  versionId: string,
): ReadonlyMap<string, ReadonlyMap<string, readonly Points[]>> => {
  const { values } = rowOf(desk, 'score_panel', id);
  if (values.closedOn === null)
    throw Refusal.of('record.invalid', { problems: ['专家组还没有封卷，不能用来评分'] });
  if (textOf(values, 'schemeVersionId') !== versionId)
    throw Refusal.of('record.invalid', { problems: ['专家组评的是另一个评分方案'] });
  const scores = new Map<string, Map<string, Points[]>>();
  for (const seat of rowsOf(desk, 'panel_seat', id))
    for (const row of rowsOf(desk, 'expert_score', seat.id)) {
      if (row.values.points === null) continue;
      const firm = scores.get(String(row.values.firmId)) ?? new Map<string, Points[]>();
      const code = String(row.values.itemCode);
      firm.set(code, [...(firm.get(code) ?? []), Number(row.values.points)]);
      scores.set(String(row.values.firmId), firm);
    }
  return scores;
};
