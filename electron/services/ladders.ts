import { type ReadFile, readFirmFiles } from '#db/queries/firm-files.ts';
import { firmsOfRows, type LedgerRecord } from '#db/queries/ledgers.ts';
import {
  type Holding,
  type LadderNode,
  type LadderView,
  type Missing,
  mayTake,
  type Readiness,
  type ReadinessInput,
  type ReadyFirm,
  ringIn,
  standing,
  type ToldStep,
  wayUpTo,
} from '#shared/ladders.ts';
import { honour } from '#shared/registers/honour.ts';
import { holdsOn } from '#shared/registers/validity.ts';
import { demandsOf, type Looked, lookAt, mustBe } from './award-demands.ts';
import { awardLookup } from './award-names.ts';
import type { Desk } from './desk.ts';
import { requireLedger } from './ledgers.ts';
import { numberOf, rowOf, rowsOf, textOf } from './own-rows.ts';

/** The ladders of the catalogue with the firms on them, and who is ready for the next step. */

type StoreOf = Pick<Desk, 'store'>;

const stepsOf = (desk: StoreOf): ToldStep[] =>
  rowsOf(desk, 'award_step').map(({ id, values }) => ({
    id,
    fromId: String(values.fromId),
    toId: String(values.toId),
    kind: textOf(values, 'kind'),
    stillValid: values.stillValid === 1,
    heldYears: numberOf(values, 'heldYears') ?? 0,
    ladder: textOf(values, 'ladder'),
    basis: textOf(values, 'basis'),
  }));

/** What firms hold of the catalogue; honours it does not know stand on no ladder. */
const holdingsOf = (
  desk: StoreOf,
  day: string,
): { readonly holdings: readonly Holding[]; readonly names: ReadonlyMap<string, string> } => {
  const lookup = awardLookup(desk);
  const rows = rowsOf(desk, 'honour').filter(({ values }) => values.revoked !== 1);
  const firms = firmsOfRows(
    desk.store,
    requireLedger('honour'),
    rows.map(({ id }) => id),
  );
  const names = new Map([...firms.values()].map(({ id, name }) => [id, name]));
  const holdings = rows.flatMap(({ id, values }): Holding[] => {
    const [firm, known] = [firms.get(id), lookup(String(values.award))];
    if (!firm || !known) return [];
    return [
      {
        awardId: known.id,
        firmId: firm.id,
        from: textOf(values, 'validFrom') ?? (values.year === null ? null : `${values.year}-01`),
        to: textOf(values, 'validTo'),
        holds: holdsOn(honour, values, day),
      },
    ];
  });
  return { holdings, names };
};

const hasEnded = ({ values }: LedgerRecord, day: string): boolean => {
  const to = textOf(values, 'activeTo');
  return to !== null && to < day.slice(0, to.length);
};

/** The ladders on a day, each award with its firms. */
export const ladderView = (desk: StoreOf, { day }: { readonly day: string }): LadderView => {
  const awards = rowsOf(desk, 'award');
  const known = new Set(awards.map(({ id }) => id));
  const steps = stepsOf(desk).filter(({ fromId, toId }) => known.has(fromId) && known.has(toId));
  const on = new Set(steps.flatMap(({ fromId, toId }) => [fromId, toId]));
  const { holdings } = holdingsOf(desk, day);
  const byAward = Map.groupBy(holdings, ({ awardId }) => awardId);
  const standsOn = Map.groupBy([...standing(steps, holdings).values()].flat(), (award) => award);
  const nodes = awards
    .filter(({ id }) => on.has(id))
    .map((row): LadderNode => {
      const held = new Set(
        (byAward.get(row.id) ?? []).flatMap(({ holds, firmId }) => (holds ? [firmId] : [])),
      );
      const waiting = steps
        .filter(({ toId }) => toId === row.id)
        .flatMap((step) =>
          (byAward.get(step.fromId) ?? []).filter((own) => mayTake(step, own, day)),
        )
        .filter(({ firmId }) => !held.has(firmId));
      return {
        id: row.id,
        name: String(row.values.name),
        level: textOf(row.values, 'level'),
        track: textOf(row.values, 'track'),
        ended: hasEnded(row, day),
        holders: held.size,
        standing: standsOn.get(row.id)?.length ?? 0,
        waiting: new Set(waiting.map(({ firmId }) => firmId)).size,
      };
    });
  const names = new Map(awards.map(({ id, values }) => [id, String(values.name)]));
  const ring = ringIn(steps);
  return { day, nodes, steps, ring: ring?.map((id) => names.get(id) ?? id) ?? null };
};

/** Tiers whose firms are looked at where an award asks for none to be held first. */
const keyTiers = ['领军', '骨干'];

/**
 * Who is ready for an award, and what each is missing. Looked at are the firms the ladder lets apply;
 * where none must be held first, those that hold something below and the key plan list.
 *
 * @throws Refusal `record.missing`
 */
export const readinessFor = (desk: StoreOf, input: ReadinessInput): Readiness => {
  const { awardId, day, year } = input;
  const award = rowOf(desk, 'award', awardId);
  const names = new Map(rowsOf(desk, 'award').map(({ id, values }) => [id, String(values.name)]));
  const way = wayUpTo(stepsOf(desk), awardId);
  const { holdings, names: firmNames } = holdingsOf(desk, day);
  const holders = new Set(
    holdings.filter((h) => h.awardId === awardId && h.holds).map(({ firmId }) => firmId),
  );
  const into = way.must.length > 0 ? way.must : way.helps;
  const below = Map.groupBy(
    holdings.filter((own) => into.some((step) => mayTake(step, own, day))),
    ({ firmId }) => firmId,
  );
  const { edition, conditions, cells } = demandsOf(desk, awardId, day);
  const files = new Map<string, ReadFile>();
  const takeIn = (more: readonly ReadFile[]): void => {
    for (const file of more) if (!holders.has(file.id)) files.set(file.id, file);
  };
  takeIn(readFirmFiles(desk.store, { ids: [...below.keys()] }, cells));
  if (way.must.length === 0) takeIn(readFirmFiles(desk.store, { tiers: keyTiers }, cells));
  const at = { year, day };
  const firms = [...files.values()].map((file): ReadyFirm => {
    const looked = conditions.map((condition) => lookAt(condition, file, at));
    const told = (...states: readonly Looked['state'][]): Missing[] =>
      looked.filter(({ state }) => states.includes(state)).map((one) => one.told);
    const missing = told('missing');
    const unknown = told('unknown').filter(mustBe).length;
    const holds = (below.get(file.id) ?? []).map((own) => names.get(own.awardId) ?? '');
    return {
      firmId: file.id,
      firmName: file.name,
      holds: [...new Set(holds)],
      missing,
      open: told('unknown', 'open'),
      unknown,
      ready: unknown === 0 && !missing.some(mustBe),
    };
  });
  const needed = ({ missing }: ReadyFirm): number => missing.filter(mustBe).length;
  return {
    award: { id: awardId, name: String(award.values.name), ended: hasEnded(award, day) },
    edition,
    conditions: conditions.length,
    must: way.must.map(({ fromId }) => names.get(fromId) ?? ''),
    firms: firms.toSorted(
      (a, b) =>
        needed(a) - needed(b) ||
        a.unknown - b.unknown ||
        a.missing.length - b.missing.length ||
        a.open.length - b.open.length ||
        a.firmName.localeCompare(b.firmName, 'zh-CN'),
    ),
    holders: [...holders].map((firmId) => ({ firmId, firmName: firmNames.get(firmId) ?? '' })),
  };
};
