import type { Page } from 'playwright-core';
import type { Role } from '#shared/exchange.ts';
import { roleLabels } from '#shared/exchange.ts';
import { frame } from './frame.ts';

export const passphrase = '澜溪的一句口令 2026';

export type Owner = {
  readonly role: Role;
  readonly officeName: string;
  /** Typed to find the division; the first hit is taken. */
  readonly division: string;
  readonly person: string;
};

/** The three steps of the first run. */
export const wizard = (page: Page) => {
  const next = () => page.getByRole('button', { name: '下一步' }).click();
  return {
    role: async (owner: Owner): Promise<void> => {
      await page.getByRole('radio', { name: roleLabels[owner.role] }).click();
      await page.getByLabel('单位名称').fill(owner.officeName);
    },
    division: async (owner: Owner): Promise<void> => {
      await page.getByRole('combobox', { name: '行政区划' }).fill(owner.division);
      await page.getByRole('option').first().click();
    },
    person: async (owner: Owner): Promise<void> => {
      await page.getByLabel('姓名').fill(owner.person);
      await page.getByRole('textbox', { name: '口令', exact: true }).fill(passphrase);
      await page.getByRole('textbox', { name: '再输一次口令' }).fill(passphrase);
    },
    next,
    finish: async (): Promise<void> => {
      await page.getByRole('button', { name: '完成设置' }).click();
      await page.getByRole('navigation', { name: '栏目' }).waitFor();
    },
  };
};

/** First run, from the first step to an open store and its list of firms. */
export const setUp = async (page: Page, owner: Owner): Promise<void> => {
  const steps = wizard(page);
  await steps.role(owner);
  await steps.next();
  await steps.division(owner);
  await steps.next();
  await steps.person(owner);
  await steps.finish();
  await frame(page).go('企业');
};

/** The passphrase, as it is asked for at every later start. */
export const unlock = async (page: Page, word = passphrase): Promise<void> => {
  await page.getByRole('textbox', { name: '口令' }).fill(word);
  await page.getByRole('button', { name: '打开' }).click();
};
