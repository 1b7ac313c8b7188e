/**
 * Places of rows in a list two laptops may both insert into. Places lie apart, so that a row that is put
 * between two others, or moved, changes its own place alone: places written anew for a whole list would be
 * one conflict a row.
 */

/** Between two neighbours that are both new. */
const step = 1024;

/** Indexes of a longest rising run of places; rows without a place are in none. */
const longestRise = (places: readonly (number | undefined)[]): Set<number> => {
  const tails: number[] = [];
  const before: number[] = [];
  places.forEach((place, at) => {
    if (place === undefined) return;
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[tails[middle] ?? 0] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    before[at] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = at;
  });
  const kept = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at !== -1; at = before[at] ?? -1) kept.add(at);
  return kept;
};

/**
 * Places for rows in this order. As many as can keep the place they have.
 *
 * @param placed place of each row that has one
 * @returns every row's place, rising
 */
export const placesFor = (
  ids: readonly string[],
  placed: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> => {
  const old = ids.map((id) => placed.get(id));
  const kept = longestRise(old);
  const places = new Map<string, number>();
  for (let at = 0; at < ids.length; ) {
    if (kept.has(at)) {
      places.set(ids[at] ?? '', old[at] ?? 0);
      at += 1;
      continue;
    }
    let end = at;
    while (end < ids.length && !kept.has(end)) end += 1;
    const from = at === 0 ? undefined : old[at - 1];
    const to = old[end];
    const many = end - at;
    // No room between two neighbours: the list is numbered anew.
    if (from !== undefined && to !== undefined && to - from <= many)
      return new Map(ids.map((id, place) => [id, (place + 1) * step]));
    const gap = from === undefined || to === undefined ? step : (to - from) / (many + 1);
    const base = from ?? (to === undefined ? 0 : to - (many + 1) * step);
    for (let n = 1; n <= many; n++) places.set(ids[at + n - 1] ?? '', base + Math.floor(gap * n));
    at = end;
  }
  return places;
};
