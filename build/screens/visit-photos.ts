import type { Page } from 'playwright-core';
import type { Camera } from './camera.ts';

/** The ledger of photographs, and a signature drawn under a visit. */
export const visitPhotos = async (page: Page, shot: Camera): Promise<void> => {
  await page.evaluate(() => {
    location.hash = '#/visits/photos';
  });
  const ledger = page.getByRole('grid', { name: '照片' });
  await ledger.getByRole('row').nth(2).waitFor();
  await shot(page, 'visit-photos');
  await ledger.getByRole('row').nth(1).click();
  const signed = page.getByRole('list', { name: '签字', exact: true });
  await signed.getByRole('button', { name: '签字' }).first().click();
  const dialog = page.getByRole('dialog', { name: '企业负责人签字' });
  const board = await dialog.getByLabel('签名板').boundingBox();
  if (!board) throw new Error('there is a board to sign on');
  const at = (x: number, y: number) =>
    [board.x + board.width * x, board.y + board.height * y] as const;
  await page.mouse.move(...at(0.2, 0.3));
  await page.mouse.down();
  for (const [x, y] of [
    [0.35, 0.7],
    [0.5, 0.25],
    [0.65, 0.75],
    [0.8, 0.3],
  ] as const)
    await page.mouse.move(...at(x, y), { steps: 4 });
  await page.mouse.up();
  await shot(page, 'visit-signing');
  await page.keyboard.press('Escape');
};
