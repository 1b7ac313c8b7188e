import { readFileSync } from 'node:fs';
import { translated } from '#db/failures.ts';
import type { Store } from '#db/open.ts';
import { mediaHolders } from '#db/queries/peers.ts';
import { getPhoto, type PhotoRecord, photosOf } from '#db/queries/visits.ts';
import { photo } from '#db/schema/visits.ts';
import type { Door } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import type { RecordState } from '#shared/exchange.ts';
import { jpegWithoutMetadata } from '#shared/jpeg.ts';
import { photoMaxSide, type SaveVisit, type StoredPhoto, type VisitPhoto } from '#shared/visits.ts';
import { sha256 } from '#sync/seal.ts';
import type { Desk } from './desk.ts';
import { isAbove, reachOf, statesOf } from './states.ts';

/**
 * Pictures on records. The screen makes a picture small; what arrives here is checked again, freed
 * of metadata, and kept under its hash before any row names it.
 */

/** Largest picture accepted, in bytes; 1,600 px of JPEG are under a tenth of it. */
const maxBytes = 8 * 1024 * 1024;

/** @throws Refusal `photo.unreadable` for anything but a JPEG of at most `photoMaxSide` pixels a side */
export const addPhoto = (desk: Desk, ticket: string): StoredPhoto => {
  const raw = readFileSync(desk.shelf.path(ticket));
  const clean = raw.length <= maxBytes ? jpegWithoutMetadata(raw) : undefined;
  if (!clean || Math.max(clean.width, clean.height) > photoMaxSide)
    throw Refusal.of('photo.unreadable');
  const hash = sha256(clean.bytes);
  const { media, dir } = desk.store;
  translated(dir, () => media.put(hash, 'image/jpeg', clean.bytes));
  return {
    sha256: hash,
    mime: 'image/jpeg',
    width: clean.width,
    height: clean.height,
    bytes: clean.bytes.length,
  };
};

/** A row must never name a picture that is not there, unless the row already did (附件待补). */
export const photoProblem = (
  store: Store,
  { id, sha256: hash }: SaveVisit['photos'][number],
): string | undefined => {
  if (store.media.has(hash)) return undefined;
  const known = getPhoto(store.reader, id)?.sha256 === hash;
  return known ? undefined : '有一张照片没有存好，请重新加入';
};

/** Where a picture is: who above has said, signed, that they hold it; else as far as it was sent. */
const pictureState = (row: RecordState, holders: readonly string[], top: boolean): RecordState => {
  if (top || holders.includes('city')) return 'city';
  if (holders.includes('county')) return 'county';
  // The row has arrived and the picture has not, or nobody has said so yet.
  return row === 'county' || row === 'city' ? 'exported' : row;
};

/** Where the pictures of some rows are, by row. */
export const photoPlaces = (
  desk: Pick<Desk, 'store' | 'self'>,
  rows: readonly { readonly id: string; readonly sha256: string }[],
): ReadonlyMap<string, RecordState> => {
  const { store, self } = desk;
  const reach = reachOf(desk);
  const ids = rows.map((row) => row.id);
  const states = statesOf(desk, reach, 'photo', ids);
  const holders = mediaHolders(
    store,
    rows.map((row) => row.sha256),
  );
  return new Map(
    rows.map(({ id, sha256: hash }) => {
      const above = (holders.get(hash) ?? []).filter((role) => isAbove(role, self.role));
      return [id, pictureState(states.get(id) ?? 'here', above, reach.top)];
    }),
  );
};

/** Photos as the screen shows them. */
export const viewPhotos = (desk: Desk, rows: readonly PhotoRecord[]): VisitPhoto[] => {
  if (rows.length === 0) return [];
  const places = photoPlaces(desk, rows);
  return rows.map((row) => viewPhoto(desk.store, row, places.get(row.id) ?? 'here'));
};

const viewPhoto = (store: Store, row: PhotoRecord, state: RecordState): VisitPhoto => ({
  id: row.id,
  sha256: row.sha256,
  mime: row.mime,
  width: row.width,
  height: row.height,
  bytes: row.bytes,
  name: row.name,
  caption: row.caption,
  takenAt: row.takenAt,
  present: store.media.has(row.sha256),
  state,
});

/** Makes the photos of a record those of the form, in its order. */
export const savePhotos = (
  door: Door,
  store: Store,
  owner: { readonly table: string; readonly id: string },
  photos: SaveVisit['photos'],
): void => {
  const known = new Map(photosOf(door.reader, [owner.id]).map((p) => [p.id, p]));
  for (const [position, { id, sha256: hash, caption, takenAt }] of photos.entries()) {
    if (known.has(id)) {
      door.update(photo, id, { caption, takenAt, position, deleted: 0 });
      continue;
    }
    const stored = store.media.get(hash);
    const size = stored && jpegWithoutMetadata(stored.bytes);
    if (!stored || !size) throw Refusal.of('photo.unreadable');
    door.insert(photo, {
      id,
      ownerTable: owner.table,
      ownerId: owner.id,
      sha256: hash,
      mime: stored.mime,
      width: size.width,
      height: size.height,
      bytes: stored.bytes.length,
      caption,
      takenAt,
      position,
    });
  }
  const kept = new Set(photos.map((p) => p.id));
  for (const old of known.values())
    if (old.deleted === 0 && !kept.has(old.id)) door.update(photo, old.id, { deleted: 1 });
};
