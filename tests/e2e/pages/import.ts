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
  /** From the sheet as it lies there to its columns. */
  toColumns: () => page.getByRole('button', { name: '下一步：核对各列' }).click(),
  preview: () => page.getByRole('button', { name: '下一步：预览' }).click(),
  commit: (rows: number) => page.getByRole('button', { name: `确认导入 ${rows} 行` }),
  /** The sentence with every verdict's count; preview and report say it alike. */
  sentence: ({
    new: fresh,
    changed,
    same,
    question,
    skipped,
  }: Omit<ImportCounts, 'read' | 'kept'>) =>
    page.getByText(
      `新增 ${fresh}，更新 ${changed}，不变 ${same}，有疑问 ${question}，跳过 ${skipped}`,
    ),
  lines: page.getByRole('grid', { name: '逐行结果' }),
  only: (verdict: string) => page.getByText(new RegExp(`^${verdict} \\d+$`)),
  undo: page.getByRole('button', { name: '撤销这次导入' }),
  confirmUndo: page.getByRole('dialog').getByRole('button', { name: '撤销导入' }),
});

/** Takes in a roster of so many firms, from the list of firms to the report. */
export const takeRoster = async (page: Page, firms: number): Promise<void> => {
  const { fileName, bytes } = rosterFixture('xls', firms);
  // The page has just opened: its answer replaces the link while a press lasts.
  await enterprises(page).importButton.click({ delay: 0 });
  const wizard = importing(page);
  await wizard.choose({
    name: fileName,
    mimeType: 'application/vnd.ms-excel',
    buffer: Buffer.from(bytes),
  });
  await wizard.toColumns();
  await wizard.preview();
  // One of the firms that come twice brings products.
  await wizard.commit(firms + 1).click();
};
