import type { Page } from 'playwright-core';

export type Step = '待离开' | '制作数据包' | '读入数据包' | '名片与信任' | '设备与密钥' | '记录';

/** 数据交换, step by step. */
export const exchange = (page: Page) => {
  const pick = async (button: string, path: string): Promise<void> => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: button }).click();
    await (await choosing).setFiles(path);
  };
  /** `本机指纹 12345 …` to the digits as people read them out. */
  const fingerprint = async (whose: '本机指纹' | '对方指纹'): Promise<string> =>
    (await page.getByRole('group', { name: new RegExp(`^${whose} `) }).innerText())
      .replace(/\s+/g, ' ')
      .trim();
  return {
    step: (name: Step) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click(),
    ownFingerprint: () => fingerprint('本机指纹'),
    theirFingerprint: () => fingerprint('对方指纹'),
    saveCard: page.getByRole('button', { name: '保存名片' }),
    readCard: (path: string) => pick('选择名片文件', path),
    compared: page.getByLabel('已与对方本人核对，五组数字全部一致'),
    trust: page.getByRole('button', { name: '信任', exact: true }),
    peer: (name: string | RegExp) =>
      page.getByRole('table', { name: '已信任的名片' }).getByRole('row', { name }),
    receiver: (name: string | RegExp) => page.getByRole('radio', { name }),
    making: page.getByRole('region', { name: '制作数据包' }),
    make: page
      .getByRole('region', { name: '制作数据包' })
      .getByRole('button', { name: '制作数据包' }),
    made: page.getByRole('region', { name: '已做好的数据包' }),
    read: (path: string) => pick('选择数据包文件', path),
    offered: page.getByRole('region', { name: '数据包内容' }),
    merge: page.getByRole('button', { name: '并入', exact: true }),
    takeReceipt: page.getByRole('button', { name: '读入回执' }),
    merged: page.getByRole('region', { name: '并入结果' }),
    saveReceipt: page.getByRole('button', { name: '保存回执' }),
    done: page.getByRole('button', { name: '完成' }),
    log: page.getByRole('grid', { name: '数据包记录' }),
  };
};
