import { type CountedFirm, countedFirms } from '#db/queries/counted-firms.ts';
import { getEnterprise } from '#db/queries/enterprises.ts';
import { homeOf } from '#db/queries/homes.ts';
import type { LedgerRecord } from '#db/queries/ledgers.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { localDate } from '#shared/clock.ts';
import { tiers } from '#shared/enterprises.ts';
import { Refusal } from '#shared/errors.ts';
import { foldText } from '#shared/fold.ts';
import { barriers, cultivation, intentions } from '#shared/registers/cultivation.ts';
import { tierHistory } from '#shared/registers/tier-history.ts';
import { choicesOf } from '#shared/registers/values.ts';
import { movesOf, type TierChange, tierMonth } from '#shared/tier-movement.ts';
import type {
  ListTiers,
  Matrix,
  MatrixInput,
  Movement,
  MoveTier,
  PlanYears,
  TierList,
  TierRow,
  UndoTier,
} from '#shared/tier-views.ts';
import type { Desk } from './desk.ts';
import { addRow } from './ledgers.ts';
import { rowsByFirm, textOf } from './own-rows.ts';
import { dropTierMove, moveValues } from './tiers.ts';

/** The cultivation list (培育梯队): who stands where, since when, raised toward what, and how tiers move. */

type Reads = Pick<Desk, 'store'>;
type Bench = Pick<Desk, 'store' | 'self'>;

const isTier = (word: string | null): word is (typeof tiers)[number] =>
  (tiers as readonly string[]).includes(word ?? '');

/** The entry into the tier a firm stands in: the newest line of its history that says so. */
const entryOf = (history: readonly LedgerRecord[], firm: CountedFirm): LedgerRecord | undefined =>
  history
    .filter(({ values }) => values.tier === firm.tier)
    .toSorted((a, b) =>
      String(a.values.changedOn) === String(b.values.changedOn)
        ? a.id < b.id
          ? 1
          : -1
        : String(a.values.changedOn) < String(b.values.changedOn)
          ? 1
          : -1,
    )[0];

/** Plans of a firm that stand: taken out ones (调出) are history. */
const standing = (plans: readonly LedgerRecord[], year: number): readonly LedgerRecord[] =>
  plans.filter(({ values }) => values.year === year && values.state !== '调出');

const rowOf = (
  firm: CountedFirm,
  history: readonly LedgerRecord[],
  plans: readonly LedgerRecord[],
): TierRow => {
  const entry = entryOf(history, firm);
  const years = plans.flatMap(({ values }) =>
    typeof values.plannedYear === 'number' ? [values.plannedYear] : [],
  );
  return {
    firm: { id: firm.id, name: firm.name },
    township: firm.township,
    block: firm.block,
    tier: firm.tier ?? '',
    since: firm.tierSince ?? textOf(entry?.values ?? {}, 'changedOn'),
    score: typeof entry?.values.score === 'number' ? entry.values.score : null,
    reason: textOf(entry?.values ?? {}, 'reason'),
    goals: plans.flatMap(({ values }) => textOf(values, 'targetAward') ?? []),
    plannedYear: years.length === 0 ? null : Math.min(...years),
    mentor:
      plans.map(({ values }) => textOf(values, 'mentor')).find((name) => name !== null) ?? null,
    intention:
      plans.map(({ values }) => textOf(values, 'intention')).find((word) => word !== null) ?? null,
    barriers: [...new Set(plans.flatMap(({ values }) => choicesOf(values.barriers ?? null)))],
  };
};

const planYears = (
  { store }: Reads,
  plans: ReadonlyMap<string, readonly LedgerRecord[]>,
  asked: number | null,
): PlanYears => {
  const planned = new Set([...plans.values()].flat().map(({ values }) => Number(values.year)));
  const now = Number(localDate(store.clock.now()).slice(0, 4));
  const year = asked ?? (planned.has(now) ? now : Math.max(...planned));
  const told = Number.isFinite(year) ? year : now;
  return { year: told, years: [...planned.add(told)].sort((a, b) => b - a) };
};

/** Firms in the library, by tier and name. Counting unit: 家. */
export const tierList = (desk: Reads, { year: asked, tier, search }: ListTiers): TierList => {
  const firms = countedFirms(desk.store).filter((firm) => isTier(firm.tier));
  const history = rowsByFirm(desk, tierHistory);
  const plans = rowsByFirm(desk, cultivation);
  const wanted = foldText(search);
  const { year, years } = planYears(desk, plans, asked);
  const counts = Map.groupBy(firms, (firm) => firm.tier ?? '');
  return {
    counts: Object.fromEntries(tiers.map((word) => [word, counts.get(word)?.length ?? 0])),
    year,
    years,
    rows: firms
      .filter((firm) => tier === null || firm.tier === tier)
      .map((firm) =>
        rowOf(firm, history.get(firm.id) ?? [], standing(plans.get(firm.id) ?? [], year)),
      )
      .filter((row) =>
        [row.firm.name, row.mentor, ...row.goals].some((word) =>
          foldText(word ?? '').includes(wanted),
        ),
      )
      .sort((a, b) => tiers.indexOf(a.tier as never) - tiers.indexOf(b.tier as never)),
  };
};

/** How the tiers moved in a month. Firms (家). */
export const tierMovement = (desk: Reads, { month }: { readonly month: string }): Movement => {
  const names = new Map(countedFirms(desk.store).map(({ id, name }) => [id, name]));
  const changes = [...rowsByFirm(desk, tierHistory)].flatMap(([firm, rows]) =>
    names.has(firm)
      ? rows.map(
          ({ id, values }): TierChange => ({
            id,
            firm,
            changedOn: String(values.changedOn),
            tier: String(values.tier),
            before: textOf(values, 'before'),
            reason: textOf(values, 'reason'),
          }),
        )
      : [],
  );
  const moves = movesOf(changes);
  return {
    month,
    lines: tierMonth(moves, month),
    moves: moves
      .filter(({ on }) => on.slice(0, 7) === month)
      .map((move) => ({ ...move, name: names.get(move.firm) ?? '' })),
  };
};

const unsaid = '未了解';
const none = '没有障碍';

/** Intention × barrier over the firms of a year's plan. Counting unit: 家. */
export const intentionMatrix = (desk: Reads, { year: asked }: MatrixInput): Matrix => {
  const names = new Map(countedFirms(desk.store).map(({ id, name }) => [id, name]));
  const all = rowsByFirm(desk, cultivation);
  const { year, years } = planYears(desk, all, asked);
  const told = [...all].flatMap(([id, rows]) => {
    const name = names.get(id);
    const plans = standing(rows, year);
    if (name === undefined || plans.length === 0) return [];
    const said = plans.flatMap(({ values }) => textOf(values, 'intention') ?? []);
    // A firm with several plans is as willing as for the best of them.
    const intention = intentions.find((word) => said.includes(word)) ?? said[0] ?? unsaid;
    const words = [...new Set(plans.flatMap(({ values }) => choicesOf(values.barriers ?? null)))];
    return [{ id, name, intention, barriers: words.length === 0 ? [none] : words }];
  });
  const rows = [...new Set([...intentions, ...told.map(({ intention }) => intention)])];
  const columns = [...new Set([...barriers, none, ...told.flatMap((one) => one.barriers)])];
  return {
    year,
    years,
    intentions: rows,
    barriers: columns,
    cells: rows.flatMap((intention) =>
      columns.map((barrier) => ({
        intention,
        barrier,
        firms: told
          .filter((one) => one.intention === intention && one.barriers.includes(barrier))
          .map(({ id, name }) => ({ id, name })),
      })),
    ),
    byIntention: Object.fromEntries(
      rows.map((word) => [word, told.filter(({ intention }) => intention === word).length]),
    ),
    byBarrier: Object.fromEntries(
      columns.map((word) => [word, told.filter((one) => one.barriers.includes(word)).length]),
    ),
    firms: told.length,
  };
};

/**
 * Moves a firm to another tier, or out of the library, with its reason.
 *
 * @returns what `undoTierMove` takes
 * @throws Refusal `record.missing`, `record.invalid`
 */
export const moveTier = (desk: Bench, input: MoveTier): UndoTier => {
  const { store, self } = desk;
  const id = homeOf(store, input.enterpriseId);
  const firm = getEnterprise(store.reader, id);
  if (!firm || firm.deleted) throw Refusal.of('record.missing', { what: '企业' });
  const { tier: after, on, score, reason, docNo } = input;
  if (firm.tier === after)
    throw Refusal.of('record.invalid', { problems: [`「${firm.name}」已在这一层级`] });
  // The list says where a firm stands, the history how it came there: they end at the same line.
  if (firm.tierSince !== null && on < firm.tierSince)
    throw Refusal.of('record.invalid', {
      problems: [`变动日期早于列入「${firm.tier ?? ''}」的日期（${firm.tierSince}）`],
    });
  const purpose = after === null ? '调出培育梯队' : `调整培育层级：${after}`;
  write(store, { actor: self.person, purpose }, (door) => {
    door.update(enterprise, id, { tier: after, tierSince: after === null ? null : on });
    addRow(desk, door, 'tier_history', id, {
      ...moveValues({ before: firm.tier, after, on, reason }),
      score,
      docNo,
    });
  });
  return { enterpriseId: id, before: firm.tier, after, on, since: firm.tierSince };
};

/** Takes a move back as long as the firm still stands where it led. @throws Refusal `record.missing`, `record.invalid` */
export const undoTierMove = (desk: Bench, input: UndoTier): void => {
  const { store, self } = desk;
  const { enterpriseId: id, before, after, on, since } = input;
  const firm = getEnterprise(store.reader, id);
  if (!firm || firm.deleted) throw Refusal.of('record.missing', { what: '企业' });
  if (firm.tier !== after)
    throw Refusal.of('record.invalid', { problems: [`「${firm.name}」的层级之后又有调整`] });
  write(store, { actor: self.person, purpose: '撤销层级调整' }, (door) => {
    door.update(enterprise, id, { tier: before, tierSince: since });
    dropTierMove(desk, door, { firm: id, before, after, on });
  });
};
