import { covers, type VersionVector } from './vector.ts';

/**
 * Delete beside edit. Hiding a row says nothing of its other cells, so the registers alone hold no
 * contradiction; whether there is one is told by who had seen whom. Pure: no store, no clock.
 */

/** The change `seq` of `origin`. */
export type Point = { readonly origin: string; readonly seq: number };

/** A change and what its author had applied from others when they made it. */
export type Seer = Point & { readonly seen: VersionVector };

/** Whether the author of `by` had `other` before their eyes (their own earlier work included). */
export const hadSeen = (by: Seer, other: Point): boolean =>
  by.origin === other.origin ? other.seq <= by.seq : covers(by.seen, other.origin, other.seq);

/**
 * Edits nobody has answered for: no standing deletion had seen them, and their author knew of none.
 * A deletion made in the same change, or after seeing the edit, answers it.
 *
 * @param seenOf what the author of a change had seen; asked only where it decides
 */
export const besideDeletion = <E extends Point>(
  deletions: readonly Point[],
  edits: readonly E[],
  seenOf: (point: Point) => VersionVector,
): E[] => {
  if (deletions.length === 0) return [];
  const deleters = deletions.map((d): Seer => ({ ...d, seen: seenOf(d) }));
  return edits
    .filter((edit) => !deleters.some((d) => hadSeen(d, edit)))
    .filter((edit) => {
      const editor: Seer = { ...edit, seen: seenOf(edit) };
      return !deletions.some((d) => hadSeen(editor, d));
    });
};
