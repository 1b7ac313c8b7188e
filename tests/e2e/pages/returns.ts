import type { Page } from 'playwright-core';

/** 退回: on a record's page, in the exchange room, and in the pill above all rooms. */
export const returns = (page: Page) => ({
  giveBack: page.getByRole('button', { name: '退回', exact: true }),
  dialog: page.getByRole('dialog', { name: '退回这条记录' }),
  reason: (words: string) => page.getByRole('button', { name: words }),
  opinion: page.getByLabel('退回意见'),
  /** The bar above a record: 「被退回：…」. */
  bar: (state: '被退回' | '已改正，待确认') =>
    page.getByRole('region', { name: new RegExp(`^${state}：`) }),
  reply: page.getByLabel('改正后的答复'),
  sendReply: page.getByRole('button', { name: '已改正，答复' }),
  again: page.getByRole('button', { name: '再次退回' }),
  close: page.getByRole('button', { name: '确认办结' }),
  closed: (times: number) => page.getByText(`已办结的退回 ${times} 次`),
  tab: page.getByRole('tab', { name: /^退回/ }),
  unsent: page.getByRole('list', { name: '写了一半没有发出的' }),
  row: (words: RegExp) =>
    page.getByRole('grid', { name: '退回的记录' }).getByRole('row', { name: words }),
});
