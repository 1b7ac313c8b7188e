import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { fillDemoCounty } from '#services/demo/fill.ts';
import { listEnterprises } from '#services/enterprises.ts';
import { saveRows } from '#services/ledgers.ts';
import { newDevice, realClock } from '#tests/support/device.ts';
import type { Camera } from './camera.ts';
import { bureau } from './demo.ts';
import { addExperts } from './panels.ts';

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
  const benchmark = '凯润机械';
  const [best] = listEnterprises(county.desk(), { search: benchmark, limit: 1, offset: 0 }).rows;
  saveRows(county.desk(), {
    ledger: 'benchmark',
    parent: null,
    rows: [{ id: null, values: { name: benchmark, firmId: best?.id ?? '' } }],
  });
  addExperts(county.desk());
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

/** The catalogue, the ladder, a run of scores opened to the last point, and one firm's measures. */
export const cultivationScores = async (page: Page, shot: Camera): Promise<void> => {
  const tab = (name: string) => page.getByRole('tab', { name }).click();
  const asOfDay = `${countyYear}-05-05`;
  const dataYear = String(countyYear - 1);
  await page.getByRole('link', { name: '培育' }).click();
  await tab('奖项目录');
  await page.getByText('好品山东').first().waitFor();
  await shot(page, 'cultivation-awards');
  await page.getByText('好品山东').first().click();
  await page.getByText('研发投入强度高于 3%').waitFor();
  await shot(page, 'cultivation-award');
  await page.goBack();
  await tab('培育阶梯');
  await page.getByRole('textbox', { name: '日期' }).fill(asOfDay);
  await page.getByRole('button', { name: /^好品山东，/ }).click();
  await page.getByRole('complementary', { name: '谁可以冲刺' }).getByText('现为').first().waitFor();
  await shot(page, 'cultivation-ladder');
  await tab('评分排队');
  await page.getByRole('table', { name: '评分表' }).waitFor();
  await shot(page, 'cultivation-scheme');
  await page.getByRole('button', { name: '新评分' }).click();
  const dialog = page.getByRole('dialog', { name: '新评分' });
  await dialog.getByRole('combobox', { name: '评分方案' }).click();
  await page.getByRole('option', { name: /优势企业排队表/ }).click();
  await dialog.getByRole('textbox', { name: '评分名称' }).fill(`${dataYear} 年度排队`);
  await dialog.getByRole('textbox', { name: '数据年度' }).fill(dataYear);
  await dialog.getByRole('textbox', { name: '数据截止' }).fill(asOfDay);
  await dialog.getByRole('button', { name: '开始评分' }).click();
  await page.getByText(/^参评 \d+ 家/).waitFor();
  await shot(page, 'cultivation-run');
  await page.getByRole('grid', { name: '评分结果' }).getByRole('row').nth(1).click();
  const told = page.getByRole('dialog', { name: '这些分是怎么来的' });
  await told.getByText('主营业务收入').first().waitFor();
  await told.locator('summary').first().click();
  await shot(page, 'cultivation-explained');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: '培育' }).click();
  await tab('对标自评');
  await page.getByRole('textbox', { name: '选择企业' }).fill('德禾化肥');
  await page.getByText('澜溪县德禾化肥有限公司').first().click();
  await page.getByRole('textbox', { name: '数据年度' }).fill(dataYear);
  await page.getByRole('table', { name: '差距' }).getByText('主营业务收入').first().waitFor();
  await shot(page, 'cultivation-gaps');
  await tab('卓越绩效自评');
  await page.getByRole('button', { name: '新建自评' }).click();
  await page.getByRole('textbox', { name: '4.1.2 得分率' }).fill('65');
  await page.getByRole('textbox', { name: '4.1.2 得分率' }).press('Tab');
  await page.getByText('32.5').first().waitFor();
  await shot(page, 'cultivation-excellence');
  await tab('品牌价值');
  await page.getByRole('textbox', { name: '基准年' }).fill(dataYear);
  for (const back of [2, 1, 0])
    for (const [what, figure] of [
      ['调整后净利润', '1100'],
      ['流动资产', '9000'],
      ['固定资产', '4000'],
    ] as const)
      await page
        .getByRole('textbox', { name: `${Number(dataYear) - back} 年${what}` })
        .fill(figure);
  for (const element of ['质量', '服务', '创新', '有形资产', '无形资产'])
    await page.getByRole('textbox', { name: `${element}得分` }).fill('72.5');
  await page.getByRole('button', { name: '测算并冻结' }).click();
  await page.getByText(/榜第 1 名/).waitFor();
  await shot(page, 'cultivation-brand');
};

/** What an office sets up itself: a scheme's draft tried on a firm. */
export const cultivationSetup = async (page: Page, shot: Camera): Promise<void> => {
  await page.getByRole('link', { name: '培育' }).click();
  await page.getByRole('tab', { name: '评分排队' }).click();
  await page.getByRole('combobox', { name: '评分方案' }).click();
  await page.getByRole('option', { name: /优势企业排队表/ }).click();
  await page.getByRole('button', { name: '另立新版本' }).click();
  await page.getByRole('button', { name: '建立草稿' }).click();
  await page.getByRole('combobox', { name: '试算企业' }).fill('德禾化肥');
  await page.getByRole('option', { name: '澜溪县德禾化肥有限公司' }).click();
  await page.getByRole('textbox', { name: '数据年度' }).fill(String(countyYear - 1));
  await page.getByText('没有变化').waitFor();
  const cap = page.getByRole('textbox', { name: /主营业务收入.* 最高分/ }).first();
  await cap.fill('5');
  await page.getByText(/^原版本 .* 分，少/).waitFor();
  await shot(page, 'cultivation-scheme-draft');
  await page.getByRole('link', { name: '评分排队' }).click();
  await page.getByRole('tab', { name: '培育阶梯' }).click();
  await page.getByRole('button', { name: /^省长质量奖/ }).click();
  await page.getByText('前后各级').click();
  await page.getByRole('region', { name: /^下面/ }).getByRole('button', { name: '加一级' }).click();
  const step = page.getByRole('dialog', { name: '加一级阶梯' });
  await step.getByRole('combobox', { name: '已获奖项（下面）' }).fill('中国质量奖');
  await page.getByRole('option', { name: '中国质量奖', exact: true }).click();
  await step.getByRole('button', { name: '加入阶梯' }).click();
  await page.getByText(/绕了圈/).waitFor();
  await shot(page, 'cultivation-ladder-step');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: '总览' }).click();
  await page.getByRole('link', { name: '目标与区域荣誉' }).click();
  await page.getByRole('region', { name: '区域荣誉' }).waitFor();
  await shot(page, 'cultivation-goals');
  await page.getByRole('link', { name: '总览' }).click();
};
