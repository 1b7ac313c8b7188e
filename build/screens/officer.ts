import type { Page } from 'playwright-core';
import { enterprises } from '#tests/e2e/pages/enterprises.ts';
import { frame } from '#tests/e2e/pages/frame.ts';
import { sheet } from '#tests/e2e/pages/sheet.ts';
import { visit } from '#tests/e2e/pages/visit.ts';
import type { Camera } from './camera.ts';
import { firm } from './demo.ts';

/** The officer's day: firms, sheets, visits. */

const firms = async (page: Page, shot: Camera): Promise<void> => {
  const room = enterprises(page);
  const { search, hits, heading } = frame(page);
  await frame(page).go('企业');
  await room
    .row(/特种纸业/)
    .first()
    .waitFor();
  await shot(page, 'enterprises');
  await search.fill('zhtz');
  await hits.first().waitFor();
  await shot(page, 'search-initials');
  await search.fill('没有这一家');
  await page.getByText('没有找到「没有这一家」').waitFor();
  await shot(page, 'search-nothing');
  await search.press('Escape');
  await room.search.fill('泽禾');
  await page.getByText('找到 3 家').waitFor();
  await shot(page, 'enterprises-search');
  await room.row(new RegExp(firm.name)).click();
  await heading(firm.name).waitFor();
  await shot(page, 'firm-facts');
  for (const [tab, name] of [
    ['一企一策', 'firm-sheets'],
    ['走访', 'firm-visits'],
    ['问题', 'firm-issues'],
  ] as const) {
    await room.tab(tab);
    await shot(page, name);
  }
  await room.tab('变更记录');
  await page.getByRole('table', { name: '变更记录' }).waitFor();
  await shot(page, 'firm-history');
  await room.tab('概况');
  await room.fact('统一社会信用代码').click();
  await shot(page, 'firm-edit');
  await room.factBox('统一社会信用代码').fill('91339921MA9000238X');
  await page.getByRole('alert').waitFor();
  await shot(page, 'firm-edit-refused');
  await page.keyboard.press('Escape');
};

const sheets = async (page: Page, shot: Camera): Promise<void> => {
  const paper = sheet(page);
  await frame(page).go('一企一策');
  await page.getByRole('grid', { name: '工作表' }).waitFor();
  await shot(page, 'sheets');
  await page.getByRole('link', { name: '新建工作表' }).first().click();
  await page.getByLabel('选择企业').fill('宏达');
  await page.getByRole('list', { name: '找到的企业' }).getByRole('link').first().waitFor();
  await page.waitForTimeout(400);
  await shot(page, 'sheet-choose-firm');
  await page.getByRole('list', { name: '找到的企业' }).getByRole('link').first().click();
  await paper.block('现状').waitFor();
  await shot(page, 'sheet-new');
  await paper.block('现状').fill('机械加工，市名牌有效，出厂检验制度健全。');
  await paper.measure(1, {
    person: '王科员',
    duty: '',
    goal: '通过体系认证',
    task: '推荐咨询机构，协助编写程序文件',
    dueOn: '',
  });
  await paper.issue.click();
  await paper.alert.waitFor();
  await shot(page, 'sheet-missing');
  await frame(page).go('一企一策');
  await page.getByRole('grid', { name: '工作表' }).waitFor();
  await shot(page, 'sheets-draft');
  await page
    .getByRole('grid')
    .getByRole('row', { name: new RegExp(firm.name) })
    .click();
  await paper.progress(1).waitFor();
  await shot(page, 'sheet');
  const parts = page.getByRole('navigation', { name: '工作表各部分' });
  for (const [part, name] of [
    ['诊断', 'sheet-diagnosis'],
    ['措施', 'sheet-measures'],
    ['审批', 'sheet-approvals'],
  ] as const) {
    await parts.getByRole('button', { name: part }).click();
    await shot(page, name);
  }
  await paper.progress(1).click();
  await page.getByRole('dialog').getByText('台账已建，待内审。').waitFor();
  await shot(page, 'sheet-progress');
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.emulateMedia({ media: 'print' });
  await shot(page, 'sheet-print');
  await page.emulateMedia({ media: 'screen' });
  await frame(page).go('一企一策');
  await page
    .getByRole('grid')
    .getByRole('row', { name: /未签发/ })
    .first()
    .click();
  await paper.issue.click();
  await paper.confirmIssue.waitFor();
  await shot(page, 'sheet-issue');
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
};

const visits = async (page: Page, shot: Camera): Promise<void> => {
  const form = visit(page);
  await frame(page).go('走访');
  await page.getByRole('grid', { name: '走访记录' }).waitFor();
  await shot(page, 'visits');
  await page.getByRole('row', { name: /商标续展/ }).click();
  await form.photo(4).waitFor();
  await shot(page, 'visit');
  await page.getByRole('button', { name: '放大照片 1' }).click();
  await page.getByRole('dialog').getByRole('img').last().waitFor();
  await shot(page, 'visit-photo');
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
  await frame(page).search.fill('泽禾特种纸业');
  await frame(page).hits.first().waitFor();
  await page.keyboard.press('Enter');
  await enterprises(page).recordVisit.click();
  await form.content.waitFor();
  await shot(page, 'visit-new');
  await form.content.fill('复查在线检测仪，县检测中心已约 12 月 2 日上门检定。');
  await form.serviceType('计量');
  await form.addIssue.click();
  await page.getByLabel('开始时间').fill('14:00');
  await page.getByLabel('结束时间').fill('13:00');
  await form.save.click();
  await page.getByText('结束时间早于开始时间').waitFor();
  await shot(page, 'visit-refused');
  await page.getByLabel('结束时间').fill('15:20');
  await form.draftKept.waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await form.content.scrollIntoViewIfNeeded();
  await shot(page, 'phone-visit');
  await form.people.scrollIntoViewIfNeeded();
  await shot(page, 'phone-visit-below');
  await frame(page).go('走访');
  await form.unfinished.waitFor();
  await shot(page, 'phone-visits');
  await page.setViewportSize({ width: 1366, height: 768 });
  await form.goOn.click();
  await page.getByText(/^已恢复/).waitFor();
  await shot(page, 'visit-restored');
  await form.save.click();
  await form.saved.waitFor();
};

const settings = async (page: Page, shot: Camera): Promise<void> => {
  await frame(page).go('设置');
  await page.getByRole('button', { name: '立即检查' }).click();
  await page.getByText('全部通过').waitFor();
  await shot(page, 'settings');
  await page.getByRole('button', { name: '立即备份' }).click();
  const restore = page.getByRole('button', { name: /^恢复 / }).first();
  await restore.click();
  await page.getByRole('dialog').waitFor();
  await shot(page, 'settings-restore');
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  await page.getByText('大', { exact: true }).click();
  await frame(page).go('企业');
  await page.getByRole('grid').waitFor();
  await shot(page, 'large-enterprises');
  await frame(page).go('走访');
  await page.getByRole('grid').waitFor();
  await page.getByRole('row', { name: /商标续展/ }).click();
  await visit(page).photo(1).waitFor();
  await shot(page, 'large-visit');
  await frame(page).go('设置');
  await page.getByText('中', { exact: true }).click();
};

export const officerDay = async (page: Page, shot: Camera): Promise<void> => {
  await firms(page, shot);
  await sheets(page, shot);
  await visits(page, shot);
  await settings(page, shot);
};
