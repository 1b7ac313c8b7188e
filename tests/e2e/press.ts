import type { Locator, Page } from 'playwright-core';

/** How long a click lasts, in milliseconds; a person's takes about 100. */
const lasts = Number(process.env.QICE_PRESS ?? 60);

/**
 * Makes the clicks of this process last. Playwright lets go in the very moment it presses, which no
 * person can: a button that moves away in between is a click lost, and would never be seen here.
 */
export const pressLikeAPerson = (page: Page): void => {
  const locators = Object.getPrototypeOf(page.locator('body')) as Pick<Locator, 'click'>;
  const { click } = locators;
  if (click.name === 'pressed') return;
  locators.click = function pressed(this: Locator, options) {
    return click.call(this, { delay: lasts, ...options });
  };
};

/**
 * Both presses of a double click on a busy computer: the second comes before any timer, so before the
 * button is drawn as busy.
 */
export const pressTwice = (button: Locator): Promise<void> =>
  button.evaluate(async (pressed: HTMLElement) => {
    pressed.click();
    await Promise.resolve();
    pressed.click();
  });
