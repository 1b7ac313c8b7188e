import type { Page } from 'playwright-core';

export type Room = '今日' | '企业' | '培育' | '一企一策' | '走访' | '问题' | '数据交换' | '设置';

/** What is around every room. */
export const frame = (page: Page) => ({
  go: (room: Room) =>
    page.getByRole('navigation', { name: '栏目' }).getByRole('link', { name: room }).click(),
  /** The pill that says where the work is. */
  pill: page.getByRole('banner').getByRole('link'),
  heading: (name: string | RegExp) => page.getByRole('heading', { level: 1, name }),
  search: page.getByRole('banner').getByRole('combobox', { name: '搜索企业' }),
  /** The firms found, under the search box. */
  hits: page.getByRole('listbox', { name: '找到的企业' }).getByRole('option'),
});
