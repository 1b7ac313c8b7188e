import { type ReadFile, readFirmFiles } from '#db/queries/firm-files.ts';
import { write } from '#db/write.ts';
import { localDate } from '#shared/clock.ts';
import { splitNames } from '#shared/doubles.ts';
import { Refusal } from '#shared/errors.ts';
import { type Conflict, drawPanel, type PoolExpert, unitConflicts } from '#shared/scoring/panel.ts';
import type {
  DrawPanel,
  GiveScores,
  PanelLine,
  PanelSheet,
  PanelView,
} from '#shared/scoring/panels.ts';
import type { Points } from '#shared/scoring/points.ts';
import { inOrder } from '#shared/scoring/scheme.ts';
import { randomBytes } from '#sync/seal.ts';
import type { Desk } from './desk.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, numberOf, rowOf, rowsOf, textOf, updateOwn } from './own-rows.ts';
import { readScheme } from './schemes.ts';

/** Experts: drawn by a recorded seed, blind to each other until the panel is closed. */

type Bench = Pick<Desk, 'store' | 'self'>;
type StoreOf = Pick<Desk, 'store'>;

const poolOf = (desk: StoreOf): PoolExpert[] =>
  rowsOf(desk, 'expert').map(({ id, values }) => ({
    id,
    name: String(values.name),
    unit: textOf(values, 'unit'),
    available: values.away !== 1,
  }));

/** What a firm is called, and what it was called before. */
const namesOf = ({ name, firm, rows }: ReadFile): string[] => [
  name,
  ...splitNames(textOf(firm, 'formerNames')),
  ...rows('former_name').flatMap(({ values }) => textOf(values, 'name') ?? []),
];

const declared = (desk: StoreOf, firms: ReadonlySet<string>): Conflict[] =>
  rowsOf(desk, 'expert_conflict').flatMap(({ parentId, values }) =>
    firms.has(String(values.firmId))
      ? [
          {
            expertId: parentId ?? '',
            firmId: String(values.firmId),
            why: `登记回避 ${textOf(values, 'firmName') ?? ''}（${textOf(values, 'reason') ?? '未写原因'}）`,
          },
        ]
      : [],
  );

type Record_ = {
  readonly pool: readonly string[];
  readonly excluded: readonly { readonly expertId: string; readonly why: string }[];
  readonly reserve: readonly string[];
};

/**
 * Draws experts for the firms of a scope. The seed comes from the machine's randomness and is recorded
 * with the pool and whom it left out.
 *
 * @throws Refusal `record.missing`, `record.invalid` where too few may judge
 */
export const draw = (desk: Bench, input: DrawPanel): { readonly id: string } => {
  readScheme(desk, input.versionId);
  const firms = readFirmFiles(desk.store, input.scope, new Map([['former_name', ['name']]]));
  if (firms.length === 0) throw Refusal.of('record.invalid', { problems: ['所选范围里没有企业'] });
  const pool = poolOf(desk);
  const conflicts = [
    ...unitConflicts(
      pool,
      firms.map((file) => ({ id: file.id, names: namesOf(file) })),
    ),
    ...declared(desk, new Set(firms.map(({ id }) => id))),
  ];
  const [a = 0, b = 0, c = 0, d = 0] = randomBytes(4);
  const seed = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  const result = drawPanel(pool, conflicts, { seats: input.seats, seed });
  if (result.short > 0)
    throw Refusal.of('record.invalid', {
      problems: [`可以抽取的专家只有 ${result.drawn.length} 人，不够 ${input.seats} 人`],
    });
  const names = new Map(pool.map(({ id, name }) => [id, name]));
  const record: Record_ = {
    pool: pool.map(({ id }) => id).toSorted(),
    excluded: result.excluded,
    reserve: result.reserve,
  };
  const id = desk.store.clock.uuid();
  write(desk.store, { actor: desk.self.person, purpose: `抽取专家：${input.title}` }, (door) => {
    insertOwn(desk, door, 'score_panel', {
      id,
      values: {
        title: input.title,
        schemeVersionId: input.versionId,
        year: input.year,
        seats: input.seats,
        seed,
        drawnOn: localDate(desk.store.clock.now()),
        drawnBy: desk.self.person,
        record: JSON.stringify(record),
        firms: JSON.stringify(firms.map((firm) => [firm.id, firm.name])),
      },
    });
    for (const [i, expertId] of result.drawn.entries())
      insertOwn(desk, door, 'panel_seat', {
        id: desk.store.clock.uuid(),
        parentId: id,
        values: {
          alias: `专家${String(i + 1).padStart(2, '0')}`,
          expertId,
          expertName: names.get(expertId) ?? '',
        },
      });
  });
  return { id };
};

const firmsOf = (text: string | null): { readonly id: string; readonly name: string }[] =>
  (JSON.parse(text ?? '[]') as [string, string][]).map(([id, name]) => ({ id, name }));

const recordOf = (text: string | null): Record_ =>
  ({ pool: [], excluded: [], reserve: [], ...JSON.parse(text ?? '{}') }) as Record_;

export const listPanels = (desk: StoreOf): PanelLine[] =>
  rowsOf(desk, 'score_panel').map(({ id, values }) => ({
    id,
    title: String(values.title),
    year: numberOf(values, 'year'),
    seats: numberOf(values, 'seats') ?? 0,
    drawnOn: textOf(values, 'drawnOn'),
    closedOn: textOf(values, 'closedOn'),
    versionId: textOf(values, 'schemeVersionId'),
  }));

/** Items experts score, in the order of the scheme. */
const expertItems = (desk: StoreOf, versionId: string) =>
  inOrder(readScheme(desk, versionId).scheme.items).filter(({ kind }) => kind === '专家评分');

/** @throws Refusal `record.missing` */
export const viewPanel = (desk: StoreOf, id: string): PanelView => {
  const { values } = rowOf(desk, 'score_panel', id);
  const record = recordOf(textOf(values, 'record'));
  const names = new Map(poolOf(desk).map(({ id: expert, name }) => [expert, name]));
  const firms = firmsOf(textOf(values, 'firms'));
  const items = expertItems(desk, textOf(values, 'schemeVersionId') ?? '');
  return {
    id,
    title: String(values.title),
    year: numberOf(values, 'year'),
    seed: numberOf(values, 'seed') ?? 0,
    drawnOn: textOf(values, 'drawnOn'),
    drawnBy: textOf(values, 'drawnBy'),
    closedOn: textOf(values, 'closedOn'),
    pool: record.pool.length,
    excluded: record.excluded.map(({ expertId, why }) => ({
      name: names.get(expertId) ?? '（已删除）',
      why,
    })),
    reserve: record.reserve.map((expert) => names.get(expert) ?? '（已删除）'),
    firms: firms.length,
    seats: rowsOf(desk, 'panel_seat', id).map((seat) => ({
      id: seat.id,
      alias: String(seat.values.alias),
      name: textOf(seat.values, 'expertName') ?? '',
      given: rowsOf(desk, 'expert_score', seat.id).filter((s) => s.values.points !== null).length,
      wanted: firms.length * items.length,
    })),
  };
};

/**
 * One expert's sheet: firms by number, without their names, and this expert's own scores only.
 *
 * @throws Refusal `record.missing`
 */
export const panelSheet = (desk: StoreOf, seatId: string): PanelSheet => {
  const seat = rowOf(desk, 'panel_seat', seatId);
  const panel = rowOf(desk, 'score_panel', seat.parentId ?? '');
  const items = expertItems(desk, textOf(panel.values, 'schemeVersionId') ?? '');
  const scores = rowsOf(desk, 'expert_score', seatId);
  return {
    seatId,
    alias: String(seat.values.alias),
    closed: panel.values.closedOn !== null,
    items: items.map(({ code, title, cap }) => ({ code, title, cap: cap ?? 0 })),
    firms: firmsOf(textOf(panel.values, 'firms')).map(({ id }, i) => ({
      id,
      alias: `${i + 1} 号`,
      scores: Object.fromEntries(
        scores
          .filter(({ values }) => values.firmId === id && values.points !== null)
          .map(({ values }) => [String(values.itemCode), Number(values.points)]),
      ),
    })),
  };
};

/**
 * Writes an expert's scores, in hundredths.
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
    if (cap === undefined || points < 0 || points > cap)
      throw Refusal.of('record.invalid', {
        problems: [`打分应在 0 到 ${(cap ?? 0) / 100} 分之间`],
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
      else {
        const id = newRowId(desk, requireLedger('expert_score'), input.seatId, values);
        insertOwn(desk, door, 'expert_score', { id, parentId: input.seatId, values });
      }
    }
  });
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
