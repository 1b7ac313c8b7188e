import { write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import type { GiveScores, PanelItem, PanelSheet } from '#shared/scoring/panels.ts';
import { showPoints } from '#shared/scoring/points.ts';
import { inOrder } from '#shared/scoring/scheme.ts';
import type { Desk } from './desk.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, rowOf, rowsOf, textOf, updateOwn } from './own-rows.ts';
import { readScheme } from './schemes.ts';

/** Score sheets, blind to each other until the panel is closed. */

type Bench = Pick<Desk, 'store' | 'self'>;
type StoreOf = Pick<Desk, 'store'>;

/** Items experts score, in the order of the scheme. @throws Refusal `record.missing` */
export const expertItems = (desk: StoreOf, versionId: string): PanelItem[] =>
  inOrder(readScheme(desk, versionId).scheme.items)
    .filter(({ kind }) => kind === '专家评分')
    .map(({ code, title, cap, explain }) => ({ code, title, cap: cap ?? 0, explain }));

/** Firms of a panel in the order of their numbers, with the number each goes by on the sheets. */
export const numberedFirms = (
  text: string | null,
): { readonly id: string; readonly alias: string; readonly name: string }[] =>
  (JSON.parse(text ?? '[]') as [string, string][]).map(([id, name], i) => ({
    id,
    alias: `${i + 1} 号`,
    name,
  }));

/**
 * One expert's sheet: firms by number, without their names, and this expert's own scores only.
 *
 * @throws Refusal `record.missing`
 */
export const panelSheet = (desk: StoreOf, seatId: string): PanelSheet => {
  const seat = rowOf(desk, 'panel_seat', seatId);
  const panel = rowOf(desk, 'score_panel', seat.parentId ?? '');
  const scores = Map.groupBy(
    rowsOf(desk, 'expert_score', seatId).filter(({ values }) => values.points !== null),
    ({ values }) => String(values.firmId),
  );
  return {
    seatId,
    alias: String(seat.values.alias),
    panelId: panel.id,
    panelTitle: String(panel.values.title),
    closed: panel.values.closedOn !== null,
    items: expertItems(desk, textOf(panel.values, 'schemeVersionId') ?? ''),
    firms: numberedFirms(textOf(panel.values, 'firms')).map(({ id, alias }) => ({
      id,
      alias,
      scores: Object.fromEntries(
        (scores.get(id) ?? []).map(({ values }) => [
          String(values.itemCode),
          Number(values.points),
        ]),
      ),
    })),
  };
};

/**
 * Writes an expert's scores, in hundredths; null takes one back.
 *
 * @throws Refusal `record.missing`, `record.fixed` once the panel is closed, `record.invalid` beyond
 *   an item's full marks, or for a firm that is not on the sheet
 */
export const giveScores = (desk: Bench, input: GiveScores): void => {
  const sheet = panelSheet(desk, input.seatId);
  if (sheet.closed) throw Refusal.of('record.fixed', { what: '专家打分' });
  const caps = new Map(sheet.items.map(({ code, cap }) => [code, cap]));
  const firms = new Set(sheet.firms.map(({ id }) => id));
  for (const { firmId, code, points } of input.scores) {
    if (!firms.has(firmId))
      throw Refusal.of('record.invalid', { problems: ['这家企业不在本次参评之列'] });
    const cap = caps.get(code);
    if (cap === undefined || (points !== null && (points < 0 || points > cap)))
      throw Refusal.of('record.invalid', {
        problems: [`打分应在 0 到 ${showPoints(cap ?? 0)} 分之间`],
      });
  }
  const held = new Map(
    rowsOf(desk, 'expert_score', input.seatId).map(({ id, values }) => [
      `${values.firmId} ${values.itemCode}`,
      id,
    ]),
  );
  write(desk.store, { actor: desk.self.person, purpose: '专家打分' }, (door) => {
    for (const { firmId, code, points } of input.scores) {
      const known = held.get(`${firmId} ${code}`);
      const values = { firmId, itemCode: code, points };
      if (known) updateOwn(door, 'expert_score', known, { points });
      else if (points !== null) {
        const id = newRowId(desk, requireLedger('expert_score'), input.seatId, values);
        insertOwn(desk, door, 'expert_score', { id, parentId: input.seatId, values });
        held.set(`${firmId} ${code}`, id);
      }
    }
  });
};
