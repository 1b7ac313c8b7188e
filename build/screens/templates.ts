import { Document, Packer, Paragraph } from 'docx';
import type { Page } from 'playwright-core';
import { frame } from '#tests/e2e/pages/frame.ts';
import type { Camera } from './camera.ts';

/** 文书模板: an office's own form, first with a slip in it, then mended and kept. */

const form = async (...lines: readonly string[]) => ({
  name: '县局走访登记表.docx',
  mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  buffer: await Packer.toBuffer(
    new Document({ sections: [{ children: lines.map((line) => new Paragraph(line)) }] }),
  ),
});

const choose = async (page: Page, ...lines: readonly string[]): Promise<void> => {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择模板文件' }).click();
  await (await choosing).setFiles([await form(...lines)]);
};

/** Ends with the visits, one of them open with the choice of forms. */
export const ownTemplates = async (page: Page, shot: Camera): Promise<void> => {
  await frame(page).go('设置');
  await page.getByRole('link', { name: '管理模板' }).click();
  await page.getByRole('list', { name: '单项字段' }).waitFor();
  await choose(page, '{{企业名}} {{走访日期}}', '{{#问题}}{{序号}} {{问题内容}}');
  await page.getByRole('alert').waitFor();
  await shot(page, 'templates-faulty');
  await choose(page, '{{企业名称}} {{走访日期}}', '{{#问题}}{{序号}} {{问题内容}}{{/问题}}');
  await page.getByText(/可以使用/).waitFor();
  await shot(page, 'templates-checked');
  await page.getByRole('button', { name: '保存模板' }).click();
  await page.getByRole('cell', { name: '使用中' }).waitFor();
  await shot(page, 'templates');
  await frame(page).go('走访');
  await page.getByRole('grid', { name: '走访记录' }).getByRole('row').nth(1).click();
  await page.getByRole('button', { name: '走访记录：选择格式' }).click();
  await page.getByRole('menuitem', { name: '县局走访登记表' }).waitFor();
  await shot(page, 'visit-paper');
};
