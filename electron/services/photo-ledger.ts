import { listOffices } from '#db/queries/peers.ts';
import { type LedgerPhoto, listPhotos } from '#db/queries/photos.ts';
import { originDevices } from '#db/queries/segments.ts';
import { ownerLookup } from '#db/queries/states.ts';
import { foldText } from '#shared/fold.ts';
import {
  type PhotoLedger,
  type PhotoLine,
  type PhotoQuery,
  type PhotoState,
  photoStateOf,
} from '#shared/photos.ts';
import { tableLabel } from './change-counts.ts';
import type { Desk } from './desk.ts';
import { photoPlaces } from './photos.ts';

/** The list of all photographs and attachments: where each is, and whom an office asks for one that has not come. */

const nameOf = ({ officeName, person }: { officeName: string; person: string }): string =>
  [officeName, person].filter(Boolean).join(' ');

/** 走访 2026-03-02, 企业档案, 认证证书 HACCP 123. */
const whereOf = ({ ownerTable, ownerTitle }: Omit<LedgerPhoto, 'origin'>): string =>
  ownerTable === 'enterprise' ? '企业档案' : `${tableLabel(ownerTable)} ${ownerTitle}`.trim();

const isFound = (photo: LedgerPhoto & { readonly where: string }, folded: string): boolean =>
  folded === '' ||
  photo.sha256.startsWith(folded) ||
  [photo.enterpriseName, photo.where, photo.name, photo.caption].some(
    (said) => said !== null && foldText(said).includes(folded),
  );

/** The day it was taken, by the camera or by its visit; null for a document of a file. */
const dayOf = ({ takenAt, ownerTable, ownerTitle }: LedgerPhoto): string | null =>
  takenAt?.slice(0, 10) ?? (ownerTable === 'visit' ? ownerTitle : null);

/** Those of the firm, the words and the days that are asked for, each with what its record is called. */
const asked = (
  photos: readonly LedgerPhoto[],
  { search = '', period = null }: Partial<PhotoQuery>,
): readonly (LedgerPhoto & { readonly where: string })[] => {
  const folded = foldText(search);
  return photos
    .map((photo) => ({ ...photo, where: whereOf(photo) }))
    .filter((photo) => {
      const day = period === null ? '' : dayOf(photo);
      const isIn = period === null || (day !== null && day >= period.from && day <= period.to);
      return isIn && isFound(photo, folded);
    });
};

/**
 * Every photograph, scan and document of a live record.
 *
 * @param input.state only these; null for all
 */
export const photoLedger = (
  desk: Pick<Desk, 'store' | 'self'>,
  input: Partial<PhotoQuery> & { readonly state: PhotoState | null; readonly limit: number },
): PhotoLedger => {
  const { store, self } = desk;
  const photos = asked(listPhotos(store), input);
  const places = photoPlaces(desk, photos);
  const devices = originDevices(store);
  const names = new Map(listOffices(store.reader).map((o) => [o.deviceId, nameOf(o)]));
  const counts: Record<PhotoState, number> = {
    here: 0,
    exported: 0,
    county: 0,
    city: 0,
    missing: 0,
    foreign: 0,
  };
  const missing = new Map<string, number>();
  const rows: PhotoLine[] = [];
  const here = store.media.among(photos.map(({ sha256 }) => sha256));
  const ownerOf = ownerLookup(store, 'visit_signature');
  const visitOf = ({ ownerTable, ownerId }: LedgerPhoto): string | null => {
    if (ownerTable === 'visit') return ownerId;
    return ownerTable === 'visit_signature' ? ownerOf(ownerId).id : null;
  };
  let [total, bytes] = [0, 0];
  for (const line of photos) {
    const { origin, ownerTitle: _, ...photo } = line;
    const deviceId = origin === null ? self.deviceId : (devices.get(origin) ?? '');
    const own = deviceId === self.deviceId;
    const author = own ? nameOf(self) : (names.get(deviceId) ?? '未知设备');
    const present = here.has(photo.sha256);
    const place = places.get(photo.id) ?? 'here';
    const state = photoStateOf({ present, state: place, own }, self.role !== 'officer');
    counts[state] += 1;
    if (state === 'missing') missing.set(author, (missing.get(author) ?? 0) + 1);
    if (input.state !== null && input.state !== state) continue;
    total += 1;
    bytes += photo.bytes;
    if (rows.length < input.limit)
      rows.push({ ...photo, visitId: visitOf(line), present, state, author });
  }
  return {
    counts,
    total,
    bytes,
    rows,
    askFor: [...missing]
      .map(([author, count]) => ({ author, photos: count }))
      .sort((a, b) => b.photos - a.photos),
  };
};
