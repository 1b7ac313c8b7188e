/**
 * `npm run screens`: every screen at 1366 × 768 into docs/screens, taken from the built program in
 * its browser door, on a county that exists only for this. Takes about a minute.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unlock } from '#tests/e2e/pages/wizard.ts';
import { photograph, scenes } from '#tests/e2e/photo.ts';
import { openSeat, type Seat } from '#tests/e2e/seat.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { passphrase } from '#tests/support/device.ts';
import { openCamera } from './screens/camera.ts';
import { campaigns } from './screens/campaigns.ts';
import {
  countyYear,
  cultivationRoom,
  cultivationScores,
  cultivationSetup,
  makeDemoCounty,
} from './screens/cultivation.ts';
import { makeDemo } from './screens/demo.ts';
import { firstRun } from './screens/first-run.ts';
import { issuesRoom } from './screens/issues.ts';
import { officerDay } from './screens/officer.ts';
import {
  citySees,
  countyMerges,
  countyReturns,
  officerHears,
  officerSends,
} from './screens/offices.ts';
import { cultivationPanels } from './screens/panels.ts';
import { visitServices } from './screens/services.ts';
import { ownTemplates } from './screens/templates.ts';
import { officerToday, officeToday } from './screens/today.ts';
import { visitPhotos } from './screens/visit-photos.ts';
import { visitPlans } from './screens/visit-plans.ts';

// Always the same place: it can be read in some of the pictures.
const root = join(tmpdir(), 'qice-demo');
rmSync(root, { recursive: true, force: true });
mkdirSync(root);
const browser = await launchChromium();
const seats: Seat[] = [];

const sit = async (name: string): Promise<Seat> => {
  const seat = await openSeat(browser, root, name);
  seats.push(seat);
  return seat;
};
const sitAtDesk = async (name: string): Promise<Seat> => {
  const seat = await sit(name);
  await unlock(seat.page, passphrase);
  await seat.page.getByRole('navigation', { name: '栏目' }).waitFor();
  return seat;
};

try {
  const shot = await openCamera(join(import.meta.dirname, '..', 'docs', 'screens'));
  const fresh = await sit('fresh');
  const photos = [];
  for (const scene of scenes)
    photos.push(await photograph(fresh.page, scene, { width: 1600, height: 1200 }));
  await firstRun(fresh, shot);

  await makeDemo(root, photos);
  const officer = await sitAtDesk('officer');
  await officerToday(officer.page, shot);
  await officerDay(officer.page, shot);
  await officerSends(officer, shot);
  const county = await sitAtDesk('county');
  await countyMerges(county, root, shot);
  await countyReturns(county, shot);
  const receipt = county.downloaded.at(-1);
  if (!receipt) throw new Error('the county saved no receipt');
  await officerHears(officer, receipt, shot);
  await citySees(await sitAtDesk('city'), shot);

  await makeDemoCounty(root);
  const { page: countyPage } = await sitAtDesk('county-demo');
  await issuesRoom(countyPage, shot);
  await cultivationRoom(countyPage, shot);
  await cultivationScores(countyPage, shot);
  await cultivationSetup(countyPage, shot);
  await cultivationPanels(countyPage, shot, countyYear - 1);
  await officeToday(countyPage, shot);
  await ownTemplates(countyPage, shot);
  await visitPlans(countyPage, shot);
  await visitPhotos(officer.page, shot);
  await visitServices(countyPage, shot);
  await campaigns(countyPage, shot);
} catch (error) {
  const last = join(tmpdir(), 'qice-screens-failed.png');
  await seats.at(-1)?.page.screenshot({ path: last });
  console.error(`${last} shows where it ended`);
  throw error;
} finally {
  for (const seat of seats) await seat.close();
  await browser.close();
  rmSync(root, { recursive: true, force: true });
}
