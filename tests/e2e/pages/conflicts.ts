import type { Page } from 'playwright-core';

/** 待裁定, in the exchange room, and what of it shows elsewhere. */
export const conflicts = (page: Page) => {
  const row = (title: string | RegExp) => page.getByRole('row', { name: title });
  return {
    open: () => page.getByRole('tab', { name: /^待裁定/ }).click(),
    tab: page.getByRole('tab', { name: /^待裁定/ }),
    firm: (name: string) => page.getByRole('region', { name }),
    row,
    side: (title: string, value: string | RegExp) =>
      row(title).getByRole('radio').filter({ hasText: value }),
    decide: (title: string) => row(title).getByRole('button', { name: '裁定', exact: true }),
    other: (title: string) => page.getByLabel(`${title} 另写`),
    empty: page.getByText('没有需要裁定的内容'),
    device: page.getByLabel('按哪台设备的值'),
    byDevice: page.getByRole('button', { name: '全部按这台设备的值' }),
    confirm: page.getByRole('dialog').getByRole('button', { name: /^裁定 \d+ 处$/ }),
    badge: page.getByRole('region', { name: '企业概要' }).getByRole('link', { name: /^待裁定/ }),
    openHistory: () => page.getByRole('tab', { name: '变更记录' }).click(),
    history: page.getByRole('table', { name: '变更记录' }),
  };
};
