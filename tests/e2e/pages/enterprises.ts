import type { Page } from 'playwright-core';

export type FirmTab =
  | '概况'
  | '经济数据'
  | '产品与标准'
  | '商标专利'
  | '认证准入'
  | '计量检验'
  | '信用荣誉'
  | '一企一策'
  | '走访'
  | '问题'
  | '变更记录';

/** The list of firms and the file of one. */
export const enterprises = (page: Page) => ({
  search: page.getByLabel('在名单中搜索'),
  list: page.getByRole('grid', { name: '企业名单' }),
  row: (name: string | RegExp) =>
    page.getByRole('grid', { name: '企业名单' }).getByRole('row', { name }),
  importButton: page.getByRole('link', { name: '导入表格' }),
  tab: (name: FirmTab) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click(),
  band: page.getByRole('region', { name: '企业概要' }),
  writeSheet: page.getByRole('link', { name: '写一企一策' }).first(),
  recordVisit: page.getByRole('link', { name: '记录走访' }).first(),
  /** A fact of the firm where it stands, and the box it becomes. */
  fact: (label: string) =>
    page
      .getByRole('region', { name: '企业档案' })
      .locator('[data-cell]')
      .filter({ has: page.locator('dt').getByText(label, { exact: true }) }),
  factBox: (label: string) =>
    page.getByRole('region', { name: '企业档案' }).getByLabel(label, { exact: true }),
  source: page.getByRole('combobox', { name: '本次录入的来源' }),
  form: page.getByRole('form', { name: '企业档案' }),
  field: (label: string) => page.getByRole('form', { name: '企业档案' }).getByLabel(label),
  save: page.getByRole('button', { name: '保存' }),
});
