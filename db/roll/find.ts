import { foldText } from '#shared/fold.ts';
import { needleOf } from './byte-block.ts';
import { rankHits, rankScattered } from './firm-block.ts';
import { blockSize, type Roll } from './roll.ts';

/** Which firms hold every word of a search, and how near each hit is. */
export type Hits = {
  /** By rowid: `hitRank` of the first word, 0 where a word is missing. */
  readonly ranks: Uint8Array;
  readonly total: number;
};

/**
 * The folded words of a search. People mix both hands (云丰zy): letters beside characters are a
 * word of their own.
 */
export const wordsOf = (search: string): string[] =>
  search
    .split(/\s+/)
    .map(foldText)
    .flatMap((text) => text.match(/[a-z0-9]*[a-z][a-z0-9]*|[^a-z]+/g) ?? []);

type RankWord = typeof rankHits;

const hitsOf = (roll: Roll, words: readonly string[], rankWord: RankWord): Hits => {
  const end = roll.end();
  const needles = words.map(needleOf);
  const ranks = new Uint8Array(end);
  const more = new Uint8Array(blockSize);
  let total = 0;
  for (const [at, block] of roll.blocks().entries()) {
    if (!block) continue;
    const own = ranks.subarray(at * blockSize, Math.min(end, (at + 1) * blockSize));
    for (const [n, needle] of needles.entries()) {
      const others = more.subarray(0, own.length).fill(0);
      const found = rankWord(block, needle, n === 0 ? own : others);
      if (words.length === 1) total += found;
      if (found === 0) own.fill(0);
      else if (n > 0)
        for (let slot = 0; slot < own.length; slot++) if (others[slot] === 0) own[slot] = 0;
      if (found === 0) break;
    }
    if (words.length > 1)
      for (let slot = 0; slot < own.length; slot++) if (own[slot] !== 0) total += 1;
  }
  return { ranks, total };
};

/**
 * Firms whose names, former names, codes, products, addresses or contacts, or the pinyin of whose
 * name, hold every word of a search. Where none does, the letters of a word may lie scattered
 * among the initials of the name. The roll must be ready.
 *
 * @param search holds a word (`wordsOf`)
 */
export const findFirms = (roll: Roll, search: string): Hits => {
  const words = wordsOf(search);
  const direct = hitsOf(roll, words, rankHits);
  if (direct.total > 0 || !words.every((word) => /^[a-z]{2,}$/.test(word))) return direct;
  return hitsOf(roll, words, rankScattered);
};

/** Buckets of a nearness: rank, tier, length of the name; less is nearer. */
const ranksApart = 16;
const tiersApart = 8;
const lengthsApart = 64;

/**
 * Firms found, the nearest first: by rank, key firms before others, short names before long ones.
 * Two passes and no comparison, because the first letter somebody types finds most of the county.
 *
 * @param tierKeys by vocabulary number of the tier, 0 for the most important; NaN for no tier
 * @returns rowids
 */
export const nearestFirst = (
  roll: Roll,
  { ranks, total }: Hits,
  tierKeys: Float64Array,
): Int32Array => {
  const tiers = roll.facts.column('tier');
  const tierOf = Uint8Array.from(tierKeys, (key) => Math.min(tiersApart - 1, key >= 0 ? key : 7));
  const counts = new Uint32Array(ranksApart * tiersApart * lengthsApart);
  const rowids = new Int32Array(total);
  const buckets = new Uint16Array(total);
  let hits = 0;
  for (const [at, block] of roll.blocks().entries()) {
    if (!block) continue;
    const { starts } = block.name;
    const first = at * blockSize;
    const end = Math.min(blockSize, ranks.length - first);
    for (let slot = 0; slot < end; slot++) {
      const rank = ranks[first + slot] ?? 0;
      if (rank === 0) continue;
      const length = (starts[slot + 1] ?? 0) - (starts[slot] ?? 0);
      const tier = tierOf[tiers[first + slot] ?? 0] ?? 0;
      const bucket = (rank * tiersApart + tier) * lengthsApart + Math.min(lengthsApart - 1, length);
      rowids[hits] = first + slot;
      buckets[hits] = bucket;
      hits += 1;
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
  }
  let begin = 0;
  for (let bucket = 0; bucket < counts.length; bucket++) {
    const size = counts[bucket] ?? 0;
    counts[bucket] = begin;
    begin += size;
  }
  const sorted = new Int32Array(total);
  for (let hit = 0; hit < total; hit++) {
    const bucket = buckets[hit] ?? 0;
    const at = counts[bucket] ?? 0;
    sorted[at] = rowids[hit] ?? 0;
    counts[bucket] = at + 1;
  }
  return sorted;
};
