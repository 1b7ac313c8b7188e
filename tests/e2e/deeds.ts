import type { Page } from 'playwright-core';

/**
 * What a page was done to and what it asked for, last of all: where a click went that a slow machine
 * seems to have lost. Runs in the page, before it.
 */
export const noteDeeds = (): void => {
  const deeds: string[] = [];
  Object.assign(window, { deeds });
  const note = (deed: string): void => {
    deeds.push(`${performance.now().toFixed(0)} ${deed}`);
    if (deeds.length > 80) deeds.shift();
  };
  const named = (target: EventTarget | null): string => {
    if (!(target instanceof Element)) return '—';
    const within = target.closest('button, a, input, textarea, label, td, li') ?? target;
    const name = within.getAttribute('aria-label') ?? within.textContent ?? '';
    return `${within.tagName.toLowerCase()} ${name.trim().slice(0, 30)}`;
  };
  // A press that clicks nothing is told: nobody else would, and nothing happens.
  let pressed: { readonly button: Element; readonly x: number; readonly y: number } | null = null;
  const buttonAt = (target: EventTarget | null): Element | null =>
    target instanceof Element ? target.closest('button, a, [role="row"]') : null;
  document.addEventListener(
    'mousedown',
    ({ target, clientX: x, clientY: y }) => {
      const button = buttonAt(target);
      pressed = button && { button, x, y };
    },
    true,
  );
  document.addEventListener(
    'click',
    ({ target }) => {
      if (target instanceof Node && pressed?.button.contains(target)) pressed = null;
    },
    true,
  );
  document.addEventListener(
    'mouseup',
    ({ target, clientX, clientY }) => {
      const mine = pressed;
      if (mine === null || mine.x !== clientX || mine.y !== clientY) return;
      setTimeout(() => {
        if (pressed === mine)
          console.error(`pressed ${named(mine.button)}, let go over ${named(target)}`);
      });
    },
    true,
  );
  for (const kind of ['mousedown', 'click', 'input', 'focusin'] as const)
    document.addEventListener(kind, ({ target }) => note(`${kind} ${named(target)}`), true);
  document.addEventListener('keydown', ({ key, target }) => note(`${key} ${named(target)}`), true);
  const { fetch } = window;
  window.fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : String(input), origin);
    note(`asks ${pathname}`);
    const answer = await fetch(input, init);
    note(`is told ${answer.status} ${pathname}`);
    return answer;
  };
};

/** The last deeds at a page; none where it is gone. */
export const lastDeeds = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as { deeds: readonly string[] }).deeds).catch(() => []);
