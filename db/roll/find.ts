import { foldText } from '#shared/fold.ts';
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
  const ranks = new Uint8Array(end);
  const more = new Uint8Array(blockSize);
  let total = 0;
  for (const [at, block] of roll.blocks().entries()) {
    if (!block) continue;
    const own = ranks.subarray(at * blockSize, Math.min(end, (at + 1) * blockSize));
    for (const [n, word] of words.entries()) {
      const others = more.subarray(0, own.length).fill(0);
      const found = rankWord(block, word, n === 0 ? own : others);
      if (found === 0) own.fill(0);
      else if (n > 0)
        for (let slot = 0; slot < own.length; slot++) if (others[slot] === 0) own[slot] = 0;
      if (found === 0) break;
    }
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

/**
 * Firms found, the nearest first: by rank, key firms before others, short names before long ones.
 *
 * @param tierKeys by rowid, 0 for the most important tier; NaN without one
 * @returns rowids
 */
export const nearestFirst = (roll: Roll, { ranks }: Hits, tierKeys: Float64Array): Int32Array => {
  const keys: number[] = [];
  for (const [at, block] of roll.blocks().entries()) {
    if (!block) continue;
    const { starts } = block.name;
    const last = Math.min(ranks.length - at * blockSize, blockSize);
    for (let slot = 0; slot < last; slot++) {
      const rowid = at * blockSize + slot;
      const rank = ranks[rowid] ?? 0;
      if (rank === 0) continue;
      const tier = Math.min(15, tierKeys[rowid] || (tierKeys[rowid] === 0 ? 0 : 15));
      const length = Math.min(255, (starts[slot + 1] ?? 0) - (starts[slot] ?? 0));
      keys.push(((rank * 16 + tier) * 256 + length) * 2 ** 32 + rowid);
    }
  }
  // Numbers below 2^53, sorted natively: half a million comparisons of functions would take longer.
  return Int32Array.from(Float64Array.from(keys).sort(), (key) => key % 2 ** 32);
};
