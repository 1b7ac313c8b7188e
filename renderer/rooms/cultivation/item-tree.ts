type Item = { readonly code: string; readonly group: string | null };

/** Rows of a scheme with their groups above them, each with its depth, in the order they come. */
export const asTree = <T extends Item>(
  items: readonly T[],
): readonly { readonly item: T; readonly depth: number }[] => {
  const codes = new Set(items.map(({ code }) => code));
  const under = Map.groupBy(items, ({ group }) =>
    group !== null && codes.has(group) ? group : '',
  );
  const walk = (group: string, depth: number): { item: T; depth: number }[] =>
    (under.get(group) ?? []).flatMap((item) => [
      { item, depth },
      ...(item.code === group ? [] : walk(item.code, depth + 1)),
    ]);
  return walk('', 0);
};
