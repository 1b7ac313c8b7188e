import type { Page } from 'playwright-core';
import type { ImportCounts } from '#shared/imports.ts';
import { rosterFixture } from '#tests/support/roster-fixtures.ts';
import { enterprises } from './enterprises.ts';

type File = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** The import wizard and its report. */
export const importing = (page: Page) => ({
  choose: async (file: File): Promise<void> => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '选择表格文件' }).click();
    await (await choosing).setFiles(file);
  },
  columnOf: (title: string) => page.getByRole('combobox', { name: `「${title}」导入为` }),
  preview: () => page.getByRole('button', { name: '下一步：预览' }).click(),
  commit: (firms: number) => page.getByRole('button', { name: `确认导入 ${firms} 家` }),
  /** The sentence with every verdict's count; preview and report say it alike. */
  sentence: ({ new: fresh, changed, same, rejected, skipped }: Omit<ImportCounts, 'read'>) =>
    page.getByText(
      `新增 ${fresh} 家，更新 ${changed} 家；${same} 家无变化，${rejected} 行不能导入，${skipped} 行跳过。`,
    ),
  lines: page.getByRole('grid', { name: '逐行结果' }),
  only: (verdict: string) => page.getByText(new RegExp(`^${verdict} \\d+$`)),
  undo: page.getByRole('button', { name: '撤销这次导入' }),
  confirmUndo: page.getByRole('dialog').getByRole('button', { name: '撤销导入' }),
});

/** Takes in a roster of so many firms, from the list of firms to the report. */
export const takeRoster = async (page: Page, firms: number): Promise<void> => {
  const { fileName, bytes } = rosterFixture('xls', firms);
  await enterprises(page).importButton.click();
  const wizard = importing(page);
  await wizard.choose({
    name: fileName,
    mimeType: 'application/vnd.ms-excel',
    buffer: Buffer.from(bytes),
  });
  await wizard.preview();
  await wizard.commit(firms).click();
};
