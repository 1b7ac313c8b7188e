import type { Page } from 'playwright-core';
import { assignLiaison } from '#services/liaisons.ts';
import { saveVisit } from '#services/visits.ts';
import { localDate } from '#shared/clock.ts';
import { uuid } from '#sync/seal.ts';
import type { Device } from '#tests/support/device.ts';
import type { Camera } from './camera.ts';

/** A person's day, the work of an office, its contact persons, a hand-over and the year's holidays. */

const at = (page: Page, address: string): Promise<void> =>
  page.evaluate((to) => {
    location.hash = to;
  }, `#${address}`);

/** Firms of the officer's own, and visits of today and the days to come. */
export const planDay = ({ desk }: Device, firms: readonly string[]): void => {
  const dayFrom = (days: number): string => localDate(new Date(Date.now() + days * 86_400_000));
  assignLiaison(desk(), {
    ...{ firms: [...firms], role: '联系人', since: dayFrom(-200), person: '王科员' },
    ...{ phone: '0570-7012301', leader: '周副局长', duty: null, docNo: null },
  });
  for (const [at, [days, startAt, purpose]] of (
    [
      [0, '14:30', '核对计量台账，看整改'],
      [2, '09:00', '回访抽检整改'],
      [5, null, '送政策汇编'],
    ] as const
  ).entries())
    saveVisit(desk(), {
      ...{ id: uuid(), enterpriseId: firms[at] ?? '', visitedOn: dayFrom(days), startAt },
      ...{ endAt: null, place: null, serviceTypes: ['质量'], purpose, content: null },
      ...{ findings: null, advice: null, firmPeople: null, participants: ['王科员', '李科员'] },
      ...{ issues: [], photos: [] },
    });
};

/** On an officer's laptop: overdue and soon, visits, what was returned. */
export const officerToday = async (page: Page, shot: Camera): Promise<void> => {
  await page.getByRole('link', { name: '今日' }).click();
  await page.getByRole('region', { name: '逾期与将到期' }).waitFor();
  await page.waitForTimeout(300);
  await shot(page, 'today');
};

/** In the office: by person, contact persons, handing over, holidays. */
export const officeToday = async (page: Page, shot: Camera): Promise<void> => {
  await at(page, '/today/workload');
  await page.getByRole('grid', { name: '人员工作量' }).getByRole('row').nth(2).waitFor();
  await shot(page, 'today-workload');
  await at(page, '/today/contacts');
  const list = page.getByRole('grid', { name: '联系企业人员名单' });
  await list.getByRole('row').nth(2).waitFor();
  await shot(page, 'today-contacts');
  await list.getByRole('checkbox').nth(1).click();
  await list.getByRole('checkbox').nth(2).click();
  await page.getByRole('button', { name: '指定联系人' }).click();
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(300);
  await shot(page, 'today-assign');
  await page.keyboard.press('Escape');
  await at(page, `/today/hand-over?from=${encodeURIComponent('刘科员')}`);
  await page.getByRole('grid', { name: '在手事项' }).getByRole('row').nth(2).waitFor();
  await shot(page, 'today-hand-over');
  await page.getByRole('button', { name: /^交接选中的/ }).click();
  await page.getByRole('combobox', { name: '接收人', exact: true }).fill('陈科员');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(300);
  await page.getByRole('dialog').getByRole('button', { name: '交接', exact: true }).click();
  await page.getByRole('table', { name: '交接清单' }).waitFor();
  await page.waitForTimeout(300);
  await shot(page, 'today-hand-over-list');
  await at(page, '/settings/holidays');
  await page.getByRole('region', { name: '12月', exact: true }).waitFor();
  await shot(page, 'settings-holidays');
};
