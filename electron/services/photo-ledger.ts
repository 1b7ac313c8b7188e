import { listOffices } from '#db/queries/peers.ts';
import { type LedgerPhoto, listPhotos } from '#db/queries/photos.ts';
import { originDevices } from '#db/queries/segments.ts';
import { type PhotoLedger, type PhotoLine, type PhotoState, photoStateOf } from '#shared/photos.ts';
import { tableLabel } from './change-counts.ts';
import type { Desk } from './desk.ts';
import { photoPlaces } from './photos.ts';

/** The list of all photographs and attachments: where each is, and whom an office asks for one that has not come. */

const nameOf = ({ officeName, person }: { officeName: string; person: string }): string =>
  [officeName, person].filter(Boolean).join(' ');

/** 走访 2026-03-02, 企业档案, 认证证书 HACCP 123. */
const whereOf = ({ ownerTable, ownerTitle }: Omit<LedgerPhoto, 'origin'>): string =>
  ownerTable === 'enterprise' ? '企业档案' : `${tableLabel(ownerTable)} ${ownerTitle}`.trim();

/**
 * Every photograph, scan and document of a live record.
 *
 * @param input.state only these; null for all
 */
export const photoLedger = (
  desk: Pick<Desk, 'store' | 'self'>,
  input: { readonly state: PhotoState | null; readonly limit: number },
): PhotoLedger => {
  const { store, self } = desk;
  const photos = listPhotos(store);
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
  const asked = new Map<string, number>();
  const rows: PhotoLine[] = [];
  let total = 0;
  for (const { origin, ...photo } of photos) {
    const deviceId = origin === null ? self.deviceId : (devices.get(origin) ?? '');
    const own = deviceId === self.deviceId;
    const author = own ? nameOf(self) : (names.get(deviceId) ?? '未知设备');
    const present = store.media.has(photo.sha256);
    const place = places.get(photo.id) ?? 'here';
    const state = photoStateOf({ present, state: place, own }, self.role !== 'officer');
    counts[state] += 1;
    if (state === 'missing') asked.set(author, (asked.get(author) ?? 0) + 1);
    if (input.state !== null && input.state !== state) continue;
    total += 1;
    if (rows.length < input.limit)
      rows.push({ ...photo, where: whereOf(photo), present, state, author });
  }
  return {
    counts,
    total,
    rows,
    askFor: [...asked]
      .map(([author, count]) => ({ author, photos: count }))
      .sort((a, b) => b.photos - a.photos),
  };
};
