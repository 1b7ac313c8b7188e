import type { Page } from 'playwright-core';
import type { Camera } from './camera.ts';
import { countyYear } from './cultivation.ts';

/** 服务统计 of the demo county's first quarter: by month with its meanings, by officer, behind a figure, agreements, tickets. */
export const visitServices = async (page: Page, shot: Camera): Promise<void> => {
  const at = (more: string): Promise<void> =>
    page.evaluate((to) => {
      location.hash = to;
    }, `#/visits/services?from=${countyYear}-01-01&to=${countyYear}-03-31${more}`);
  await at('');
  await page.getByRole('rowheader', { name: `${countyYear}-03` }).waitFor();
  await page.getByText(/^统计口径/).click();
  await page.getByRole('table', { name: '统计口径' }).waitFor();
  await shot(page, 'services');
  await at('&by=officer');
  await page
    .getByRole('rowheader', { name: /科[长员]$/ })
    .first()
    .waitFor();
  await shot(page, 'services-officers');
  await at('&by=type&counter=solved&group=计量');
  await page.getByRole('grid', { name: '解决问题明细' }).waitFor();
  await shot(page, 'services-rows');
  await at('&view=agreements');
  await page.getByRole('grid', { name: '跟踪服务协议' }).waitFor();
  await shot(page, 'services-agreements');
  await at('&view=tickets');
  await page.getByRole('grid', { name: '绿色通道台账' }).waitFor();
  await shot(page, 'services-tickets');
};
