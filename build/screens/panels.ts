import type { Page } from 'playwright-core';
import type { Desk } from '#services/desk.ts';
import { saveRows } from '#services/ledgers.ts';
import type { Camera } from './camera.ts';

/** The pool of the demo county: one works at a firm that applies, one is away. */
const experts = [
  ['周正言', '省质量技术审查评价中心', '研究员', '质量管理', null],
  ['吴静怡', '省工业大学', '教授', '机械制造', null],
  ['郑启明', '市标准化研究院', '高级工程师', '标准化', null],
  ['冯晓岚', '市质量协会', '秘书长', '卓越绩效', null],
  ['陈广平', '市产品质量检验所', '高级工程师', '检验检测', null],
  ['褚云飞', '澜溪县德禾化肥有限公司', '总工程师', '化工', null],
  ['卫东升', '省品牌建设促进会', '副会长', '品牌', null],
  ['蒋若男', '市财经学院', '副教授', '企业管理', null],
  ['沈立人', '省标准化协会', '高级工程师', '标准化', 1],
] as const;

/** Fills the pool. */
export const addExperts = (desk: Desk): void => {
  saveRows(desk, {
    ledger: 'expert',
    parent: null,
    source: '部门共享',
    rows: experts.map(([name, unit, title, trade, away]) => ({
      id: null,
      values: { name, unit, title, trade, away },
    })),
  });
};

/**
 * From a scheme to a published ranking: experts drawn, their sheets printed and entered, the panel closed,
 * points changed with a reason, the run signed.
 */
export const cultivationPanels = async (page: Page, shot: Camera, year: number): Promise<void> => {
  const button = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const tab = (name: string | RegExp) => page.getByRole('tab', { name }).click();
  const view = (name: string) =>
    page.getByRole('radiogroup', { name: '看什么' }).getByText(name).click();
  await page.getByRole('link', { name: '培育' }).click();
  await tab('评分排队');
  await view('专家库');
  await page.getByRole('combobox', { name: '专家', exact: true }).fill('冯晓岚');
  await page.getByRole('option', { name: /冯晓岚/ }).click();
  await page.getByRole('combobox', { name: '回避企业' }).fill('凯润机械');
  await page.getByRole('option', { name: /凯润机械/ }).click();
  await page.getByRole('textbox', { name: '原因' }).fill('担任顾问');
  await button('登记回避');
  await page.getByText('回避登记 1 条').waitFor();
  await shot(page, 'panels-experts');

  await view('评分与方案');
  await button('新评分');
  const run = page.getByRole('dialog', { name: '新评分' });
  await run.getByRole('combobox', { name: '评分方案' }).click();
  await page.getByRole('option', { name: /好品山东/ }).click();
  await run.getByRole('textbox', { name: '评分名称' }).fill(`${year} 年好品推荐`);
  await run.getByRole('textbox', { name: '数据年度' }).fill(String(year));
  await run.getByRole('textbox', { name: '数据截止' }).fill(`${year + 1}-05-05`);
  await run.getByRole('combobox', { name: '培育层级' }).click();
  await page.getByRole('option', { name: '领军' }).click();
  await page.keyboard.press('Escape');
  await run.getByRole('button', { name: '开始评分' }).click();
  await page.getByText('项由专家评分，还没有专家分').waitFor();
  await shot(page, 'panels-run-next');

  await button('抽取专家组');
  const draw = page.getByRole('dialog', { name: '抽取专家组' });
  await draw.getByText('可以抽取').waitFor();
  await shot(page, 'panels-draw');
  await draw.getByRole('button', { name: '抽取', exact: true }).click();
  await page.getByText('专家05').waitFor();
  await shot(page, 'panels-seats');
  await tab('抽取与回避');
  await page.getByText('按种子重新抽取，结果一致').waitFor();
  await shot(page, 'panels-drawn');
  await page.getByRole('link', { name: '打印空白评分表' }).click();
  await page.getByRole('heading', { name: '专家评分表' }).first().waitFor();
  await shot(page, 'panels-blank-sheets');
  await page.goBack();
  for (let seat = 1; seat <= 5; seat++) {
    await page.getByRole('link', { name: `录入专家0${seat}的打分` }).click();
    const sheet = page.getByRole('table', { name: `专家0${seat}评分表` });
    await sheet.getByRole('rowheader').first().waitFor();
    const rows = await sheet.getByRole('rowheader').count();
    await sheet.focus();
    for (let row = 0; row < rows; row++)
      for (let item = 0; item < 2; item++) {
        // The last sheet is shown while it is written.
        if (seat === 5 && row === rows - 2 && item === 1) await page.keyboard.type('19');
        else if (seat === 5 && row > rows - 2) continue;
        else
          await page.keyboard.type(
            String(seat === 2 && row === 1 ? 4 : 9 + ((row * 5 + seat * 3 + item) % 12) / 2),
          );
        if (!(seat === 5 && row === rows - 2 && item === 1)) await page.keyboard.press('Tab');
      }
    if (seat === 5) await shot(page, 'panels-score-sheet');
    else await page.getByText('都打完了').waitFor();
    if (seat === 5) {
      for (let key = 0; key < 2; key++) await page.keyboard.press('Backspace');
      for (const points of ['12', '11.5', '13']) {
        await page.keyboard.type(points);
        await page.keyboard.press('Tab');
      }
      await page.getByText('都打完了').waitFor();
    }
    await page.getByRole('navigation', { name: '所在位置' }).getByRole('link').first().click();
  }
  await button('封卷');
  await page.getByRole('dialog', { name: '封卷' }).getByRole('button', { name: '封卷' }).click();
  await page.getByRole('table', { name: '专家打分汇总' }).waitFor();
  await shot(page, 'panels-summary');
  await button('带专家分重评');
  await page.getByRole('menuitem').first().click();
  await page.getByText('核对无误后').waitFor();
  await page.getByRole('grid', { name: '评分结果' }).getByRole('row').nth(1).click();
  await page.getByRole('button', { name: '调整品牌影响力' }).click();
  const change = page.getByRole('dialog', { name: /^调整分/ });
  await change.getByRole('textbox', { name: '调整分值' }).fill('-1.5');
  await change.getByRole('textbox', { name: '调整原因' }).fill('现场核查发现宣传用语不规范');
  await shot(page, 'panels-change');
  await change.getByRole('button', { name: '登记调整' }).click();
  await page.keyboard.press('Escape');
  await tab(/填报与调整/);
  await page.getByText('重评后计入').first().waitFor();
  await page.getByRole('table', { name: '评分填报表' }).waitFor();
  await shot(page, 'panels-by-hand');
  await button('重评计入');
  await page.getByText('核对无误后').waitFor();
  await button('签字公布');
  const publish = page.getByRole('dialog', { name: '签字公布' });
  await publish.getByRole('textbox', { name: '审核' }).fill('赵副科长');
  await publish.getByRole('textbox', { name: '审批' }).fill('孙局长');
  await publish.getByRole('textbox', { name: '文号' }).fill(`澜市监〔${year + 1}〕12 号`);
  await shot(page, 'panels-publish');
  await publish.getByRole('button', { name: '公布', exact: true }).click();
  await page.getByText(/已于 .* 公布/).waitFor();
  await shot(page, 'panels-published');
  await page.getByRole('link', { name: '打印' }).click();
  await page.getByRole('table', { name: '排名表' }).waitFor();
  await shot(page, 'panels-ranking-paper');
};
