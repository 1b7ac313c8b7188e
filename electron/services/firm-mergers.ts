import {
  allFirmTraits,
  type EnterpriseRecord,
  getEnterprises,
  getEnterprise as getRecord,
} from '#db/queries/enterprises.ts';
import {
  countRecords,
  type FirmPairRecord,
  getPairs,
  homeOf,
  listPairs,
} from '#db/queries/homes.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { firmPair } from '#db/schema/firm-pairs.ts';
import { type Door, write } from '#db/write.ts';
import { localDate } from '#shared/clock.ts';
import { type FirmTraits, likelyDoubles, splitNames } from '#shared/doubles.ts';
import { Refusal } from '#shared/errors.ts';
import type {
  FirmBrief,
  LikelyPair,
  LikelyPairs,
  MergeFirms,
  PairComparison,
  PairField,
  StandingMerger,
  UndoneMerger,
} from '#shared/firm-pairs.ts';
import { foldText } from '#shared/fold.ts';
import { deriveId } from '#sync/seal.ts';
import { fieldOf } from './cell-fields.ts';
import type { Desk, Work } from './desk.ts';
import { leadOf, valueInWords } from './field-words.ts';
import { dropTierMove, noteTierMove, type TierMove } from './tiers.ts';

/**
 * Two files of one firm: found, compared, kept as one, and parted again. Merging moves no record: it
 * says that both files are one (`firm_pair`), and whoever asks for the one is given both.
 */

type Bench = Pick<Desk, 'store' | 'self'>;

/** One row a pair, whoever decides and in whatever order they name the two. */
const pairOf = (a: string, b: string): Pick<FirmPairRecord, 'id' | 'firstId' | 'secondId'> => {
  const [firstId = '', secondId = ''] = [a, b].toSorted();
  return { id: deriveId('firm_pair', `${firstId} ${secondId}`), firstId, secondId };
};

const keeperOf = (pair: FirmPairRecord): string =>
  pair.keeper === 'second' ? pair.secondId : pair.firstId;

const briefOf = (record: EnterpriseRecord, records: number): FirmBrief => ({
  id: record.id,
  name: record.name,
  uscc: record.uscc,
  township: record.township,
  address: record.address,
  records,
});

const briefsOf = (desk: Bench, ids: readonly string[]): ReadonlyMap<string, FirmBrief> => {
  const counts = countRecords(desk.store, ids);
  return new Map(
    [...getEnterprises(desk.store.reader, ids)].map(([id, record]) => [
      id,
      briefOf(record, counts.get(id) ?? 0),
    ]),
  );
};

const traitsOf = (record: EnterpriseRecord): FirmTraits => ({
  id: record.id,
  name: record.name,
  formerNames: record.formerNames,
  uscc: record.uscc,
  phone: record.contactPhone,
  legalRep: record.legalRep,
  address: record.address,
});

/** Pairs shown at once; a person decides about them one by one. */
const shownPairs = 500;

/**
 * Pairs that may be one firm and that nobody has decided about, the likeliest first. Runs as a job:
 * 200,000 names take seconds to compare.
 *
 * @returns at most 500 pairs, and how many (对) there are in all
 * @throws Refusal `job.cancelled`
 */
export const findLikelyPairs = async (
  desk: Bench,
  _: null,
  work: Work = {},
): Promise<LikelyPairs> => {
  const tell = (label: string, done: number, total: number): void => {
    work.progress?.(label, done, total);
    if (work.signal?.aborted) throw Refusal.of('job.cancelled');
  };
  tell('正在读取档案', 0, 1);
  const firms = allFirmTraits(desk.store);
  const decided = new Set(
    listPairs(desk.store)
      .filter(({ verdict }) => verdict !== 'open')
      .map(({ id }) => id),
  );
  const doubles = likelyDoubles(firms, (done, total) =>
    tell('正在比对名称、代码、电话和地址', done, total),
  ).filter(({ firstId, secondId }) => !decided.has(pairOf(firstId, secondId).id));
  const shown = doubles.slice(0, shownPairs);
  const briefs = briefsOf(desk, [...new Set(shown.flatMap((d) => [d.firstId, d.secondId]))]);
  const pairs = shown.flatMap(({ firstId, secondId, reasons }): LikelyPair[] => {
    const [first, second] = [briefs.get(firstId), briefs.get(secondId)];
    return first && second ? [{ first, second, reasons }] : [];
  });
  return { total: doubles.length, pairs };
};

/** @throws Refusal `record.missing` for a firm that is not there, `firms.same` for one file twice */
const twoFirms = (
  desk: Bench,
  ids: { readonly firstId: string; readonly secondId: string },
): readonly [EnterpriseRecord, EnterpriseRecord] => {
  const both = [ids.firstId, ids.secondId].map((id) =>
    getRecord(desk.store.reader, homeOf(desk.store, id)),
  );
  const [first, second] = both;
  if (!first || !second || first.deleted || second.deleted)
    throw Refusal.of('record.missing', { what: '企业' });
  if (first.id === second.id) throw Refusal.of('firms.same', { name: first.name });
  return [first, second];
};

/** Columns a person chooses between; what follows from another one goes with it. */
const ownColumns = (desk: Bench) =>
  (desk.store.schema.shapes.find(({ name }) => name === 'enterprise')?.columns ?? []).filter(
    ({ name }) => !['id', 'deleted'].includes(name) && leadOf('enterprise', name) === undefined,
  );

const led = (desk: Bench, lead: string): string[] =>
  (desk.store.schema.shapes.find(({ name }) => name === 'enterprise')?.columns ?? [])
    .filter(({ name }) => leadOf('enterprise', name) === lead)
    .map(({ key }) => key);

type Cell = string | number | null;
const cellOf = (record: EnterpriseRecord, key: string): Cell =>
  (record as unknown as Record<string, Cell>)[key] ?? null;

/**
 * Two files side by side: the fields that differ, as people read them.
 *
 * @returns null where both are kept as one already
 * @throws Refusal `record.missing`
 */
export const comparePair = (
  desk: Bench,
  ids: { readonly firstId: string; readonly secondId: string },
): PairComparison | null => {
  if (homeOf(desk.store, ids.firstId) === homeOf(desk.store, ids.secondId)) return null;
  const [a, b] = twoFirms(desk, ids);
  const briefs = briefsOf(desk, [a.id, b.id]);
  const words = (record: EnterpriseRecord, name: string, key: string): string | null => {
    const value = cellOf(record, key);
    return value === null || value === '' ? null : valueInWords('enterprise', name, value);
  };
  const fields = ownColumns(desk)
    .filter(({ key }) => cellOf(a, key) !== cellOf(b, key))
    .map(
      ({ name, key }): PairField => ({
        key,
        label: fieldOf('enterprise', name).label,
        first: words(a, name, key),
        second: words(b, name, key),
      }),
    );
  const [first = briefOf(a, 0), second = briefOf(b, 0)] = [briefs.get(a.id), briefs.get(b.id)];
  const [double] = likelyDoubles([traitsOf(a), traitsOf(b)]);
  return { first, second, reasons: double?.reasons ?? [], fields };
};

type Verdict = Partial<Pick<FirmPairRecord, 'keeper' | 'taken' | 'reason'>> & {
  readonly verdict: string;
};

const decide = (desk: Bench, door: Door, a: string, b: string, verdict: Verdict): string => {
  const pair = pairOf(a, b);
  const [known] = getPairs(desk.store, [pair.id]);
  if (known) door.update(firmPair, pair.id, { ...verdict, deleted: 0 });
  else door.insert(firmPair, { ...pair, ...verdict });
  return pair.id;
};

/** Former names of the kept file with the other one's name, unless it is known there already. */
const withName = (keeper: EnterpriseRecord, other: EnterpriseRecord): string | null => {
  const names = splitNames(keeper.formerNames);
  const known = [keeper.name, ...names].map(foldText);
  const more = [other.name, ...splitNames(other.formerNames)].filter(
    (name, i, all) => !known.includes(foldText(name)) && all.indexOf(name) === i,
  );
  return [...names, ...more].join('、') || null;
};

/** What the kept file takes over: key → `[before, after]`. */
const takenOver = (
  desk: Bench,
  keeper: EnterpriseRecord,
  other: EnterpriseRecord,
  input: MergeFirms,
): ReadonlyMap<string, readonly [Cell, Cell]> => {
  const wanted = ownColumns(desk)
    .filter(({ key }) => input.take.includes(key))
    .flatMap(({ name, key }) => [key, ...led(desk, name), ...(key === 'tier' ? ['tierSince'] : [])])
    .map((key): readonly [string, Cell] => [key, cellOf(other, key)]);
  const names: readonly (readonly [string, Cell])[] =
    input.keepName && !input.take.includes('formerNames') && !input.take.includes('name')
      ? [['formerNames', withName(keeper, other)]]
      : [];
  return new Map(
    [...wanted, ...names]
      .map(([key, after]) => [key, [cellOf(keeper, key), after]] as const)
      .filter(([, [before, after]]) => before !== after),
  );
};

/** The move a merger makes of the kept firm; null where the tier stays. */
const tierMove = (
  firm: string,
  taken: readonly [Cell, Cell] | undefined,
): Omit<TierMove, 'on'> | null => {
  if (!taken) return null;
  const [before, after] = taken.map((tier) => (tier === null ? null : String(tier)));
  return { firm, before: before ?? null, after: after ?? null, reason: '合并企业档案' };
};

/**
 * Keeps two files as one, in one transaction: the kept file takes over the chosen values, and every
 * visit, sheet, issue and ledger row of both is shown under it. Nothing is moved or removed.
 *
 * @returns the id of the pair, with which the merger can be taken back
 * @throws Refusal `record.missing`, `firms.same`
 */
export const mergeFirms = (desk: Bench, input: MergeFirms): { id: string; homeId: string } => {
  const [a, b] = twoFirms(desk, input);
  const [keeper, other] = homeOf(desk.store, input.keeperId) === b.id ? [b, a] : [a, b];
  const taken = takenOver(desk, keeper, other, input);
  const patch = Object.fromEntries([...taken].map(([key, [, after]]) => [key, after]));
  const { firstId } = pairOf(a.id, b.id);
  const purpose = `合并企业档案：${other.name}`;
  const id = write(desk.store, { actor: desk.self.person, purpose }, (door) => {
    if (taken.size > 0) door.update(enterprise, keeper.id, patch);
    const move = tierMove(keeper.id, taken.get('tier'));
    if (move) noteTierMove(desk, door, { ...move, on: localDate(desk.store.clock.now()) });
    return decide(desk, door, a.id, b.id, {
      verdict: 'same',
      keeper: keeper.id === firstId ? 'first' : 'second',
      taken: taken.size > 0 ? JSON.stringify(Object.fromEntries(taken)) : null,
    });
  });
  return { id, homeId: homeOf(desk.store, keeper.id) };
};

/** Says that two files are two firms, so that nobody is asked again. */
export const declareDifferent = (
  desk: Bench,
  ids: { readonly firstId: string; readonly secondId: string },
): void => {
  const [a, b] = twoFirms(desk, ids);
  write(desk.store, { actor: desk.self.person, purpose: '核对重复档案：不是同一家' }, (door) => {
    decide(desk, door, a.id, b.id, { verdict: 'different', keeper: null, taken: null });
  });
};

const readTaken = (text: string | null): [string, readonly [Cell, Cell]][] =>
  text === null ? [] : Object.entries(JSON.parse(text) as Record<string, [Cell, Cell]>);

/**
 * Takes a merger back: both files stand for themselves again, with all that was entered under each.
 * A value the kept file took over is set back unless somebody has changed it since.
 *
 * @throws Refusal `record.missing` where no such merger stands
 */
export const undoMerge = (desk: Bench, id: string): UndoneMerger => {
  const [pair] = getPairs(desk.store, [id]);
  if (!pair || pair.deleted || pair.verdict !== 'same')
    throw Refusal.of('record.missing', { what: '合并记录' });
  const keeper = getRecord(desk.store.reader, keeperOf(pair));
  if (!keeper) throw Refusal.of('record.missing', { what: '企业' });
  const taken = readTaken(pair.taken);
  const standing = taken.filter(([key, [, after]]) => cellOf(keeper, key) === after);
  const patch = Object.fromEntries(standing.map(([key, [before]]) => [key, before]));
  write(desk.store, { actor: desk.self.person, purpose: '撤销合并企业档案' }, (door) => {
    if (standing.length > 0) door.update(enterprise, keeper.id, patch);
    const move = tierMove(keeper.id, new Map(standing).get('tier'));
    if (move) dropTierMove(desk, door, move);
    door.update(firmPair, id, { verdict: 'open', taken: null });
  });
  return { restored: standing.length, kept: taken.length - standing.length };
};

/** Mergers that stand, by the name of the kept firm. */
export const listMergers = (desk: Bench): StandingMerger[] => {
  const pairs = listPairs(desk.store).filter((p) => p.verdict === 'same' && !p.deleted);
  const briefs = briefsOf(
    desk,
    pairs.flatMap((p) => [p.firstId, p.secondId]),
  );
  return pairs
    .flatMap((pair): StandingMerger[] => {
      const keeper = briefs.get(keeperOf(pair));
      const other = briefs.get(pair.keeper === 'second' ? pair.firstId : pair.secondId);
      return keeper && other ? [{ id: pair.id, keeper, other, reason: pair.reason }] : [];
    })
    .toSorted((x, y) => x.keeper.name.localeCompare(y.keeper.name, 'zh-CN'));
};
