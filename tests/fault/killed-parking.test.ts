import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { raiseAcks } from '#db/queries/peers.ts';
import { appliedVector } from '#db/queries/segments.ts';
import { checkStore } from '#services/check.ts';
import { exportBundle } from '#services/export.ts';
import { mergeBundle } from '#services/merge.ts';
import { parkedLines } from '#services/park.ts';
import { saveVisit } from '#services/visits.ts';
import { countyName, firmId, importFirms, makeCounty, visitForm } from '#tests/support/county.ts';
import { openDevice, passphrase, realClock, tempDir } from '#tests/support/device.ts';
import { randomFrom } from '#tests/support/roster-fixtures.ts';
import { anyMoment, killAt } from './kill-rounds.ts';
import { roomsOf } from './rooms.ts';

/** A county office killed while it parks a bundle that came too early, and while it lets one in. */

const rounds = Number(process.env.KILLS ?? 3);
const temp = tempDir();
afterEach(() => temp.remove());

test('killed while parking or letting in, nothing is lost, nothing is there twice, and the way goes on', async () => {
  const random = randomFrom(20_261_123);
  const { officer, county } = await makeCounty(temp.path, realClock);
  importFirms(officer, 60);
  county.session.close();
  const to = county.dir;
  const parkedDir = join(to, 'parked');
  let number = 0;
  const next = async (): Promise<string> => {
    number += 1;
    for (let i = 0; i < 10; i++)
      saveVisit(officer.desk(), visitForm(firmId(1 + i), `第 ${number} 批`));
    const path = join(temp.path, `第${number}号.qice`);
    await exportBundle(officer.desk(), { to: countyName, path });
    const { store } = officer.desk();
    const { deviceId } = (await reopened()).self;
    raiseAcks(store, deviceId, appliedVector(store));
    return path;
  };
  let seat = openDevice(to, realClock());
  const reopened = async () => {
    if (!seat.session.desk()) {
      seat = openDevice(to, realClock());
      await seat.session.unlock(passphrase);
    }
    return seat.desk();
  };
  const kill = async (path: string): Promise<boolean> => {
    seat.session.close();
    const receipt = join(temp.path, '回执.qice');
    const killed = await killAt('county', [to, path, receipt], anyMoment(random, 2, 1500, 900));
    return killed.said.length >= 3;
  };

  for (let round = 1; round <= rounds; round++) {
    const [first, second] = [await next(), await next()];
    const parked = await kill(second);
    let desk = await reopened();
    expect(checkStore(desk).ok).toBe(true);
    expect(parkedLines(desk).length).toBeLessThanOrEqual(1);
    if (parked) expect(parkedLines(desk)).toMatchObject([{ changes: expect.any(Number) }]);
    for (const { id } of parkedLines(desk))
      expect(existsSync(join(parkedDir, `${id}.qice`))).toBe(true);

    await mergeBundle(desk, { path: second });
    expect(parkedLines(desk)).toHaveLength(1);
    await kill(first);
    desk = await reopened();
    expect(checkStore(desk).ok).toBe(true);
    await mergeBundle(desk, { path: first });
    expect(parkedLines(desk)).toEqual([]);
    expect(readdirSync(parkedDir).filter((name) => name.endsWith('.qice'))).toEqual([]);
    expect(roomsOf(desk.store)).toBe(roomsOf(officer.desk().store));
  }
  seat.session.close();
  officer.session.close();
});
