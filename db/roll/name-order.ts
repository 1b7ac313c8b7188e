/**
 * All live firms as a reader of pinyin would order them, kept as sorted runs that grow together a
 * step at a time, so that neither the start nor one edit ever sorts 200,000 names at once.
 */
export type NameOrder = {
  /** @param gone firms that must leave their place; `come` those of them that get a new one */
  readonly move: (come: readonly number[], gone: readonly number[]) => void;
  /** Joins two runs. @returns whether there is more to join */
  readonly step: () => boolean;
  readonly pending: () => boolean;
  /** rowids in order; whole only where nothing is pending. */
  readonly order: () => Int32Array;
};

type KeyOf = (rowid: number) => string;

const mergeRuns = (a: Int32Array, b: Int32Array, keyOf: KeyOf): Int32Array => {
  const merged = new Int32Array(a.length + b.length);
  let [i, j, at] = [0, 0, 0];
  let left = a.length > 0 ? keyOf(a[0] ?? 0) : '';
  let right = b.length > 0 ? keyOf(b[0] ?? 0) : '';
  while (i < a.length && j < b.length) {
    if (left <= right) {
      merged[at++] = a[i++] ?? 0;
      if (i < a.length) left = keyOf(a[i] ?? 0);
    } else {
      merged[at++] = b[j++] ?? 0;
      if (j < b.length) right = keyOf(b[j] ?? 0);
    }
  }
  merged.set(a.subarray(i), at);
  merged.set(b.subarray(j), at + a.length - i);
  return merged;
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

/** As `mergeRuns`, for a few among many: asks for few keys. */
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
  let last = -1;
  return {
    move: (come, gone) => {
      const leaving = new Set(gone.filter((rowid) => rowid <= last));
      if (leaving.size > 0) runs = runs.map((run) => run.filter((rowid) => !leaving.has(rowid)));
      const keyed = come.map((rowid) => ({ rowid, key: keyOf(rowid) }));
      keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.rowid - b.rowid));
      runs.push(Int32Array.from(keyed, ({ rowid }) => rowid));
      runs = runs.filter((run) => run.length > 0);
      for (const rowid of gone) last = Math.max(last, rowid);
    },
    step: () => {
      const [few, many, ...rest] = runs.toSorted((a, b) => a.length - b.length);
      if (!few || !many) return false;
      const joined =
        few.length * 16 < many.length ? insertRun(many, few, keyOf) : mergeRuns(many, few, keyOf);
      runs = [joined, ...rest];
      return runs.length > 1;
    },
    pending: () => runs.length > 1,
    order: () => runs[0] ?? new Int32Array(0),
  };
};
