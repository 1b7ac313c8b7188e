/** Rows that people put together (并入): which of them each is kept under. Pure. */

export type Putting = { readonly id: string; readonly sameAsId: string | null };

/**
 * The row each is kept under; itself where it is put under nothing that is there. Two offices may put rows
 * together crosswise: of a ring, all are kept under the smallest id, whatever the order of the rows.
 */
export const keptUnder = (rows: readonly Putting[]): ReadonlyMap<string, string> => {
  const under = new Map(rows.map(({ id, sameAsId }) => [id, sameAsId]));
  const next = (id: string): string | null => {
    const to = under.get(id) ?? null;
    return to !== null && to !== id && under.has(to) ? to : null;
  };
  const homeOf = (id: string): string => {
    const way = [id];
    for (let at = next(id); at !== null; at = next(at)) {
      const began = way.indexOf(at);
      if (began >= 0) return way.slice(began).reduce((a, b) => (a < b ? a : b));
      way.push(at);
    }
    return way.at(-1) ?? id;
  };
  return new Map(rows.map(({ id }) => [id, homeOf(id)]));
};
