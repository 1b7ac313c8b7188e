import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { fillDemoCounty } from '#services/demo/fill.ts';
import { newDevice, realClock } from '#tests/support/device.ts';
import type { Camera } from './camera.ts';
import { bureau } from './demo.ts';

/** The cultivation room on the records of the demo county, as they stand on 5 May. */

/** This year, so that today's plan and windows are its own. */
export const countyYear = new Date().getFullYear();

/** A store `county-demo` under `root`, closed again, ready for a door. */
export const makeDemoCounty = async (root: string): Promise<void> => {
  const county = await newDevice(
    join(root, 'county-demo'),
    { role: 'county', officeName: bureau, person: '李科长' },
    realClock(),
  );
  fillDemoCounty(county.desk(), { year: countyYear });
  county.session.close();
};

const asOf = `on=${countyYear}-05-05`;

export const cultivationRoom = async (page: Page, shot: Camera): Promise<void> => {
  const go = async (address: string, ready: string): Promise<void> => {
    await page.evaluate((to) => {
      location.hash = to;
    }, `#/cultivation/${address}`);
    await page.getByText(ready).first().waitFor();
  };
  await page.getByRole('link', { name: '培育' }).click();
  await go(`overview?${asOf}`, '截至');
  await page.getByRole('group', { name: '企业品牌金字塔' }).waitFor();
  await shot(page, 'cultivation-overview');
  await go(`applications?${asOf}&year=${countyYear}&award=省名牌产品`, '推荐上报');
  await shot(page, 'cultivation-board');
  await go(`applications?${asOf}&year=${countyYear}&award=省名牌产品&view=funnel`, '退出');
  await shot(page, 'cultivation-funnel');
  await go(`applications?${asOf}&year=${countyYear}&award=省名牌产品&view=table`, '经办人');
  await shot(page, 'cultivation-applications');
  await page.getByRole('row').nth(1).click();
  await page.getByRole('heading', { name: '进展' }).waitFor();
  await shot(page, 'cultivation-application');
  await page.keyboard.press('Escape');
  await go('tiers', '梯队共');
  await shot(page, 'cultivation-tiers');
  await go('tiers?view=movement', '月份');
  await page.getByLabel('月份').fill(`${countyYear}-04`);
  await page.getByText('变动企业 7 家次').waitFor();
  await shot(page, 'cultivation-movement');
  await go('tiers?view=matrix', '主要障碍');
  await shot(page, 'cultivation-matrix');
  await go('catalogue', '在目录且符合');
  await page.getByText('在目录有差距').click();
  await shot(page, 'cultivation-catalogue');
  await go(`deadlines?${asOf}`, '申报与评审窗口');
  await shot(page, 'cultivation-deadlines');
};
