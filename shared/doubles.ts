import { type PairReason, pairReasons } from './firm-pairs.ts';
import { firmNameFolder, textFolder } from './fold.ts';

/** Which files of a county may be the same firm. Counts and compares; asks nobody and writes nothing. */

export type FirmTraits = {
  readonly id: string;
  readonly name: string;
  /** As typed: several names parted by 、；，or blanks. */
  readonly formerNames: string | null;
  readonly uscc: string | null;
  readonly phone: string | null;
  readonly legalRep: string | null;
  readonly address: string | null;
};

export type Double = {
  readonly firstId: string;
  readonly secondId: string;
  readonly reasons: readonly PairReason[];
};

/** Alone enough to ask a person. The others are asked about in twos; a slip in a name, see below. */
const strong: ReadonlySet<PairReason> = new Set(['code', 'orgCode', 'name', 'formerName']);

/** A telephone or an address that more firms share than this belongs to an agent or a market hall. */
const crowd = 5;

/** Characters that tell firms apart: 第一 and 第二, 东 and 西, 甲 and 乙 are no slip of the pen. */
const telling = /[0-9一二三四五六七八九十百千东西南北上下左右前后新老大小甲乙丙丁]/;

export const splitNames = (text: string | null): string[] =>
  (text ?? '').split(/[、；;，,\s]+/).filter((name) => name !== '');

/** Digits of a telephone number without area code. */
const shortestNumber = 7;

/** 32-bit FNV-1a over UTF-16 units, without the unit at `skip`. */
const hashWithout = (text: string, skip: number): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    if (i !== skip) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};

/** Whether two different texts become equal by changing, adding or dropping one unit; and which. */
const slip = (a: string, b: string): string | undefined => {
  if (Math.abs(a.length - b.length) > 1 || a === b) return undefined;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const restA = a.slice(a.length < b.length ? at : at + 1);
  const restB = b.slice(b.length < a.length ? at : at + 1);
  if (restA !== restB) return undefined;
  return (a.length >= b.length ? a.charAt(at) : '') + (b.length >= a.length ? b.charAt(at) : '');
};

/** Shorter names differ by one character far too often. */
const shortest = 5;
/** Places in a list up to this many fit beside a 32-bit hash, or in twos, into one double without loss. */
const mostFirms = 2 ** 21;

/**
 * Tells every pair of stems one slip apart, without comparing all with all: two such stems share a
 * hash once one unit is left out of the longer, or the same unit out of both.
 */
const eachSlip = (stems: readonly string[], tell: (a: number, b: number) => void): void => {
  const size = stems.reduce((sum, s) => sum + (s.length < shortest ? 0 : s.length + 1), 0);
  const keys = new Float64Array(size);
  let end = 0;
  stems.forEach((stem, i) => {
    if (stem.length < shortest) return;
    for (let skip = -1; skip < stem.length; skip++)
      keys[end++] = hashWithout(stem, skip) * mostFirms + i;
  });
  keys.sort();
  const hashAt = (place: number): number => Math.floor((keys[place] ?? 0) / mostFirms);
  for (let from = 0; from < end; ) {
    const hash = hashAt(from);
    let to = from + 1;
    while (to < end && hashAt(to) === hash) to++;
    for (let x = from; x < to; x++)
      for (let y = x + 1; y < to; y++) tell((keys[x] ?? 0) % mostFirms, (keys[y] ?? 0) % mostFirms);
    from = to;
  }
};

/** The best reason counts, then how many there are. */
const strengthOf = ({ reasons }: Double): number => {
  const [best = 'place'] = reasons;
  return (pairReasons.length - pairReasons.indexOf(best)) * 10 + reasons.length;
};

const bitOf = (why: PairReason): number => 2 ** pairReasons.indexOf(why);

/** Places of two firms as one number, the smaller first. */
const keyOf = (a: number, b: number): number => (a < b ? a * mostFirms + b : b * mostFirms + a);

/**
 * Likely doubles among some firms, those with the strongest reasons first, then by id. The same set
 * of firms gives the same list, whatever their order.
 *
 * @param unordered at most 2,097,152
 * @param tell how far it is, in steps of a few tenths of a second for 200,000 firms; what it throws
 *   ends the comparison
 */
export const likelyDoubles = (
  unordered: readonly FirmTraits[],
  tell: (done: number, total: number) => void = () => {},
): Double[] => {
  if (unordered.length > mostFirms) throw new Error(`more than ${mostFirms} firms`);
  const firms = unordered.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  /** Pair of places → reasons as bits. */
  const found = new Map<number, number>();
  const note = (a: number, b: number, why: PairReason): void => {
    if (a !== b) found.set(keyOf(a, b), (found.get(keyOf(a, b)) ?? 0) | bitOf(why));
  };
  const groupBy = (textOf: (firm: FirmTraits, place: number) => string | null | undefined) => {
    const groups = new Map<string, number[]>();
    firms.forEach((firm, place) => {
      const text = textOf(firm, place);
      const members = text ? groups.get(text) : undefined;
      if (members) members.push(place);
      else if (text) groups.set(text, [place]);
    });
    return groups;
  };
  const noteAll = (
    why: PairReason,
    groups: ReadonlyMap<string, readonly number[]>,
    most = crowd,
  ) => {
    for (const members of groups.values())
      if (members.length <= most)
        for (const [i, a] of members.entries())
          for (const b of members.slice(i + 1)) note(a, b, why);
  };
  const fold = textFolder();
  const foldName = firmNameFolder(fold);
  const steps = 6;
  tell(0, steps);
  const stems = firms.map(({ name }) => foldName(name));
  tell(1, steps);
  const byStem = groupBy((_, place) => stems[place]);
  noteAll(
    'code',
    groupBy(({ uscc }) => uscc),
    Infinity,
  );
  noteAll(
    'orgCode',
    groupBy(({ uscc }) => uscc?.slice(8, 17)),
    Infinity,
  );
  noteAll('name', byStem, Infinity);
  firms.forEach((firm, place) => {
    for (const former of splitNames(firm.formerNames))
      for (const other of byStem.get(foldName(former)) ?? []) note(place, other, 'formerName');
  });
  tell(2, steps);
  const numbers = groupBy(({ phone }) => {
    const bare = (phone ?? '').replace(/\D/g, '');
    return bare.length >= shortestNumber ? bare : null;
  });
  noteAll('phone', numbers);
  noteAll(
    'place',
    groupBy(({ legalRep, address }) =>
      legalRep && address ? `${fold(legalRep)} ${fold(address)}` : null,
    ),
  );
  tell(3, steps);
  eachSlip(stems, (a, b) => {
    // Of two firms that have codes, a slip in the name alone says nothing: a county has hundreds.
    if (firms[a]?.uscc && firms[b]?.uscc && !found.has(keyOf(a, b))) return;
    const changed = slip(stems[a] ?? '', stems[b] ?? '');
    if (changed !== undefined && !telling.test(changed)) note(a, b, 'typo');
  });
  tell(5, steps);
  const doubles = [...found]
    .map(([key, bits]) => ({
      first: firms[Math.floor(key / mostFirms)],
      second: firms[key % mostFirms],
      reasons: pairReasons.filter((why) => bits & bitOf(why)),
    }))
    .flatMap(({ first, second, reasons }): Double[] => {
      if (!first || !second) return [];
      const enough = reasons.length > 1 || reasons.some((why) => strong.has(why) || why === 'typo');
      // A code says all that its middle part says.
      const told = reasons.filter((why) => why !== 'orgCode' || !reasons.includes('code'));
      return enough ? [{ firstId: first.id, secondId: second.id, reasons: told }] : [];
    })
    .toSorted((a, b) => strengthOf(b) - strengthOf(a));
  tell(steps, steps);
  return doubles;
};
