import { mediaHolders } from '#db/queries/peers.ts';
import { type PhotoRecord, photosNamed, photosOf } from '#db/queries/visits.ts';
import { photo } from '#db/schema/visits.ts';
import type { Door } from '#db/write.ts';
import type { StoredFile } from '#shared/attachments.ts';
import { Refusal } from '#shared/errors.ts';
import type { RecordState } from '#shared/exchange.ts';
import type { SaveVisit, VisitPhoto } from '#shared/visits.ts';
import type { Desk } from './desk.ts';
import { type FileUse, keptFile } from './keep-file.ts';
import { isAbove, reachOf, statesOf } from './states.ts';

/** Pictures on records. */

/**
 * Keeps a picture or document that was put on the shelf and takes it off there: it must not lie about unencrypted.
 *
 * @throws Refusal as `keepFile`
 */
export const keepShelved = async (
  { jobs, shelf }: Pick<Desk, 'jobs' | 'shelf'>,
  ticket: string,
  use: FileUse,
): Promise<StoredFile> => {
  try {
    return await jobs.pictures.keep(shelf.path(ticket), use);
  } finally {
    shelf.release(ticket);
  }
};

/**
 * Looks in their own thread at pictures that no row names yet, before a transaction does: to read three hundred here
 * would keep everybody waiting.
 */
export const lookAtPhotos = (
  { store, jobs }: Pick<Desk, 'store' | 'jobs'>,
  photos: SaveVisit['photos'],
): Promise<void> => {
  const unseen = photos.filter(({ sha256: hash }) => !jobs.pictures.known(hash));
  if (unseen.length === 0) return Promise.resolve();
  const rows = photosNamed(
    store.reader,
    unseen.map(({ id }) => id),
  );
  return jobs.pictures.look(unseen.filter(({ id }) => !rows.has(id)).map((photo) => photo.sha256));
};

/** What keeps some photos from being saved: a row must never name a picture that is not there, unless it already did (附件待补). */
export const photoProblems = (
  { store, jobs }: Pick<Desk, 'store' | 'jobs'>,
  photos: SaveVisit['photos'],
): string[] => {
  const unknown = photos.filter(({ sha256: hash }) => !jobs.pictures.known(hash));
  if (unknown.length === 0) return [];
  const rows = photosNamed(
    store.reader,
    unknown.map(({ id }) => id),
  );
  const strange = unknown.filter(({ id, sha256: hash }) => rows.get(id)?.sha256 !== hash);
  const here = store.media.among(strange.map((photo) => photo.sha256));
  const missing = strange.filter(({ sha256: hash }) => !here.has(hash));
  return missing.length === 0 ? [] : [`有 ${missing.length} 张照片没有存好，请重新加入`];
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
  const { known } = desk.jobs.pictures;
  // While the thread of pictures writes another one, their file keeps everybody waiting who looks into it.
  const asked = rows.map((row) => row.sha256).filter((hash) => !known(hash));
  const present = asked.length === 0 ? new Set() : desk.store.media.among(asked);
  return rows.map((row) =>
    viewPhoto(
      row,
      known(row.sha256) !== undefined || present.has(row.sha256),
      places.get(row.id) ?? 'here',
    ),
  );
};

const viewPhoto = (row: PhotoRecord, present: boolean, state: RecordState): VisitPhoto => ({
  id: row.id,
  sha256: row.sha256,
  mime: row.mime,
  width: row.width,
  height: row.height,
  bytes: row.bytes,
  name: row.name,
  caption: row.caption,
  takenAt: row.takenAt,
  present,
  state,
});

/** Makes the photos of a record those of the form, in its order. */
export const savePhotos = (
  { store, jobs }: Pick<Desk, 'store' | 'jobs'>,
  door: Door,
  owner: { readonly table: string; readonly id: string },
  photos: SaveVisit['photos'],
): void => {
  const known = new Map(photosOf(door.reader, [owner.id]).map((p) => [p.id, p]));
  for (const [position, { id, sha256: hash, caption, takenAt, name = null }] of photos.entries()) {
    if (known.has(id)) {
      door.update(photo, id, { caption, takenAt, position, deleted: 0 });
      continue;
    }
    const file = jobs.pictures.known(hash) ?? keptFile(store, hash);
    if (!file) throw Refusal.of('photo.unreadable');
    door.insert(photo, {
      id,
      ownerTable: owner.table,
      ownerId: owner.id,
      sha256: hash,
      mime: file.mime,
      width: file.width,
      height: file.height,
      bytes: file.bytes,
      caption,
      takenAt,
      position,
      name,
    });
  }
  const kept = new Set(photos.map((p) => p.id));
  for (const old of known.values())
    if (old.deleted === 0 && !kept.has(old.id)) door.update(photo, old.id, { deleted: 1 });
};
