import type { Locator, Page } from 'playwright-core';

/** The history of one field: the clock beside it, and what it or Ctrl+H opens. */
export const cellHistory = (page: Page) => ({
  clock: page.getByRole('button', { name: '这一栏的变更记录' }),
  ask: async (field: Locator): Promise<void> => {
    await field.focus();
    await page.keyboard.press('Control+h');
  },
  values: (label: string) =>
    page.getByRole('list', { name: `${label} 变更记录` }).getByRole('listitem'),
  begins: (words: RegExp) => page.getByText(words),
  close: page.getByRole('dialog').getByRole('button', { name: '关闭' }),
});
