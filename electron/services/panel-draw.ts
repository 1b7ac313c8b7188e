import { type ReadFile, readFirmFiles } from '#db/queries/firm-files.ts';
import { write } from '#db/write.ts';
import { chanceOf } from '#shared/chance.ts';
import { localDate } from '#shared/clock.ts';
import { splitNames } from '#shared/doubles.ts';
import { Refusal } from '#shared/errors.ts';
import { type Conflict, drawPanel, type PoolExpert, unitConflicts } from '#shared/scoring/panel.ts';
import type { DrawCheck, DrawPanel, LeftOut } from '#shared/scoring/panels.ts';
import { randomBytes } from '#sync/seal.ts';
import type { Desk } from './desk.ts';
import { insertOwn, numberOf, rowOf, rowsOf, textOf } from './own-rows.ts';
import { expertItems } from './panel-sheets.ts';

/** Experts drawn by a recorded seed, without those who may not judge. */

type Bench = Pick<Desk, 'store' | 'self'>;
type StoreOf = Pick<Desk, 'store'>;

export const poolOf = (desk: StoreOf): PoolExpert[] =>
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

/** What a draw chose from, kept with it. */
export type DrawRecord = {
  /** Ids, sorted. */
  readonly pool: readonly string[];
  readonly excluded: readonly { readonly expertId: string; readonly why: string }[];
  readonly reserve: readonly string[];
};

/** Who left a pool and why, as people are called. */
export const leftOut = (
  pool: readonly PoolExpert[],
  excluded: DrawRecord['excluded'],
): LeftOut[] => {
  const known = new Map(pool.map((expert) => [expert.id, expert]));
  return excluded.map(({ expertId, why }) => ({
    name: known.get(expertId)?.name ?? '（已删除）',
    unit: known.get(expertId)?.unit ?? null,
    why,
  }));
};

/** @throws Refusal `record.missing`, `record.invalid` where the run ranks nobody */
const lotOf = (desk: StoreOf, runId: string) => {
  const run = rowOf(desk, 'score_run', runId);
  const versionId = textOf(run.values, 'schemeVersionId') ?? '';
  const items = expertItems(desk, versionId);
  const ids = rowsOf(desk, 'score_result', runId)
    .filter(({ values }) => values.rank !== null)
    .map(({ values }) => String(values.firmId));
  const firms = readFirmFiles(desk.store, { ids }, new Map([['former_name', ['name']]]));
  if (firms.length === 0)
    throw Refusal.of('record.invalid', { problems: ['这次评分里没有排上名次的企业'] });
  const pool = poolOf(desk);
  const conflicts = [
    ...unitConflicts(
      pool,
      firms.map((file) => ({ id: file.id, names: namesOf(file) })),
    ),
    ...declared(desk, new Set(firms.map(({ id }) => id))),
  ];
  return { run, versionId, items, firms, pool, conflicts };
};

/** Whom a draw would choose from. @throws Refusal `record.missing`, `record.invalid` */
export const checkDraw = (desk: StoreOf, runId: string): DrawCheck => {
  const { items, firms, pool, conflicts } = lotOf(desk, runId);
  const { reserve, excluded } = drawPanel(pool, conflicts, { seats: 0, seed: 0 });
  return {
    pool: pool.length,
    free: reserve.length,
    excluded: leftOut(pool, excluded),
    firms: firms.length,
    items: items.length,
  };
};

/**
 * Draws experts for the firms a run ranks. The seed comes from the machine's randomness and is recorded
 * with the pool and whom it left out; it numbers the firms too, so that a number tells nothing of the
 * order they are listed in elsewhere.
 *
 * @throws Refusal `record.missing`, `record.invalid` where too few may judge, or nothing is theirs to score
 */
export const draw = (desk: Bench, input: DrawPanel): { readonly id: string } => {
  const { run, versionId, items, firms, pool, conflicts } = lotOf(desk, input.runId);
  if (items.length === 0)
    throw Refusal.of('record.invalid', { problems: ['这个评分方案里没有由专家评分的项目'] });
  const [a = 0, b = 0, c = 0, d = 0] = randomBytes(4);
  const seed = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  const result = drawPanel(pool, conflicts, { seats: input.seats, seed });
  if (result.short > 0)
    throw Refusal.of('record.invalid', {
      problems: [`可以抽取的专家只有 ${result.drawn.length} 人，不够 ${input.seats} 人`],
    });
  const names = new Map(pool.map(({ id, name }) => [id, name]));
  const record: DrawRecord = {
    pool: pool.map(({ id }) => id).toSorted(),
    excluded: result.excluded,
    reserve: result.reserve,
  };
  const numbered = chanceOf(seed).shuffled(firms.map(({ id, name }) => [id, name] as const));
  const id = desk.store.clock.uuid();
  write(desk.store, { actor: desk.self.person, purpose: `抽取专家：${input.title}` }, (door) => {
    insertOwn(desk, door, 'score_panel', {
      id,
      values: {
        title: input.title,
        schemeVersionId: versionId,
        year: numberOf(run.values, 'year'),
        seats: input.seats,
        seed,
        drawnOn: localDate(desk.store.clock.now()),
        drawnAt: desk.store.clock.now().toISOString(),
        drawnBy: desk.self.person,
        record: JSON.stringify(record),
        firms: JSON.stringify(numbered),
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

/**
 * Whether a seed draws these experts, in this order, from the recorded pool again.
 *
 * @param drawn ids in the order of their seats
 */
export const drawsAgain = (
  { pool, excluded, reserve }: DrawRecord,
  seed: number,
  drawn: readonly string[],
): boolean => {
  const experts = pool.map((id) => ({ id, name: '', unit: null, available: true }));
  const conflicts = excluded.map(({ expertId, why }) => ({ expertId, firmId: '', why }));
  const again = drawPanel(experts, conflicts, { seats: drawn.length, seed });
  return (
    JSON.stringify([again.drawn, again.reserve]) === JSON.stringify([drawn, reserve]) &&
    again.short === 0
  );
};
