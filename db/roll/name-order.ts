/**
 * All live firms as a reader of pinyin would order them, kept as sorted runs that grow together a
 * step at a time, so that neither the start nor one edit ever sorts 200,000 names at once.
 */
export type NameOrder = {
  /** @param gone firms that must leave their place; `come` those of them that get a new one */
  readonly move: (come: readonly number[], gone: readonly number[]) => void;
  /** Joins two runs, or goes on with it: some ten thousand firms. @returns whether there is more to join */
  readonly step: () => boolean;
  readonly pending: () => boolean;
  /** rowids in order; whole only where nothing is pending. */
  readonly order: () => Int32Array;
};

type KeyOf = (rowid: number) => string;

/** So many are put in one by one, about twenty keys each. */
const fewest = 1_024;

/** Firms joined in one step: some milliseconds. */
const joinedAtOnce = 16_384;

/** Two sorted runs on their way into one. */
type Joining = {
  readonly from: readonly [Int32Array, Int32Array];
  readonly merged: Int32Array;
  /** Places in the two that come next. */
  i: number;
  j: number;
};

const joinRuns = (a: Int32Array, b: Int32Array): Joining => ({
  from: [a, b],
  merged: new Int32Array(a.length + b.length),
  i: 0,
  j: 0,
});

/** @returns whether it is whole */
const goOn = (joining: Joining, keyOf: KeyOf): boolean => {
  const { from, merged } = joining;
  const [a, b] = from;
  let { i, j } = joining;
  const end = Math.min(merged.length, i + j + joinedAtOnce);
  let left = i < a.length ? keyOf(a[i] ?? 0) : '';
  let right = j < b.length ? keyOf(b[j] ?? 0) : '';
  while (i + j < end && i < a.length && j < b.length) {
    if (left <= right) {
      merged[i + j] = a[i] ?? 0;
      i += 1;
      if (i < a.length) left = keyOf(a[i] ?? 0);
    } else {
      merged[i + j] = b[j] ?? 0;
      j += 1;
      if (j < b.length) right = keyOf(b[j] ?? 0);
    }
  }
  joining.i = i;
  joining.j = j;
  if (i < a.length && j < b.length) return false;
  merged.set(a.subarray(i), i + j);
  merged.set(b.subarray(j), i + j + a.length - i);
  return true;
};

/** First place in a sorted run whose key is greater. */
const placeAfter = (run: Int32Array, key: string, keyOf: KeyOf): number => {
  let [low, high] = [0, run.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyOf(run[middle] ?? 0) <= key) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** As joining them, for a few among many: asks for few keys. */
const insertRun = (many: Int32Array, few: Int32Array, keyOf: KeyOf): Int32Array => {
  const merged = new Int32Array(many.length + few.length);
  let from = 0;
  for (const [n, rowid] of few.entries()) {
    const to = placeAfter(many, keyOf(rowid), keyOf);
    merged.set(many.subarray(from, to), from + n);
    merged[to + n] = rowid;
    from = to;
  }
  merged.set(many.subarray(from), from + few.length);
  return merged;
};

/** @param keyOf what a firm sorts by, as it stands now */
export const createNameOrder = (keyOf: KeyOf): NameOrder => {
  let runs: Int32Array[] = [];
  /** The runs it comes from stay among `runs` until it is whole. */
  let joining: Joining | null = null;
  let last = -1;
  return {
    move: (come, gone) => {
      joining = null;
      const leaving = new Set(gone.filter((rowid) => rowid <= last));
      if (leaving.size > 0) runs = runs.map((run) => run.filter((rowid) => !leaving.has(rowid)));
      const keyed = come.map((rowid) => ({ rowid, key: keyOf(rowid) }));
      keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.rowid - b.rowid));
      runs.push(Int32Array.from(keyed, ({ rowid }) => rowid));
      runs = runs.filter((run) => run.length > 0);
      for (const rowid of gone) last = Math.max(last, rowid);
    },
    step: () => {
      if (!joining) {
        const [few, many] = runs.toSorted((a, b) => a.length - b.length);
        if (!few || !many) return false;
        if (few.length * 16 < many.length && few.length <= fewest) {
          const joined = insertRun(many, few, keyOf);
          runs = [joined, ...runs.filter((run) => run !== few && run !== many)];
          return runs.length > 1;
        }
        joining = joinRuns(many, few);
      }
      if (!goOn(joining, keyOf)) return true;
      const { from, merged } = joining;
      runs = [merged, ...runs.filter((run) => !from.includes(run))];
      joining = null;
      return runs.length > 1;
    },
    pending: () => runs.length > 1,
    order: () => runs[0] ?? new Int32Array(0),
  };
};
