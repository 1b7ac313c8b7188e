import type { Page } from 'playwright-core';
import type { Camera } from './camera.ts';

/** The room of issues on the records of the demo county: ledger, board, figures, one with its way. */
export const issuesRoom = async (page: Page, shot: Camera): Promise<void> => {
  const look = (word: string) =>
    page.getByRole('radiogroup', { name: '看什么' }).getByText(word).click();
  await page.getByRole('navigation', { name: '栏目' }).getByRole('link', { name: '问题' }).click();
  await page.getByRole('grid', { name: '问题台账' }).waitFor();
  await shot(page, 'issues-ledger');
  await page.getByRole('radiogroup', { name: '哪些问题' }).getByText('承诺未兑现').click();
  await page.getByRole('columnheader', { name: '承诺内容' }).waitFor();
  await shot(page, 'issues-promised');
  await page.getByRole('row').nth(1).click();
  await page.getByRole('form', { name: '登记下一步' }).waitFor();
  await page.getByText('添加附件').first().waitFor();
  await shot(page, 'issues-page');
  await page.goBack();
  await page.getByRole('radiogroup', { name: '哪些问题' }).getByText('全部').click();
  await look('看板');
  await page.getByRole('group', { name: '问题看板' }).waitFor();
  await shot(page, 'issues-board');
  await look('统计');
  await page.getByRole('button', { name: '一季度' }).click();
  await page.getByRole('table', { name: '问题统计' }).waitFor();
  await shot(page, 'issues-figures');
  await page.getByRole('link', { name: '登记问题' }).click();
  await page.getByLabel('选择企业').fill('纸业');
  await page.getByRole('list', { name: '找到的企业' }).getByRole('link').first().click();
  await page.getByRole('form', { name: '登记问题' }).waitFor();
  await shot(page, 'issues-register');
};
