import { authorshipOf, listArrivals } from '#db/queries/conflicts.ts';
import { getOffice } from '#db/queries/peers.ts';
import { originDevices } from '#db/queries/segments.ts';
import { hlcToDate } from '#shared/clock.ts';
import type { Point } from '#sync/deletion.ts';
import { covers, type VersionVector } from '#sync/vector.ts';
import type { Desk } from './desk.ts';

/** Who stands behind a change, in words. */
export type Author = {
  readonly actor: string;
  readonly deviceId: string | null;
  readonly device: string;
  readonly own: boolean;
  readonly claimedAt: string;
  readonly receivedAt: string | null;
};

/** Dates beyond what a calendar can say come from broken clocks; they are shown as the last one it can. */
const isoOf = (hlc: number): string => {
  const date = hlcToDate(hlc);
  return (Number.isNaN(date.getTime()) ? new Date(8.64e15) : date).toISOString();
};

/** Looks authors up; what many changes share is read once. */
export const authorsOf = ({ store, self }: Pick<Desk, 'store' | 'self'>) => {
  const devices = originDevices(store);
  const arrivals = listArrivals(store).map(({ at, provides }) => ({
    at,
    provides: JSON.parse(provides) as VersionVector,
  }));
  const nameOf = (deviceId: string | null): string => {
    if (deviceId === self.deviceId) return self.officeName;
    const office = deviceId === null ? undefined : getOffice(store.reader, deviceId);
    return office?.officeName ?? '未知设备';
  };
  return ({ origin, seq }: Point): Author => {
    const deviceId = devices.get(origin) ?? null;
    const own = deviceId === self.deviceId;
    const tx = authorshipOf(store, origin, seq);
    return {
      actor: tx?.actor ?? '',
      deviceId,
      device: nameOf(deviceId),
      own,
      claimedAt: isoOf(tx?.hlc ?? 0),
      receivedAt: own
        ? null
        : (arrivals.find(({ provides }) => covers(provides, origin, seq))?.at ?? null),
    };
  };
};
