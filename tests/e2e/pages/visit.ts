import type { Page } from 'playwright-core';

/** The form of a visit. */
export const visit = (page: Page) => ({
  content: page.getByLabel('走访内容'),
  findings: page.getByLabel('发现', { exact: true }),
  advice: page.getByLabel('建议', { exact: true }),
  /** What to ask there. */
  brief: page.getByRole('region', { name: '走访前须知' }),
  colleague: (name: string) => page.getByRole('button', { name: `添加 ${name}` }),
  serviceType: (name: string) => page.getByText(name, { exact: true }).click(),
  people: page.getByLabel('我方参加人员'),
  addIssue: page.getByRole('button', { name: '添加问题' }),
  issueType: (place: number) => page.getByLabel(`问题 ${place} 类型`),
  issueContent: (place: number) => page.getByLabel(`问题 ${place} 内容`),
  day: page.getByLabel('走访日期'),
  /** Through the file chooser, as a person does. */
  addPhotos: async (files: readonly { name: string; mimeType: string; buffer: Buffer }[]) => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '添加照片' }).click();
    await (await choosing).setFiles([...files]);
  },
  photo: (place: number) =>
    page.getByRole('button', { name: `放大照片 ${place}` }).getByRole('img'),
  draftKept: page.getByText(/^草稿已存/),
  saved: page.getByRole('status').filter({ hasText: /^已保存$/ }),
  unfinished: page.getByRole('list', { name: '未填完的走访记录' }),
  goOn: page.getByRole('link', { name: '继续填写' }),
  save: page.getByRole('button', { name: '保存' }),
});
