import type { Page } from 'playwright-core';
import { localDate } from '#shared/clock.ts';
import type { Camera } from './camera.ts';
import { countyYear } from './cultivation.ts';

const at = (page: Page, address: string): Promise<void> =>
  page.evaluate((to) => {
    location.hash = to;
  }, `#${address}`);

/** The plan of the demo county's first quarter, its coverage, and a round put together for today. */
export const visitPlans = async (page: Page, shot: Camera): Promise<void> => {
  await at(page, `/visits/plans?quarter=${countyYear}-1`);
  await page.getByRole('grid', { name: '走访计划' }).waitFor();
  await shot(page, 'visit-plans');
  await page.getByRole('button', { name: '列入企业' }).click();
  await page.getByRole('menuitem', { name: '品牌企业…' }).click();
  await page.getByRole('dialog').getByText('将列入').waitFor();
  await shot(page, 'visit-plan-fill');
  await page.getByRole('button', { name: '取消' }).click();
  await at(
    page,
    `/visits/plans/coverage?side=township&from=${countyYear}-01-01&to=${countyYear}-03-31`,
  );
  await page.getByRole('table', { name: '走访覆盖率' }).waitFor();
  await shot(page, 'visit-coverage');
  // Today's quarter is planned first: a round is made of what it has still to visit.
  await at(page, '/visits/plans');
  await page.getByRole('button', { name: '列入企业' }).first().click();
  await page.getByRole('menuitem', { name: '领军、骨干企业…' }).click();
  await page.getByRole('button', { name: /^列入 \d+ 家$/ }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const key = new URLSearchParams({ day: localDate(new Date()), lead: '王科员' });
  await at(page, `/visits/plans/routes?${key}`);
  const choices = page.getByRole('grid', { name: '待走访企业' });
  await choices.getByRole('row').nth(1).waitFor();
  await choices.focus();
  for (let stop = 1; stop <= 4; stop++) {
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: new RegExp(`^路线 ${stop} 家`) }).waitFor();
  }
  await page.getByRole('button', { name: '按乡镇、地址排' }).click();
  await shot(page, 'visit-route');
  await page.getByRole('link', { name: '打印路线单' }).click();
  await page.getByRole('table', { name: '走访路线单' }).waitFor();
  await shot(page, 'visit-route-sheet');
};
