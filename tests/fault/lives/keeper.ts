import { backUp } from '#services/settings.ts';
import { saveVisit } from '#services/visits.ts';
import { uuid } from '#sync/seal.ts';
import { firmId, storePhoto, visitForm } from '#tests/support/county.ts';
import { passphrase } from '#tests/support/device.ts';
import { roomsOf } from '../rooms.ts';
import { deskOf, openHouse } from './open-house.ts';
import { announce, say } from './protocol.ts';

/** Somebody who backs up, writes on and goes back, again and again. `keeper.ts <store> <tone>` */
const [dir = '', tone = '1'] = process.argv.slice(2);

const house = await openHouse(dir);
say({ said: 'done', step: { kind: 'open' }, now: roomsOf(deskOf(house).store) });

const write = (count: number): void => {
  for (let i = 0; i < count; i++) {
    const photos = [storePhoto(deskOf(house), Number(tone) + i, 30)];
    saveVisit(deskOf(house), { ...visitForm(firmId(1 + i), `备份 ${uuid()}`), photos });
  }
};
const now = (): string => roomsOf(deskOf(house).store);

for (;;) {
  write(3);
  const { name } = await announce({ kind: 'backup' }, () => backUp(deskOf(house), 'manual'), now);
  const to = now();
  write(2);
  say({ said: 'done', step: { kind: 'open' }, now: now() });
  await announce({ kind: 'restore', to }, () => house.session.restore(name, passphrase), now);
}
