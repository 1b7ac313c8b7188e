import type { Page } from 'playwright-core';
import type { Camera } from './camera.ts';

/** A campaign in the demo county: its sheet being built, one firm filled in, and the results. */
export const campaigns = async (page: Page, shot: Camera): Promise<void> => {
  await page.evaluate(() => {
    location.hash = '#/visits/campaigns';
  });
  await page.getByRole('button', { name: '新建调研' }).click();
  await page.getByLabel('调研名称').fill('首席质量官制度推行情况调研');
  const list = page.getByRole('list', { name: '题目' });
  const add = async (kind: string, label: string): Promise<void> => {
    await page.getByRole('group', { name: '加一题' }).getByRole('button', { name: kind }).click();
    await list.getByLabel('题目', { exact: true }).fill(label);
  };
  await add('单选', '是否设首席质量官');
  await list.getByLabel('选项 1', { exact: true }).fill('已设');
  await list.getByLabel('选项 2', { exact: true }).fill('未设');
  await list.getByText('必填').click();
  await add('数字', '质量人员数');
  await list.getByLabel('单位', { exact: true }).fill('人');
  // A fact of the file: it brings what is known, and takes what the firm says otherwise.
  const fact = page.getByLabel('加一题：企业档案里的内容');
  await fact.selectOption({ label: '联系电话' });
  await add('大段文字', '希望得到的帮助');
  await add('一行文字', '首席质量官姓名');
  await list.getByLabel('什么时候显示').selectOption({ label: '当 1. 是否设首席质量官' });
  await page.getByRole('form', { name: '问卷预览' }).getByLabel('已设').check();
  await shot(page, 'campaign-sheet');
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByText('现行第 1 版').waitFor();
  await page.getByRole('radiogroup', { name: '看什么' }).getByText('企业').click();
  await page.getByRole('button', { name: '列入企业' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('逐家挑选').click();
  const choices = dialog.getByRole('list', { name: '可列入的企业' }).getByRole('checkbox');
  for (let at = 0; at < 5; at++) await choices.nth(at).check();
  await page.getByRole('button', { name: /^列入 \d+ 家$/ }).click();
  const firms = page.getByRole('grid', { name: '调研企业' });
  const answered = [
    ['已设', '12'],
    ['未设', '5'],
    ['已设', '8'],
  ] as const;
  for (const [at, [chosen, staff]] of answered.entries()) {
    await firms
      .getByRole('row')
      .nth(at + 1)
      .click();
    await page.getByLabel(chosen).check();
    await page.getByRole('textbox', { name: '质量人员数' }).fill(staff);
    await page.getByRole('textbox', { name: '联系电话' }).fill(`0570-702100${at}`);
    if (at === 0) await shot(page, 'campaign-filling');
    await page.getByRole('button', { name: '完成', exact: true }).click();
    const changes = page.getByRole('dialog', { name: '写进企业档案' });
    await changes.waitFor();
    await changes.getByRole('button', { name: /^完成/ }).click();
    await page.getByRole('button', { name: '修改答卷' }).waitFor();
    await page.getByRole('link', { name: '首席质量官制度推行情况调研' }).click();
    await firms.waitFor();
  }
  await page.getByRole('radiogroup', { name: '看什么' }).getByText('结果').click();
  await page.getByRole('table', { name: '质量人员数 统计' }).waitFor();
  await shot(page, 'campaign-results');
  await page.getByRole('radiogroup', { name: '看什么' }).getByText('企业').click();
  await firms.getByRole('row').nth(4).click();
  await page.getByLabel('已设').check();
  await page.getByRole('textbox', { name: '联系电话' }).fill('0570-7021009');
  // What was said of the firms before would stand in the picture.
  await page.waitForFunction(() => !document.body.innerText.includes('答卷已完成'));
  await page.getByRole('button', { name: '完成', exact: true }).click();
  await page.getByRole('table', { name: '写进档案' }).waitFor();
  await shot(page, 'campaign-facts');
};
