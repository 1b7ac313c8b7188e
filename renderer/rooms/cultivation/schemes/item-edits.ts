import { blankItem, type ItemForm } from '#shared/scoring/scheme-form.ts';

/**
 * Rows of a scheme put in, moved and taken out. They stand as the table shows them: a group, then what
 * is in it; every function keeps that.
 */

export type Items = readonly ItemForm[];

/** How far a row is indented; rows whose groups stand in a ring are told flat. */
export const depthOf = (items: Items, id: string): number => {
  const groupOf = new Map(items.map((item) => [item.id, item.groupId]));
  let depth = 0;
  for (let at = groupOf.get(id); at != null && depth < items.length; at = groupOf.get(at)) depth++;
  return depth < items.length ? depth : 0;
};

/** A row with everything in it. */
const within = (items: Items, id: string): ReadonlySet<string> => {
  const inside = new Set([id]);
  // A group stands before what is in it.
  for (let grew = true; grew; ) {
    grew = false;
    for (const item of items)
      if (item.groupId !== null && inside.has(item.groupId) && !inside.has(item.id)) {
        inside.add(item.id);
        grew = true;
      }
  }
  return inside;
};

/** Groups a row may be put into: all but itself and those inside it. */
export const groupsFor = (items: Items, id: string): ItemForm[] => {
  const own = within(items, id);
  return items.filter(({ kind, id: other }) => kind === '分组' && !own.has(other));
};

const freshCode = (items: Items): string => {
  const taken = new Set(items.map(({ code }) => code.trim()));
  for (let n = items.length + 1; ; n++) if (!taken.has(`item-${n}`)) return `item-${n}`;
};

/** A new row below another: the first in a group, else the next beside it; last where none is named. */
export const withNew = (items: Items, after: string | null, id: string): ItemForm[] => {
  const blank = blankItem(id, freshCode(items));
  const at = items.findIndex((item) => item.id === after);
  const before = items[at];
  if (!before) return [...items, blank];
  if (before.kind === '分组') return items.toSpliced(at + 1, 0, { ...blank, groupId: before.id });
  return items.toSpliced(at + 1, 0, { ...blank, groupId: before.groupId, kind: before.kind });
};

/** Without a row and what is in it. */
export const withoutItem = (items: Items, id: string): ItemForm[] => {
  const gone = within(items, id);
  return items.filter((item) => !gone.has(item.id));
};

/** A row, with what is in it, one place up or down among those beside it. */
export const withMoved = (items: Items, id: string, by: -1 | 1): Items => {
  const own = items.find((item) => item.id === id);
  const beside = items.filter((item) => item.groupId === own?.groupId);
  const other = beside[beside.findIndex((item) => item.id === id) + by];
  if (!own || !other) return items;
  const [upper, lower] = by === 1 ? [own, other] : [other, own];
  const [up, low] = [within(items, upper.id), within(items, lower.id)];
  const at = items.findIndex((item) => item.id === upper.id);
  const blocks = [low, up].flatMap((block) => items.filter((item) => block.has(item.id)));
  const rest = items.filter((item) => !up.has(item.id) && !low.has(item.id));
  return rest.toSpliced(at, 0, ...blocks);
};

/** A row, with what is in it, put at the end of a group; null for the top. */
export const withGroup = (items: Items, id: string, groupId: string | null): Items => {
  const block = within(items, id);
  if (groupId !== null && block.has(groupId)) return items;
  const moved = items
    .filter((item) => block.has(item.id))
    .map((item) => (item.id === id ? { ...item, groupId } : item));
  const rest = items.filter((item) => !block.has(item.id));
  if (groupId === null) return [...rest, ...moved];
  const group = within(rest, groupId);
  const end = rest.findLastIndex((item) => group.has(item.id));
  return rest.toSpliced(end + 1, 0, ...moved);
};

/** A row turned into another kind. A group that is none any more lets its rows go to where it stood. */
export const withKind = (items: Items, id: string, kind: ItemForm['kind']): Items => {
  const own = items.find((item) => item.id === id);
  if (!own || own.kind === kind) return items;
  return items.map((item) => {
    if (item.id === id) return { ...item, kind };
    return own.kind === '分组' && item.groupId === id ? { ...item, groupId: own.groupId } : item;
  });
};

export const withItem = (items: Items, id: string, part: Partial<ItemForm>): ItemForm[] =>
  items.map((item) => (item.id === id ? { ...item, ...part } : item));
